/* rule_link.h - where a rule is explained, as something to click on. */
#ifndef SW_CLI_RULE_LINK_H
#define SW_CLI_RULE_LINK_H

#include "base/arena.h"
#include "base/map.h"
#include "saywell.h"

/* Rule id -> URI, const char *. docs: the page that all links go to, or NULL:
 * then a rule of the built-in pack leads to its section of the installed
 * README.md, one of a pack on disk to its line there. Rules for which there is
 * no such file are left out. False: no memory. */
bool sw_rule_links(const saywell_rules *rules, const char *docs,
                   sw_arena *arena, sw_map *out);

#endif
