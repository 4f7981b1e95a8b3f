/* emit.h - PCRE2 text under construction, every byte with its origin.
 *
 * Here stand the four conveniences for a single token: what a space, an
 * apostrophe, a quote and a hyphen become, outside a class and inside. */
#ifndef SW_RULE_EMIT_H
#define SW_RULE_EMIT_H

#include "base/arena.h"
#include "rule/token.h"

#define SW_EMIT_MAX 65536 /* bytes that one pattern may expand to */

/* Lives in the arena it was started with. */
typedef struct sw_emit {
    sw_arena *arena;
    char *text;
    uint32_t *map; /* for each byte of text, the author's byte */
    size_t len, cap;
    bool full;  /* over SW_EMIT_MAX; later writes do nothing */
    bool nomem; /* the same for want of memory */
} sw_emit;

void sw_emit_start(sw_emit *out, sw_arena *arena);
/* All bytes stand for the author's byte at. */
void sw_emit_put(sw_emit *out, sw_str bytes, size_t at);
void sw_emit_put_c(sw_emit *out, const char *c_string, size_t at);
/* bytes[i] stands for at + i; with `fixed` all of them stand for at. */
void sw_emit_copy(sw_emit *out, sw_str bytes, size_t at, bool fixed);
/* More of what was emitted elsewhere. */
void sw_emit_join(sw_emit *out, const sw_emit *more);

/* The characters that stand for all of their kind. */
bool sw_emit_is_space(uint32_t code); /* also the no-break space */
/* A token that is no group, fragment or space. at: the author's byte of
 * text[token->start]; fixed as above. */
void sw_emit_token(sw_emit *out, sw_str text, const sw_token *token, size_t at,
                   bool fixed);

/* Any apostrophe that a keyboard or an editor makes, as a class. */
extern const char sw_emit_apostrophe[];

/* A pattern that keeps to word edges is (?:...) between these looks: no place
 * inside a word, and no 't that makes a no of it ("can" is not in "can't"). */
extern const char sw_emit_edge[], sw_emit_tail[];
extern const char sw_emit_close[]; /* the group's end and both looks */

#endif
