/* conversation.h - the model: a conversation is turns, whoever exported it.
 *
 * Every reader makes these and every consumer reads these: nothing else of an
 * export is known behind this line. Our own conversation lines are the model
 * written down:
 *
 *     {"id": "c1", "channel": "email", "turns": [
 *      {"role": "agent", "author": "Ana", "text": "...", "time": "..."}]}
 */
#ifndef SW_TALK_CONVERSATION_H
#define SW_TALK_CONVERSATION_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

/* Only agents are linted. bot, system and note are kept for their place in
 * the conversation; unknown is for a reader that cannot tell: it never
 * guesses. */
#define SW_ROLE_MAP(X_)      \
    X_(AGENT, "agent")       \
    X_(CUSTOMER, "customer") \
    X_(BOT, "bot")           \
    X_(SYSTEM, "system")     \
    X_(NOTE, "note")         \
    X_(UNKNOWN, "unknown")

typedef enum sw_role {
#define SW_X_(upper, name) SW_ROLE_##upper,
    SW_ROLE_MAP(SW_X_)
#undef SW_X_
        SW_ROLE_COUNT
} sw_role;

/* From here on text came from this place of the source, byte by byte, until
 * the next run begins. */
typedef struct sw_text_run {
    size_t text, source;
} sw_text_run;

/* Where a turn stands in its file. */
typedef struct sw_turn_source {
    size_t line;         /* from 1; 0 = not known */
    const char *pointer; /* JSON pointer of the text from the document's root
                            (of the line's, in JSON Lines), or NULL */
    size_t cue;          /* number of a caption, from 1; 0 = none */
} sw_turn_source;

typedef struct sw_turn {
    sw_role role;
    bool internal;             /* not for the customer: not linted */
    sw_str text;               /* valid UTF-8, may hold NUL */
    const char *author, *time; /* or NULL; time as ISO 8601 where it could be
                                  told, else as it stood */
    const char *label; /* what the source called this speaker, when role is
                          unknown because of it; or NULL */
    sw_turn_source src;
    /* Sorted by text, the first at text 0; none = byte i came from byte i of
     * the string that src names, escapes and encoding undone. */
    const sw_text_run *runs;
    size_t run_count;
} sw_turn;

/* Made by sw_talk_next; everything in it lives in the arena given there. */
typedef struct sw_conversation {
    const char *id, *channel; /* or NULL */
    const char *agent;        /* who wrote most agent turns, or NULL */
    bool is_public;
    struct SW_VEC(sw_turn) turns;
    size_t line;         /* of its record in the file, from 1; 0 = none */
    const char *pointer; /* of its record in the document: "/tickets/3", or
                            NULL when the record is the document or line */
    sw_str record;       /* other members, as they were: "a": 1,"b": [] */
} sw_conversation;

const char *sw_role_name(sw_role role);
/* False when there is no such role. */
bool sw_role_named(sw_str name, sw_role *out);
/* Said by an agent to the customer: what is linted. */
bool sw_turn_is_linted(const sw_turn *turn);
/* JSON pointer of a turn's text: src.pointer, or made in space from its index
 * when the record is a conversation line of ours; NULL when the source is not
 * JSON. */
const char *sw_turn_pointer(const sw_conversation *c, size_t i, char space[48]);
/* A copy of everything that a turn points to, into the arena. False: no
 * memory. */
bool sw_turn_copy(sw_turn *turn, sw_arena *arena);
/* The source byte of a byte of the turn's text. */
size_t sw_turn_source_byte(const sw_turn *turn, size_t byte);

#endif
