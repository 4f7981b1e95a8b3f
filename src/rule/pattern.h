/* pattern.h - the author's pattern with its four conveniences -> PCRE2's text.
 *
 * design: {name} is a fragment; one space is a white-space run; ' " - are
 * every keyboard's; a match keeps to word edges. How each composes with
 * PCRE2's syntax is written over the tokens in pattern.c. */
#ifndef SW_RULE_PATTERN_H
#define SW_RULE_PATTERN_H

#include "base/map.h"
#include "rule/rule.h"

typedef struct sw_fragment {
    const char *name;
    sw_str text;          /* as the author wrote it, list items joined */
    const void *origin;   /* struct sw_origin of load.h: where it stands */
    int state;            /* 0; 1 while it is being expanded (circles); or */
#define SW_FRAGMENT_BAD 3 /* has an error of its own, already reported */
    /* Its expansion, when somebody kept it: a fragment expands to the same
     * wherever it stands, but for look-behinds. ptr NULL: not kept. */
    sw_str made;
    const char *const *names;
    size_t depth; /* fragments inside it, itself counted */
} sw_fragment;

typedef struct sw_expansion {
    sw_str text;              /* NUL behind it; in the arena */
    const char *const *names; /* captures, NULL at the end */
    /* For each byte of text, the byte of the author's text that it stands
     * for (of the pattern itself: a fragment's bytes map to its `{`). */
    const uint32_t *map;
    size_t depth; /* of fragments inside fragments */
} sw_expansion;

typedef struct sw_pattern_fault {
    const sw_fragment *fragment; /* the text that is wrong; NULL = pattern */
    size_t offset, len;          /* in that text */
    bool known;        /* it uses a fragment whose error was reported already */
    char message[300]; /* with advice */
} sw_pattern_fault;

/* fragments: name -> sw_fragment *. edges: keep matches to word edges.
 * Caps: expanded text 64 KiB, nesting 16 fragments deep. SAYWELL_PATTERN with
 * *fault filled, or NOMEM. */
saywell_status sw_pattern_expand(sw_map *fragments, sw_str text, bool edges,
                                 sw_arena *arena, sw_expansion *out,
                                 sw_pattern_fault *fault);

/* The token of the author's text that PCRE2 means when it stops at `offset`
 * of the expanded text. */
void sw_pattern_place(sw_str text, const sw_expansion *expansion, size_t offset,
                      size_t *start, size_t *len);

/* A literal phrase as a pattern: every special character escaped, spaces as
 * in patterns, edges kept. */
saywell_status sw_pattern_literal(sw_str words, sw_arena *arena, sw_str *out);

#endif
