/* language.h - is a reply in the pack's language? */
#ifndef SW_MATCH_LANGUAGE_H
#define SW_MATCH_LANGUAGE_H

#include "doc/doc.h"
#include "rule/rule.h"

/* The pack's function words, laid out for looking up every word of a reply.
 * Made once for a session; read only. */
typedef struct sw_language sw_language;

/* NULL when out of memory. */
sw_language *sw_language_new(const saywell_rules *rules);
void sw_language_free(sw_language *language);

/* False for a reply of some length with hardly a function word in it. */
bool sw_language_is_ours(const sw_language *language, const sw_doc *doc);

#endif
