/* test_edit.c - lists of edits: valid, applied, composed. */
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#include "fix/edit.h"

#define LIST_MAX 6

struct list {
    saywell_edit at[LIST_MAX];
    size_t count;
};

#define EDIT(start, end, text)             \
    {                                      \
        start, end, text, sizeof(text) - 1 \
    }

static const struct {
    const char *name;
    struct list list;
    bool valid;
} shapes[] = {
    {"none", {{{0}}, 0}, true},
    {"one", {{EDIT(2, 5, "x")}, 1}, true},
    {"touching", {{EDIT(0, 3, "x"), EDIT(3, 5, "y")}, 2}, true},
    {"insertion, then replacement",
     {{EDIT(3, 3, "x"), EDIT(3, 5, "y")}, 2},
     true},
    {"replacement, then insertion",
     {{EDIT(1, 3, "x"), EDIT(3, 3, "y")}, 2},
     true},
    {"at the end", {{EDIT(10, 10, "x")}, 1}, true},
    {"two insertions", {{EDIT(3, 3, "x"), EDIT(3, 3, "y")}, 2}, false},
    {"overlap", {{EDIT(0, 4, "x"), EDIT(3, 5, "y")}, 2}, false},
    {"not sorted", {{EDIT(4, 5, "x"), EDIT(0, 1, "y")}, 2}, false},
    {"backwards", {{EDIT(5, 4, "x")}, 1}, false},
    {"past the end", {{EDIT(9, 11, "x")}, 1}, false},
};

START_TEST(validity)
{
    ck_assert_msg(sw_edits_valid(shapes[_i].list.at, shapes[_i].list.count,
                                 10) == shapes[_i].valid,
                  "%s", shapes[_i].name);
}
END_TEST

static const struct {
    const char *name, *text;
    struct list first, second;
    const char *want; /* the edits as start-end:text */
} composed[] = {
    {"apart",
     "abcdef",
     {{EDIT(0, 1, "A")}, 1},
     {{EDIT(5, 6, "F")}, 1},
     "0-1:A 5-6:F "},
    {"the second on the first's words",
     "abcdef",
     {{EDIT(1, 2, "xyz")}, 1},
     {{EDIT(2, 3, "-")}, 1},
     "1-2:x-z "},
    {"the second swallows the first",
     "abcdef",
     {{EDIT(2, 3, "xyz")}, 1},
     {{EDIT(1, 6, "-")}, 1},
     "1-4:- "},
    {"neighbours are joined",
     "abcdef",
     {{EDIT(1, 2, "x")}, 1},
     {{EDIT(2, 3, "y")}, 1},
     "1-3:xy "},
    {"undone is nothing",
     "abcdef",
     {{EDIT(1, 2, "x")}, 1},
     {{EDIT(1, 2, "b")}, 1},
     ""},
    {"an insertion taken back",
     "abcdef",
     {{EDIT(3, 3, "x")}, 1},
     {{EDIT(3, 4, "")}, 1},
     ""},
    {"into a deletion's place",
     "abcdef",
     {{EDIT(2, 4, "")}, 1},
     {{EDIT(2, 2, "x")}, 1},
     "2-4:x "},
    {"insertions before and behind",
     "ab",
     {{EDIT(1, 1, "12")}, 1},
     {{EDIT(1, 1, "<"), EDIT(3, 3, ">")}, 2},
     "1-1:<12> "},
    {"nothing first", "ab", {{{0}}, 0}, {{EDIT(2, 2, "c")}, 1}, "2-2:c "},
};

static void put_edits(sw_buf *buf, const sw_edits *edits)
{
    for (size_t i = 0; i < edits->count; i++)
        sw_buf_printf(buf, "%zu-%zu:%.*s ", edits->at[i].start,
                      edits->at[i].end, (int)edits->at[i].len,
                      edits->at[i].text);
}

