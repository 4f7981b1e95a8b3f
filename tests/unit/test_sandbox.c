/* test_sandbox.c - what was given away is gone. In a child: it is for good. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

#include "cli/sandbox.h"

enum { CANNOT = 77 }; /* this kernel, or this system */

/* Two folders; the child may write in the first. */
typedef struct place {
    char base[64], mine[80], other[80];
} place;

static void make_place(place *p)
{
    snprintf(p->base, sizeof p->base, "/tmp/saywell-sandbox-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(p->base));
    snprintf(p->mine, sizeof p->mine, "%s/mine", p->base);
    snprintf(p->other, sizeof p->other, "%s/other", p->base);
    ck_assert_int_eq(mkdir(p->mine, 0700), 0);
    ck_assert_int_eq(mkdir(p->other, 0700), 0);
}

static void remove_place(const place *p)
{
    static const char *const names[] = {"a", "b"};
    char path[100];

    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", p->mine, names[i]);
        unlink(path);
        snprintf(path, sizeof path, "%s/%s", p->other, names[i]);
        unlink(path);
    }
    rmdir(p->mine);
    rmdir(p->other);
    rmdir(p->base);
}

static int create(const char *folder, const char *name)
{
    char path[100];
    int fd;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0600);
    if (fd >= 0)
        close(fd);
    return fd < 0 ? errno : 0;
}

static int rename_in(const char *folder)
{
    char from[100], to[100];

    snprintf(from, sizeof from, "%s/a", folder);
    snprintf(to, sizeof to, "%s/b", folder);
    return rename(from, to) == 0 ? 0 : errno;
}

/* What the child does; 0 when all is as it should be, else the step. */
static int try_all(const place *p)
{
    const char *mine[] = {p->mine};
    char name[] = "true";
    char *const words[] = {name, NULL};
    const char *why = sw_sandbox_enter(mine, 1);

    if (why)
        return CANNOT;
    if (create(p->mine, "a") != 0)
        return 1;
    if (rename_in(p->mine) != 0)
        return 2;
    if (create(p->other, "a") != EACCES)
        return 3;
    if (mkdir("/tmp/saywell-sandbox-no", 0700) == 0 || errno != EACCES)
        return 4;
    if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM)
        return 5;
    if (socket(AF_UNIX, SOCK_STREAM, 0) >= 0 || errno != EPERM)
        return 6;
    execv("/bin/true", words);
    if (errno != EPERM && errno != EACCES)
        return 7;
    if (access("/etc/passwd", R_OK) != 0)
        return 8; /* reading stays */
    return 0;
}

START_TEST(held)
{
    place p;
    int status = 0;
    pid_t child;

    make_place(&p);
    fflush(NULL);
    child = fork();
    if (child == 0)
        _exit(try_all(&p));
    ck_assert_int_gt(child, 0);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    remove_place(&p);
    ck_assert(WIFEXITED(status));
    if (WEXITSTATUS(status) == CANNOT)
        puts("sandbox: not tried, this system cannot");
    else
        ck_assert_int_eq(WEXITSTATUS(status), 0);
}
END_TEST

Suite *suite_sandbox(void)
{
    Suite *s = suite_create("sandbox");
    TCase *tc = tcase_create("sandbox");

    tcase_add_test(tc, held);
    suite_add_tcase(s, tc);
    return s;
}
