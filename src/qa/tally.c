/*
 * tally.c - findings of many replies, counted by rule, agent and week.
 *
 * A batch may hold a hundred million replies, so nothing here grows with them:
 * one cell for each agent in each week, and both are capped. The page's filters
 * add cells up again, which is why rules are counted in the cells and not in
 * tables of their own by agent and by week.
 */
#include "qa/tally.h"

#include "qa/day.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SLOTS ((SW_TALLY_AGENTS + 2) * (SW_TALLY_WEEKS + 2))

void sw_tally_release(sw_tally *tally)
{
    sw_arena_release(&tally->arena);
    *tally = (sw_tally){0};
}

/* ---- names ----------------------------------------------------------------
 */

/* Lists move as they grow, so maps hold places. */
static bool put(sw_tally *t, sw_map *map, const char *name, size_t place)
{
    size_t *kept = sw_arena_alloc(&t->arena, sizeof *kept);

    if (kept)
        *kept = place;
    return kept && sw_map_put(map, &t->arena, sw_str_of(name), kept);
}

static size_t find(const sw_map *map, const char *name)
{
    const size_t *place = sw_map_find(map, sw_str_of(name));

    return place ? *place : SW_NOWHERE;
}

static const char *copy(sw_tally *t, const char *s)
{
    char *to = s ? sw_arena_copy(&t->arena, s, strlen(s)) : NULL;

    t->failed = t->failed || (s && !to);
    return to;
}

static size_t category_of(sw_tally *t, const saywell_rules *rules,
                          const char *name)
{
    size_t place = name ? find(&t->category_names, name) : SW_NOWHERE;
    sw_tally_category *to;

    if (!name || place != SW_NOWHERE)
        return place;
    to = SW_VEC_PUSH(&t->categories, &t->arena);
    if (!to) {
        t->failed = true;
        return SW_NOWHERE;
    }
    to->name = to->title = copy(t, name);
    for (size_t i = 0; rules && i < saywell_rules_category_count(rules); i++) {
        const saywell_name_info *info = saywell_rules_category_at(rules, i);

        if (strcmp(info->name, name) == 0 && info->title)
            to->title = copy(t, info->title);
    }
    place = t->categories.count - 1;
    if (t->failed || !put(t, &t->category_names, to->name, place))
        t->failed = true;
    return place;
}

static size_t add_rule(sw_tally *t, const sw_tally_rule *rule)
{
    sw_tally_rule *to;

    if (t->rules.count >= SW_TALLY_RULES)
        return SW_NOWHERE;
    to = SW_VEC_PUSH(&t->rules, &t->arena);
    if (!to) {
        t->failed = true;
        return SW_NOWHERE;
    }
    *to = *rule;
    to->id = copy(t, rule->id);
    to->title = copy(t, rule->title);
    to->category = copy(t, rule->category);
    if (t->failed || !put(t, &t->rule_names, to->id, t->rules.count - 1)) {
        t->failed = true;
        t->rules.count--;
        return SW_NOWHERE;
    }
    return t->rules.count - 1;
}

/* Its files are known by the folder that they were compiled from. */
static bool is_builtin(const char *file)
{
    const char *name, *bytes;
    size_t len;

    for (size_t i = 0; saywell_default_file(i, &name, &bytes, &len); i++)
        if (file && strcmp(file, name) == 0)
            return true;
    return false;
}

void sw_tally_rules(sw_tally *t, const saywell_rules *rules,
                    const sw_config *config)
{
    for (size_t i = 0; i < saywell_rules_count(rules) && !t->failed; i++) {
        const saywell_rule_info *info = saywell_rules_at(rules, i);
        size_t place = find(&t->rule_names, info->id);
        sw_tally_rule rule = {.id = info->id,
                              .title = info->title,
                              .category = info->category,
                              .severity = info->severity,
                              .weight = sw_score_weight(config, info),
                              .critical = sw_score_critical(config, info),
                              .enabled = info->enabled,
                              .builtin = is_builtin(info->file)};

        if (place != SW_NOWHERE) {
            t->rules.at[place].enabled |= info->enabled;
            continue;
        }
        rule.group = category_of(t, rules, info->category);
        add_rule(t, &rule);
    }
}

size_t sw_tally_rule_of(sw_tally *t, const saywell_finding *f)
{
    size_t place = find(&t->rule_names, f->rule);
    sw_tally_rule rule = {.id = f->rule,
                          .title = f->rule,
                          .category = f->category,
                          .severity = f->severity,
                          .weight = sw_score_severity(NULL, f->severity),
                          .enabled = true};

    if (place != SW_NOWHERE)
        return place;
    rule.group = category_of(t, NULL, f->category);
    return add_rule(t, &rule);
}

