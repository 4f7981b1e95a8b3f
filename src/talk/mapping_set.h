/* mapping_set.h - the mappings that came with the program, and which fits. */
#ifndef SW_TALK_MAPPING_SET_H
#define SW_TALK_MAPPING_SET_H

#include "talk/mapping.h"

/* Read-only once made; shared by all inputs of a run. */
typedef struct sw_mapping_set sw_mapping_set;

/* All of them, compiled. NULL: no memory. */
sw_mapping_set *sw_mapping_set_new(void);
void sw_mapping_set_free(sw_mapping_set *set); /* takes NULL */
const sw_mapping *sw_mapping_set_find(const sw_mapping_set *set,
                                      const char *name);
/* By name; NULL past the end. */
const sw_mapping *sw_mapping_set_at(const sw_mapping_set *set, size_t i);
/* The one whose `detect` leads furthest in the head of a file; NULL: none. */
const sw_mapping *sw_mapping_set_detect(const sw_mapping_set *set, sw_str head);

/* Is an array at the top of a document a record, not many? */
bool sw_mapping_wants_array(const sw_mapping *mapping);
/* May the document itself be a record? */
bool sw_mapping_wants_whole(const sw_mapping *mapping);

#endif
