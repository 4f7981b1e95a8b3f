/* template.h - a rewrite's text -> parts. */
#ifndef SW_RULE_TEMPLATE_H
#define SW_RULE_TEMPLATE_H

#include "rule/rule.h"

/* Filled on failure. */
typedef struct sw_template_fault {
    size_t offset, len; /* in the text */
    char message[300];  /* what is wrong, and the nearest name */
} sw_template_fault;

/* names: the captures of the pattern (NULL: any name passes, checked at
 * use); maps: name -> const sw_map *. */
saywell_status sw_template_parse(sw_str text, const char *const *names,
                                 const sw_map *maps, sw_arena *arena,
                                 sw_template *out, sw_template_fault *fault);

/* Folds a word for a map or list: ASCII lower case, apostrophes to ',
 * white-space runs to one space, trimmed. */
saywell_status sw_template_fold(sw_str word, sw_arena *arena, sw_str *out);

#endif
