/* test_past.c - a text that is read again after an edit is read as a new one.
 */
#include "unit.h"

#include "base/mem.h"
#include "doc/past.h"

#include <stdlib.h>
#include <string.h>

#define MOST 6000 /* bytes of a text */

static const char wide[] =
    "and this line goes on and on until it is longer than most of the "
    "others that stand in the text\n";

static const char *const parts[] = {"It ships today. ",
                                    "You pay",
                                    " twice",
                                    ".",
                                    "! ",
                                    "?",
                                    " e.g",
                                    " no. 5. ",
                                    "\n",
                                    "\n",
                                    "\n\n",
                                    "\n\n",
                                    "\r\n",
                                    "\r\n\r\n",
                                    "\r",
                                    " ",
                                    "\t",
                                    "- one\n",
                                    "1. two\n",
                                    "> quoted\n",
                                    "```\n",
                                    "~~~\n",
                                    "-- \n",
                                    "--\n",
                                    "\n-----\n",
                                    "Hi Ana,\n",
                                    "Dear Ana, ",
                                    "Kind regards,\nAna\n",
                                    "Thanks,\n",
                                    "\"",
                                    "`",
                                    "\u201c",
                                    "\u201d",
                                    "\u2026",
                                    "\U0001F389",
                                    "\u00a0",
                                    "\u3000",
                                    ")",
                                    "*",
                                    "On 1 May 2024, Ana <a@b.io> wrote:\n",
                                    "Ana said:\n",
                                    "@kim ",
                                    "x.io/a ",
                                    "{{name}}",
                                    "[[slot]]",
                                    "1/2",
                                    "^AB",
                                    "From: a@b.io\nSent: x\nSubject: y\n",
                                    "saywell: ignore x\n",
                                    "J. Smith ",
                                    "a. b. c. ",
                                    "........",
                                    ":-) ",
                                    wide};

static uint64_t state;
static char text[MOST + 1024];
static size_t len;

static size_t roll(size_t below)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (size_t)((state * 0x2545F4914F6CDD1Du) >> 33) % below;
}

