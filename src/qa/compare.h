/* compare.h - an older report, and what has changed since. */
#ifndef SW_QA_COMPARE_H
#define SW_QA_COMPARE_H

#include "base/arena.h"
#include "base/map.h"
#include "qa/interval.h"
#include "saywell.h"

/* Replies with a finding, of all. */
typedef struct sw_share {
    size_t with, of;
} sw_share;

/* Zeroed is valid: nothing to compare with. */
typedef struct sw_compare {
    const char *name; /* of the file */
    const char *pack, *version, *hash;
    const char *from, *to; /* days of its replies, or NULL */
    sw_share total;
    sw_map rules; /* rule -> sw_share */
} sw_compare;

/* Reads what `saywell report -f json` wrote. The bytes are not kept. */
saywell_status sw_compare_read(sw_compare *old, const char *name, sw_str bytes,
                               sw_arena *arena, saywell_error *err);

typedef enum sw_change {
    SW_CHANGE_FEW,  /* fewer than SW_QA_LEAST replies on one side */
    SW_CHANGE_NONE, /* the interval holds 0: chance alone would do */
    SW_CHANGE_UP,
    SW_CHANGE_DOWN
} sw_change;

/* What became of a share; *interval is that of new - old. */
sw_change sw_compare_shares(sw_share old, sw_share now, sw_interval *interval);
/* "more often", "no clear change", ... */
const char *sw_compare_words(sw_change change);

#endif
