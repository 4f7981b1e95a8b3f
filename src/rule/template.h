/* template.h - a rewrite's text -> parts. */
#ifndef SW_RULE_TEMPLATE_H
#define SW_RULE_TEMPLATE_H

#include "rule/rule.h"

/* names: the captures of the pattern (NULL: any name passes, checked at
 * use); maps: name -> const sw_map *. On failure *offset and *len are the
 * place in text and message (300 bytes) says what and the nearest name. */
saywell_status sw_template_parse(sw_str text, const char *const *names,
                                 const sw_map *maps, sw_arena *arena,
                                 sw_template *out, size_t *offset, size_t *len,
                                 char message[300]);

/* Folds a word for a map or list: ASCII lower case, apostrophes to ',
 * white-space runs to one space, trimmed. */
saywell_status sw_template_fold(sw_str word, sw_arena *arena, sw_str *out);

#endif
