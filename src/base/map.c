/* map.c - string -> pointer, in the order of insertion.
 *
 * Hashing with linear probing, at most half full. A key that is put twice
 * keeps the first key's bytes. */
#include "base/map.h"

#include <string.h>

#define FIRST_SLOTS 16
#define NO_SLIP     16 /* sw_str_distance counts no further */

/* The slot that holds key, or the free one where it belongs. */
static size_t slot_of(const sw_map *map, sw_str key)
{
    uint64_t hash = sw_str_hash(SW_HASH_START, key);
    size_t mask = map->slot_count - 1;
    size_t i = (size_t)(hash ^ (hash >> 32)) & mask;

    while (map->slots[i] && !sw_str_equal(map->at[map->slots[i] - 1].key, key))
        i = (i + 1) & mask;
    return i;
}

static bool grow(sw_map *map, sw_arena *arena)
{
    size_t count = map->slot_count ? map->slot_count * 2 : FIRST_SLOTS;

    if (count < map->slot_count || count / 2 > UINT32_MAX - 1)
        return false;
    uint32_t *slots = sw_arena_zero(arena, count, sizeof *slots);
    sw_map_entry *at = sw_arena_zero(arena, count / 2, sizeof *at);
    if (!slots || !at)
        return false;
    if (map->count)
        memcpy(at, map->at, map->count * sizeof *at);
    map->at = at;
    map->cap = count / 2;
    map->slots = slots;
    map->slot_count = count;
    for (size_t i = 0; i < map->count; i++)
        slots[slot_of(map, at[i].key)] = (uint32_t)(i + 1);
    return true;
}

bool sw_map_put(sw_map *map, sw_arena *arena, sw_str key, void *value)
{
    if (map->slot_count) {
        uint32_t found = map->slots[slot_of(map, key)];
        if (found) {
            map->at[found - 1].value = value;
            return true;
        }
    }
    if (map->count == map->cap && !grow(map, arena))
        return false;
    map->slots[slot_of(map, key)] = (uint32_t)(map->count + 1);
    map->at[map->count++] = (sw_map_entry){key, value};
    return true;
}

void *sw_map_find(const sw_map *map, sw_str key)
{
    if (!map->slot_count)
        return NULL;
    uint32_t found = map->slots[slot_of(map, key)];
    return found ? map->at[found - 1].value : NULL;
}

sw_str sw_map_nearest(const sw_map *map, sw_str key)
{
    sw_str nearest = {"", 0};
    size_t least = 1 + key.len / 4;

    if (least >= NO_SLIP)
        least = NO_SLIP - 1;
    least++;
    for (size_t i = 0; i < map->count; i++) {
        size_t distance = sw_str_distance(map->at[i].key, key);
        if (distance < least) {
            least = distance;
            nearest = map->at[i].key;
        }
    }
    return nearest;
}
