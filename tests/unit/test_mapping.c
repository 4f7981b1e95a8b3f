/* test_mapping.c - mappings: those that are shipped, times, runs, speakers. */
#include <string.h>

#include "unit.h"

#include "base/mem.h"
#include "talk/labels.h"
#include "talk/map_time.h"
#include "talk/mapping_set.h"
#include "talk/reader.h"
#include "talk/text_runs.h"

/* Each compiles, is called as its file, and has what auto needs. */
START_TEST(shipped)
{
    sw_mapping_set *set = sw_mapping_set_new();
    const sw_mapping *m;
    size_t n = 0;

    ck_assert_ptr_nonnull(set);
    for (; (m = sw_mapping_set_at(set, n)); n++) {
        ck_assert_str_eq(m->name, sw_shipped_mappings[n].name);
        ck_assert_msg(m->title && m->detect.count, "%s", m->name);
        ck_assert_ptr_eq(sw_mapping_set_find(set, m->name), m);
    }
    ck_assert_uint_eq(n, sw_shipped_mapping_count);
    ck_assert_uint_ge(n, 25);
    sw_mapping_set_free(set);
}
END_TEST

/* --input knows every reader and every mapping, once. */
START_TEST(kinds)
{
    size_t n = 0;

    for (; sw_talk_kinds[n]; n++)
        for (size_t k = n + 1; sw_talk_kinds[k]; k++)
            ck_assert_str_ne(sw_talk_kinds[n], sw_talk_kinds[k]);
    for (size_t i = 0; sw_talk_reader_at(i); i++, n--)
        ck_assert_str_eq(sw_talk_reader_at(i)->name, sw_talk_kinds[i + 2]);
    ck_assert_uint_eq(n, sw_shipped_mapping_count + 2);
}
END_TEST

static const struct {
    sw_map_clock clock;
    const char *pattern, *value, *text;
    int64_t order; /* -1: not known */
} times[] = {
    {SW_MAP_ISO, NULL, "2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z",
     1772442000000},
    {SW_MAP_ISO, NULL, "2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00Z",
     1772442000000},
    {SW_MAP_ISO, NULL, "yesterday", "yesterday", -1},
    {SW_MAP_UNIX, NULL, "1772442000", "2026-03-02T09:00:00Z", 1772442000000},
    {SW_MAP_UNIX, NULL, "1772442000.5", "2026-03-02T09:00:00Z", 1772442000500},
    {SW_MAP_UNIX, NULL, "-1", "1969-12-31T23:59:59Z", -1000},
    {SW_MAP_UNIX, NULL, "0", "1970-01-01T00:00:00Z", 0},
    {SW_MAP_MS, NULL, "1500", "1500", 1500},
    {SW_MAP_MS, NULL, "1772442000000", "2026-03-02T09:00:00Z", 1772442000000},
    {SW_MAP_US, NULL, "1000000", "1000", 1000},
    {SW_MAP_S, NULL, "3.10", "3100", 3100},
    {SW_MAP_S, NULL, "1e400", "1e400", -1},
    {SW_MAP_S, NULL, "2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z",
     1772442000000},
    {SW_MAP_PATTERN, "%d.%m.%Y", "02.03.2026", "2026-03-02T00:00:00",
     1772409600000},
    {SW_MAP_PATTERN, "%d.%m.%Y", "soon", "soon", -1},
};

START_TEST(time_of)
{
    const sw_map_time time = {.clock = times[_i].clock,
                              .pattern = times[_i].pattern};
    sw_arena arena = {0};
    sw_map_instant got;

    ck_assert(
        sw_map_time_read(&time, sw_str_of(times[_i].value), &arena, &got));
    ck_assert_str_eq(got.text, times[_i].text);
    if (times[_i].order == -1)
        ck_assert(!got.is_known);
    else
        ck_assert_int_eq(got.order, times[_i].order);
    sw_arena_release(&arena);
}
END_TEST

/* Two maps over each other lead where one after the other would. */
START_TEST(runs)
{
    static const sw_text_run below[] = {{0, 10}, {4, 30}, {6, 31}};
    static const sw_text_run above[] = {{0, 2}, {3, 7}, {5, 0}};
    const sw_text_run *both = above;
    size_t count = 3;
    sw_arena arena = {0};
    sw_turn low = {.runs = below, .run_count = 3};
    sw_turn high = {.runs = above, .run_count = 3}, all = {0};

    ck_assert(sw_text_runs_over(below, 3, &both, &count, &arena));
    all.runs = both;
    all.run_count = count;
    for (size_t i = 0; i < 12; i++)
        ck_assert_uint_eq(
            sw_turn_source_byte(&all, i),
            sw_turn_source_byte(&low, sw_turn_source_byte(&high, i)));
    sw_arena_release(&arena);
}
END_TEST

