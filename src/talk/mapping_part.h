/* mapping_part.h - inside the reading of a mapping: its little language. */
#ifndef SW_TALK_MAPPING_PART_H
#define SW_TALK_MAPPING_PART_H

#include "base/json_text.h"
#include "talk/mapping.h"

/* One string of a mapping on its way in. */
typedef struct sw_map_words {
    sw_mapping *mapping;
    const sw_json_text *file;
    const char *key; /* key path of the string: "role[1]" */
    sw_str text;     /* the string, escapes undone */
    size_t at;
    saywell_error *err;
    saywell_status status; /* the first failure */
} sw_map_words;

/* Each reads one string of its key; alternatives are parted by "|" (role,
 * channel and keep: ";"). */
void sw_map_words_paths(sw_map_words *w, sw_paths *out);
void sw_map_words_rules(sw_map_words *w, sw_map_rules *out,
                        const char *const *results);
void sw_map_words_texts(sw_map_words *w, sw_map_texts *out);
void sw_map_words_times(sw_map_words *w, sw_map_times *out);
void sw_map_words_keeps(sw_map_words *w, sw_map_keeps *out);
void sw_map_words_first(sw_map_words *w);
void sw_map_words_join(sw_map_words *w);
void sw_map_words_strip(sw_map_words *w);
/* A channel's name alone; false when the string is a rule. */
bool sw_map_words_channel(sw_map_words *w, int *out);
/* Nothing but this one word. */
void sw_map_words_only(sw_map_words *w, const char *word);
/* Keeps the first failure, placed at byte `at` of the string. */
void sw_map_words_fail(sw_map_words *w, size_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
