/* arena.h - memory given back all at once. */
#ifndef SW_BASE_ARENA_H
#define SW_BASE_ARENA_H

#include <stddef.h>

struct sw_arena_block;

/* Zeroed is valid: an empty arena with the standard block size (16 KiB,
 * doubling up to 1 MiB). */
typedef struct sw_arena {
    struct sw_arena_block *head; /* the block in use; older ones behind it */
    size_t first;                /* size of the first block; 0 = standard */
} sw_arena;

void sw_arena_init(sw_arena *arena, size_t first);
/* Gives everything back; the arena is empty and usable again. */
void sw_arena_release(sw_arena *arena);
/* Forgets everything but keeps the largest block for the next round. */
void sw_arena_reset(sw_arena *arena);

/* size bytes, aligned for any type; NULL when out of memory. */
void *sw_arena_alloc(sw_arena *arena, size_t size);
/* count * size zeroed bytes; NULL also when the product overflows. */
void *sw_arena_zero(sw_arena *arena, size_t count, size_t size);
/* A copy of len bytes and a NUL behind them; NULL when out of memory. */
char *sw_arena_copy(sw_arena *arena, const char *bytes, size_t len);
/* The formatted text (printf's words), NUL at the end; NULL: no memory. */
char *sw_arena_printf(sw_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
