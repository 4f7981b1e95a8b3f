/*
 * quality.c - a batch of replies on its way to a report.
 *
 * Three lists of replies are kept beside the counts. The worst cost the most.
 * The good ones are drawn by lot among those without a finding, for they are
 * all alike in points, and the longest or the first would be odd ones. The
 * sample is drawn by lot among all. A reply's lot is a hash of the seed and of
 * what it is, not of where it stands: everybody who names the seed gets the
 * same sample from the same conversations, in whatever files and order.
 */
#include "qa/quality.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "qa/day.h"
#include "talk/stamp.h"

#include <stdio.h>
#include <string.h>

void sw_quality_begin(sw_quality *q)
{
    q->worst.max = q->best.max = q->options.worst;
    q->worst.merge = q->best.merge = true;
    q->sample.max = q->options.sample;
}

void sw_quality_release(sw_quality *q)
{
    sw_picks_release(&q->worst);
    sw_picks_release(&q->best);
    sw_picks_release(&q->sample);
    sw_tally_release(&q->tally);
    sw_mem_free(q->waived);
    sw_buf_release(&q->text);
    sw_arena_release(&q->arena);
    *q = (sw_quality){0};
}

void sw_quality_end(sw_quality *q)
{
    if (q->options.anonymise &&
        !sw_unname_fill(&q->names, &q->tally, &q->arena))
        q->failed = true;
}

bool sw_quality_is_whole(const sw_quality *q)
{
    return !q->failed && !q->tally.failed && !q->worst.failed &&
           !q->best.failed && !q->sample.failed;
}

static const char *copy(sw_quality *q, const char *s)
{
    const char *to = s ? sw_arena_copy(&q->arena, s, strlen(s)) : NULL;

    q->failed = q->failed || (s && !to);
    return to;
}

void sw_quality_setup(sw_quality *q, const saywell_rules *rules,
                      const sw_config *config)
{
    const char *hash = saywell_rules_hash(rules);

    if (q->rules && strcmp(hash, q->hash) == 0)
        return;
    sw_tally_rules(&q->tally, rules, config);
    if (q->rules) {
        q->mixed = true;
        return;
    }
    q->rules = rules;
    q->pack = copy(q, saywell_rules_pack(rules));
    q->version = copy(q, saywell_rules_pack_version(rules));
    q->hash = copy(q, hash);
    for (int i = 0; i < 3; i++)
        q->weights[i] = sw_score_severity(config, (saywell_severity)i);
}

/* ---- replies --------------------------------------------------------------
 */

/* Which findings a waiver lets stand; NULL: none. */
static const bool *waive(sw_quality *q, const saywell_result *result,
                         bool dated, int64_t day)
{
    size_t count = saywell_result_count(result);
    bool any = false;

    if (!q->waivers.list.count || !count)
        return NULL;
    if (count > q->waived_cap) {
        sw_mem_free(q->waived);
        q->waived_cap = count * 2;
        q->waived = sw_mem_alloc(q->waived_cap * sizeof *q->waived);
    }
    if (!q->waived) {
        q->waived_cap = 0;
        q->failed = true;
        return NULL;
    }
    if (!dated && q->options.date) {
        dated = true;
        day = q->options.day;
    }
    for (size_t i = 0; i < count; i++) {
        const saywell_finding *f = saywell_result_at(result, i);

        q->waived[i] =
            sw_waivers_cover(&q->waivers, f->fingerprint, dated, day);
        any = any || q->waived[i];
    }
    return any ? q->waived : NULL;
}

