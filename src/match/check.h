/* check.h - one reply under judgement: documents, signals, findings so far. */
#ifndef SW_MATCH_CHECK_H
#define SW_MATCH_CHECK_H

#include "doc/past.h"
#include "match/language.h"
#include "match/matcher.h"

typedef struct sw_evidence { /* words a finding rests on */
    const sw_signal *signal;
    bool customer;
    size_t start, end;
} sw_evidence;

struct sw_edits; /* fix/edit.h */

/* A rule's finding while it is made: all in scratch. */
typedef struct sw_finding {
    const sw_rule *rule;
    const sw_pattern *pattern; /* NULL for a missing element */
    size_t start, end;         /* start == end: an anchor, not words */
    size_t sentence;           /* index in doc->sentences; 0 when none */
    const sw_span *spans;
    size_t span_count;
    struct SW_VEC(sw_evidence) evidence;
    struct SW_VEC(saywell_fix) fixes; /* made by the fix floor */
    const char *said; /* instead of the rule's message; or NULL */
} sw_finding;

typedef struct sw_findings SW_VEC(sw_finding) sw_findings;

/* What a signal gave in one text, found at most once for a reply. */
typedef struct sw_signal_found {
    bool known;   /* all of it; else there is only: */
    bool seen;    /* it is present, for one match was found */
    bool limited; /* ran into a limit: rules that ask are limited too */
    bool present;
    size_t asked;       /* so many of its patterns; all when known */
    sw_matches matches; /* of those; native ones have pattern NULL */
} sw_signal_found;

/* Lives for one saywell_check, in scratch. */
typedef struct sw_check {
    const saywell_rules *rules;
    const saywell_reply *reply;
    const sw_language *language;
    sw_matcher *matcher;
    sw_arena *arena;
    sw_past *past;                /* of a reply under edit, or NULL */
    struct sw_style_memo *styles; /* the fix floor's, with past */
    sw_doc doc;
    sw_doc customer; /* zones and sentences when somebody asks */
    sw_doc earlier;  /* the same, and its text */
    bool has_customer, has_earlier;
    bool read_customer, read_earlier; /* parsed: at the first question */
    sw_signal_found **in_reply, **in_customer, **in_earlier; /* by signal id;
                                                       NULL: nobody asked */
    unsigned char *limited;                                  /* by rule index */
    const char *skipped; /* why nothing was judged ("language"), or NULL */
    sw_findings findings;
} sw_check;

typedef enum sw_side {
    SW_SIDE_REPLY,
    SW_SIDE_CUSTOMER,
    SW_SIDE_EARLIER
} sw_side;

/* The signal in that text; NULL when out of memory. An absent side gives a
 * signal that is not present. */
const sw_signal_found *sw_check_signal(sw_check *c, const sw_signal *signal,
                                       sw_side side);
/* The same of the reply, bit by bit, for those who may soon have enough: asks
 * until one more of its patterns matches, and no more when it is known. */
const sw_signal_found *sw_check_more(sw_check *c, const sw_signal *signal);
/* Is the signal there? Asks for one match only: *found NOMEM or LIMIT when it
 * could not be told. */
bool sw_check_present(sw_check *c, const sw_signal *signal, sw_side side,
                      sw_found *found);
/* What native signals the sentence tells of: 1u << sw_native each. */
static inline unsigned sw_check_natives(const sw_sentence *s)
{
    return (unsigned)s->question << SW_NATIVE_QUESTION |
           (unsigned)s->link << SW_NATIVE_LINK |
           (unsigned)s->item << SW_NATIVE_LIST;
}
/* Matches of the rule's own set, filtered by its zones and exceptions. */
sw_found sw_check_matches(sw_check *c, const sw_rule *rule, const sw_set *set,
                          sw_matches *out);
/* Do the gates let the rule (or pattern) speak? *found NOMEM or LIMIT when
 * that could not be told. */
bool sw_check_open(sw_check *c, const sw_gates *gates, sw_found *found);

/* A new finding at start..end; NULL when out of memory. */
sw_finding *sw_check_find(sw_check *c, const sw_rule *rule, size_t start,
                          size_t end);
/* The same from a match: pattern, captures, sentence. */
sw_finding *sw_check_flag(sw_check *c, const sw_rule *rule,
                          const sw_match *match);
/* The same at the rule's anchor: before the first or behind the last body
 * sentence. */
sw_finding *sw_check_anchor(sw_check *c, const sw_rule *rule);

#endif
