/* run.h - the stages for one reply: judge, rewrite, converge, publish. */
#ifndef SW_LIB_RUN_H
#define SW_LIB_RUN_H

#include "fix/edit.h"
#include "match/check.h"
#include "saywell.h"

/* Scratch of one thread: what saywell_session is. */
struct saywell_session {
    const saywell_rules *rules;
    sw_matcher *matcher;
    sw_language *language;
    sw_arena scratch; /* reset at each check */
    sw_matcher_options matching;
    size_t max_findings, max_bytes;
    size_t least;
    bool want_fix;
    sw_past *past;                /* of the document that is checked, or NULL */
    struct sw_style_memo *styles; /* the same */
};

/* What saywell_check gives: everything in one arena of its own, but for
 * strings that live with the rules. */
struct saywell_result {
    sw_arena arena;
    saywell_finding *findings;
    size_t count, omitted;
    const char **limited;
    size_t limited_count;
    const char *skipped, *language;
    saywell_edit *fix;
    size_t fix_count;
};

/* One reply through all stages. */
saywell_status sw_run_check(saywell_session *s, const saywell_reply *reply,
                            saywell_result **out, saywell_error *err);

#endif
