/* vec.h - typed growable arrays on an arena.
 *
 *     struct sw_zones SW_VEC(struct sw_zone);
 *     struct sw_zone *z = SW_VEC_PUSH(&zones, arena);  // zeroed, or NULL
 *
 * Growing leaves the old array in the arena; doubling keeps that under the
 * size of the last. */
#ifndef SW_BASE_VEC_H
#define SW_BASE_VEC_H

#include <string.h>

#include "base/arena.h"

/* clang-format off */
#define SW_VEC(type) { type *at; size_t count, cap; }
/* clang-format on */

/* The room is zeroed here and not at growth: an element popped before may
 * stand there. */
#define SW_VEC_PUSH(vec, arena)                                          \
    ((vec)->count < (vec)->cap ||                                        \
             sw_vec_grow((void **)&(vec)->at, &(vec)->cap, (vec)->count, \
                         sizeof *(vec)->at, (arena))                     \
         ? (memset(&(vec)->at[(vec)->count], 0, sizeof *(vec)->at),      \
            &(vec)->at[(vec)->count++])                                  \
         : NULL)

/* Room for one more element, where there is none; 0 when out of memory. */
int sw_vec_grow(void **at, size_t *cap, size_t count, size_t size,
                sw_arena *arena);

#endif
