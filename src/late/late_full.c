/*
 * late_full.c - the quick program of a release becomes the full one.
 *
 * A program that loads a libc to check a draft of 1 KB spends a fifth of its
 * time on that: a static one starts in half the time of `true`. But it loads no
 * libraries, and what is not in it as an archive (cJSON on Debian, the readers'
 * libraries) it cannot have. So it checks one draft with the rules that are in
 * it, and for anything else it runs the program beside it that is called
 * saywell-full, with the same words: for other commands and for many files at
 * once, for configuration when it would load cJSON, for a transcript when it is
 * seen to be one. Nothing was written until then, so nothing is said twice.
 */
#include "cli/full.h"
#include "cli/say.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define FULL "saywell-full"

static char **words;

void sw_full_words(char **argv)
{
    words = argv;
}

/* ---- standard input ------------------------------------------------------ */

static void put(int fd, const char *ptr, size_t len)
{
    while (len) {
        ssize_t n = write(fd, ptr, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            _exit(1); /* nobody wants to know more */
        ptr += n;
        len -= (size_t)n;
    }
}

/* Like cat, but begins with what was read before. Holds neither output open:
 * whoever reads them is not to wait for this process. A socket that is closed
 * while there is something in it to be read resets the connection, which its
 * reader sees when it has read all: so the byte that give_back has put there
 * is left when the input could not be read to its end. */
_Noreturn static void feed(int to, sw_str taken)
{
    static char block[1 << 16];
    ssize_t n;

    close(STDOUT_FILENO);
    close(STDERR_FILENO);
    put(to, taken.ptr, taken.len);
    while ((n = read(STDIN_FILENO, block, sizeof block)) > 0 ||
           (n < 0 && errno == EINTR))
        if (n > 0)
            put(to, block, (size_t)n);
    _exit(n == 0 && read(to, block, 1) == 1 ? 0 : 1);
}

/* A file is wound back; of a pipe, a process tells once more. */
static bool give_back(sw_str taken)
{
    int ends[2];

    if (!taken.len || lseek(STDIN_FILENO, -(off_t)taken.len, SEEK_CUR) >= 0)
        return true;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0 ||
        write(ends[0], "", 1) != 1)
        return false;
    switch (fork()) {
    case -1:
        return false;
    case 0:
        close(ends[0]);
        feed(ends[1], taken);
    default:
        close(ends[1]);
        return dup2(ends[0], STDIN_FILENO) == STDIN_FILENO &&
               close(ends[0]) == 0;
    }
}

/* ---- the full program ---------------------------------------------------- */

/* FULL in the folder of this program; "" when the system does not tell. */
static const char *beside(void)
{
    static char path[4096 + sizeof FULL];
    ssize_t n = readlink("/proc/self/exe", path, 4096);
    char *slash = n > 0 ? strrchr(path, '/') : NULL;

    if (!slash || strcmp(slash + 1, FULL) == 0) /* it would run itself */
        return "";
    memcpy(slash + 1, FULL, sizeof FULL);
    return path;
}

void sw_full_start(sw_str taken)
{
    const char *path = beside();

    if (give_back(taken))
        execv(path, words);
    sw_say("this program is for one draft and the built-in rules; all else is "
           "done by %s, which cannot be run: %s",
           *path ? path : FULL, strerror(errno));
    exit(2);
}

/* ---- libraries ----------------------------------------------------------- */

/* The linker is told to have these called for dlopen and _dl_get_origin. */
void *__wrap_dlopen(const char *name, int flags);
const char *__wrap__dl_get_origin(void);

void *__wrap_dlopen(const char *name, int flags)
{
    (void)name;
    (void)flags;
    sw_full_start((sw_str){0});
    return NULL;
}

/* A static glibc asks the system where its program stands, should a library
 * have to be found from there: of the calls of a start, the dearest. This is
 * its own word for "not known". */
const char *__wrap__dl_get_origin(void)
{
    return (const char *)-1;
}