/* FNV's low bits are good and its high ones are not: spread them. */
static uint64_t spread(uint64_t x)
{
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9u;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

static uint64_t lot(const sw_quality *q, const sw_offer *o, bool words_only)
{
    const char *id = o->origin->conversation;
    uint64_t h = spread(spread(q->options.seed) ^ o->hash);

    if (words_only)
        return h;
    h = spread(h ^ sw_str_hash(SW_HASH_START, sw_str_of(id)));
    h = spread(h + o->origin->turn);
    return id ? h : spread(h + o->origin->line);
}

static bool has_words(sw_str text, size_t wanted)
{
    size_t words = 0, size;
    bool inside = false;

    for (size_t i = 0; i < text.len && words < wanted; i += size) {
        bool is_word = sw_utf8_is_word(sw_utf8_at(text, i, &size));

        words += is_word && !inside;
        inside = is_word;
    }
    return words >= wanted;
}

/* Replies with the same findings in the same sentences teach the same, whoever
 * signed them: fingerprints hold no place. */
static uint64_t findings_hash(const sw_offer *o)
{
    uint64_t h = SW_HASH_START;

    for (size_t i = 0; i < saywell_result_count(o->result); i++)
        if (!o->waived || !o->waived[i])
            h = sw_str_hash(
                h, sw_str_of(saywell_result_at(o->result, i)->fingerprint));
    return h;
}

static void pick_worst(sw_quality *q, const sw_offer *o)
{
    sw_offer alike = *o;

    alike.hash = findings_hash(o);
    sw_picks_offer(&q->worst, &q->tally, &alike, o->verdict->critical ? 0 : 1,
                   UINT64_MAX - o->verdict->penalty);
}

static void pick(sw_quality *q, const sw_offer *o)
{
    sw_str text = {o->reply->text, o->reply->len};

    if (o->verdict->findings && q->worst.max)
        pick_worst(q, o);
    if (!o->verdict->findings && q->best.max && has_words(text, SW_BEST_WORDS))
        sw_picks_offer(&q->best, &q->tally, o, o->reply->customer_len ? 0 : 1,
                       lot(q, o, true));
    if (q->sample.max)
        sw_picks_offer(&q->sample, &q->tally, o, 0, lot(q, o, false));
}

/* Most exports say it in ISO 8601; what the readers handed on as it was
 * written is tried as they would read it. */
static bool day_of(const char *time, int64_t *day)
{
    sw_stamp stamp;
    int64_t seconds;

    if (!time)
        return false;
    if (sw_day_read(time, day))
        return true;
    if (sw_stamp_read(sw_str_of(time), 0, true, &stamp) == SW_NOWHERE ||
        stamp.year < 1970)
        return false;
    seconds = sw_stamp_seconds(&stamp);
    *day = seconds < 0 ? 0 : seconds / 86400;
    return true;
}

void sw_quality_reply(sw_quality *q, const saywell_origin *origin,
                      const saywell_reply *reply, const saywell_result *result)
{
    int64_t day = 0;
    bool dated = day_of(origin->time, &day);
    sw_verdict verdict;
    sw_offer offer = {.origin = origin,
                      .reply = reply,
                      .result = result,
                      .verdict = &verdict,
                      .sequence = ++q->seen};

    if (saywell_result_skipped(result)) {
        q->skipped++;
        return;
    }
    if (!has_words((sw_str){reply->text, reply->len}, 1)) {
        q->empty++; /* an attachment alone, an emoji: nothing to judge */
        return;
    }
    q->limited += saywell_result_limited_count(result) > 0;
    q->omitted += saywell_result_omitted(result);
    offer.waived = waive(q, result, dated, day);
    verdict = sw_tally_reply(&q->tally, origin->author, dated, day, result,
                             offer.waived);
    if (!q->worst.max && !q->sample.max)
        return;
    offer.hash = sw_str_hash(SW_HASH_START, (sw_str){reply->text, reply->len});
    pick(q, &offer);
}

void sw_quality_error_at(sw_quality *q, const saywell_origin *origin,
                         const char *code, const char *words)
{
    sw_quality_error *to;

    q->unread++;
    if (q->errors.count >= SW_QUALITY_ERRORS)
        return;
    to = SW_VEC_PUSH(&q->errors, &q->arena);
    if (!to) {
        q->failed = true;
        return;
    }
    to->path = copy(q, origin->path);
    to->code = copy(q, code);
    to->words = copy(q, words);
    to->line = origin->line;
}

/* ---- what the reports ask -------------------------------------------------
 */

bool sw_quality_day(const sw_quality *q, int64_t *day)
{
    *day = q->options.date ? q->options.day : q->tally.last;
    return q->options.date || q->tally.dated;
}

bool sw_quality_changed(const sw_quality *q)
{
    return q->accuracy.hash && q->pack_hash &&
           strcmp(q->accuracy.hash, q->pack_hash) != 0;
}

const sw_accuracy_row *sw_quality_accuracy(const sw_quality *q,
                                           const sw_tally_rule *rule)
{
    const sw_accuracy_row *row = sw_accuracy_of(&q->accuracy, rule->id);

    return row && row->builtin && !rule->builtin ? NULL : row;
}

bool sw_quality_measured(const sw_quality *q)
{
    for (size_t i = 0; i < q->tally.rules.count; i++)
        if (q->tally.rules.at[i].enabled &&
            sw_quality_accuracy(q, &q->tally.rules.at[i]))
            return true;
    return false;
}

bool sw_quality_expired(const sw_quality *q, const sw_waiver *waiver)
{
    int64_t day;

    return waiver->until && sw_quality_day(q, &day) && day > waiver->until_day;
}

const char *sw_quality_agent(const sw_quality *q, size_t agent,
                             char space[SW_AGENT_SPACE])
{
    const sw_tally_agent *a = &q->tally.agents.at[agent];

    if (a->other)
        return "(other agents)";
    if (!a->name)
        return "(no name)";
    if (!q->options.anonymise)
        return a->name;
    snprintf(space, SW_AGENT_SPACE, "A%zu", a->number);
    return space;
}

void sw_quality_week(const sw_quality *q, size_t week, char out[20])
{
    int64_t monday = q->tally.weeks.at[week].monday;

    if (monday == SW_WEEK_UNDATED)
        snprintf(out, 20, "undated");
    else if (monday == SW_WEEK_OTHER)
        snprintf(out, 20, "other weeks");
    else
        sw_day_week(out, monday);
}

sw_str sw_quality_text(sw_quality *q, sw_str text)
{
    if (!q->names.words.count)
        return text;
    sw_buf_clear(&q->text);
    sw_unname_put(&q->names, text, &q->text);
    q->failed = q->failed || q->text.failed;
    return sw_buf_str(&q->text);
}
