/* test_quality.c - figures of a report against values known from elsewhere. */
#include "unit.h"

#include "base/mem.h"
#include "pack.h"
#include "qa/day.h"
#include "qa/quality.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- intervals --------------------------------------------------------------
 */

/* Newcombe 1998 (Two-sided confidence intervals for the single proportion),
 * table I, method 3. */
static const struct {
    size_t with, of;
    double low, high;
} shares[] = {{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605},
              {0, 20, 0.0, 0.1611},      {1, 29, 0.0061, 0.1718},
              {29, 29, 0.8830, 1.0},     {0, 0, 0.0, 1.0}};

START_TEST(interval_of_share)
{
    sw_interval i = sw_interval_share(shares[_i].with, shares[_i].of);

    ck_assert_double_eq_tol(i.low, shares[_i].low, 0.00005);
    ck_assert_double_eq_tol(i.high, shares[_i].high, 0.00005);
}
END_TEST

/* Newcombe 1998 (Interval estimation for the difference between independent
 * proportions), table II, method 10: first minus second. */
static const struct {
    size_t with, of, with2, of2;
    double low, high;
} changes[] = {
    {56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090},
    {10, 10, 0, 20, 0.6791, 1.0},     {5, 56, 0, 29, -0.0381, 0.1926},
    {0, 10, 0, 10, -0.2775, 0.2775},  {0, 0, 3, 10, -1, 1}};

START_TEST(interval_of_change)
{
    sw_interval i = sw_interval_change(changes[_i].with2, changes[_i].of2,
                                       changes[_i].with, changes[_i].of);

    ck_assert_double_eq_tol(i.low, changes[_i].low, 0.00006);
    ck_assert_double_eq_tol(i.high, changes[_i].high, 0.00006);
}
END_TEST

START_TEST(mean)
{
    /* 2 4 4 4 5 5 7 9: mean 5, sample deviation 2.13809 */
    sw_interval i = sw_interval_mean(40, 232, 8);

    ck_assert_double_eq_tol(i.low, 5 - 1.959964 * 2.138090 / sqrt(8), 1e-5);
    ck_assert_double_eq_tol(i.high, 5 + 1.959964 * 2.138090 / sqrt(8), 1e-5);
    i = sw_interval_mean(7, 49, 1);
    ck_assert_double_eq(i.low, 0);
}
END_TEST

START_TEST(words_of_change)
{
    sw_interval i;

    ck_assert_int_eq(
        sw_compare_shares((sw_share){29, 29}, (sw_share){0, 900}, &i),
        SW_CHANGE_FEW);
    ck_assert_int_eq(
        sw_compare_shares((sw_share){50, 100}, (sw_share){52, 100}, &i),
        SW_CHANGE_NONE);
    ck_assert_int_eq(
        sw_compare_shares((sw_share){50, 100}, (sw_share){20, 100}, &i),
        SW_CHANGE_DOWN);
    ck_assert_int_eq(
        sw_compare_shares((sw_share){20, 100}, (sw_share){50, 100}, &i),
        SW_CHANGE_UP);
}
END_TEST

/* ---- days -------------------------------------------------------------------
 */

static const struct {
    const char *time, *day, *week; /* day NULL: not read */
} days[] = {
    {"2026-03-02", "2026-03-02", "2026-W10"},
    {"2026-03-02T09:09:00Z", "2026-03-02", "2026-W10"},
    {"2026-03-02 09:09", "2026-03-02", "2026-W10"},
    {"2026-03-02T09:09:00.123Z", "2026-03-02", "2026-W10"},
    {"2026-03-01T23:30:00-05:00", "2026-03-02", "2026-W10"},
    {"2026-03-02T00:30:00+01:00", "2026-03-01", "2026-W09"},
    {"2026-03-02T00:30:00+0100", "2026-03-01", "2026-W09"},
    {"2026-03-02T00:30:00 +0100", "2026-03-01", "2026-W09"},
    {"1970-01-01", "1970-01-01", "1970-W01"},
    {"2024-02-29", "2024-02-29", "2024-W09"},
    {"2000-02-29", "2000-02-29", "2000-W09"},
    /* the week of a year's ends belongs to the year of its Thursday */
    {"2021-01-03", "2021-01-03", "2020-W53"},
    {"2024-12-30", "2024-12-30", "2025-W01"},
    {"2027-01-01", "2027-01-01", "2026-W53"},
    {"9999-12-31", "9999-12-31", "9999-W52"},
    {"2023-02-29", NULL, NULL},
    {"2026-13-01", NULL, NULL},
    {"2026-00-10", NULL, NULL},
    {"2026-03-02T25:00", NULL, NULL},
    {"2026-03-02T09", NULL, NULL},
    {"2026-03-02T09:09:00+1", NULL, NULL},
    {"2026-3-2", NULL, NULL},
    {"02.03.2026", NULL, NULL},
    {"yesterday", NULL, NULL},
    {"", NULL, NULL},
};

