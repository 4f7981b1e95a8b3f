/* mem.c - malloc and free, with a hook that lets tests fail the nth call. */
#ifdef __linux__
#define _DEFAULT_SOURCE /* madvise */
#endif
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

#define LARGE ((size_t)2 << 20) /* bytes of a large page */

#ifdef SW_FAULT

/* The one writable global of the library, and only in test builds. */
static _Thread_local long fault_after = -1;
static _Thread_local long fault_calls;

void sw_mem_fault_after(long n)
{
    fault_after = n;
    fault_calls = 0;
}

long sw_mem_fault_count(void)
{
    return fault_calls;
}

static int must_fail(void)
{
    fault_calls++;
    return fault_after >= 0 && fault_calls > fault_after;
}

#else

static int must_fail(void)
{
    return 0;
}

#endif

void *sw_mem_alloc(size_t size)
{
    return must_fail() ? NULL : malloc(size ? size : 1);
}

void *sw_mem_realloc(void *p, size_t size)
{
    return must_fail() ? NULL : realloc(p, size ? size : 1);
}

#ifdef MADV_HUGEPAGE

void *sw_mem_large(size_t size)
{
    void *p;

    if (size < LARGE || size > SIZE_MAX - LARGE)
        return sw_mem_alloc(size);
    size = (size + LARGE - 1) & ~(LARGE - 1);
    p = must_fail() ? NULL : aligned_alloc(LARGE, size);
    if (p != NULL) /* advice: nothing is lost where it is not taken */
        (void)madvise(p, size, MADV_HUGEPAGE);
    return p;
}

#else

void *sw_mem_large(size_t size)
{
    return sw_mem_alloc(size);
}

#endif

void sw_mem_free(void *p)
{
    free(p);
}
