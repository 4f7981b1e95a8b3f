/* csv_sniff.h - which byte parts the cells, and is it a table at all? */
#ifndef SW_TALK_CSV_SNIFF_H
#define SW_TALK_CSV_SNIFF_H

#include "base/str.h"

/* The delimiter of text (UTF-8, the beginning of a file) and how many cells
 * its first row has; '\0' when no candidate parts the rows alike. *skip: bytes
 * of a "sep=;" line before the header. */
char sw_csv_delimiter(sw_str text, size_t *cells, size_t *skip);
/* The cells of the first line, without quotes, at most `most`: for a look. */
size_t sw_csv_first_cells(sw_str text, char delimiter, sw_str *cells,
                          size_t most);

#endif
