/* transcript.h - a transcript in a string, read by a reader, shown as lines. */
#ifndef SW_TESTS_UNIT_TRANSCRIPT_H
#define SW_TESTS_UNIT_TRANSCRIPT_H

#include "base/buf.h"
#include "talk/reader.h"

/* Every turn of every conversation as a line of
 *     role author @line time "text"
 * with a line "# id channel" before each conversation; what went wrong as a
 * line "! line code: words". agents and domains: a list that ends with NULL,
 * or NULL. What comes back lives until the next call. */
const char *transcript_read(const sw_talk_reader *reader, const char *text,
                            size_t len, const char *const *agents,
                            const char *const *domains);

#endif
