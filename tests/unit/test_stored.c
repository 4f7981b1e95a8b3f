/* test_stored.c - a code read from bytes is the code that PCRE2 compiles. */
#include "rule/stored.h"
#include "rule/compile.h"
#include "unit.h"

#include <string.h>

static saywell_rules *rules;

static void setup(void)
{
    saywell_builder *b = saywell_builder_new();

    ck_assert_int_eq(saywell_builder_add_default(b, NULL), 0);
    ck_assert_int_eq(saywell_builder_finish(b, &rules, NULL), 0);
}

static void teardown(void)
{
    saywell_rules_free(rules);
}

static void same_number(const sw_pattern *p, const sw_code *a, const sw_code *b,
                        uint32_t what)
{
    uint32_t x = 0, y = 0;

    ck_assert_int_eq(pcre2_pattern_info(a->code, what, &x),
                     pcre2_pattern_info(b->code, what, &y));
    ck_assert_msg(x == y, "%s: item %u is %u and %u", p->info.expanded, what, x,
                  y);
}

static void same_code(const sw_pattern *p, const sw_code *a, const sw_code *b)
{
    static const uint32_t numbers[] = {
        PCRE2_INFO_ALLOPTIONS,    PCRE2_INFO_BACKREFMAX,
        PCRE2_INFO_CAPTURECOUNT,  PCRE2_INFO_FIRSTCODETYPE,
        PCRE2_INFO_FIRSTCODEUNIT, PCRE2_INFO_LASTCODETYPE,
        PCRE2_INFO_LASTCODEUNIT,  PCRE2_INFO_MAXLOOKBEHIND,
        PCRE2_INFO_MINLENGTH,     PCRE2_INFO_NEWLINE};
    const unsigned char *x = NULL, *y = NULL;
    size_t m = 0, n = 0;

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        same_number(p, a, b, numbers[i]);
    pcre2_pattern_info(a->code, PCRE2_INFO_SIZE, &m);
    pcre2_pattern_info(b->code, PCRE2_INFO_SIZE, &n);
    ck_assert_uint_eq(m, n);
    ck_assert_uint_eq(a->name_count, b->name_count);
    ck_assert_uint_eq(a->name_size, b->name_size);
    ck_assert_mem_eq(a->names, b->names, a->name_count * a->name_size);
    pcre2_pattern_info(a->code, PCRE2_INFO_FIRSTBITMAP, &x);
    pcre2_pattern_info(b->code, PCRE2_INFO_FIRSTBITMAP, &y);
    ck_assert((x == NULL) == (y == NULL));
    if (x != NULL && y != NULL)
        ck_assert_mem_eq(x, y, 32);
}

/* Every pattern, and with its JIT code too: that is made of the bytes again. */
START_TEST(every_code_is_the_same)
{
    for (uint32_t i = 0; i < rules->pattern_count; i++) {
        const sw_pattern *p = &rules->patterns[i];
        sw_code *compiled = sw_compile_text(p->expanded, NULL, NULL);
        const sw_code *read;

        ck_assert_uint_gt(p->stored.len, 0);
        ck_assert_ptr_null(sw_compile_made(rules, i));
        read = sw_compile_use(rules, i, NULL);
        ck_assert_ptr_nonnull(compiled);
        ck_assert_ptr_nonnull(read);
        ck_assert(read->stored && !compiled->stored);
        same_code(p, compiled, read);
        if (i % 40 == 0)
            same_code(p, compiled, sw_compile_jit(rules, i));
        sw_compile_free(compiled);
    }
}
END_TEST

/* What another PCRE2 may have written is not read. */
START_TEST(versions)
{
    char version[SW_STORED_VERSION];

    ck_assert_ptr_nonnull(sw_stored_head_built.version);
    ck_assert(sw_stored_version(PCRE2_CONFIG_VERSION, version));
    ck_assert_str_eq(version, sw_stored_head_built.version);
    ck_assert(sw_stored_version(PCRE2_CONFIG_UNICODE_VERSION, version));
    ck_assert_str_eq(version, sw_stored_head_built.unicode);
    ck_assert(!sw_stored_version(9999, version));
}
END_TEST

static const struct other {
    const char *version, *unicode;
    uint32_t more_link; /* added to the size of a link */
    bool read;
} others[] = {
    {NULL, NULL, 0, true},      {"10.41 2022-12-06", NULL, 0, false},
    {NULL, "13.0.0", 0, false}, {NULL, NULL, 1, false},
    {"", NULL, 0, false},
};

START_TEST(other_pcre2s)
{
    const struct other *row = &others[_i];
    sw_stored_head head = sw_stored_head_built;
    pcre2_general_context *memory =
        pcre2_general_context_create(NULL, NULL, NULL);
    pcre2_code *code;

    head.version = row->version ? row->version : head.version;
    head.unicode = row->unicode ? row->unicode : head.unicode;
    head.link_size += row->more_link;
    code = sw_stored_read(&head, rules->patterns[0].stored, memory);
    ck_assert_int_eq(code != NULL, row->read);
    pcre2_code_free(code);
    head.version = NULL; /* as in the program that makes the tables */
    ck_assert_ptr_null(
        sw_stored_read(&head, rules->patterns[0].stored, memory));
    pcre2_general_context_free(memory);
}
END_TEST

/* Bytes that PCRE2 refuses: the pattern is compiled, and nobody notices. */
START_TEST(falls_back)
{
    static const char junk[64] = "not a code";
    sw_pattern pattern = rules->patterns[0];
    sw_code_slot slot = NULL;
    saywell_rules one = {.patterns = &pattern, .codes = &slot};
    sw_stored_head head = sw_stored_head_built;
    char wrong[4096];
    pcre2_code *code;

    ck_assert_uint_lt(head.bytes.len, sizeof wrong);
    memcpy(wrong, head.bytes.ptr, head.bytes.len);
    wrong[0] = (char)~wrong[0]; /* the magic number */
    head.bytes.ptr = wrong;
    code = sw_stored_read(&head, pattern.stored, NULL);
    ck_assert_ptr_null(code);
    pattern.stored = (sw_str){junk, 0};
    ck_assert(!sw_compile_use(&one, 0, NULL)->stored);
    sw_compile_free(slot);
}
END_TEST

Suite *suite_stored(void)
{
    Suite *suite = suite_create("stored");
    TCase *tc = tcase_create("stored");

    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, every_code_is_the_same);
    tcase_add_test(tc, versions);
    tcase_add_loop_test(tc, other_pcre2s, 0, sizeof others / sizeof *others);
    tcase_add_test(tc, falls_back);
    suite_add_tcase(suite, tc);
    return suite;
}