START_TEST(day_of_time)
{
    int64_t day;
    char text[SW_DAY_TEXT];

    if (!days[_i].day) {
        ck_assert(!sw_day_read(days[_i].time, &day));
        return;
    }
    ck_assert_msg(sw_day_read(days[_i].time, &day), "%s", days[_i].time);
    sw_day_write(text, day);
    ck_assert_str_eq(text, days[_i].day);
    sw_day_week(text, day);
    ck_assert_str_eq(text, days[_i].week);
    ck_assert_int_eq((sw_day_monday(day) + 3) % 7, 0);
}
END_TEST

/* ---- a batch ----------------------------------------------------------------
 */

static const char two_rules[] =
    "{\"id\": \"bare\", \"title\": \"T\", \"severity\": \"warning\", "
    "\"message\": \"m\", \"why\": \"w\", \"kind\": \"phrase\", \"source\": [\"000-a\"], "
    "\"patterns\": [\"nope\"], \"examples\": []},"
    "{\"id\": \"worn\", \"title\": \"T\", \"severity\": \"suggestion\", "
    "\"message\": \"m\", \"why\": \"w\", \"kind\": \"phrase\", \"source\": [\"000-a\"], "
    "\"patterns\": [\"alas\"], \"examples\": []}";

typedef struct batch {
    saywell_rules *rules;
    saywell_session *session;
    sw_quality q;
} batch;

static void open_batch(batch *b, size_t worst, size_t sample, uint64_t seed)
{
    *b = (batch){.rules = pack_rules("", two_rules)};
    b->session = saywell_session_new(b->rules);
    b->q.options =
        (sw_quality_options){.worst = worst, .sample = sample, .seed = seed};
    sw_quality_begin(&b->q);
    sw_quality_setup(&b->q, b->rules, NULL);
}

static void close_batch(batch *b)
{
    sw_quality_release(&b->q);
    saywell_session_free(b->session);
    saywell_rules_free(b->rules);
}

static void give(batch *b, const char *id, const char *author, const char *time,
                 const char *text)
{
    const saywell_origin origin = {
        .conversation = id, .author = author, .time = time, .turn = 1};
    const saywell_reply reply = {.text = text, .len = strlen(text)};
    saywell_result *result;

    ck_assert_int_eq(saywell_check(b->session, &reply, &result, NULL), 0);
    sw_quality_reply(&b->q, &origin, &reply, result);
    saywell_result_free(result);
    ck_assert(sw_quality_is_whole(&b->q));
}

