/* test_doc.c - a whole text: its body, its words, its paragraphs, bad bytes. */
#include "unit.h"

#include "base/mem.h"
#include "doc/doc.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static const struct {
    const char *name, *text;
    const char *body; /* from body_start to body_end */
    size_t sentences, words;
} bodies[] = {
    {"plain", "It ships. You pay.", "It ships. You pay.", 2, 4},
    {"greeting, signature", "Hi Ana,\n\nit ships.\n\nBest,\nSam", "it ships.",
     1, 2},
    {"quote in the middle", "It ships.\n> is it late?\nNo.",
     "It ships.\n> is it late?\nNo.", 2, 3},
    {"mention, initials", "@77 It ships ^AB", "It ships", 1, 2},
    {"bullet", "- It ships", "It ships", 1, 2},
    {"contractions, hyphens", "We're re-sending it, don\u2019t worry",
     "We're re-sending it, don\u2019t worry", 1, 5},
    {"zones are no words", "See x.io/a or \"my order\" `now`",
     "See x.io/a or \"my order\" `now`", 1, 2},
    {"accents", "\u00c7a va d\u00e9j\u00e0", "\u00c7a va d\u00e9j\u00e0", 1, 3},
};

START_TEST(body)
{
    sw_arena arena;
    sw_doc doc;
    saywell_error err;
    sw_arena_init(&arena, 0);
    const saywell_status status =
        sw_doc_parse(sw_str_of(bodies[_i].text), &arena, &doc, &err);
    ck_assert_int_eq(status, SAYWELL_OK);
    ck_assert_msg(
        sw_str_equal_c(sw_str_part(doc.text, doc.body_start, doc.body_end),
                       bodies[_i].body),
        "%s: the body is %zu..%zu", bodies[_i].name, doc.body_start,
        doc.body_end);
    ck_assert_uint_eq(doc.body_sentences, bodies[_i].sentences);
    ck_assert_uint_eq(sw_doc_words(&doc, SIZE_MAX), bodies[_i].words);
    sw_arena_release(&arena);
}
END_TEST

START_TEST(no_body)
{
    static const char *const texts[] = {"", " \n", "Hi Ana,", "> late", "^AB"};
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        sw_arena arena;
        sw_doc doc;
        sw_arena_init(&arena, 0);
        ck_assert_int_eq(sw_doc_parse(sw_str_of(texts[k]), &arena, &doc, NULL),
                         SAYWELL_OK);
        ck_assert_uint_eq(doc.body_start, strlen(texts[k]));
        ck_assert_uint_eq(doc.body_end, 0);
        ck_assert_uint_eq(doc.body_sentences, 0);
        ck_assert_uint_eq(sw_doc_words(&doc, SIZE_MAX), 0);
        sw_arena_release(&arena);
    }
}
END_TEST

static const struct {
    const char *text;
    size_t len, offset, line, column;
} bad[] = {
    {"\xff", 1, 0, 1, 1},
    {"ab\n\xc3\xa9\xe9t\xe9", 9, 5, 2, 2},
    {"a\r\nb\xf0\x9f\x8e", 7, 4, 2, 2},
    {"\xed\xa0\x80", 3, 0, 1, 1},
};

START_TEST(not_utf8)
{
    sw_arena arena;
    sw_doc doc;
    saywell_error err;
    sw_arena_init(&arena, 0);
    ck_assert_int_eq(
        sw_doc_parse((sw_str){bad[_i].text, bad[_i].len}, &arena, &doc, &err),
        SAYWELL_UTF8);
    ck_assert_int_eq(err.status, SAYWELL_UTF8);
    ck_assert_uint_eq(err.offset, bad[_i].offset);
    ck_assert_uint_eq(err.line, bad[_i].line);
    ck_assert_uint_eq(err.column, bad[_i].column);
    ck_assert_str_ne(err.message, "");
    ck_assert_int_eq(
        sw_doc_parse((sw_str){bad[_i].text, bad[_i].len}, &arena, &doc, NULL),
        SAYWELL_UTF8);
    sw_arena_release(&arena);
}
END_TEST

/* A NUL is a character like another. */
START_TEST(nul)
{
    const sw_str text = SW_STR("It\0 ships.\0 You \"\0\" pay.\0");
    sw_arena arena;
    sw_doc doc;
    sw_arena_init(&arena, 0);
    ck_assert_int_eq(sw_doc_parse(text, &arena, &doc, NULL), SAYWELL_OK);
    ck_assert_uint_eq(sw_doc_words(&doc, SIZE_MAX), 4);
    sw_arena_release(&arena);
}
END_TEST

/* Every string of eight of these, in an order that a small generator gives:
 * nothing may be read outside the text, and ranges stay on character edges. */
