/*
 * fuzz_rules.c - hostile bytes as a rules file, and as a pack.
 *
 * A rule file comes from a colleague or from the net. Whatever is in it, the
 * builder must say what is wrong and keep the rest, and rules that were made
 * must check a reply within the limits.
 */
#include "fuzz.h"

#include "saywell.h"

#include <string.h>

static const char pack[] =
    "{\"name\": \"fuzz\", \"language\": \"en\", \"version\": \"1.0.0\","
    " \"fragments\": {\"gap\": \"[^.!?;]{0,80}?\", \"we\": \"we|I\"},"
    " \"signals\": {\"refusal\": [\"{we} can't\"]}}";
static const char reply[] =
    "Hi Ana,\n\nNo, we can't ship until Monday. I'm sorry for the delay. "
    "See https://acme.example/a?b=c or call us.\n\n-- \nBea\n> quoted\n";

static void check_with(saywell_rules *rules)
{
    saywell_session *session = saywell_session_new(rules);
    saywell_result *result = NULL;
    saywell_error err;

    FUZZ_LAW(session);
    saywell_session_set(session, SAYWELL_MATCH_LIMIT, 2000);
    saywell_session_set(session, SAYWELL_DEADLINE_MS, 50);
    saywell_session_set(session, SAYWELL_WANT_FIX, 1);
    FUZZ_LAW(saywell_check(session,
                           &(saywell_reply){.text = reply,
                                            .len = sizeof reply - 1,
                                            .customer = "Where is it?!",
                                            .customer_len = 13},
                           &result, &err) == SAYWELL_OK);
    for (size_t i = 0; i < saywell_result_count(result); i++) {
        const saywell_finding *f = saywell_result_at(result, i);

        FUZZ_LAW(f->start.byte <= f->end.byte);
        FUZZ_LAW(f->end.byte < sizeof reply);
        FUZZ_LAW(strlen(f->match) == f->end.byte - f->start.byte);
    }
    saywell_result_free(result);
    saywell_session_free(session);
}

static void see_error(const saywell_error *err)
{
    FUZZ_LAW(err->status != SAYWELL_OK && err->message[0]);
    FUZZ_LAW(memchr(err->message, 0, sizeof err->message));
    FUZZ_LAW(memchr(err->excerpt, 0, sizeof err->excerpt));
}

static void build(const char *json, size_t len, bool as_pack)
{
    saywell_builder *b = saywell_builder_new();
    saywell_rules *rules = NULL;
    saywell_error err;
    saywell_status status;

    FUZZ_LAW(b);
    if (as_pack) {
        status = saywell_builder_add_pack(b, "pack.json", json, len, &err);
    } else {
        FUZZ_LAW(saywell_builder_add_pack(b, "pack.json", pack, sizeof pack - 1,
                                          &err) == SAYWELL_OK);
        status = saywell_builder_add(b, "fuzz.json", json, len, &err);
    }
    if (status != SAYWELL_OK)
        see_error(&err);
    if (saywell_builder_finish(b, &rules, &err) == SAYWELL_OK) {
        for (size_t i = 0; i < saywell_rules_problem_count(rules); i++)
            see_error(saywell_rules_problem_at(rules, i));
        check_with(rules);
    } else {
        FUZZ_LAW(as_pack && !rules);
        see_error(&err);
    }
    saywell_rules_free(rules);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    build((const char *)data, size, false);
    build((const char *)data, size, true);
    return 0;
}
