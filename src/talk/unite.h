/* unite.h - things that share a key belong together: groups of them. */
#ifndef SW_TALK_UNITE_H
#define SW_TALK_UNITE_H

#include "base/str.h"

#define SW_UNITE_MAX ((size_t)1 << 24) /* items: 16.8 million */

/* Zeroed is empty. Hand it to sw_unite_release. */
typedef struct sw_unite {
    uint32_t *up; /* towards the first of its group */
    size_t count, cap;
    struct sw_unite_slot *slots; /* key -> an item that has it */
    size_t used, mask;
    /* After sw_unite_finish: */
    uint32_t *order;  /* items by group, groups by their first item */
    uint32_t *starts; /* of group g in order; groups + 1 of them */
    size_t groups;
} sw_unite;

/* One more item; its number is count - 1. False: no memory, or too many. */
bool sw_unite_add(sw_unite *u);
/* The last item has this key (0 = none), and so belongs with all that have
 * it. False: no memory. */
bool sw_unite_key(sw_unite *u, uint64_t key);
/* times: of each item, to sort by in a group; NULL = by number. False: no
 * memory. */
bool sw_unite_finish(sw_unite *u, const int64_t *times);
void sw_unite_release(sw_unite *u);

#endif