static size_t agent_of(sw_tally *t, const char *author)
{
    const char *key = author ? author : "";
    size_t place = find(&t->agent_names, key);
    bool other = t->agents.count >= SW_TALLY_AGENTS;
    sw_tally_agent *to;

    if (place != SW_NOWHERE)
        return place;
    if (other && t->agents.at[t->agents.count - 1].other)
        return t->agents.count - 1;
    to = SW_VEC_PUSH(&t->agents, &t->arena);
    if (!to) {
        t->failed = true;
        return SW_NOWHERE;
    }
    to->other = other;
    to->number = t->agents.count;
    if (other)
        return t->agents.count - 1;
    to->name = copy(t, author);
    if (t->failed ||
        !put(t, &t->agent_names, author ? to->name : "", t->agents.count - 1))
        t->failed = true;
    return t->agents.count - 1;
}

static size_t week_at(sw_tally *t, int64_t monday)
{
    sw_tally_week *to;

    for (size_t i = t->weeks.count; i-- > 0;) /* most are of the latest */
        if (t->weeks.at[i].monday == monday)
            return i;
    if (t->weeks.count >= SW_TALLY_WEEKS && monday < SW_WEEK_OTHER)
        return week_at(t, SW_WEEK_OTHER);
    to = SW_VEC_PUSH(&t->weeks, &t->arena);
    if (!to) {
        t->failed = true;
        return SW_NOWHERE;
    }
    to->monday = monday;
    return t->weeks.count - 1;
}

/* ---- cells ----------------------------------------------------------------
 */

/* A pack that came later may have brought rules. */
static bool widen(sw_tally *t, sw_tally_cell *cell)
{
    uint32_t *with, *groups;

    if (cell->rules == t->rules.count &&
        cell->categories == t->categories.count)
        return true;
    with = sw_arena_zero(&t->arena, t->rules.count + 1, sizeof *with);
    groups = sw_arena_zero(&t->arena, t->categories.count + 1, sizeof *groups);
    if (!with || !groups)
        return false;
    if (cell->rules)
        memcpy(with, cell->with, cell->rules * sizeof *with);
    if (cell->categories)
        memcpy(groups, cell->groups, cell->categories * sizeof *groups);
    cell->with = with;
    cell->groups = groups;
    cell->rules = t->rules.count;
    cell->categories = t->categories.count;
    return true;
}

static sw_tally_cell *cell_of(sw_tally *t, size_t agent, size_t week)
{
    size_t slot = agent * (SW_TALLY_WEEKS + 2) + week;
    sw_tally_cell *cell;

    if (!t->slots)
        t->slots = sw_arena_zero(&t->arena, SLOTS, sizeof *t->slots);
    if (!t->slots || agent == SW_NOWHERE || week == SW_NOWHERE)
        return NULL;
    if (!t->slots[slot]) {
        cell = SW_VEC_PUSH(&t->cells, &t->arena);
        if (!cell)
            return NULL;
        cell->agent = agent;
        cell->week = week;
        t->slots[slot] = t->cells.count;
    }
    cell = &t->cells.at[t->slots[slot] - 1];
    return widen(t, cell) ? cell : NULL;
}

/* ---- one reply ------------------------------------------------------------
 */

static void add(sw_count *count, const sw_verdict *v)
{
    count->replies++;
    count->flagged += v->findings > 0;
    count->failed += v->critical;
    count->score += v->score;
    count->squares += (uint64_t)v->score * v->score;
}

static void count_finding(sw_tally *t, const saywell_finding *f, sw_verdict *v,
                          sw_tally_cell *cell)
{
    size_t place = sw_tally_rule_of(t, f), number = t->total.replies + 1;
    sw_tally_rule *rule;
    sw_tally_category *group;

    if (place == SW_NOWHERE || !widen(t, cell))
        return;
    rule = &t->rules.at[place];
    v->worst =
        v->findings == 0 || f->severity > v->worst ? f->severity : v->worst;
    v->findings++;
    v->penalty += rule->weight;
    v->critical = v->critical || rule->critical;
    t->findings++;
    t->severities[f->severity]++;
    rule->findings++;
    if (rule->seen != number) {
        rule->seen = number;
        rule->with++;
        cell->with[place]++;
    }
    if (rule->group == SW_NOWHERE)
        return;
    group = &t->categories.at[rule->group];
    group->findings++;
    if (group->seen == number)
        return;
    group->seen = number;
    group->with++;
    cell->groups[rule->group]++;
}

