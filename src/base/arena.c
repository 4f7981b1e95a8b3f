/* arena.c - memory given back all at once.
 *
 * Blocks hang in a list, the one in use first. A request too large for the
 * next block gets a block of its own behind the head, so that the rest of the
 * head is not lost. */
#include "base/arena.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define FIRST_BLOCK ((size_t)16 * 1024)
#define LAST_BLOCK  ((size_t)1024 * 1024)
#define UNIT        (_Alignof(max_align_t))

struct sw_arena_block {
    struct sw_arena_block *older;
    size_t size, used; /* of bytes */
    max_align_t bytes[];
};

void sw_arena_init(sw_arena *arena, size_t first)
{
    arena->head = NULL;
    arena->first = first;
}

void sw_arena_release(sw_arena *arena)
{
    while (arena->head) {
        struct sw_arena_block *older = arena->head->older;
        sw_mem_free(arena->head);
        arena->head = older;
    }
}

void sw_arena_reset(sw_arena *arena)
{
    struct sw_arena_block *kept = arena->head;
    struct sw_arena_block *block = kept ? kept->older : NULL;

    while (block) {
        struct sw_arena_block *older = block->older;
        if (block->size > kept->size) {
            sw_mem_free(kept);
            kept = block;
        } else {
            sw_mem_free(block);
        }
        block = older;
    }
    if (kept) {
        kept->older = NULL;
        kept->used = 0;
    }
    arena->head = kept;
}

static size_t next_size(const sw_arena *arena)
{
    if (!arena->head)
        return arena->first ? arena->first : FIRST_BLOCK;
    if (arena->head->size >= LAST_BLOCK / 2)
        return LAST_BLOCK;
    return arena->head->size * 2;
}

static struct sw_arena_block *block_new(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct sw_arena_block))
        return NULL;
    struct sw_arena_block *block = sw_mem_large(sizeof *block + size);
    if (!block)
        return NULL;
    block->older = NULL;
    block->size = size;
    block->used = 0;
    return block;
}

/* A block with room for size bytes, linked in; NULL when out of memory. */
static struct sw_arena_block *block_add(sw_arena *arena, size_t size)
{
    size_t standard = next_size(arena);
    struct sw_arena_block *block = block_new(size > standard ? size : standard);

    if (!block)
        return NULL;
    if (arena->head && size > standard) {
        block->older = arena->head->older;
        arena->head->older = block;
    } else {
        block->older = arena->head;
        arena->head = block;
    }
    return block;
}

void *sw_arena_alloc(sw_arena *arena, size_t size)
{
    if (size > SIZE_MAX - UNIT)
        return NULL;
    size_t need = (size + (size == 0) + UNIT - 1) / UNIT * UNIT;
    struct sw_arena_block *block = arena->head;
    if (!block || block->size - block->used < need)
        block = block_add(arena, need);
    if (!block)
        return NULL;
    char *p = (char *)block->bytes + block->used;
    block->used += need;
    return p;
}

void *sw_arena_zero(sw_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    void *p = sw_arena_alloc(arena, count * size);
    if (p)
        memset(p, 0, count * size);
    return p;
}

char *sw_arena_copy(sw_arena *arena, const char *bytes, size_t len)
{
    if (len == SIZE_MAX)
        return NULL;
    char *copy = sw_arena_alloc(arena, len + 1);
    if (!copy)
        return NULL;
    if (len)
        memcpy(copy, bytes, len);
    copy[len] = '\0';
    return copy;
}

char *sw_arena_printf(sw_arena *arena, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        return NULL;
    char *text = sw_arena_alloc(arena, (size_t)len + 1);
    if (!text)
        return NULL;
    va_start(args, format);
    vsnprintf(text, (size_t)len + 1, format, args);
    va_end(args);
    return text;
}
