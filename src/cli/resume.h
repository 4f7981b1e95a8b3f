/* resume.h - a batch's diary: which inputs are done, and what came of them.
 *
 * A file of frames, written as a batch goes on and never changed behind its
 * end: bytes that an input printed, then a line that says it is done. What a
 * run left half written is cut off by the next. It holds the same words as the
 * output, and is readable by its owner alone. */
#ifndef SW_CLI_RESUME_H
#define SW_CLI_RESUME_H

#include "base/arena.h"
#include "base/buf.h"
#include "saywell.h"

#include <sys/stat.h>

/* An input as it was: by name, size, time and content. */
typedef struct sw_resume_key {
    uint64_t name, size, content;
    uint64_t with;                /* rules and configuration */
    int64_t seconds, nanoseconds; /* of its last change */
} sw_resume_key;

/* A done input; its parts stand in the file from offset on. */
typedef struct sw_resume_entry {
    sw_resume_key key;
    uint64_t offset;
    size_t parts, bad_lines;
    bool found;
    struct sw_resume_entry *next;
} sw_resume_entry;

typedef struct sw_resume sw_resume;

/* Opens or makes the diary. with: hash of the options that decide what is
 * printed; a diary made with something else begins anew. Holds
 * a lock until the close. NULL: it was said why. */
sw_resume *sw_resume_open(const char *path, uint64_t with, sw_arena *arena);
/* False: something could not be written; it was said. */
bool sw_resume_close(sw_resume *resume);
/* How many inputs were done when it was opened. */
size_t sw_resume_count(const sw_resume *resume);

/* The entry of an input that is done already, or NULL. Its content has to be
 * compared still: entry->key.content. */
const sw_resume_entry *sw_resume_find(const sw_resume *resume, const char *name,
                                      uint64_t with, const struct stat *seen);
/* The part at *at, at first entry->offset: its bytes and what they sum up; *at
 * then is where the next one stands. False: cannot be read. */
bool sw_resume_part(sw_resume *resume, uint64_t *at, sw_buf *bytes,
                    saywell_summary *sum);

/* What the input in hand printed, piece by piece; then that it is done. */
bool sw_resume_add(sw_resume *resume, sw_str bytes, const saywell_summary *sum);
bool sw_resume_done(sw_resume *resume, const char *name, uint64_t with,
                    const struct stat *seen, uint64_t content, bool found,
                    size_t bad_lines);
#endif
