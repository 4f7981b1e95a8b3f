/* pack.c - a small pack for tests: given rules, signals, lists as JSON. */
#include "pack.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static bool to_stderr(void *ctx, const char *bytes, size_t len)
{
    (void)ctx;
    return fwrite(bytes, 1, len, stderr) == len;
}

saywell_rules *pack_rules(const char *more, const char *rules)
{
    saywell_builder *b = saywell_builder_new();
    saywell_rules *out = NULL;
    saywell_error err = {0};
    sw_buf pack = {0}, file = {0};

    sw_buf_printf(&pack,
                  "{\"name\": \"t\", \"version\": \"1\", \"language\": "
                  "\"en\", %s \"sources\": {\"000\": {\"title\": \"T\"}}, "
                  "\"categories\": {\"c\": {\"title\": \"C\"}}}",
                  more);
    sw_buf_printf(&file, "{\"category\": \"c\", \"rules\": [%s]}", rules);
    saywell_builder_add_pack(b, "pack.json", pack.ptr, pack.len, &err);
    if (err.status != SAYWELL_OK)
        saywell_error_write(&err, to_stderr, NULL);
    ck_assert_int_eq(err.status, SAYWELL_OK);
    saywell_builder_add(b, "rules.json", file.ptr, file.len, &err);
    if (err.status != SAYWELL_OK)
        saywell_error_write(&err, to_stderr, NULL);
    ck_assert_int_eq(err.status, SAYWELL_OK);
    ck_assert_int_eq(saywell_builder_finish(b, &out, &err), SAYWELL_OK);
    for (size_t i = 0; i < saywell_rules_problem_count(out); i++)
        saywell_error_write(saywell_rules_problem_at(out, i), to_stderr, NULL);
    ck_assert_uint_eq(saywell_rules_problem_count(out), 0);
    sw_buf_release(&pack);
    sw_buf_release(&file);
    return out;
}

void pack_findings(const saywell_result *result, sw_buf *out)
{
    for (size_t i = 0; i < saywell_result_count(result); i++) {
        const saywell_finding *f = saywell_result_at(result, i);
        sw_buf_printf(out, "%s%s@%zu-%zu", i > 0 ? " " : "", f->rule,
                      f->start.byte, f->end.byte);
    }
}