START_TEST(mixtures)
{
    static const char *const parts[] = {
        "a",          "B",      " ",       "\n",   "\r",     "\r\n",   ".",
        "?",          ",",      "\"",      "`",    "@",      "^",      "-",
        "--",         "> ",     "```",     "[",    "]",      "{",      "}",
        "1/2",        "(",      ")",       ":",    "Hi",     "Ana",    "Best",
        "wrote:",     "On 1",   "http://", ".com", "\u201c", "\u201d", "\u2026",
        "\U0001F389", "\u00a0", "\u00e9",  "%",    "<",      "said",   "Mr",
        "_",          "*",      "~",       "/"};
    unsigned seed = 12345;
    for (int round = 0; round < 20000; round++) {
        char buffer[128];
        size_t len = 0;
        for (int k = 0; k < 8; k++) {
            seed = seed * 1103515245u + 12345u;
            const char *const part =
                parts[(seed >> 16) % (sizeof parts / sizeof *parts)];
            memcpy(buffer + len, part, strlen(part));
            len += strlen(part);
        }
        char *const copy = malloc(len);
        ck_assert_ptr_nonnull(copy);
        memcpy(copy, buffer, len);
        sw_arena arena;
        sw_doc doc;
        sw_arena_init(&arena, 0);
        ck_assert_int_eq(sw_doc_parse((sw_str){copy, len}, &arena, &doc, NULL),
                         SAYWELL_OK);
        for (size_t k = 0; k < doc.sentences.count; k++) {
            const sw_sentence *const s = &doc.sentences.at[k];
            ck_assert(s->start <= s->begin && s->begin < s->end);
            ck_assert(s->end <= len);
            ck_assert(((unsigned char)copy[s->start] & 0xC0) != 0x80);
            ck_assert(((unsigned char)copy[s->begin] & 0xC0) != 0x80);
        }
        for (size_t k = 0; k < doc.zones.inlines.count; k++) {
            const sw_zone *const z = &doc.zones.inlines.at[k];
            ck_assert(z->start < z->end && z->end <= len);
            ck_assert(((unsigned char)copy[z->start] & 0xC0) != 0x80);
        }
        sw_arena_release(&arena);
        free(copy);
    }
}
END_TEST

static const struct {
    const char *text;
    size_t a, b;
    bool same;
} pairs[] = {
    {"ab\ncd", 0, 4, true},          {"ab\n\ncd", 0, 5, false},
    {"ab\n\ncd", 5, 0, false},       {"ab\n \t\ncd", 0, 6, false},
    {"ab\r\ncd", 0, 5, true},        {"ab\r\n\r\ncd", 0, 7, false},
    {"ab\r\rcd", 0, 4, false},       {"ab\n\ncd\n", 4, 6, true},
    {"ab\n\ncd", 0, 2, true},        {"ab\n\n", 0, 4, false},
    {"ab\n\u00a0\ncd", 0, 6, false},
};

START_TEST(paragraphs)
{
    const sw_doc doc = {.text = sw_str_of(pairs[_i].text)};
    ck_assert(sw_doc_same_paragraph(&doc, pairs[_i].a, pairs[_i].b) ==
              pairs[_i].same);
}
END_TEST

#ifdef SW_FAULT
START_TEST(no_memory)
{
    static char text[60000];
    for (size_t i = 0; i + 10 < sizeof text; i += 10)
        memcpy(text + i, "\"a\" b. c\n\n", 10);
    for (long n = 0;; n++) {
        sw_arena arena;
        sw_doc doc;
        saywell_error err;
        sw_arena_init(&arena, 64);
        sw_mem_fault_after(n);
        const saywell_status status =
            sw_doc_parse(sw_str_of(text), &arena, &doc, &err);
        sw_mem_fault_after(-1);
        sw_arena_release(&arena);
        if (status == SAYWELL_OK)
            break;
        ck_assert_int_eq(status, SAYWELL_NOMEM);
        ck_assert_int_eq(err.status, SAYWELL_NOMEM);
        ck_assert_int_lt(n, 1000);
    }
}
END_TEST
#endif

Suite *suite_doc(void)
{
    Suite *const suite = suite_create("doc");
    TCase *const tcase = tcase_create("docs");
    tcase_add_loop_test(tcase, body, 0, COUNT(bodies));
    tcase_add_test(tcase, no_body);
    tcase_add_loop_test(tcase, not_utf8, 0, COUNT(bad));
    tcase_add_test(tcase, nul);
    tcase_add_test(tcase, mixtures);
    tcase_add_loop_test(tcase, paragraphs, 0, COUNT(pairs));
#ifdef SW_FAULT
    tcase_add_test(tcase, no_memory);
#endif
    tcase_set_timeout(tcase, 30);
    suite_add_tcase(suite, tcase);
    return suite;
}
