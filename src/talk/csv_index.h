/* csv_index.h - where the rows of each conversation stand in a table. */
#ifndef SW_TALK_CSV_INDEX_H
#define SW_TALK_CSV_INDEX_H

#include "talk/csv_columns.h"
#include "talk/csv_rows.h"
#include "talk/unite.h"

/* Rows of one conversation that follow each other. */
typedef struct sw_csv_run {
    uint64_t key, parent; /* parent: of tweets only */
    uint64_t offset;
    int64_t time; /* of tweets only */
    uint32_t line, rows;
} sw_csv_run;

/* A row that has not the header's columns. */
typedef struct sw_csv_bad {
    size_t line, cells;
} sw_csv_bad;

#define SW_CSV_BAD_MAX 1000 /* that are named; further ones are counted */

/* Zeroed is empty. Hand it to sw_csv_index_release. */
typedef struct sw_csv_index {
    sw_csv_run *runs;
    size_t count, cap;
    sw_unite groups; /* of runs */
    sw_csv_bad bad[SW_CSV_BAD_MAX];
    size_t bad_count;
} sw_csv_index;

/* Reads all rows behind the header. SW_TALK_ONE or SW_TALK_FAILED. */
sw_talk_status sw_csv_index_read(sw_csv_index *index, sw_csv *csv,
                                 const sw_csv_columns *columns,
                                 sw_talk_error *error);
void sw_csv_index_release(sw_csv_index *index);
/* Does the row have the columns that the header promises? Empty cells past
 * its end do not count, nor do missing ones that nobody asks for. */
bool sw_csv_row_fits(const sw_csv_row *row, const sw_csv_columns *columns);
/* A cell, trimmed; empty when there is none. */
sw_str sw_csv_cell(const sw_csv_row *row, const sw_csv_columns *columns,
                   sw_csv_field field);

#endif