START_TEST(counts)
{
    batch b;
    sw_tally *t = &b.q.tally;

    open_batch(&b, 5, 0, 1);
    give(&b, "1", "Zoe", "2026-03-02", "nope and nope");
    give(&b, "2", "ana", "2026-03-09", "alas");
    give(&b, "3", NULL, NULL, "alas, nope");
    give(&b, "4", "Zoe", "2026-03-03", "all is well");
    ck_assert_uint_eq(t->total.replies, 4);
    ck_assert_uint_eq(t->total.flagged, 3);
    ck_assert_uint_eq(t->findings, 5);
    ck_assert_uint_eq(t->rules.at[0].findings, 3);
    ck_assert_uint_eq(t->rules.at[0].with, 2);
    ck_assert_uint_eq(t->rules.at[1].with, 2);
    /* 100-16, 100-2, 100-10, 100 */
    ck_assert_uint_eq(t->total.score, 84 + 98 + 90 + 100);
    ck_assert_uint_eq(t->agents.count, 3);
    ck_assert_uint_eq(t->weeks.count, 3);
    ck_assert_uint_eq(t->dated, 3);
    ck_assert_uint_eq(t->cells.count, 3);
    ck_assert_uint_eq(t->cells.at[0].with[0], 1);
    ck_assert_uint_eq(t->cells.at[0].count.replies, 2);
    /* ana, Zoe, no name */
    ck_assert_uint_eq(sw_tally_agents_by_name(t)[0], 1);
    ck_assert_uint_eq(sw_tally_agents_by_name(t)[1], 0);
    ck_assert_uint_eq(sw_tally_agents_by_name(t)[2], 2);
    close_batch(&b);
}
END_TEST

START_TEST(worst_and_best)
{
    batch b;

    open_batch(&b, 2, 0, 1);
    give(&b, "a", "A", NULL, "alas");
    give(&b, "b", "A", NULL, "nope");
    give(&b, "c", "A", NULL, "nope nope nope");
    give(&b, "d", "A", NULL, "nope");
    give(&b, "e", "A", NULL, "nope, so");
    ck_assert_uint_eq(b.q.worst.count, 2);
    ck_assert_str_eq(b.q.worst.at[0]->conversation, "c");
    ck_assert_uint_eq(b.q.worst.at[0]->verdict.score, 76);
    ck_assert_str_eq(b.q.worst.at[1]->conversation, "b");
    ck_assert_uint_eq(b.q.worst.at[1]->same, 1);
    ck_assert_uint_eq(b.q.best.count, 0); /* none is long enough */
    give(&b, "f", "A", NULL,
         "one two three four five six seven eight nine ten eleven twelve "
         "thirteen fourteen fifteen");
    ck_assert_uint_eq(b.q.best.count, 1);
    close_batch(&b);
}
END_TEST

/* The ids of a sample, in its order. */
static void draw(uint64_t seed, bool backwards, char out[64])
{
    batch b;

    open_batch(&b, 0, 5, seed);
    for (int i = 0; i < 40; i++) {
        char id[8], text[40];
        int n = backwards ? 39 - i : i;

        snprintf(id, sizeof id, "%02d", n);
        snprintf(text, sizeof text, "reply number %d", n);
        give(&b, id, "A", NULL, text);
    }
    out[0] = '\0';
    ck_assert_uint_eq(b.q.sample.count, 5);
    for (size_t i = 0; i < b.q.sample.count; i++)
        strncat(out, b.q.sample.at[i]->conversation, 3);
    close_batch(&b);
}

START_TEST(sample)
{
    char one[64], again[64], other[64];

    draw(7, false, one);
    draw(7, true, again); /* whatever the order */
    draw(8, false, other);
    ck_assert_str_eq(one, again);
    ck_assert_str_ne(one, other);
}
END_TEST

/* Every reply is as likely as another: over many seeds each is drawn about as
 * often. 40 replies, 5 of them, 400 seeds: 50 each, deviation 6.6. */
START_TEST(sample_is_fair)
{
    size_t drawn[40] = {0};

    for (uint64_t seed = 0; seed < 400; seed++) {
        char ids[64];

        draw(seed, false, ids);
        for (size_t i = 0; i < 5; i++)
            drawn[(size_t)(ids[2 * i] - '0') * 10 +
                  (size_t)(ids[2 * i + 1] - '0')]++;
    }
    for (size_t i = 0; i < 40; i++)
        ck_assert_msg(drawn[i] > 23 && drawn[i] < 77, "%zu: %zu", i, drawn[i]);
}
END_TEST