static size_t edge(size_t at)
{
    while (at > 0 && at < len && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static void replace(size_t from, size_t to, const char *by, size_t count)
{
    memmove(text + from + count, text + to, len - to);
    memcpy(text + from, by, count);
    len = len - (to - from) + count;
}

static void edit(void)
{
    const size_t from = edge(roll(len + 1));
    const size_t far = roll(4) == 0 ? 200 : 8;
    const char *const part = parts[roll(sizeof parts / sizeof *parts)];
    size_t to = edge(from + roll(len - from < far ? len - from + 1 : far));

    if (to < from || (len < MOST && roll(3) > 0))
        to = from;
    replace(from, to, part, len < MOST ? strlen(part) : 0);
}

static void same_list(const sw_zone *a, size_t count, const sw_zone *b,
                      size_t other)
{
    ck_assert_uint_eq(count, other);
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_eq(a[i].start, b[i].start);
        ck_assert_uint_eq(a[i].end, b[i].end);
        ck_assert_int_eq((int)a[i].kind, (int)b[i].kind);
    }
}

static void same_sentences(const sw_doc *a, const sw_doc *b)
{
    ck_assert_uint_eq(a->sentences.count, b->sentences.count);
    for (size_t i = 0; i < a->sentences.count; i++) {
        const sw_sentence *const x = &a->sentences.at[i];
        const sw_sentence *const y = &b->sentences.at[i];
        ck_assert_msg(
            x->start == y->start && x->end == y->end && x->begin == y->begin &&
                x->paragraph == y->paragraph && x->zone == y->zone &&
                x->question == y->question && x->item == y->item &&
                x->link == y->link,
            "sentence %zu: %zu..%zu, paragraph %u, not %zu..%zu, %u", i,
            x->start, x->end, x->paragraph, y->start, y->end, y->paragraph);
    }
}

static void same_words(sw_doc *a, sw_doc *b)
{
    const size_t some = sw_doc_words(a, 5);
    if (some < 5)
        ck_assert_uint_eq(some, sw_doc_words(b, SIZE_MAX));
    ck_assert_uint_eq(sw_doc_words(a, SIZE_MAX), sw_doc_words(b, SIZE_MAX));
}

static void same_doc(const sw_doc *a, const sw_doc *b)
{
    const sw_zones *const x = &a->zones, *const y = &b->zones;
    same_list(x->blocks.at, x->blocks.count, y->blocks.at, y->blocks.count);
    same_list(x->inlines.at, x->inlines.count, y->inlines.at, y->inlines.count);
    same_sentences(a, b);
    ck_assert_uint_eq(a->body_start, b->body_start);
    ck_assert_uint_eq(a->body_end, b->body_end);
    ck_assert_uint_eq(a->body_sentences, b->body_sentences);
}

/* By the marks and from the text's begin, at places that move on with i. */
static void same_places(sw_past *past, sw_str now, size_t i)
{
    enum { MANY = 40 };
    const sw_places *const marks = sw_past_places(past);
    size_t offsets[MANY], order[MANY];
    saywell_place got[MANY], want[MANY];

    for (size_t k = 0; k < MANY; k++)
        offsets[k] = (i * 7 + k * k * 11) % (now.len + 1);
    sw_place_fill_near(now, marks, offsets, MANY, order, got);
    sw_place_fill(now, offsets, MANY, order, want);
    ck_assert_mem_eq(got, want, sizeof want);
}

/* The text in a copy of its own, so that a read past the end is seen. */
static size_t read_again(sw_past *past, bool ignores, size_t i)
{
    char *const copy = malloc(len + 1);
    const sw_str now = {copy, len};
    sw_arena arena = {.head = NULL};
    sw_doc again, fresh;

    memcpy(copy, text, len);
    ck_assert_int_eq(sw_past_parse(past, now, ignores, &again, NULL),
                     SAYWELL_OK);
    ck_assert_int_eq((ignores ? sw_doc_parse_ignores
                              : sw_doc_parse)(now, &arena, &fresh, NULL),
                     SAYWELL_OK);
    same_doc(&again, &fresh);
    same_words(&again, &fresh);
    if (i % 50 != 7) /* nobody asks in some rounds */
        same_places(past, now, i);
    sw_arena_release(&arena);
    free(copy);
    return past->front + past->back;
}

START_TEST(edits)
{
    sw_past past = {.known = false};
    size_t kept = 0;

    state = (uint64_t)_i * 2 + 1;
    len = 0;
    for (int i = 0; i < 40; i++)
        edit();
    for (int i = 0; i < 2000; i++) {
        kept += read_again(&past, i % 100 > 10, (size_t)i);
        edit();
    }
    ck_assert_uint_gt(kept, 2000);
    sw_past_release(&past);
}
END_TEST

START_TEST(not_utf8)
{
    sw_past past = {.known = false};
    sw_doc doc;
    saywell_error err;

    ck_assert_int_eq(
        sw_past_parse(&past, SW_STR("It ships. You pay."), false, &doc, &err),
        SAYWELL_OK);
    ck_assert_int_eq(sw_past_parse(&past, SW_STR("It ships.\xFF You pay."),
                                   false, &doc, &err),
                     SAYWELL_UTF8);
    ck_assert_uint_eq(err.offset, 9);
    ck_assert_int_eq(
        sw_past_parse(&past, SW_STR("It ships. We pay."), false, &doc, &err),
        SAYWELL_OK);
    ck_assert_uint_eq(doc.sentences.count, 2);
    sw_past_release(&past);
}
END_TEST

Suite *suite_past(void)
{
    Suite *const suite = suite_create("past");
    TCase *const tcase = tcase_create("edits");
    tcase_add_loop_test(tcase, edits, 0, 4);
    tcase_add_test(tcase, not_utf8);
    tcase_set_timeout(tcase, 60);
    suite_add_tcase(suite, tcase);
    return suite;
}
