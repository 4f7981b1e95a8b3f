/* conversation.h - one line of our own conversation format, read and checked.
 *
 *     {"id": "c1", "channel": "email", "turns": [
 *      {"role": "agent", "author": "Ana", "text": "...", "time": "..."}]}
 */
#ifndef SW_CLI_CONVERSATION_H
#define SW_CLI_CONVERSATION_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "saywell.h"

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

typedef struct sw_turn {
    sw_role role;
    bool internal;             /* "visibility": "internal": not linted */
    sw_str text;               /* valid UTF-8, may hold NUL */
    const char *author, *time; /* or NULL */
} sw_turn;

/* Strings live in the line or in the arena given. */
typedef struct sw_conversation {
    const char *id, *channel; /* or NULL */
    bool is_public;
    struct SW_VEC(sw_turn) turns;
    sw_str record; /* other members, as they were: "a": 1,"b": [] */
} sw_conversation;

typedef struct sw_line_error {
    const char *code; /* "json", "turns", "role", "text", "memory" */
    char message[300];
} sw_line_error;

/* Reads one line. keep: fill record. False: error says what is wrong. */
bool sw_conversation_read(sw_conversation *c, sw_str line, bool keep,
                          sw_arena *arena, sw_line_error *error);
/* Does this line look like one: an object with "turns"? */
bool sw_conversation_looks_so(sw_str line);
const char *sw_conversation_role(sw_role role);

#endif
