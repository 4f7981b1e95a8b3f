/*
 * fault.c - fail every allocation in turn; nothing may leak, lie or fall.
 *
 * A scene is run once in peace, to count its allocations and keep what it
 * printed. Then it runs again with the first, the second ... allocation and
 * all behind it failing, until a run needs no more. Each time it must either
 * say "out of memory" or print the same bytes: a rule lost in silence is worse
 * than a failure. Leaks are the address sanitizer's to find, at exit.
 *
 * The built-in pack has so many allocations that its scene takes strides: as
 * long as fit into FAULT_SECONDS (20); FAULT_SECONDS=0 takes every step.
 */
#include "base/mem.h"
#include "saywell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef SW_FAULT

/* Everything a scene prints goes here; test memory, never made to fail. */
struct page {
    size_t len;
    char at[1 << 21];
};

static struct page calm, tried;

static bool print(void *ctx, const char *bytes, size_t len)
{
    struct page *page = ctx;

    if (len > sizeof page->at - page->len)
        return false;
    memcpy(page->at + page->len, bytes, len);
    page->len += len;
    return true;
}

static void print_text(struct page *page, const char *text)
{
    print(page, text, strlen(text));
    print(page, "\n", 1);
}

/* ---- building ---------------------------------------------------------- */

static const char small_pack[] =
    "{\"name\": \"small\", \"version\": \"1.0.0\", \"language\": \"en\",\n"
    " \"sources\": {\"000\": {\"title\": \"None\"}},\n"
    " \"categories\": {\"refusal\": {\"title\": \"R\"}},\n"
    " \"fragments\": {\"we\": \"we|I\"},\n"
    " \"signals\": {\"refusal\": [\"{we} can't\"],\n"
    "              \"alternative\": [\"you can\"]}}\n";
static const char small_rules[] =
    "// one that rewrites, one that looks around, two that are wrong\n"
    "{\"category\": \"refusal\", \"rules\": [\n"
    "  {\"id\": \"cannot\", \"kind\": \"phrase\", \"title\": \"Say when\",\n"
    "   \"severity\": \"warning\", \"message\": \"Not {0}\", \"why\": \"w\",\n"
    "   \"source\": [\"000\"],\n"
    "   \"patterns\": [{\"pattern\": \"{we} can't (?<verb>\\\\w+) until\",\n"
    "      \"rewrite\": \"we can {verb} from\", \"trust\": \"safe\"}]},\n"
    "  {\"id\": \"bare\", \"kind\": \"near\", \"title\": \"Offer\",\n"
    "   \"severity\": \"error\", \"message\": \"And?\", \"why\": \"w\",\n"
    "   \"source\": [\"000\"],\n"
    "   \"trigger\": [\"can't\"], \"needs\": [\"alternative\"],\n"
    "   \"after\": 1},\n"
    "  {\"id\": \"broken\", \"kind\": \"phrase\", \"title\": \"t\",\n"
    "   \"severity\": \"warning\", \"message\": \"m\", \"why\": \"w\",\n"
    "   \"source\": [\"000\"],\n"
    "   \"patterns\": [\"(a\", \"{nope}\"]},\n"
    "  {\"id\": \"odd\", \"kind\": \"phrase\", \"patern\": 1}]}\n";

static saywell_status add_small(saywell_builder *b, saywell_error *err)
{
    saywell_status status = saywell_builder_add_pack(
        b, "pack.json", small_pack, sizeof small_pack - 1, err);

    if (status == SAYWELL_OK)
        status = saywell_builder_add(b, "rules.json", small_rules,
                                     sizeof small_rules - 1, err);
    if (status == SAYWELL_OK)
        status = saywell_builder_severity(b, "cannot", SAYWELL_ERROR, err);
    if (status == SAYWELL_OK)
        status = saywell_builder_except(b, "cannot", "unless", err);
    if (status == SAYWELL_OK)
        status = saywell_builder_word(b, "Can't Stop", err);
    if (status == SAYWELL_OK)
        status = saywell_builder_turn(b, "bare", true, err);
    return status;
}

/* The built-in pack's files again, through the loader. */
static saywell_status add_files(saywell_builder *b, saywell_error *err)
{
    saywell_status status = SAYWELL_OK;
    const char *name, *bytes;
    size_t len;

    for (size_t i = 0; saywell_default_file(i, &name, &bytes, &len); i++) {
        status = i ? saywell_builder_add(b, name, bytes, len, err)
                   : saywell_builder_add_pack(b, name, bytes, len, err);
        if (status != SAYWELL_OK)
            break;
    }
    return status;
}

/* What was made of the rules: nothing in it may be lost in silence. */
static void print_rules(struct page *page, const saywell_rules *rules)
{
    print_text(page, saywell_rules_hash(rules));
    for (size_t i = 0; i < saywell_rules_count(rules); i++)
        print_text(page, saywell_rules_at(rules, i)->id);
    for (size_t i = 0; i < saywell_rules_problem_count(rules); i++)
        print_text(page, saywell_rules_problem_at(rules, i)->message);
    for (size_t i = 0; i < saywell_rules_pattern_count(rules); i++)
        print_text(page, saywell_rules_pattern_at(rules, i)->expanded);
}

