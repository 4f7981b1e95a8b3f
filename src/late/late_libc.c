/*
 * late_libc.c - what musl lacks, or does too well for a life so short.
 *
 * The quick program checks one draft, in one thread, and ends. musl's memory is
 * made for programs that run for years: it asks the system for pages a group of
 * sizes at a time, some seventy calls for a draft of 1 KB. Here it is handed
 * out from a block's start to its end; what is given back is used again only
 * when it was the last or is large, which is what buffers that grow need.
 *
 * PCRE2's archive was compiled for glibc. Of that it wants a memcpy that knows
 * the room.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define BLOCK ((size_t)1 << 20)
#define LARGE ((size_t)256 << 10) /* has pages of its own */
#define UNIT  sizeof(struct head)

struct head {
    _Alignas(16) size_t size; /* of what is behind it */
};

static struct head first[BLOCK / UNIT];
static char *at = (char *)first, *end = (char *)first + sizeof first;

static struct head *head_of(void *p)
{
    return (struct head *)p - 1;
}

static char *end_of(struct head *h)
{
    return (char *)(h + 1) + h->size;
}

static void *pages(size_t size)
{
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    return p == MAP_FAILED ? NULL : p;
}

static struct head *next(size_t need)
{
    struct head *h;

    if ((size_t)(end - at) < UNIT + need) {
        char *block = pages(BLOCK);

        if (!block)
            return NULL;
        at = block;
        end = block + BLOCK;
    }
    h = (struct head *)at;
    at += UNIT + need;
    return h;
}

static void *take(size_t size)
{
    const size_t need = (size + (size == 0) + UNIT - 1) / UNIT * UNIT;
    struct head *h = NULL;

    if (size <= PTRDIFF_MAX - BLOCK)
        h = need < LARGE ? next(need) : pages(UNIT + need);
    if (!h) {
        errno = ENOMEM;
        return NULL;
    }
    h->size = need;
    return h + 1;
}

static void give_back(void *p)
{
    struct head *h = head_of(p);

    if (h->size >= LARGE)
        munmap(h, UNIT + h->size);
    else if (end_of(h) == at)
        at = (char *)h;
}

void *malloc(size_t size)
{
    return take(size);
}

void free(void *p)
{
    const int kept = errno;

    if (p)
        give_back(p);
    errno = kept;
}

void *calloc(size_t count, size_t size)
{
    void *p;

    if (size && count > SIZE_MAX / size) {
        errno = ENOMEM;
        return NULL;
    }
    p = take(count * size);
    return p ? memset(p, 0, count * size) : NULL;
}

/* The last stays where it is while there is room. */
void *realloc(void *p, size_t size)
{
    struct head *h;
    void *to;

    if (!p)
        return take(size);
    h = head_of(p);
    if (size <= h->size)
        return p;
    if (end_of(h) == at && size < LARGE && size <= (size_t)(end - (char *)p)) {
        h->size = (size + UNIT - 1) / UNIT * UNIT;
        at = end_of(h);
        return p;
    }
    to = take(size);
    if (!to)
        return NULL;
    memcpy(to, p, h->size);
    give_back(p);
    return to;
}

void *__memcpy_chk(void *to, const void *from, size_t len, size_t room);

void *__memcpy_chk(void *to, const void *from, size_t len, size_t room)
{
    if (len > room)
        abort();
    return memcpy(to, from, len);
}
