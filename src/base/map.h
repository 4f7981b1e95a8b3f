/* map.h - string -> pointer, in the order of insertion. */
#ifndef SW_BASE_MAP_H
#define SW_BASE_MAP_H

#include "base/arena.h"
#include "base/str.h"

typedef struct sw_map_entry {
    sw_str key;
    void *value;
} sw_map_entry;

/* Zeroed is valid. Keys are not copied. at[0..count) is the order of
 * insertion; a replaced value keeps its place. */
typedef struct sw_map {
    sw_map_entry *at;
    size_t count, cap;
    uint32_t *slots; /* open addressing, index + 1 */
    size_t slot_count;
} sw_map;

/* False when out of memory. */
bool sw_map_put(sw_map *map, sw_arena *arena, sw_str key, void *value);
void *sw_map_find(const sw_map *map, sw_str key); /* NULL: none */
/* The key with the least sw_str_distance to key, if that is close enough to
 * be a slip (at most 1 + len / 4); else the empty string. */
sw_str sw_map_nearest(const sw_map *map, sw_str key);

#endif
