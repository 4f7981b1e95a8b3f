/* run.c - the stages for one reply: judge, rewrite, converge, publish. */
#include "lib/run.h"

#include <string.h>

#include "base/fail.h"
#include "base/mem.h"
#include "fix/rewrite.h"
#include "lib/converge.h"
#include "lib/publish.h"
#include "match/judge.h"

static saywell_status publish(saywell_session *s, sw_check *c,
                              saywell_result *result)
{
    sw_edits fix = {0};
    bool known = true;

    sw_meter_turn(sw_matcher_meter(s->matcher), SAYWELL_STAGE_CONVERGE);
    if (s->want_fix && !sw_converge_run(s, c, &fix, &known))
        return SAYWELL_NOMEM;
    sw_meter_turn(sw_matcher_meter(s->matcher), SAYWELL_STAGE_PUBLISH);
    return sw_publish_run(s, c, known ? &fix : NULL, result);
}

saywell_status sw_run_check(saywell_session *s, const saywell_reply *reply,
                            saywell_result **out, saywell_error *err)
{
    sw_check c = {.rules = s->rules,
                  .reply = reply,
                  .language = s->language,
                  .matcher = s->matcher,
                  .arena = &s->scratch,
                  .past = s->past,
                  .styles = s->styles};
    saywell_result *result;
    saywell_status status;

    if (reply->len > s->max_bytes)
        return sw_fail(err, SAYWELL_LIMIT,
                       "the reply has %zu bytes; at most %zu are read",
                       reply->len, s->max_bytes);
    sw_meter_begin(sw_matcher_meter(s->matcher), reply->len);
    status = sw_judge_run(&c, err);
    if (status != SAYWELL_OK)
        return status;
    sw_meter_turn(sw_matcher_meter(s->matcher), SAYWELL_STAGE_REWRITE);
    result = sw_mem_alloc(sizeof *result);
    if (result == NULL)
        return sw_fail_nomem(err);
    memset(result, 0, sizeof *result);
    status = sw_rewrite_run(&c) ? publish(s, &c, result) : SAYWELL_NOMEM;
    if (status != SAYWELL_OK) {
        saywell_result_free(result);
        return sw_fail_nomem(err);
    }
    sw_meter_end(sw_matcher_meter(s->matcher));
    *out = result;
    return SAYWELL_OK;
}