typedef saywell_status add_fn(saywell_builder *b, saywell_error *err);

static saywell_status build(add_fn *add, saywell_rules **rules)
{
    saywell_builder *b = saywell_builder_new();
    saywell_error err;
    saywell_status status;

    *rules = NULL;
    if (!b)
        return SAYWELL_NOMEM;
    status = add(b, &err);
    if (status == SAYWELL_OK)
        return saywell_builder_finish(b, rules, &err);
    if (err.status != status)
        return SAYWELL_STOPPED; /* status and error must agree */
    saywell_builder_free(b);
    return status;
}

static saywell_status build_and_print(add_fn *add, struct page *page)
{
    saywell_rules *rules;
    saywell_status status = build(add, &rules);

    if (status == SAYWELL_OK)
        print_rules(page, rules);
    saywell_rules_free(rules);
    return status;
}

static saywell_status scene_small(struct page *page, const void *nothing)
{
    (void)nothing;
    return build_and_print(add_small, page);
}

static saywell_status scene_default(struct page *page, const void *nothing)
{
    (void)nothing;
    return build_and_print(saywell_builder_add_default, page);
}

static saywell_status scene_files(struct page *page, const void *nothing)
{
    (void)nothing;
    return build_and_print(add_files, page);
}

/* ---- checking and reporting -------------------------------------------- */

static const char *const drafts[] = {
    "No, we can't ship until Monday. I'm sorry for the delay.\n",
    "Hi Ana,\n\nUnfortunately we can't do that. You are wrong about the "
    "invoice, see https://acme.example/i?n=1 \xE2\x80\x94 we won\xE2\x80\x99t "
    "change it.\n\nKind regards,\nBea\n\n> I want my money!\n",
    "",
};

static saywell_status report(struct page *page, const saywell_rules *rules,
                             saywell_format format, const char *text,
                             const saywell_result *result)
{
    saywell_report *r = saywell_report_new(format, rules, NULL, print, page);
    saywell_origin origin = {
        .path = "draft.txt", .conversation = "c1", .turn = SAYWELL_NOWHERE};
    saywell_status status;

    if (!r)
        return SAYWELL_NOMEM;
    status = saywell_report_reply(r, &origin, text, strlen(text), result);
    if (status == SAYWELL_OK)
        status = saywell_report_error(r, &origin, "utf8", "not \"UTF-8\"");
    if (status == SAYWELL_OK)
        status = saywell_report_line(r, &origin);
    if (status == SAYWELL_OK)
        status = saywell_report_end(r);
    saywell_report_free(r);
    return status;
}

static saywell_status check(struct page *page, const saywell_rules *rules,
                            saywell_session *session, const char *text)
{
    saywell_reply reply = {.text = text,
                           .len = strlen(text),
                           .customer = "It broke again!! Where is it?",
                           .customer_len = 29};
    saywell_result *result = NULL;
    saywell_error err;
    saywell_status status = saywell_check(session, &reply, &result, &err);

    if (status != SAYWELL_OK)
        return result || err.status != status ? SAYWELL_STOPPED : status;
    for (int f = 0; f < SAYWELL_FORMAT_COUNT && status == SAYWELL_OK; f++)
        status = report(page, rules, (saywell_format)f, text, result);
    saywell_result_free(result);
    return status;
}

/* Without machine code: the compiler for it in PCRE2 10.42 reads by a null
 * pointer when memory fails in its middle. sw_compile_jit sees to it that there
 * is some; which allocation fails here is another matter. */
static saywell_status scene_check(struct page *page, const void *rules)
{
    saywell_session *session = saywell_session_new(rules);
    saywell_status status = SAYWELL_OK;

    if (!session)
        return SAYWELL_NOMEM;
    saywell_session_set(session, SAYWELL_WANT_FIX, 1);
    saywell_session_set(session, SAYWELL_JIT, 0); /* see above */
    for (size_t i = 0;
         i < sizeof drafts / sizeof drafts[0] && status == SAYWELL_OK; i++)
        status = check(page, rules, session, drafts[i]);
    saywell_session_free(session);
    return status;
}

/* ---- a text under edit --------------------------------------------------- */

/* Long enough to be matched in pieces, with blocks, links and lines. */
static size_t fill(char *text, size_t room)
{
    size_t len = 0;

    for (size_t i = 0; len + strlen(drafts[i % 2]) + 2 < room; i++) {
        memcpy(text + len, drafts[i % 2], strlen(drafts[i % 2]));
        len += strlen(drafts[i % 2]);
        text[len++] = '\n';
    }
    text[len] = '\0';
    return len;
}

static saywell_status check_again(struct page *page, const saywell_rules *rules,
                                  saywell_document *document, const char *text)
{
    const saywell_reply reply = {.text = text, .len = strlen(text)};
    saywell_result *result = NULL;
    saywell_error err;
    saywell_status status =
        saywell_document_check(document, &reply, &result, &err);

    if (status != SAYWELL_OK)
        return result || err.status != status ? SAYWELL_STOPPED : status;
    status = report(page, rules, SAYWELL_FORMAT_JSON, text, result);
    saywell_result_free(result);
    return status;
}