START_TEST(speakers)
{
    sw_turn turns[] = {{.role = SW_ROLE_UNKNOWN, .label = "Bo"},
                       {.role = SW_ROLE_AGENT, .label = "Cy"},
                       {.role = SW_ROLE_UNKNOWN, .label = "A \"q\""},
                       {.role = SW_ROLE_UNKNOWN, .label = "A \"q\""},
                       {.role = SW_ROLE_UNKNOWN}};
    sw_conversation c = {.turns = {turns, 5, 5}};
    sw_labels labels = {0};
    sw_buf out = {0};

    sw_labels_add(&labels, &c);
    ck_assert_uint_eq(labels.turns, 3);
    sw_labels_list(&labels, &out);
    ck_assert_str_eq(sw_buf_c(&out), "\"A \"q\"\" (2), \"Bo\" (1)");
    sw_buf_clear(&out);
    sw_labels_mend(&labels, &out);
    ck_assert_str_eq(sw_buf_c(&out), "\"agents\": [\"A \\\"q\\\"\"]");
    for (int i = 0; i < 20; i++) {
        char name[8] = {(char)('a' + i), '\0'};

        turns[0].label = name;
        c.turns.count = 1;
        sw_labels_add(&labels, &c);
    }
    ck_assert_uint_eq(labels.count, SW_LABELS);
    ck_assert_uint_eq(labels.turns, 23);
    sw_buf_release(&out);
}
END_TEST

#ifdef SW_FAULT

/* A mapping with every key, and an export that uses them. */
static const char everything[] =
    "{\"format\":\"x\",\"conversations\":\"$.r[] | $\",\"id\":\"$.i\","
    "\"channel\":\"$.c : a=email *=other\",\"first\":\"customer w plain t "
    "unix a\",\"turns\":\"$.m[][]\",\"keep\":\"k not in 1\",\"opener\":"
    "\"$.c in z\",\"join\":\"$.u[] | $$.u[] on i = b\",\"role\":[\"n : "
    "true=note\",\"join.r : /^a/i=agent c=customer\"],\"text\":\"w[].x auto "
    "| w auto\",\"time\":\"t %d.%m.%Y | s ms\",\"author\":\"join.n | b\","
    "\"strip\":\"quotes signature mentions\",\"sort\":\"time\",\"merge\":"
    "\"adjacent\",\"group\":\"id\",\"agents\":[\"/Z/\"],\"bots\":[\"B\"]}";
static const char export_of_all[] =
    "{\"u\":[{\"i\":1,\"r\":\"ab\",\"n\":\"N\"}],\"r\":[{\"i\":\"q\","
    "\"c\":\"a\",\"w\":\"H\\u0069\",\"t\":1,\"a\":\"Kim\",\"m\":[[{\"b\":1,"
    "\"w\":\"@x No.\",\"t\":\"2.3.2026\"},{\"b\":2,\"w\":\"> old\\nNew\\n-- "
    "\\nA\",\"s\":5},{\"b\":1,\"w\":\"(10:32:15) Visitor 4: a\\n(10:32:16) "
    "Agent: b\\n(10:32:17) Visitor 4: c\"}]]},{\"i\":\"q\",\"m\":[[{\"b\":3,"
    "\"w\":[{\"x\":\"1\"},{\"x\":\"<p>2 &amp; 3</p>\"}]}]]}]}";

static sw_talk_status read_all(sw_talk_error *error)
{
    size_t len = sizeof export_of_all - 1;
    sw_stream stream = {.fd = -1, .at_end = true, .end = len, .cap = len};
    sw_talk_options options = {.reader = &sw_read_json};
    sw_mapping *mapping = NULL;
    sw_arena arena = {0};
    sw_talk *talk = NULL;
    sw_conversation c;
    saywell_error err;
    sw_talk_status status;

    stream.ptr = sw_mem_alloc(len);
    if (!stream.ptr)
        return sw_talk_fail_nomem(error);
    memcpy(stream.ptr, export_of_all, len);
    if (sw_mapping_new(&mapping, "x", sw_str_of(everything), &err)) {
        ck_assert_msg(err.status == SAYWELL_NOMEM, "%s", err.message);
        status = sw_talk_fail_nomem(error);
    } else {
        options.mapping = mapping;
        status = sw_talk_open(&talk, &options, &stream, error);
    }
    while (status < SW_TALK_END)
        status = sw_talk_next(talk, &arena, &c, error);
    sw_talk_close(talk);
    sw_mapping_free(mapping);
    sw_stream_release(&stream);
    sw_arena_release(&arena);
    return status;
}

/* With every allocation failed in turn it says so, and loses nothing. */
START_TEST(faults)
{
    sw_talk_status status = SW_TALK_FAILED;
    sw_talk_error error;

    for (long n = 0; status != SW_TALK_END; n++) {
        ck_assert_msg(n < 5000, "never ends");
        error = (sw_talk_error){.code = ""};
        sw_mem_fault_after(n);
        status = read_all(&error);
        ck_assert_msg(status != SW_TALK_END || sw_mem_fault_count() <= n,
                      "after %ld: kept to itself", n);
        sw_mem_fault_after(-1);
        ck_assert_msg(status == SW_TALK_END ||
                          strcmp(error.code, "memory") == 0,
                      "after %ld: %s %s", n, error.code, error.message);
    }
}
END_TEST

#endif

Suite *suite_mapping(void)
{
    Suite *s = suite_create("mapping");
    TCase *tc = tcase_create("mapping");

    tcase_add_test(tc, shipped);
    tcase_add_test(tc, kinds);
    tcase_add_loop_test(tc, time_of, 0, sizeof times / sizeof times[0]);
    tcase_add_test(tc, runs);
    tcase_add_test(tc, speakers);
#ifdef SW_FAULT
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, faults);
#endif
    suite_add_tcase(s, tc);
    return s;
}