/* The table is const; the vectors want plain pointers and only read. */
static sw_edits vector_of(const struct list *list, struct list *room)
{
    *room = *list;
    return (sw_edits){room->at, room->count, LIST_MAX};
}

START_TEST(composition)
{
    struct list first_room, second_room;
    sw_edits first = vector_of(&composed[_i].first, &first_room);
    sw_edits second = vector_of(&composed[_i].second, &second_room);
    sw_edits both;
    sw_arena arena = {0};
    sw_buf got = {0};

    ck_assert(sw_edits_compose(sw_str_of(composed[_i].text), &first, &second,
                               &arena, &both));
    put_edits(&got, &both);
    ck_assert_msg(strcmp(sw_buf_c(&got), composed[_i].want) == 0, "%s: %s",
                  composed[_i].name, sw_buf_c(&got));
    sw_buf_release(&got);
    sw_arena_release(&arena);
}
END_TEST

static unsigned next(unsigned *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* Up to LIST_MAX sorted edits on len bytes, insertions and deletions too. */
static void random_list(unsigned *seed, size_t len, struct list *out,
                        sw_edits *edits)
{
    static const char words[] = "xyzuvw";
    size_t at = 0;

    memset(out, 0, sizeof *out);
    while (out->count < LIST_MAX && next(seed, 5)) {
        saywell_edit *e = &out->at[out->count];
        bool again = out->count && next(seed, 3) == 0;

        e->start = at + (again ? 0 : next(seed, 4));
        e->end = e->start + next(seed, 4);
        e->text = words + next(seed, 3);
        e->len = next(seed, 4);
        if (!sw_edits_valid(out->at, out->count + 1, len))
            break;
        at = e->end;
        out->count++;
    }
    *edits = (sw_edits){out->at, out->count, LIST_MAX};
}

#define CASES  5000
#define CHUNKS 10

START_TEST(composing_is_applying_twice)
{
    for (unsigned k = 0; k < CASES / CHUNKS; k++) {
        unsigned seed = (unsigned)_i * CASES + k;
        sw_str text = {"abcdefghijklmnop", next(&seed, 17)};
        struct list room1, room2;
        sw_edits first, second, both;
        sw_buf middle = {0}, twice = {0}, once = {0};
        sw_arena arena = {0};

        random_list(&seed, text.len, &room1, &first);
        sw_edits_apply(text, first.at, first.count, &middle);
        random_list(&seed, middle.len, &room2, &second);
        sw_edits_apply(sw_buf_str(&middle), second.at, second.count, &twice);
        ck_assert(sw_edits_compose(text, &first, &second, &arena, &both));
        ck_assert(sw_edits_valid(both.at, both.count, text.len));
        for (size_t i = 0; i < both.count; i++) {
            const saywell_edit *e = &both.at[i];

            ck_assert(i == 0 || e->start > both.at[i - 1].end);
            ck_assert(!sw_str_equal((sw_str){e->text, e->len},
                                    sw_str_part(text, e->start, e->end)));
        }
        sw_edits_apply(text, both.at, both.count, &once);
        ck_assert_msg(sw_str_equal(sw_buf_str(&once), sw_buf_str(&twice)),
                      "case %d/%u", _i, k);
        sw_buf_release(&middle);
        sw_buf_release(&twice);
        sw_buf_release(&once);
        sw_arena_release(&arena);
    }
}
END_TEST

Suite *suite_edit(void)
{
    Suite *suite = suite_create("edit");
    TCase *tc = tcase_create("edit");

    tcase_add_loop_test(tc, validity, 0,
                        (int)(sizeof shapes / sizeof shapes[0]));
    tcase_add_loop_test(tc, composition, 0,
                        (int)(sizeof composed / sizeof composed[0]));
    tcase_add_loop_test(tc, composing_is_applying_twice, 0, CHUNKS);
    suite_add_tcase(suite, tc);
    return suite;
}
