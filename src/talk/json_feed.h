/* json_feed.h - the records inside JSON of any size, one at a time.
 *
 * An export is one object with a million tickets in an array, or an array, or
 * an object a line. The feed walks what stands around the records byte by byte
 * and hands out each record's bytes: it holds the record at hand and never the
 * file. */
#ifndef SW_TALK_JSON_FEED_H
#define SW_TALK_JSON_FEED_H

#include "talk/map_path.h"
#include "talk/talk.h"

#define SW_JSON_FEED_RECORD SW_STREAM_MAX /* bytes of one record, at most */
#define SW_JSON_FEED_DEPTH  (SW_PATH_STEPS + 2)

typedef struct sw_json_feed_record {
    sw_str bytes;        /* good until the next call */
    size_t line;         /* where it begins, from 1 */
    const char *pointer; /* in its document: "/tickets/3", "" */
} sw_json_feed_record;

/* Given every element of a table that stands beside the records. */
typedef sw_talk_status sw_json_feed_row_fn(void *ctx, sw_str bytes,
                                           sw_talk_error *error);

typedef struct sw_json_feed_frame {
    bool array;
    uint16_t name; /* of the member at hand; 0: not one that is asked for */
    size_t index;  /* of the element at hand */
} sw_json_feed_frame;

/* Zeroed but for the first block, which the user fills. Hand it to
 * sw_json_feed_release. */
typedef struct sw_json_feed {
    sw_stream *stream;
    const sw_tape_names *names;
    const sw_path *records; /* where they are, from the document's root; the
                               first that is met counts. None: the document */
    size_t record_count;
    bool whole;                /* when none is met, the document is one */
    bool arrays_are_documents; /* an array at the top is a record, not many */
    const sw_path *tables;     /* ends in [] */
    size_t table_count;
    sw_json_feed_row_fn *row;
    void *ctx;

    sw_json_feed_frame frames[SW_JSON_FEED_DEPTH];
    unsigned depth, base; /* base: frames that are not of the document */
    bool lines;           /* one document a line */
    bool begun, decided;  /* this document; records were met in it */
    sw_str line;          /* in lines: what is left of the one at hand */
    size_t pos;           /* in what was read and not taken: next byte */
    size_t start;         /* where the document began there */
    size_t number;        /* line that the window begins in, from 1 */
    size_t documents;     /* so far */
    unsigned state;
    sw_buf pointer, scratch;
} sw_json_feed;

/* SW_TALK_ONE, BAD (one line of JSON Lines that is none), END, FAILED. */
sw_talk_status sw_json_feed_next(sw_json_feed *feed, sw_json_feed_record *out,
                                 sw_talk_error *error);
void sw_json_feed_release(sw_json_feed *feed);

#endif
