/* csv_rows.h - a table row by row, from any place in it. */
#ifndef SW_TALK_CSV_ROWS_H
#define SW_TALK_CSV_ROWS_H

#include "talk/spool.h"

#define SW_CSV_ROW_MAX   ((size_t)32 << 20) /* bytes of one row */
#define SW_CSV_CELLS_MAX ((size_t)4096)     /* of one row */

typedef struct sw_csv_row {
    size_t line;         /* where it begins, from 1 */
    uint64_t offset;     /* for sw_csv_seek */
    const sw_str *cells; /* valid UTF-8, until the next call */
    size_t count;
} sw_csv_row;

/* Fields are parsed by libcsv, which is loaded here. Own it: sw_csv_free. */
typedef struct sw_csv sw_csv;

/* Looks at the first bytes for encoding and delimiter. SW_TALK_ONE, or
 * SW_TALK_FAILED. */
sw_talk_status sw_csv_new(sw_csv **out, sw_stream *stream,
                          sw_talk_error *error);
void sw_csv_free(sw_csv *csv); /* takes NULL */
/* SW_TALK_ONE, SW_TALK_END, or SW_TALK_FAILED: not UTF-8, too long, a quote
 * that is never closed. */
sw_talk_status sw_csv_next(sw_csv *csv, sw_csv_row *row, sw_talk_error *error);
/* On to the row that began there. */
void sw_csv_seek(sw_csv *csv, uint64_t offset, size_t line);

#endif