START_TEST(caps)
{
    batch b;
    sw_tally *t = &b.q.tally;

    open_batch(&b, 1, 0, 1);
    for (int i = 0; i < 300; i++) {
        char name[32], time[32];

        snprintf(name, sizeof name, "agent %d", i);
        snprintf(time, sizeof time, "%d-06-15", 2000 + i);
        give(&b, "x", name, time, "alas");
    }
    ck_assert_uint_eq(t->agents.count, SW_TALLY_AGENTS + 1);
    ck_assert(t->agents.at[SW_TALLY_AGENTS].other);
    ck_assert_uint_eq(t->agents.at[SW_TALLY_AGENTS].count.replies,
                      300 - SW_TALLY_AGENTS);
    ck_assert_uint_eq(t->weeks.count, SW_TALLY_WEEKS + 1);
    ck_assert_uint_eq(t->weeks.at[SW_TALLY_WEEKS].count.replies,
                      300 - SW_TALLY_WEEKS);
    ck_assert_uint_eq(t->total.replies, 300);
    close_batch(&b);
}
END_TEST

START_TEST(long_reply)
{
    static char text[SW_PICK_TEXT + 100];
    batch b;

    memset(text, 'x', sizeof text - 1);
    memcpy(text, "nope ", 5);
    /* a character over the border is left out whole */
    memcpy(text + SW_PICK_TEXT - 1, "\xe2\x82\xac", 3);
    memcpy(text + SW_PICK_TEXT + 40, " nope ", 6);
    open_batch(&b, 1, 0, 1);
    give(&b, "a", "A", NULL, text);
    ck_assert_uint_eq(b.q.worst.count, 1);
    ck_assert(b.q.worst.at[0]->cut);
    ck_assert_uint_eq(b.q.worst.at[0]->text.len, SW_PICK_TEXT - 1);
    ck_assert_uint_eq(b.q.worst.at[0]->count, 1);
    ck_assert_uint_eq(b.q.worst.at[0]->left_out, 1);
    close_batch(&b);
}
END_TEST

/* ---- waivers ----------------------------------------------------------------
 */

#define W_(more) "{\"fingerprint\": \"0123456789abcdef\"" more "}"

static const struct {
    const char *bytes, *message;
    size_t line;
} bad_waivers[] = {
    {"[]", "must be an object: {\"waivers\": [...]}", 1},
    {"{\"waiver\": []}", "the only key here is \"waivers\", a list", 1},
    {"{\"waivers\": {}}", "must be a list of waivers", 1},
    {"{\"waivers\": [\n3]}", "must be an object, { ... }", 2},
    {"{\"waivers\": [\n" W_("") "]}", "has no \"reason\"", 2},
    {"{\"waivers\": [" W_(", \"reason\": \"x\"") "]}", "has no \"who\"", 1},
    {"{\"waivers\": [" W_(", \"raeson\": \"x\"") "]}",
     "unknown key \"raeson\"; did you mean \"reason\"?", 1},
    {"{\"waivers\": [" W_(", \"reason\": \" \"") "]}", "must not be empty", 1},
    {"{\"waivers\": [" W_(", \"reason\": 3") "]}", "must be a string", 1},
    {"{\"waivers\": [" W_(", \"until\": \"soon\"") "]}",
     "must be a day, such as 2027-01-31", 1},
    {"{\"waivers\": [{\"fingerprint\": \"bare-no\"}]}",
     "must be a finding's fingerprint: 16 hex digits, as saywell check -f json "
     "prints it",
     1},
    {"{\"waivers\": [" W_(", \"reason\": \"r\", \"who\": \"w\"") ",\n" W_(
         ", \"reason\": \"r\", \"who\": \"w\"") "]}",
     "this finding is waived above", 2},
};

START_TEST(waivers_refused)
{
    sw_arena arena = {0};
    sw_waivers waivers;
    saywell_error err;

    ck_assert(sw_waivers_read(&waivers, "w.json",
                              sw_str_of(bad_waivers[_i].bytes), &arena, &err));
    ck_assert_str_eq(err.message, bad_waivers[_i].message);
    ck_assert_uint_eq(err.line, bad_waivers[_i].line);
    ck_assert_str_eq(err.file, "w.json");
    sw_arena_release(&arena);
}
END_TEST