static void count_day(sw_tally *t, bool dated, int64_t day)
{
    if (!dated)
        return;
    if (!t->dated || day < t->first)
        t->first = day;
    if (!t->dated || day > t->last)
        t->last = day;
    t->dated++;
}

sw_verdict sw_tally_reply(sw_tally *t, const char *author, bool dated,
                          int64_t day, const saywell_result *result,
                          const bool *waived)
{
    sw_verdict v = {
        .agent = agent_of(t, author && *author ? author : NULL),
        .week = week_at(t, dated ? sw_day_monday(day) : SW_WEEK_UNDATED)};
    sw_tally_cell *cell = cell_of(t, v.agent, v.week);

    if (!cell) {
        t->failed = true;
        return v;
    }
    for (size_t i = 0; i < saywell_result_count(result); i++) {
        const saywell_finding *f = saywell_result_at(result, i);
        size_t place;

        if (!waived || !waived[i]) {
            count_finding(t, f, &v, cell);
            continue;
        }
        place = sw_tally_rule_of(t, f);
        t->waived++;
        if (place != SW_NOWHERE)
            t->rules.at[place].waived++;
    }
    v.score = v.critical || v.penalty >= 100 ? 0 : 100 - (unsigned)v.penalty;
    add(&t->total, &v);
    add(&t->agents.at[v.agent].count, &v);
    add(&t->weeks.at[v.week].count, &v);
    add(&cell->count, &v);
    count_day(t, dated, day);
    return v;
}

/* ---- figures --------------------------------------------------------------
 */

double sw_tally_rate(size_t with, size_t of)
{
    return of ? 100.0 * (double)with / (double)of : 0;
}

double sw_tally_mean(const sw_count *count)
{
    return count->replies ? (double)count->score / (double)count->replies : 0;
}

sw_interval sw_tally_mean_interval(const sw_count *count)
{
    sw_interval i = sw_interval_mean((double)count->score,
                                     (double)count->squares, count->replies);

    if (i.low < 0)
        i.low = 0;
    if (i.high > 100)
        i.high = 100;
    return i;
}

/* ---- orders ---------------------------------------------------------------
 */

/* qsort has no context: what is compared travels with the place. */
typedef struct ranked {
    size_t place;
    int last; /* those that stand behind all others */
    int64_t number;
    const char *name;
} ranked;

static int by_rank(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    int order;

    if (x->last != y->last)
        return x->last < y->last ? -1 : 1;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    order = x->name && y->name ? strcasecmp(x->name, y->name) : 0;
    if (!order && x->name && y->name)
        order = strcmp(x->name, y->name);
    if (order)
        return order;
    return x->place < y->place ? -1 : x->place > y->place;
}

static const size_t *order(sw_tally *t, ranked *rows, size_t count)
{
    size_t *places =
        count ? sw_arena_alloc(&t->arena, count * sizeof *places) : NULL;

    if (!places) {
        t->failed = t->failed || count;
        return NULL;
    }
    qsort(rows, count, sizeof *rows, by_rank);
    for (size_t i = 0; i < count; i++)
        places[i] = rows[i].place;
    return places;
}

static ranked *rows_for(sw_tally *t, size_t count)
{
    ranked *rows = count ? sw_arena_zero(&t->arena, count, sizeof *rows) : NULL;

    t->failed = t->failed || (count && !rows);
    return rows;
}

const size_t *sw_tally_agents_by_name(sw_tally *t)
{
    ranked *rows = rows_for(t, t->agents.count);

    for (size_t i = 0; rows && i < t->agents.count; i++)
        rows[i] = (ranked){.place = i,
                           .last = t->agents.at[i].other  ? 2
                                   : t->agents.at[i].name ? 0
                                                          : 1,
                           .name = t->agents.at[i].name};
    return rows ? order(t, rows, t->agents.count) : NULL;
}

const size_t *sw_tally_weeks_by_date(sw_tally *t)
{
    ranked *rows = rows_for(t, t->weeks.count);

    for (size_t i = 0; rows && i < t->weeks.count; i++)
        rows[i] = (ranked){.place = i, .number = t->weeks.at[i].monday};
    return rows ? order(t, rows, t->weeks.count) : NULL;
}

const size_t *sw_tally_rules_by_rate(sw_tally *t)
{
    ranked *rows = rows_for(t, t->rules.count);

    for (size_t i = 0; rows && i < t->rules.count; i++)
        rows[i] = (ranked){.place = i,
                           .number = -(int64_t)t->rules.at[i].with,
                           .name = t->rules.at[i].id};
    return rows ? order(t, rows, t->rules.count) : NULL;
}