static saywell_status edit_document(struct page *page,
                                    const saywell_rules *rules,
                                    saywell_document *document)
{
    static char text[18 * 1024];
    size_t len = fill(text, sizeof text);
    saywell_status status = check_again(page, rules, document, text);

    if (status != SAYWELL_OK)
        return status;
    memmove(text + len / 2 + 1, text + len / 2, len - len / 2);
    text[len / 2] = 'x';
    return check_again(page, rules, document, text);
}

static saywell_status scene_document(struct page *page, const void *rules)
{
    saywell_session *session = saywell_session_new(rules);
    saywell_document *document = session ? saywell_document_new(session) : NULL;
    saywell_status status = SAYWELL_NOMEM;

    if (document) {
        saywell_session_set(session, SAYWELL_JIT, 0); /* see above */
        status = edit_document(page, rules, document);
    }
    saywell_document_free(document);
    saywell_session_free(session);
    return status;
}

/* ---- the walk ---------------------------------------------------------- */

struct scene {
    const char *name;
    saywell_status (*run)(struct page *page, const void *rules);
    const void *rules;
    bool strides; /* too long to fail every allocation each time */
};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* How many allocations to step over, so that the walk ends in time. */
static long stride(const struct scene *scene, long calls, double once)
{
    const char *given = getenv("FAULT_SECONDS");
    double budget = given ? atof(given) : 20.0;
    double all = once * (double)calls / 2; /* half of the scene on average */

    if (!scene->strides || budget <= 0 || all <= budget)
        return 1;
    return (long)(all / budget) + 1;
}

/* One run with n allocations granted; what is wrong with it, or NULL. */
static const char *walk_step(const struct scene *scene, long n)
{
    saywell_status status;
    long calls;

    tried.len = 0;
    sw_mem_fault_after(n);
    status = scene->run(&tried, scene->rules);
    calls = sw_mem_fault_count();
    sw_mem_fault_after(-1);
    if (status == SAYWELL_NOMEM)
        return calls > n ? NULL : "out of memory with memory left";
    if (status != SAYWELL_OK)
        return saywell_status_text(status);
    if (tried.len != calm.len || memcmp(tried.at, calm.at, calm.len) != 0)
        return "says OK, but lost something";
    return NULL;
}

static bool walk(const struct scene *scene)
{
    double start = now();
    long calls, step, n, failures = 0;

    calm.len = 0;
    sw_mem_fault_after(-1);
    if (scene->run(&calm, scene->rules) != SAYWELL_OK) {
        printf("fault: %s: fails in peace\n", scene->name);
        return false;
    }
    calls = sw_mem_fault_count();
    step = stride(scene, calls, now() - start);
    for (n = 0; n < calls; n += step) {
        const char *wrong = walk_step(scene, n);

        if (wrong && ++failures <= 10)
            printf("fault: %s: allocation %ld of %ld: %s\n", scene->name, n,
                   calls, wrong);
    }
    printf("fault: %s: %ld of %ld allocations failed in turn, %ld badly\n",
           scene->name, (calls + step - 1) / step, calls, failures);
    return failures == 0 && calls > 0;
}

/* A pack without a live rule would walk through nothing. */
static bool speaks(const saywell_rules *rules)
{
    saywell_session *session = saywell_session_new(rules);
    const saywell_reply reply = {.text = drafts[0], .len = strlen(drafts[0])};
    saywell_result *result = NULL;
    bool some = saywell_check(session, &reply, &result, NULL) == SAYWELL_OK &&
                saywell_result_count(result) > 0;

    saywell_result_free(result);
    saywell_session_free(session);
    return some;
}

int main(void)
{
    saywell_rules *small = NULL, *standard = NULL;
    bool built = build(add_small, &small) == SAYWELL_OK &&
                 build(saywell_builder_add_default, &standard) == SAYWELL_OK &&
                 speaks(small) && speaks(standard);
    const struct scene scenes[] = {
        {"a small pack is built", scene_small, NULL, false},
        {"small pack, check and report", scene_check, small, false},
        {"the built-in pack is built", scene_default, NULL, true},
        {"the built-in pack's files are loaded", scene_files, NULL, true},
        {"built-in pack, check and report", scene_check, standard, true},
        {"built-in pack, a document is edited", scene_document, standard, true},
    };
    int passed = 0, count = (int)(sizeof scenes / sizeof scenes[0]);

    if (!built) {
        printf(
            "fault: the packs cannot be built, or find nothing\nfault: 0 passed, 1 failed\n");
        return EXIT_FAILURE;
    }
    for (int i = 0; i < count; i++)
        passed += walk(&scenes[i]);
    saywell_rules_free(small);
    saywell_rules_free(standard);
    printf("fault: %d passed, %d failed\n", passed, count - passed);
    return passed == count ? EXIT_SUCCESS : EXIT_FAILURE;
}

#else

int main(void)
{
    printf("fault: built without -DSW_FAULT\nfault: 0 passed, 0 failed\n");
    return EXIT_SUCCESS;
}

#endif