START_TEST(waivers_hold_until)
{
    static const char bytes[] = "{// comments may stand here\n\"waivers\": [" W_(
        ", \"reason\": \"r\", \"who\": \"w\", \"until\": \"2026-03-02\"") "]}";
    sw_arena arena = {0};
    sw_waivers w;
    int64_t last;

    ck_assert(sw_day_read("2026-03-02", &last));
    ck_assert_int_eq(sw_waivers_read(&w, "w", sw_str_of(bytes), &arena, NULL),
                     0);
    ck_assert(sw_waivers_cover(&w, "0123456789abcdef", true, last));
    ck_assert(!sw_waivers_cover(&w, "0123456789abcdef", true, last + 1));
    ck_assert(sw_waivers_cover(&w, "0123456789abcdef", false, 0));
    ck_assert(!sw_waivers_cover(&w, "0000000000000000", false, 0));
    ck_assert_uint_eq(w.list.at[0]->used, 2);
    ck_assert_uint_eq(w.list.at[0]->late, 1);
    sw_arena_release(&arena);
}
END_TEST

START_TEST(waived_does_not_count)
{
    batch b;
    char bytes[200];
    saywell_result *result;
    const saywell_reply reply = {.text = "nope, alas", .len = 10};

    open_batch(&b, 1, 0, 1);
    ck_assert_int_eq(saywell_check(b.session, &reply, &result, NULL), 0);
    snprintf(bytes, sizeof bytes,
             "{\"waivers\": [{\"fingerprint\": \"%s\", \"reason\": \"r\", "
             "\"who\": \"w\"}]}",
             saywell_result_at(result, 0)->fingerprint);
    saywell_result_free(result);
    ck_assert_int_eq(
        sw_waivers_read(&b.q.waivers, "w", sw_str_of(bytes), &b.q.arena, NULL),
        0);
    give(&b, "a", "A", NULL, "nope, alas");
    ck_assert_uint_eq(b.q.tally.findings, 1);
    ck_assert_uint_eq(b.q.tally.waived, 1);
    ck_assert_uint_eq(b.q.tally.rules.at[0].with, 0);
    ck_assert_uint_eq(b.q.tally.rules.at[0].waived, 1);
    ck_assert_uint_eq(b.q.tally.total.score, 98);
    ck_assert(b.q.worst.at[0]->findings[0].waived);
    close_batch(&b);
}
END_TEST

#ifdef SW_FAULT
/* One batch and its three reports with the nth allocation refused; their hash
 * when all is said to be whole, else 0. *late: nothing was refused. */
static uint64_t batch_with_fault(batch *b, const saywell_result *const *results,
                                 long n, bool *late)
{
    static const saywell_origin origin = {.conversation = "c",
                                          .author = "Ana Ruiz",
                                          .time = "2026-03-02",
                                          .turn = 1};
    static const saywell_reply reply = {
        .text = "nope, alas", .len = 10, .customer = "Ana?", .customer_len = 4};
    sw_buf json = {0}, csv = {0}, html = {0};
    uint64_t hash = 0;

    b->q =
        (sw_quality){.options = {.worst = 2, .sample = 2, .anonymise = true}};
    sw_mem_fault_after(n);
    sw_quality_begin(&b->q);
    sw_quality_setup(&b->q, b->rules, NULL);
    for (int i = 0; i < 3 && sw_quality_is_whole(&b->q); i++)
        sw_quality_reply(&b->q, &origin, &reply, results[i % 2]);
    if (sw_quality_is_whole(&b->q))
        sw_quality_end(&b->q);
    if (sw_quality_is_whole(&b->q)) {
        sw_json_report(&b->q, &json);
        sw_csv_report(&b->q, &csv);
        sw_html_report(&b->q, &html);
    }
    *late = sw_mem_fault_count() <= n;
    sw_mem_fault_after(-1);
    if (sw_quality_is_whole(&b->q) && !json.failed && !csv.failed &&
        !html.failed) {
        hash = sw_str_hash(SW_HASH_START, sw_buf_str(&json));
        hash = sw_str_hash(hash, sw_buf_str(&csv));
        hash = sw_str_hash(hash, sw_buf_str(&html));
    }
    sw_buf_release(&json);
    sw_buf_release(&csv);
    sw_buf_release(&html);
    sw_quality_release(&b->q);
    return hash;
}

