/* vec.h - typed growable arrays on an arena.
 *
 *     struct sw_zones SW_VEC(struct sw_zone);
 *     struct sw_zone *z = SW_VEC_PUSH(&zones, arena);  // zeroed, or NULL
 *
 * Growing leaves the old array in the arena; doubling keeps that under the
 * size of the last. */
#ifndef SW_BASE_VEC_H
#define SW_BASE_VEC_H

#include "base/arena.h"

/* clang-format off */
#define SW_VEC(type) { type *at; size_t count, cap; }
/* clang-format on */

#define SW_VEC_PUSH(vec, arena)                                  \
    (sw_vec_grow((void **)&(vec)->at, &(vec)->cap, (vec)->count, \
                 sizeof *(vec)->at, (arena))                     \
         ? &(vec)->at[(vec)->count++]                            \
         : NULL)

/* Room for one more zeroed element; 0 when out of memory. */
int sw_vec_grow(void **at, size_t *cap, size_t count, size_t size,
                sw_arena *arena);

#endif
