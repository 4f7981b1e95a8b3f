/* test_replace.c - a file is replaced whole, or left as it was. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

#include "cli/replace.h"
#include "conf/file.h"

static char folder[64];

static void make_folder(void)
{
    strcpy(folder, "/tmp/saywell-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_folder(void)
{
    char command[128];

    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

static const char *in_folder(char out[128], const char *name)
{
    snprintf(out, 128, "%s/%s", folder, name);
    return out;
}

static void put(const char *path, const char *words)
{
    FILE *f = fopen(path, "w");

    ck_assert_ptr_nonnull(f);
    fputs(words, f);
    fclose(f);
}

static void holds(const char *path, const char *words)
{
    sw_buf got = {0};

    ck_assert_int_eq((int)sw_file_read(path, &got), SW_FILE_OK);
    ck_assert_str_eq(sw_buf_c(&got), words);
    sw_buf_release(&got);
}

/* Nothing but the file itself is left in the folder. */
static void is_alone(void)
{
    char command[128];

    snprintf(command, sizeof command, "test $(ls -A '%s' | wc -l) = 1", folder);
    ck_assert_int_eq(system(command), 0);
}

START_TEST(replaced)
{
    char path[128];
    struct stat seen, now;
    sw_arena arena = {0};
    sw_replace r;

    put(in_folder(path, "a"), "old");
    ck_assert_int_eq(chmod(path, 0604), 0);
    ck_assert_int_eq(stat(path, &seen), 0);
    ck_assert(sw_replace_begin(&r, &arena, path, &seen));
    ck_assert(sw_replace_write(&r, SW_STR("new words")));
    holds(path, "old");
    ck_assert(sw_replace_commit(&r));
    holds(path, "new words");
    ck_assert_int_eq(stat(path, &now), 0);
    ck_assert_uint_eq(now.st_mode & 07777, 0604);
    is_alone();
    sw_arena_release(&arena);
}
END_TEST

/* Somebody saved the file between reading and writing. */
START_TEST(changed)
{
    char path[128];
    struct stat seen;
    sw_arena arena = {0};
    sw_replace r;

    put(in_folder(path, "a"), "old");
    ck_assert_int_eq(stat(path, &seen), 0);
    if (_i == 0)
        put(path, "theirs");
    ck_assert(sw_replace_begin(&r, &arena, path, &seen) == (_i == 1));
    if (_i == 1) {
        ck_assert(sw_replace_write(&r, SW_STR("ours")));
        put(path, "theirs");
        ck_assert(!sw_replace_commit(&r));
    }
    ck_assert_msg(strstr(r.error, "has changed") != NULL, "%s", r.error);
    sw_replace_drop(&r);
    holds(path, "theirs");
    is_alone();
    sw_arena_release(&arena);
}
END_TEST

START_TEST(dropped)
{
    char path[128];
    sw_arena arena = {0};
    sw_replace r;

    put(in_folder(path, "a"), "old");
    ck_assert(sw_replace_begin(&r, &arena, path, NULL));
    ck_assert(sw_replace_write(&r, SW_STR("half")));
    sw_replace_drop(&r);
    holds(path, "old");
    is_alone();
    sw_arena_release(&arena);
}
END_TEST

START_TEST(through_a_link)
{
    char path[128], link[128];
    struct stat st;
    sw_arena arena = {0};
    sw_replace r;

    put(in_folder(path, "a"), "old");
    ck_assert_int_eq(symlink("a", in_folder(link, "b")), 0);
    ck_assert(sw_replace_begin(&r, &arena, link, NULL));
    ck_assert(sw_replace_write(&r, SW_STR("new")));
    ck_assert(sw_replace_commit(&r));
    holds(path, "new");
    ck_assert(lstat(link, &st) == 0 && S_ISLNK(st.st_mode));
    sw_arena_release(&arena);
}
END_TEST

Suite *suite_replace(void)
{
    Suite *s = suite_create("replace");
    TCase *tc = tcase_create("replace");

    tcase_add_checked_fixture(tc, make_folder, remove_folder);
    tcase_add_test(tc, replaced);
    tcase_add_loop_test(tc, changed, 0, 2);
    tcase_add_test(tc, dropped);
    tcase_add_test(tc, through_a_link);
    suite_add_tcase(s, tc);
    return s;
}