START_TEST(every_allocation)
{
    const saywell_reply replies[2] = {{.text = "nope, alas", .len = 10},
                                      {.text = "well", .len = 4}};
    saywell_result *results[2];
    const saywell_result *const *given = (const saywell_result *const *)results;
    batch b;
    uint64_t hash, whole;
    bool late = false;
    long n = 0;

    open_batch(&b, 1, 0, 1);
    sw_quality_release(&b.q);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(
            saywell_check(b.session, &replies[i], &results[i], NULL), 0);
    whole = batch_with_fault(&b, given, 1 << 20, &late);
    ck_assert(late && whole);
    for (late = false; !late; n++) { /* what is not whole says so */
        hash = batch_with_fault(&b, given, n, &late);
        ck_assert_msg(hash == 0 || hash == whole, "allocation %ld", n);
    }
    ck_assert_int_gt(n, 10);
    for (int i = 0; i < 2; i++)
        saywell_result_free(results[i]);
    close_batch(&b);
}
END_TEST
#endif

/* ---- what a report is read back as ------------------------------------------
 */

START_TEST(read_back)
{
    batch b;
    sw_buf out = {0};
    sw_compare old;
    sw_arena arena = {0};
    const sw_share *share_of;

    open_batch(&b, 3, 3, 1);
    for (int i = 0; i < 40; i++)
        give(&b, "1", "A", "2026-03-02", i % 4 ? "fine" : "nope");
    sw_quality_end(&b.q);
    sw_json_report(&b.q, &out);
    ck_assert_int_eq(
        sw_compare_read(&old, "old", sw_buf_str(&out), &arena, NULL), 0);
    ck_assert_uint_eq(old.total.of, 40);
    ck_assert_uint_eq(old.total.with, 10);
    share_of = sw_map_find(&old.rules, SW_STR("bare"));
    ck_assert(share_of && share_of->with == 10 && share_of->of == 40);
    ck_assert_str_eq(old.hash, saywell_rules_hash(b.rules));
    ck_assert_str_eq(old.from, "2026-03-02");
    sw_buf_release(&out);
    sw_arena_release(&arena);
    close_batch(&b);
}
END_TEST

static const char *const no_reports[] = {
    "",
    "{",
    "[]",
    "{\"schema\": \"saywell/1\"}",
    "{\"schema\": \"saywell-report/1\"}",
    "{\"schema\": \"saywell-report/1\", \"totals\": {\"replies\": -1}}",
    "{\"schema\": \"saywell-report/1\", \"totals\": {\"replies\": 1, "
    "\"flagged\": 2}}",
    "{\"schema\": \"saywell-report/1\", \"totals\": {\"replies\": 1, "
    "\"flagged\": 1}, \"rules\": [{\"rule\": \"a\", \"with\": 3, "
    "\"replies\": 2}]}",
    "{\"schema\": \"saywell-report/1\", \"totals\": {\"replies\": 1, "
    "\"flagged\": 1}, \"rules\": [3]}",
    "{\"schema\": \"saywell-report/1\", \"totals\": {\"replies\": 1, "
    "\"flagged\": 1}} more",
};

START_TEST(no_report)
{
    sw_arena arena = {0};
    sw_compare old;
    saywell_error err;

    ck_assert(sw_compare_read(&old, "old.json", sw_str_of(no_reports[_i]),
                              &arena, &err));
    ck_assert_str_eq(err.file, "old.json");
    ck_assert(err.message[0]);
    sw_arena_release(&arena);
}
END_TEST

/* ---- names ------------------------------------------------------------------
 */

