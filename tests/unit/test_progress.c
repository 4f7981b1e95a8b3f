/* test_progress.c - the line that says how far a batch is. */
#include "unit.h"

#include "cli/progress.h"

static const struct {
    size_t all;
    uint64_t all_bytes;
    size_t files, replies;
    uint64_t bytes;
    double seconds;
    const char *want;
} rows[] = {
    {340, 4000000, 12, 4210, 1000000, 2.0,
     "12 of 340 files, 4210 replies, 0.5 MB/s, 0:06 left"},
    {0, 0, 3, 9, 5000000, 0.1, "3 files, 9 replies, 50.0 MB/s"},
    {2, 1000000, 0, 0, 0, 1.0, "0 of 2 files, 0 replies, 0.0 MB/s"},
    {2, 100, 1, 1, 200, 1.0, "1 of 2 files, 1 replies, 0.0 MB/s"},
    {2, 8000000000, 1, 1, 1000000, 1.0,
     "1 of 2 files, 1 replies, 1.0 MB/s, 2:13:19 left"},
    {2, 121000000, 1, 1, 1000000, 1.0,
     "1 of 2 files, 1 replies, 1.0 MB/s, 2:00 left"},
};

START_TEST(words)
{
    const sw_progress p = {.files = rows[_i].all, .bytes = rows[_i].all_bytes};
    sw_buf line = {0};

    sw_progress_words(&line, &p, rows[_i].files, rows[_i].replies,
                      rows[_i].bytes, rows[_i].seconds);
    ck_assert_str_eq(sw_buf_c(&line), rows[_i].want);
    sw_buf_release(&line);
}
END_TEST

/* No terminal here: nothing is on, nothing is shown. */
START_TEST(off_without_a_terminal)
{
    const sw_options options = {.quiet = true};
    sw_progress p;

    sw_progress_begin(&p, &options);
    ck_assert(!p.on);
    sw_progress_tick(&p, 1, 1, 1);
    ck_assert(!p.shown);
    sw_progress_hide(&p);
}
END_TEST

Suite *suite_progress(void)
{
    Suite *suite = suite_create("progress");
    TCase *tcase = tcase_create("progress");

    tcase_add_loop_test(tcase, words, 0, (int)(sizeof rows / sizeof rows[0]));
    tcase_add_test(tcase, off_without_a_terminal);
    suite_add_tcase(suite, tcase);
    return suite;
}
