/* frozen.h - the built-in pack as tables, made when saywell is built.
 *
 * rules/freeze.c loads the pack with the loader of this floor and writes what
 * it made as constant data (gen/frozen.c). A cold start then reads no JSON,
 * expands no pattern and looks for no literals. A pack laid over the built-in
 * one, or an exception that uses a fragment, still loads the JSON: the tables
 * are what that would give. Words and other exceptions bring patterns that
 * stand behind the frozen ones. */
#ifndef SW_RULE_FROZEN_H
#define SW_RULE_FROZEN_H

#include "rule/rule.h"

/* As finished when nothing is chosen, by the profile "default" if there is
 * one. NULL in the program that makes the tables. */
extern const saywell_rules *const sw_frozen_rules;
/* The builder's hash over the pack's files, before choices. */
extern const uint64_t sw_frozen_hash;

/* Fills *out with a copy whose rules, settings and profiles stand in the arena
 * and are as before any profile; the rest is shared. False without memory. */
bool sw_frozen_thaw(sw_arena *arena, saywell_rules *out);

#endif