static const struct {
    const char *text, *shown;
} name_rows[] = {
    {"Best, Ana", "Best, A1"},
    {"Best,\nAna Ruiz", "Best,\nA1"},
    {"ana.ruiz is me", "A1 is me"},
    {"Anatomy, Banana", "Anatomy, Banana"},
    {"Ask Ben or Ana.", "Ask A2 or A1."},
    {"Ruiz", "A1"},
    {"Sam Ode", "A? A3"}, /* two are called Sam */
    {"The Support Team", "The Support Team"},
    {"\xc3\x89lodie!", "A5!"},
    {"", ""},
};

START_TEST(names)
{
    static const char *const agents[] = {
        "Ana Ruiz",      "Ben",          "Sam Ode", "Sam Lee",
        "\xc3\x89lodie", "Support Team", "ana.ruiz"};
    sw_tally_agent list[7] = {0};
    sw_tally tally = {.agents = {list, 7, 7}};
    sw_arena arena = {0};
    sw_unname unname = {0};
    sw_buf out = {0};

    for (size_t i = 0; i < 7; i++)
        list[i] = (sw_tally_agent){.name = agents[i], .number = i + 1};
    list[6].number = 1; /* the same person's account */
    ck_assert(sw_unname_fill(&unname, &tally, &arena));
    sw_unname_put(&unname, sw_str_of(name_rows[_i].text), &out);
    ck_assert_str_eq(sw_buf_c(&out), name_rows[_i].shown);
    sw_buf_release(&out);
    sw_arena_release(&arena);
}
END_TEST

/* ---- the built-in figures ---------------------------------------------------
 */

/* Every rule of the pack has been measured, and nothing else. */
START_TEST(builtin_accuracy)
{
    sw_accuracy accuracy = {0};
    sw_arena arena = {0};
    saywell_builder *b = saywell_builder_new();
    saywell_rules *rules;
    size_t count;
    int64_t measured;

    ck_assert_int_eq(sw_accuracy_read(&accuracy, "accuracy.json",
                                      sw_accuracy_builtin(), &arena, NULL),
                     0);
    ck_assert(sw_day_read(accuracy.measured, &measured));
    ck_assert_int_eq(saywell_builder_add_default(b, NULL), 0);
    ck_assert_int_eq(saywell_builder_finish(b, &rules, NULL), 0);
    ck_assert_str_eq(accuracy.pack, saywell_rules_pack(rules));
    count = saywell_rules_count(rules);
    for (size_t i = 0; i < count; i++) {
        const char *id = saywell_rules_at(rules, i)->id;

        ck_assert_msg(sw_accuracy_of(&accuracy, id) != NULL,
                      "%s: not measured; run make accuracy CORPUS=DIR", id);
    }
    ck_assert_uint_eq(accuracy.rows.count, count);
    saywell_rules_free(rules);
    sw_arena_release(&arena);
}
END_TEST

Suite *suite_quality(void)
{
    Suite *s = suite_create("quality");
    TCase *tc = tcase_create("quality");

#define ROWS_(test, rows) \
    tcase_add_loop_test(tc, test, 0, sizeof rows / sizeof rows[0])
    ROWS_(interval_of_share, shares);
    ROWS_(interval_of_change, changes);
    tcase_add_test(tc, mean);
    tcase_add_test(tc, words_of_change);
    ROWS_(day_of_time, days);
    tcase_add_test(tc, counts);
    tcase_add_test(tc, worst_and_best);
    tcase_add_test(tc, sample);
    tcase_add_test(tc, sample_is_fair);
    tcase_add_test(tc, caps);
    tcase_add_test(tc, long_reply);
    ROWS_(waivers_refused, bad_waivers);
    tcase_add_test(tc, waivers_hold_until);
    tcase_add_test(tc, waived_does_not_count);
#ifdef SW_FAULT
    tcase_add_test(tc, every_allocation);
#endif
    tcase_add_test(tc, read_back);
    ROWS_(no_report, no_reports);
    ROWS_(names, name_rows);
    tcase_add_test(tc, builtin_accuracy);
#undef ROWS_
    suite_add_tcase(s, tc);
    return s;
}
