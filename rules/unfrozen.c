/* unfrozen.c - no tables yet: for the program that makes them. */
#include "rule/frozen.h"
#include "rule/stored.h"

const saywell_rules *const sw_frozen_rules = NULL;
const uint64_t sw_frozen_hash = 0;
const sw_stored_head sw_stored_head_built = {.version = NULL};
