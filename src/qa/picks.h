/* picks.h - the few replies of a batch that are shown, with copies of them. */
#ifndef SW_QA_PICKS_H
#define SW_QA_PICKS_H

#include "base/arena.h"
#include "base/str.h"
#include "qa/tally.h"
#include "saywell.h"

#define SW_PICKS_MAX     1000               /* replies in one list */
#define SW_PICK_TEXT     ((size_t)16 << 10) /* bytes of a reply that is kept */
#define SW_PICK_CUSTOMER ((size_t)4 << 10)
#define SW_PICK_FINDINGS 100

typedef struct sw_pick_finding {
    const char *rule, *category, *message, *match, *fingerprint;
    const char *preview; /* the sentence after the first rewrite, or NULL */
    saywell_severity severity;
    saywell_trust trust; /* of the preview */
    size_t start, end;   /* bytes in text */
    size_t place;        /* of the rule in the tally */
    bool waived;
} sw_pick_finding;

/* A reply kept. Owns its arena, where all of it lives. */
typedef struct sw_pick {
    sw_arena arena;
    uint64_t rank[2]; /* lower comes first; then by sequence */
    uint64_t hash;    /* alike where it is alike */
    size_t sequence;  /* number of the reply in the batch, from 1 */
    size_t same;      /* other replies of the same hash and rank */
    const char *path, *conversation, *author, *time, *channel;
    size_t turn, line;      /* SW_NOWHERE, 0: none */
    sw_str text, customer;  /* cut to the sizes above, on whole characters */
    bool cut, customer_cut; /* of the customer's words the end is kept */
    sw_verdict verdict;
    const sw_pick_finding *findings;
    size_t count, left_out; /* findings kept, and not */
} sw_pick;

/* Zeroed but for max. Sorted by rank. */
typedef struct sw_picks {
    size_t max;
    bool merge; /* replies of the same hash and rank are one */
    sw_pick **at;
    size_t count;
    bool failed;
} sw_picks;

typedef struct sw_offer {
    const saywell_origin *origin;
    const saywell_reply *reply;
    const saywell_result *result;
    const bool *waived;
    const sw_verdict *verdict;
    uint64_t hash;
    size_t sequence;
} sw_offer;

/* Keeps the reply when it is among the first max by rank. */
void sw_picks_offer(sw_picks *picks, sw_tally *tally, const sw_offer *offer,
                    uint64_t rank0, uint64_t rank1);
void sw_picks_release(sw_picks *picks);

#endif
