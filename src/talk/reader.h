/* reader.h - what a reader is: one family of transcripts.
 *
 * A reader is one const row of the table in talk.c and one file read_X.c. Its
 * work is to turn bytes of talk->stream into a sw_conversation, one a call:
 *
 *   - Memory: of everything in the file, at most one conversation is held, and
 *     it lives in the arena given to next(). What must outlive a call belongs
 *     to talk->state, which open() makes (sw_mem_alloc, or an arena in it) and
 *     close() gives back. close() is called after a failed open() too.
 *   - Limits: every loop over input has a cap from the list below, and over it
 *     is an error that names it.
 *   - Roles: agent, customer, bot, system, note by what the format says, then
 *     by options->agents, bots, our_domains; else
 *     unknown with label set. Never a guess.
 *   - Text: valid UTF-8, as the customer saw it: HTML converted, quoted history
 *     and signature cut; where text is not the source byte for byte, runs says
 *     where it came from. A turn whose text is empty is left out.
 *   - A missing or odd time never drops a turn.
 *   - Errors: SW_TALK_BAD for a record that the next one does not depend on,
 *     SW_TALK_FAILED when there is no going on. Words that name the place and
 *     say what to do. sw_talk_fail fills the error. */
#ifndef SW_TALK_READER_H
#define SW_TALK_READER_H

#include "talk/talk.h"

#define SW_TALK_MAX_TURNS ((size_t)1 << 20)  /* of one conversation */
#define SW_TALK_HEAD      ((size_t)64 << 10) /* bytes that sniff sees */

/* How sure sniff is. Of equals the earlier row wins. */
enum {
    SW_SNIFF_NO = 0,
    SW_SNIFF_MAYBE = 40,
    SW_SNIFF_LIKELY = 70,
    SW_SNIFF_SURE = 100
};

typedef struct sw_talk_reader {
    const char *name;           /* the value of --input */
    const char *help;           /* one line, no full stop */
    const char *const *endings; /* of file names, ".vtt", NULL at the end */
    /* By content; head is the first SW_TALK_HEAD bytes or the whole, whole
     * says which. A byte order mark may stand before it. */
    int (*sniff)(sw_str head, bool whole, const sw_talk_options *options);
    /* May be NULL when there is nothing to prepare. */
    sw_talk_status (*open)(sw_talk *talk, sw_talk_error *error);
    sw_talk_status (*next)(sw_talk *talk, sw_arena *arena, sw_conversation *out,
                           sw_talk_error *error);
    void (*close)(sw_talk *talk); /* or NULL */
} sw_talk_reader;

/* An open input. */
struct sw_talk {
    const sw_talk_options *options;
    sw_stream *stream;
    void *state; /* the reader's own; NULL before open() */
};

/* Fills error and gives status back. */
sw_talk_status sw_talk_fail(sw_talk_error *error, sw_talk_status status,
                            const char *code, size_t line, const char *format,
                            ...) __attribute__((format(printf, 5, 6)));
/* For open(): talk->state, zeroed; NULL when out of memory. */
void *sw_talk_state(sw_talk *talk, size_t size);
/* "out of memory". */
sw_talk_status sw_talk_fail_nomem(sw_talk_error *error);
/* SW_TALK_END when the stream just ended, else SW_TALK_FAILED and why. */
sw_talk_status sw_talk_stream_end(const sw_talk *talk, sw_talk_error *error);

/* The rows, by their names, in the order of the table. */
#define SW_TALK_READERS \
    "conversations", "json", "log", "vtt", "csv", "eml", "mbox"

extern const sw_talk_reader sw_read_lines; /* read_lines.c */
extern const sw_talk_reader sw_read_json;  /* read_json.c */
extern const sw_talk_reader sw_read_log;   /* read_log.c */
extern const sw_talk_reader sw_read_vtt;   /* read_vtt.c */
extern const sw_talk_reader sw_read_csv;   /* read_csv.c */
extern const sw_talk_reader sw_read_mail;  /* read_mail.c */
extern const sw_talk_reader sw_read_box;   /* read_mail.c */

#endif
