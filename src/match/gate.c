/* gate.c - do the conditions round a rule let it speak here. */
#include <string.h>

#include "match/check.h"

/* Any of the signals present on that side? */
static bool any_present(sw_check *c, const sw_signals *signals, sw_side side,
                        sw_found *found)
{
    for (size_t i = 0; i < signals->count; i++) {
        bool present = sw_check_present(c, signals->at[i], side, found);
        if (present || *found != SW_FOUND_OK)
            return present;
    }
    return false;
}

static bool channel_among(const char *channel, const char *const *channels)
{
    if (channel == NULL)
        return false;
    for (; *channels != NULL; channels++)
        if (strcmp(*channels, channel) == 0)
            return true;
    return false;
}

/* Is value one of the words of "a|b|c"? */
static bool value_among(const char *value, const char *values)
{
    size_t len = strlen(value);

    for (const char *at = values; at != NULL;) {
        const char *bar = strchr(at, '|');
        size_t n = bar != NULL ? (size_t)(bar - at) : strlen(at);
        if (n == len && memcmp(at, value, n) == 0)
            return true;
        at = bar != NULL ? bar + 1 : NULL;
    }
    return false;
}

static bool settings_hold(const saywell_rules *rules,
                          const char *const *settings, bool all)
{
    for (; settings[0] != NULL; settings += 2) {
        const char *value = sw_ruleset_setting(rules, settings[0]);
        bool holds = value != NULL && value_among(value, settings[1]);
        if (holds != all)
            return holds;
    }
    return all;
}

/* What one condition of a gate says here. */
typedef enum verdict { ABSENT, NO, YES } verdict;

static verdict told(bool given, bool holds)
{
    return !given ? ABSENT : holds ? YES : NO;
}

#define CONDITIONS 10

/* All conditions of a gate, cheap ones first; signals only when asked for. */
static verdict condition(sw_check *c, const sw_gate *g, int i, bool all,
                         sw_found *found)
{
    const saywell_reply *r = c->reply;
    size_t sentences = c->doc.body_sentences;

    switch (i) {
    case 0:
        return told(g->min_sentences > 0, sentences >= g->min_sentences);
    case 1:
        return told(g->max_sentences > 0, sentences <= g->max_sentences);
    case 2:
        return told(g->min_words > 0,
                    g->min_words > 0 &&
                        sw_doc_words(&c->doc, g->min_words) >= g->min_words);
    case 3:
        return told(g->max_words > 0,
                    g->max_words > 0 &&
                        sw_doc_words(&c->doc, g->max_words + 1) <=
                            g->max_words);
    case 4:
        return told(g->position != 0, (g->position & 1u << r->position) != 0);
    case 5:
        return told(g->is_public != 0, (g->is_public > 0) == r->is_public);
    case 6:
        return told(g->channels != NULL,
                    g->channels != NULL &&
                        channel_among(r->channel, g->channels));
    case 7:
        return told(g->settings != NULL,
                    g->settings != NULL &&
                        settings_hold(c->rules, g->settings, all));
    case 8:
        return told(g->customer.count > 0,
                    any_present(c, &g->customer, SW_SIDE_CUSTOMER, found));
    default:
        return told(g->reply.count > 0,
                    any_present(c, &g->reply, SW_SIDE_REPLY, found));
    }
}

static bool when_holds(sw_check *c, const sw_gate *gate, sw_found *found)
{
    for (int i = 0; i < CONDITIONS; i++)
        if (condition(c, gate, i, true, found) == NO || *found != SW_FOUND_OK)
            return false;
    return true;
}

static bool unless_holds(sw_check *c, const sw_gate *gate, sw_found *found)
{
    for (int i = 0; i < CONDITIONS; i++)
        if (condition(c, gate, i, false, found) == YES || *found != SW_FOUND_OK)
            return true;
    return false;
}

bool sw_check_open(sw_check *c, const sw_gates *gates, sw_found *found)
{
    *found = SW_FOUND_OK;
    if (gates == NULL)
        return true;
    if (!c->has_customer &&
        ((gates->when != NULL && gates->when->customer.count > 0) ||
         (gates->unless != NULL && gates->unless->customer.count > 0)))
        return false;
    if (gates->when != NULL && !when_holds(c, gates->when, found))
        return false;
    return gates->unless == NULL || !unless_holds(c, gates->unless, found);
}
