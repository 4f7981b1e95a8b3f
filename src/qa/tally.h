/* tally.h - findings of many replies, counted by rule, agent and week. */
#ifndef SW_QA_TALLY_H
#define SW_QA_TALLY_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "qa/interval.h"
#include "qa/score.h"
#include "saywell.h"

/* What memory is spent on, however long the batch. What comes behind is
 * counted together, as one agent or week "other". */
#define SW_TALLY_AGENTS 256
#define SW_TALLY_WEEKS  208 /* four years */
#define SW_TALLY_RULES  4096

#define SW_WEEK_UNDATED INT64_MAX
#define SW_WEEK_OTHER   (INT64_MAX - 1)

/* Replies, and what they came to. */
typedef struct sw_count {
    size_t replies;
    size_t flagged; /* with a finding */
    size_t failed;  /* with one of a critical rule */
    uint64_t score; /* sum over the replies, 0 to 100 each */
    uint64_t squares;
} sw_count;

typedef struct sw_tally_rule {
    const char *id, *title, *category; /* category may be NULL */
    saywell_severity severity;
    unsigned weight;
    bool critical, enabled;
    bool builtin;          /* as the built-in pack has it */
    size_t findings, with; /* with: replies that have one */
    size_t waived;         /* findings let stand; not among the others */
    size_t group;          /* in categories, or SW_NOWHERE */
    size_t seen;           /* number of the last reply that had one */
} sw_tally_rule;

typedef struct sw_tally_category {
    const char *name, *title;
    size_t findings, with, seen;
} sw_tally_category;

typedef struct sw_tally_agent {
    const char *name; /* as the input has it; NULL: no name is given */
    bool other;       /* those past SW_TALLY_AGENTS */
    size_t number;    /* from 1, in order of appearance: A1, A2 ... */
    sw_count count;
} sw_tally_agent;

typedef struct sw_tally_week {
    int64_t monday; /* or SW_WEEK_UNDATED, SW_WEEK_OTHER */
    sw_count count;
} sw_tally_week;

/* The replies of one agent in one week. with[rule] counts those with a finding
 * of the rule, groups[category] those with one of the category. */
typedef struct sw_tally_cell {
    size_t agent, week;
    sw_count count;
    uint32_t *with, *groups;
    size_t rules, categories; /* how long these are */
} sw_tally_cell;

/* Zeroed is valid. Owns its arena: sw_tally_release. Agents, weeks and cells
 * stand in order of appearance. */
typedef struct sw_tally {
    sw_arena arena;
    struct SW_VEC(sw_tally_rule) rules;
    struct SW_VEC(sw_tally_category) categories;
    struct SW_VEC(sw_tally_agent) agents;
    struct SW_VEC(sw_tally_week) weeks;
    struct SW_VEC(sw_tally_cell) cells;
    sw_map rule_names, category_names, agent_names; /* -> sw_tally_name */
    size_t *slots; /* cells by agent and week: index + 1 */
    sw_count total;
    size_t findings, waived;
    size_t severities[3]; /* findings that count, by severity */
    int64_t first, last;  /* days of dated replies, when dated is not 0 */
    size_t dated;
    bool failed; /* out of memory */
} sw_tally;

void sw_tally_release(sw_tally *tally);
/* The rules of a pack and what they cost; rules known already stay. */
void sw_tally_rules(sw_tally *tally, const saywell_rules *rules,
                    const sw_config *config);
/* The rule's place; one that no pack has named gets one. SW_NOWHERE: too
 * many, or no memory. */
size_t sw_tally_rule_of(sw_tally *tally, const saywell_finding *finding);

typedef struct sw_verdict {
    unsigned score;
    size_t penalty;  /* sum of the weights, uncut */
    size_t findings; /* that count */
    bool critical;
    saywell_severity worst; /* of findings > 0 */
    size_t agent, week;     /* places in the tally */
} sw_verdict;

/* Counts a reply. waived[i]: its i-th finding does not count. */
sw_verdict sw_tally_reply(sw_tally *tally, const char *author, bool dated,
                          int64_t day, const saywell_result *result,
                          const bool *waived);
/* Rate for 100 replies, as a share times 100. */
double sw_tally_rate(size_t with, size_t of);
double sw_tally_mean(const sw_count *count);
sw_interval sw_tally_mean_interval(const sw_count *count);

/* Places of agents by name (no name and the others last), of weeks by date
 * (undated last); as long as the lists, in the tally's arena. NULL: nothing
 * there, or no memory (and failed is set). */
const size_t *sw_tally_agents_by_name(sw_tally *tally);
const size_t *sw_tally_weeks_by_date(sw_tally *tally);
/* Rules by how many replies have a finding, most first, then by id. */
const size_t *sw_tally_rules_by_rate(sw_tally *tally);

#endif
