/* vec.c - typed growable arrays on an arena. */
#include "base/vec.h"

#include <stdint.h>
#include <string.h>

#define FIRST_CAP 8

int sw_vec_grow(void **at, size_t *cap, size_t count, size_t size,
                sw_arena *arena)
{
    size_t more = *cap ? *cap * 2 : FIRST_CAP;
    char *array, *larger;

    if (more < *cap || more > SIZE_MAX / size)
        return 0;
    larger = sw_arena_alloc(arena, more * size);
    if (!larger)
        return 0;
    /* *at is some other type's pointer in truth: memcpy keeps that legal. */
    memcpy(&array, at, sizeof array);
    if (count)
        memcpy(larger, array, count * size);
    memcpy(at, &larger, sizeof larger);
    *cap = more;
    return 1;
}
