/*
 * rule_try.c - a pattern, tried on texts before it becomes a rule.
 *
 * The pattern becomes a pack of one rule laid over the pack in use, so that it
 * has its fragments, its zones and the very engine that the rule will run in.
 */
#include "cli/rule_try.h"

#include "base/json_write.h"
#include "base/utf8.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/say.h"
#include "cli/setup.h"
#include "cli/text_error.h"

#include <string.h>

#define RULE "tried-pattern"

typedef struct attempt {
    sw_run *run;
    saywell_rules *rules;
    saywell_session *session;
    sw_output out;
    size_t matches, texts;
    bool failed;
} attempt;

/* ---- the pack ------------------------------------------------------------ */

static void put_head(sw_buf *out, const char *pack, const char *language)
{
    sw_json json;

    sw_json_init(&json, out, false);
    sw_json_object(&json);
    sw_json_key(&json, "name");
    sw_json_string_c(&json, "tried");
    sw_json_key(&json, "version");
    sw_json_string_c(&json, "0");
    sw_json_key(&json, "language");
    sw_json_string_c(&json, language);
    sw_json_key(&json, "extends");
    sw_json_string_c(&json, pack);
    sw_json_key(&json, "sources");
    sw_json_raw(&json, SW_STR("{\"999\":{\"title\":\"The command line\"}}"));
    sw_json_key(&json, "categories");
    sw_json_raw(&json, SW_STR("{\"tried\":{\"title\":\"Tried\"}}"));
    sw_json_end_object(&json);
}

/* The pattern stands on a line of its own: an error shows that line. */
static void put_rules(sw_buf *out, const char *pattern)
{
    sw_buf_put_c(out, "{\"category\":\"tried\",\"rules\":[{\"id\":\"" RULE
                      "\",\"title\":\"Try a pattern\",\"severity\":"
                      "\"suggestion\",\"message\":\"Matched\",\"why\":\"It is "
                      "being tried.\",\"source\":[\"999-a\"],\"kind\":"
                      "\"phrase\",\"patterns\":[\n\"");
    sw_json_escape(out, sw_str_of(pattern));
    sw_buf_put_c(out, "\"\n]}]}");
}

static saywell_status add_packs(saywell_builder *b, const char *pattern,
                                const saywell_rules *base, saywell_error *err)
{
    sw_buf head = {0}, rules = {0};
    saywell_status status;

    put_head(&head, saywell_rules_pack(base), saywell_rules_language(base));
    put_rules(&rules, pattern);
    if (head.failed || rules.failed) {
        status = SAYWELL_NOMEM;
    } else {
        status = saywell_builder_add_pack(b, "tried", head.ptr, head.len, err);
        if (!status)
            status =
                saywell_builder_add(b, "pattern", rules.ptr, rules.len, err);
    }
    sw_buf_release(&head);
    sw_buf_release(&rules);
    return status;
}

/* The rules with nothing on but the pattern; NULL: it was said why. */
static saywell_rules *make_rules(sw_run *run, sw_setup *setup,
                                 const char *pattern)
{
    saywell_builder *b = saywell_builder_new();
    saywell_rules *rules = NULL;
    saywell_error err = {0};
    saywell_status status;

    if (!b || !sw_setup_packs(setup, run, b)) {
        sw_say("out of memory");
        saywell_builder_free(b);
        return NULL;
    }
    status = add_packs(b, pattern, setup->rules, &err);
    if (!status && !saywell_builder_problem_count(b)) {
        status = saywell_builder_turn(b, "all", false, &err);
        if (!status)
            status = saywell_builder_turn(b, RULE, true, &err);
    }
    if (status) {
        saywell_builder_free(b);
        sw_say_error(&err);
        return NULL;
    }
    if (saywell_builder_finish(b, &rules, &err)) {
        sw_say_error(&err);
        return NULL;
    }
    for (size_t i = 0; i < saywell_rules_problem_count(rules); i++)
        sw_say_error(saywell_rules_problem_at(rules, i));
    if (saywell_rules_problem_count(rules)) {
        saywell_rules_free(rules);
        return NULL;
    }
    return rules;
}

/* ---- texts --------------------------------------------------------------- */

static void put_words(sw_buf *out, sw_str words)
{
    for (size_t i = 0; i < words.len; i++) {
        if (words.ptr[i] == '\n')
            sw_buf_put(out, SW_STR("\\n"));
        else
            sw_buf_byte(out, (unsigned char)words.ptr[i] < 0x20 ||
                                     words.ptr[i] == 0x7f
                                 ? '?'
                                 : words.ptr[i]);
    }
    sw_buf_byte(out, '\n');
}

static void put_match(attempt *a, const char *name, sw_str text,
                      const saywell_finding *f)
{
    sw_buf line = {0};

    sw_buf_printf(&line, "%s:%zu:%zu: ", name, f->start.line, f->start.column);
    put_words(&line, sw_str_part(text, f->start.byte, f->end.byte));
    for (size_t i = 0; i < f->capture_count; i++) {
        sw_buf_printf(&line, "   %s = ", f->captures[i].name);
        put_words(&line, sw_str_of(f->captures[i].text));
    }
    if (line.failed || !sw_output_write(&a->out, line.ptr, line.len))
        a->failed = true;
    sw_buf_release(&line);
    a->matches++;
}

static void try_text(void *ctx, const char *name, sw_str text)
{
    attempt *a = ctx;
    saywell_reply reply = {.text = text.ptr ? text.ptr : "", .len = text.len};
    saywell_result *result;
    saywell_error err;
    char words[600];

    if (saywell_check(a->session, &reply, &result, &err)) {
        sw_text_error_words(words, sizeof words, &err, reply.text, reply.len);
        sw_say("%s: %s", name, words);
        a->failed = true;
        return;
    }
    a->texts++;
    for (size_t i = 0; i < saywell_result_count(result); i++)
        put_match(a, name, text, saywell_result_at(result, i));
    if (saywell_result_limited_count(result))
        sw_say("%s: the pattern reached a limit here; what it matched was "
               "dropped",
               name);
    if (saywell_result_skipped(result))
        sw_say("%s: not judged (%s)", name, saywell_result_skipped(result));
    saywell_result_free(result);
}

int sw_rule_try(sw_run *run, const char *pattern, const char *const *paths,
                size_t count)
{
    attempt a = {.run = run};
    sw_setups setups = {.run = run};
    sw_setup *setup;

    if (sw_utf8_valid(sw_str_of(pattern)) != strlen(pattern)) {
        sw_say("the pattern is not UTF-8");
        return SW_EXIT_FAILED;
    }
    setup = sw_setup_for(&setups, NULL);
    if (setup && setup->rules)
        a.rules = make_rules(run, setup, pattern);
    if (a.rules)
        a.session = saywell_session_new(a.rules);
    a.failed = !a.session || !sw_output_begin(&a.out, &run->arena, NULL);
    if (!a.failed) {
        if (!sw_input_texts(paths, count, &run->arena, try_text, &a))
            a.failed = true;
        a.failed = !sw_output_end(&a.out, true) || a.failed;
        if (!run->options.quiet)
            sw_say("matches %zu, texts %zu", a.matches, a.texts);
    }
    saywell_session_free(a.session);
    saywell_rules_free(a.rules);
    sw_setup_release(&setups);
    return a.failed ? SW_EXIT_FAILED : SW_EXIT_CLEAN;
}
