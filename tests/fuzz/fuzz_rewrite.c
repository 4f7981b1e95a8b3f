/*
 * fuzz_rewrite.c - hostile bytes as a draft, rewritten.
 *
 * Laws: what `saywell fix` makes is a reply again, and fixing it once more
 * changes nothing; each fix of a finding can be applied alone.
 */
#include "fuzz_default.h"

struct out {
    char *at;
    size_t len, cap;
};

static bool collect(void *ctx, const char *bytes, size_t len)
{
    struct out *out = ctx;

    if (out->cap - out->len < len) {
        out->cap = (out->len + len) * 2;
        out->at = realloc(out->at, out->cap);
        FUZZ_LAW(out->at);
    }
    memcpy(out->at + out->len, bytes, len);
    out->len += len;
    return true;
}

static struct out apply(const saywell_reply *reply, const saywell_edit *edits,
                        size_t count)
{
    struct out out = {malloc(64), 0, 64};

    FUZZ_LAW(out.at);
    FUZZ_LAW(saywell_apply(reply->text, reply->len, edits, count, collect,
                           &out) == SAYWELL_OK);
    return out;
}

static void see_fixes(const saywell_reply *reply, const saywell_finding *f)
{
    for (size_t i = 0; i < f->fix_count; i++) {
        struct out out =
            apply(reply, f->fixes[i].edits, f->fixes[i].edit_count);

        free(out.at);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static saywell_rules *rules;
    static saywell_session *session;
    saywell_reply reply = fuzz_reply(data, size);
    saywell_result *result = NULL;
    const saywell_edit *edits;
    size_t count = 0;

    fuzz_default(&rules, &session);
    if (!fuzz_checked(session, &reply, &result))
        return 0;
    for (size_t i = 0; i < saywell_result_count(result); i++)
        see_fixes(&reply, saywell_result_at(result, i));
    edits = saywell_result_fix(result, &count);
    if (edits) {
        struct out out = apply(&reply, edits, count);
        saywell_reply again = reply;
        saywell_result *second = NULL;

        again.text = out.at;
        again.len = out.len;
        FUZZ_LAW(fuzz_checked(session, &again, &second));
        FUZZ_LAW(!saywell_result_complete(second) ||
                 !saywell_result_fix(second, &count));
        saywell_result_free(second);
        free(out.at);
    }
    saywell_result_free(result);
    return 0;
}
