/* json_read.h - pull reader over bytes: validates, no recursion, no tree.
 *
 * For what must not pay for a tree: conversation lines by the million. It
 * reads one JSON value (RFC 8259, strictly) out of memory and gives events.
 * Bounded: depth at most SW_JSON_READ_DEPTH, no memory of its own but the
 * caller's buffer for a string that has escapes. No globals. */
#ifndef SW_BASE_JSON_READ_H
#define SW_BASE_JSON_READ_H

#include "base/buf.h"

#define SW_JSON_READ_DEPTH 128

typedef enum sw_json_event {
    SW_JSON_ERROR, /* reader->error and ->at say what and where; sticks */
    SW_JSON_END,   /* the value is complete and only white space is left */
    SW_JSON_OBJECT,
    SW_JSON_OBJECT_END,
    SW_JSON_ARRAY,
    SW_JSON_ARRAY_END,
    SW_JSON_KEY,
    SW_JSON_STRING,
    SW_JSON_NUMBER,
    SW_JSON_TRUE,
    SW_JSON_FALSE,
    SW_JSON_NULL
} sw_json_event;

typedef struct sw_json_reader {
    sw_str text;
    size_t at;         /* next byte to read; on error the bad byte */
    size_t start;      /* first byte of the last event's token (its quote) */
    sw_str raw;        /* KEY, STRING: inside the quotes, escapes kept;
                          NUMBER: the digits */
    bool escaped;      /* raw holds a backslash */
    char *room;        /* where the next string goes; or NULL */
    const char *error; /* words, no full stop */
    unsigned depth;
    unsigned char state;
    unsigned char stack[SW_JSON_READ_DEPTH]; /* '{' or '[' */
} sw_json_reader;

/* text need not be checked before: bad UTF-8 inside a string is an error. */
void sw_json_read_init(sw_json_reader *reader, sw_str text);
/* The same, and strings that are values go to room, one behind the other, with
 * their escapes undone and a NUL at their end; raw points there. For a text of
 * n bytes the room has SW_JSON_READ_ROOM(n). Keys, and what is skipped, stay
 * as they are. */
#define SW_JSON_READ_ROOM(n) ((n) + 16)
void sw_json_read_to(sw_json_reader *reader, sw_str text, char *room);
sw_json_event sw_json_read(sw_json_reader *reader);
/* Skips the value that comes next (after KEY, or in an array): its whole raw
 * bytes go to *value when it is not NULL. False on error. */
bool sw_json_read_skip(sw_json_reader *reader, sw_str *value);
/* The last KEY or STRING with its escapes undone: raw itself when there are
 * none, else made in out (cleared first). A lone surrogate becomes U+FFFD.
 * The empty string when out failed. */
sw_str sw_json_read_string(const sw_json_reader *reader, sw_buf *out);

#endif
