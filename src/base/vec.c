/* vec.c - typed growable arrays on an arena. */
#include "base/vec.h"

#include <stdint.h>
#include <string.h>

#define FIRST_CAP 8

int sw_vec_grow(void **at, size_t *cap, size_t count, size_t size,
                sw_arena *arena)
{
    char *array;

    /* *at is some other type's pointer in truth: memcpy keeps that legal. */
    memcpy(&array, at, sizeof array);
    if (count == *cap) {
        size_t more = *cap ? *cap * 2 : FIRST_CAP;
        if (more < *cap || more > SIZE_MAX / size)
            return 0;
        char *larger = sw_arena_alloc(arena, more * size);
        if (!larger)
            return 0;
        if (count)
            memcpy(larger, array, count * size);
        array = larger;
        memcpy(at, &array, sizeof array);
        *cap = more;
    }
    /* Here and not at growth: an element popped before may stand there. */
    memset(array + count * size, 0, size);
    return 1;
}
