/* test_json_string.c - many bytes at a time end where they should, and say what
 * they should. */
#include <stdlib.h>
#include <string.h>

#include "base/json_string.h"
#include "unit.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* What may stand in a string, and what it says. */
static const struct {
    const char *text, *says;
} pieces[] = {
    {"a", "a"},
    {"x y, Z!", "x y, Z!"},
    {"quite a number of them all", "quite a number of them all"},
    {"\x7f", "\x7f"},
    {"\xc3\xa9", "\xc3\xa9"},
    {"\xe2\x80\x99", "\xe2\x80\x99"},
    {"\xe0\xa0\x80", "\xe0\xa0\x80"},
    {"\xed\x9f\xbf", "\xed\x9f\xbf"},
    {"\xf0\x9f\x99\x82", "\xf0\x9f\x99\x82"},
    {"\xd0\x94\xd0\xb0 \xd0\xb8", "\xd0\x94\xd0\xb0 \xd0\xb8"},
    {"\\n", "\n"},
    {"\\n\\n", "\n\n"},
    {"\\\"", "\""},
    {"\\u0041", "A"},
    {"\\ud83d\\ude42", "\xf0\x9f\x99\x82"},
    {"\\ud83d", "\xef\xbf\xbd"},
};

/* What ends it. */
static const sw_str ends[] = {
    {"\"", 1},
    {"\n", 1},
    {"\0", 1},
    {"\x1f", 1},
    {"\x80", 1},
    {"\xc1\xbf", 2},
    {"\xe0\x9f\xbf", 3},
    {"\xed\xa0\x80", 3},
    {"\xf0\x8f\xbf\xbf", 4},
    {"\xf4\x90\x80\x80", 4},
    {"\xe2\x80\"", 3},
    {"\xc3\"", 2},
    {"\xff", 1},
    {"\\x", 2},
    {"\\u00G0", 6},
    {"\\u12\"", 5},
    {"\\", 1},
    {"", 0},
    {"\xe2\x80", 2},
};

enum { LEN = 70 };

enum { BACK = COUNT(ends) - 3 }; /* the others end it only with the text */

typedef struct sample {
    char text[400], says[400];
    size_t len, end, said;
    bool escaped;
} sample;

static void put(char *to, size_t *len, sw_str s)
{
    memcpy(to + *len, s.ptr, s.len);
    *len += s.len;
}

/* Some pieces, then an end, then so many bytes. */
static void make(sample *s, unsigned seed, sw_str end, size_t rest)
{
    s->len = s->said = 0;
    s->escaped = false;
    for (unsigned n = seed % 7; n > 0; n--) {
        size_t i = (seed = seed * 1103515245u + 12345u) / 65536 % COUNT(pieces);

        put(s->text, &s->len, sw_str_of(pieces[i].text));
        put(s->says, &s->said, sw_str_of(pieces[i].says));
        s->escaped |= pieces[i].text[0] == '\\';
    }
    s->end = s->len;
    put(s->text, &s->len, end);
    while (rest-- > 0)
        s->text[s->len++] = "x\" \\z"[rest % 5];
}

static void look(const sample *s)
{
    /* Of its own size: a byte read too many is seen by valgrind and asan. */
    char *text = malloc(s->len + 1), room[500], *to = room;
    sw_str all = {text, s->len};
    bool escaped = false;

    ck_assert_ptr_nonnull(text);
    memcpy(text, s->text, s->len);
    ck_assert_uint_eq(sw_json_string_end(all, 0, &escaped), s->end);
    ck_assert_int_eq(escaped, s->escaped);
    memset(room, '#', sizeof room - 1);
    room[sizeof room - 1] = '\0';
    ck_assert_uint_eq(sw_json_string_copy(all, 0, &to), s->end);
    ck_assert(sw_str_equal((sw_str){room, (size_t)(to - room)},
                           (sw_str){s->says, s->said}));
    to += SW_JSON_STRING_SLACK;
    ck_assert_uint_eq(strspn(to, "#"), (size_t)(room + sizeof room - 1 - to));
    free(text);
}

START_TEST(ends_and_says)
{
    sample s;

    for (unsigned seed = 0; seed < 500; seed++) {
        make(&s, seed, ends[_i], ends[_i].ptr[0] == '"' ? seed % 23 : 9);
        look(&s);
    }
}
END_TEST

/* The end of the text ends it too, wherever that is. */
START_TEST(ends_with_the_text)
{
    sample s;

    for (unsigned seed = 0; seed < 500; seed++) {
        make(&s, seed, ends[_i], 0);
        look(&s);
    }
}
END_TEST

/* A short look is right, or says that it does not know. */
START_TEST(short_looks)
{
    char text[LEN];

    for (size_t quote = 0; quote < 24; quote++) {
        for (size_t other = 0; other < 24; other++) {
            static const char odd[] = {'\\', '\n', '\x80', '"', 'y'};

            for (size_t k = 0; k < sizeof odd; k++) {
                sw_str all = {text, LEN};
                bool escaped = false;
                size_t got;

                memset(text, 'x', LEN);
                text[quote] = '"';
                text[other] = odd[k];
                got = sw_json_string_short(all, 0);
                if (got == SW_NOWHERE)
                    continue;
                ck_assert_int_eq(text[got], '"');
                ck_assert_uint_eq(got, sw_json_string_end(all, 0, &escaped));
                ck_assert(!escaped && (other >= got || odd[k] == 'y'));
            }
        }
    }
    ck_assert_uint_eq(sw_json_string_short(SW_STR("a\""), 0), SW_NOWHERE);
}
END_TEST

Suite *suite_json_string(void)
{
    Suite *suite = suite_create("json_string");
    TCase *tcase = tcase_create("json_string");

    tcase_add_loop_test(tcase, ends_and_says, 0, BACK);
    tcase_add_loop_test(tcase, ends_with_the_text, 0, COUNT(ends));
    tcase_add_test(tcase, short_looks);
    suite_add_tcase(suite, tcase);
    return suite;
}
