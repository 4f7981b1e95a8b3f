/* quality.h - a batch of replies on its way to a report, and the whole of it
 * when it is done: what the page, the sheet and the JSON are made from. */
#ifndef SW_QA_QUALITY_H
#define SW_QA_QUALITY_H

#include "base/buf.h"
#include "qa/accuracy.h"
#include "qa/compare.h"
#include "qa/unname.h"
#include "qa/picks.h"
#include "qa/tally.h"
#include "qa/waivers.h"

#define SW_QUALITY_ERRORS 100 /* told in words; later ones only count */
#define SW_BEST_WORDS     15  /* a reply shown as a good one has as many */

typedef struct sw_quality_error {
    const char *path, *code, *words;
    size_t line;
} sw_quality_error;

/* What was asked for. */
typedef struct sw_quality_options {
    size_t worst, sample;
    uint64_t seed;
    bool anonymise;
    const char *date; /* --date, checked; or NULL */
    int64_t day;      /* of date */
} sw_quality_options;

/* Zeroed but for options; waivers and old are read by their owner first. Owns
 * all: sw_quality_release. */
typedef struct sw_quality {
    sw_quality_options options;
    sw_arena arena;
    sw_tally tally;
    sw_picks worst, best, sample;
    sw_waivers waivers;
    sw_accuracy accuracy;
    sw_compare old;             /* name NULL: nothing to compare with */
    const saywell_rules *rules; /* of the first setup */
    const char *pack, *version, *hash;
    const char *pack_hash; /* of the built-in pack without choices, or NULL */
    bool mixed;            /* replies were checked with several settings */
    unsigned weights[3];   /* by severity, of the first setup */
    size_t seen;           /* replies given, judged or not */
    size_t skipped, limited, omitted, unread;
    size_t empty; /* replies without a word */
    struct SW_VEC(sw_quality_error) errors;
    sw_unname names; /* filled by sw_quality_end */
    sw_buf text;     /* scratch, for sw_quality_text */
    bool *waived;    /* scratch, of one reply */
    size_t waived_cap;
    bool failed; /* out of memory */
} sw_quality;

void sw_quality_begin(sw_quality *q);
void sw_quality_release(sw_quality *q);
/* The rules that the next replies are checked with. */
void sw_quality_setup(sw_quality *q, const saywell_rules *rules,
                      const sw_config *config);
void sw_quality_reply(sw_quality *q, const saywell_origin *origin,
                      const saywell_reply *reply, const saywell_result *result);
void sw_quality_error_at(sw_quality *q, const saywell_origin *origin,
                         const char *code, const char *words);
/* When all replies were given, and before a report is made. */
void sw_quality_end(sw_quality *q);
bool sw_quality_is_whole(const sw_quality *q); /* nothing ran out of memory */

/* The day that waivers are asked about: --date, else the last day of the
 * replies. False: no day is known. */
bool sw_quality_day(const sw_quality *q, int64_t *day);
/* Have the rules of the built-in pack changed since they were measured? */
bool sw_quality_changed(const sw_quality *q);
/* Is there such a figure for any rule in force? */
bool sw_quality_measured(const sw_quality *q);
/* How right a rule was where it was measured; NULL: not measured, or another
 * pack has changed it. */
const sw_accuracy_row *sw_quality_accuracy(const sw_quality *q,
                                           const sw_tally_rule *rule);
/* Has the waiver run out on that day? */
bool sw_quality_expired(const sw_quality *q, const sw_waiver *waiver);

/* An agent's name as the report shows it: "A1" where names are not wanted,
 * "(no name)", "(other agents)". space takes what has to be made. */
#define SW_AGENT_SPACE 32
const char *sw_quality_agent(const sw_quality *q, size_t agent,
                             char space[SW_AGENT_SPACE]);
/* "2026-W10", "undated", "other weeks" */
void sw_quality_week(const sw_quality *q, size_t week, char out[20]);

/* A text as the report may show it: without agents' names where those are not
 * wanted. Good until the next call. */
sw_str sw_quality_text(sw_quality *q, sw_str text);

/* The reports. Bytes go to out; ask out->failed at the end. */
void sw_json_report(sw_quality *q, sw_buf *out);
void sw_csv_report(sw_quality *q, sw_buf *out);
void sw_html_report(sw_quality *q, sw_buf *out);

#endif
