/* unfrozen.c - no tables yet: for the program that makes them. */
#include "rule/frozen.h"

const saywell_rules *const sw_frozen_rules = NULL;
const uint64_t sw_frozen_hash = 0;
