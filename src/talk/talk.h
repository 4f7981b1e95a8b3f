/* talk.h - transcripts in, conversations out, one at a time.
 *
 * For those who consume conversations:
 *
 *     sw_stream stream;                       // an open descriptor
 *     sw_talk_options options = {.name = "export.json"};
 *     options.reader = sw_talk_sniff(&options, &stream);   // NULL: a draft
 *     if (sw_talk_open(&talk, &options, &stream, &error)) ...
 *     while ((status = sw_talk_next(talk, &arena, &c, &error)) < SW_TALK_END) {
 *         if (status == SW_TALK_BAD)
 *             ...                             // say error, go on
 *         else
 *             ...                             // look at c
 *         sw_arena_reset(&arena);
 *     }
 *     sw_talk_close(talk);
 *
 * Everything that next gives lives in the arena given to it, so a consumer may
 * keep as many conversations as it has arenas for, on any thread. Nothing here
 * prints, and nothing here decides what a missing agent means: that is said
 * once a file, by whoever read it to its end.
 *
 * For those who write readers: talk/reader.h. */
#ifndef SW_TALK_TALK_H
#define SW_TALK_TALK_H

#include "talk/conversation.h"
#include "talk/stream.h"

struct sw_talk_reader;
struct sw_mapping;

typedef enum sw_talk_status {
    SW_TALK_ONE,   /* a conversation */
    SW_TALK_BAD,   /* one record that cannot be used: error says why; go on */
    SW_TALK_END,   /* no more */
    SW_TALK_FAILED /* error says why; nothing more will come */
} sw_talk_status;

/* What went wrong. */
typedef struct sw_talk_error {
    const char *code; /* "json", "turns", "role", "text", "limit", "read",
                         "memory", ... for programs */
    size_t line;      /* of the record or the fault, from 1; 0 = none */
    const char *conversation; /* its id when it was known, in the arena */
    char message[400];        /* one line, no full stop */
} sw_talk_error;

/* Who is who, from the configuration; kept by pointer while the talk is
 * open. A pattern is a name, an address, or a regular expression between
 * slashes: /^Agent /i. */
typedef struct sw_talk_names {
    const char *const *at;
    size_t count;
} sw_talk_names;

/* What a table calls the things we look for, where its header does not tell:
 * "columns" of the configuration. */
typedef struct sw_talk_column {
    const char *field, *header; /* "text", "Nachricht" */
} sw_talk_column;

typedef struct sw_talk_columns {
    const sw_talk_column *at;
    size_t count;
} sw_talk_columns;

typedef struct sw_talk_options {
    const char *name; /* of the input, for its ending and for ids; or NULL */
    const struct sw_talk_reader *reader;
    const struct sw_mapping *mapping; /* of JSON; NULL: the one that fits */
    const struct sw_mapping_set *mappings; /* to choose from; NULL: those that
                                              came with the program */
    sw_talk_names agents, bots, our_domains;
    sw_talk_columns columns;
    bool keep_record; /* fill sw_conversation.record */
} sw_talk_options;

typedef struct sw_talk sw_talk;

/* The reader for what stands in the stream, by its first bytes and then by
 * options->name; nothing is taken from the stream. NULL: a draft. */
const struct sw_talk_reader *sw_talk_sniff(const sw_talk_options *options,
                                           sw_stream *stream);
/* The reader called so by --input; NULL: there is none. */
const struct sw_talk_reader *sw_talk_named(const char *name);
/* The values of --input: "auto", "draft", the readers, the mappings that came
 * with the program; NULL at the end. */
extern const char *const sw_talk_kinds[];
/* The i-th, in the order of the manual; NULL past the end. */
const struct sw_talk_reader *sw_talk_reader_at(size_t i);

/* SW_TALK_ONE when it went well, else SW_TALK_FAILED and *out NULL. options
 * and stream must live until the close. */
sw_talk_status sw_talk_open(sw_talk **out, const sw_talk_options *options,
                            sw_stream *stream, sw_talk_error *error);
sw_talk_status sw_talk_next(sw_talk *talk, sw_arena *arena,
                            sw_conversation *out, sw_talk_error *error);
void sw_talk_close(sw_talk *talk); /* takes NULL */

#endif
