/* draft.h - a draft with a marked match, for tests of the fix floor. */
#ifndef SW_TESTS_UNIT_DRAFT_H
#define SW_TESTS_UNIT_DRAFT_H

#include "fix/fit.h"
#include "fix/rewrite.h"

#define DRAFT_MAX 16

struct draft {
    sw_arena arena;
    saywell_rules rules; /* lists, spellings, settings; no patterns */
    saywell_reply reply;
    sw_check check;
    const sw_map *maps; /* affirm, subject, gone */
    sw_rule rule[DRAFT_MAX];
    size_t rule_count;
};

/* text is parsed as it is. dialect and voice may be NULL. */
void draft_open(struct draft *d, const char *text, const char *dialect,
                const char *voice);
void draft_close(struct draft *d);

/* text with its first <...> unmarked; *start..*end is what stood in it. */
const char *draft_mark(struct draft *d, const char *text, size_t *start,
                       size_t *end);
sw_template draft_template(struct draft *d, const char *text);

/* A rule with one rewrite (text NULL: none). */
sw_rule *draft_rule(struct draft *d, const char *id, const char *text,
                    saywell_trust trust);
/* A finding at start..end. captures: "verb=ship it=parcel", each the first
 * such words at or after start ("_" for a space); or NULL. */
sw_finding *draft_find(struct draft *d, const sw_rule *rule, size_t start,
                       size_t end, const char *captures);
/* The same where the words first stand. */
sw_finding *draft_words(struct draft *d, const sw_rule *rule, const char *words,
                        const char *captures);

/* The draft with the edits, NUL at the end. */
const char *draft_after(struct draft *d, const saywell_edit *edits,
                        size_t count);

#endif
