/* choice.h - the choices of a builder take effect on its rules. */
#ifndef SW_RULE_CHOICE_H
#define SW_RULE_CHOICE_H

#include "base/utf8.h"
#include "rule/load.h"

/* The rules are read; false when out of memory. */
bool sw_choice_apply(saywell_builder *b);

#endif
