/*
 * speakers.c - who is who among the labels of one conversation.
 *
 * In this order, and each step only while nobody is known to be the agent:
 * the configuration; labels that are words of office; the agent or visitor
 * that a header names; a known customer, who leaves the others as agents;
 * labels with a word of office in them; who greets as the called side. Then
 * one name that is left over is the customer.
 *
 * Two traps decide the details. A queue speaks under its own name while the
 * header names the person: such a label is an agent all the same. And a
 * customer may be called "Agent Smith": when the hints do not agree, nothing
 * is decided.
 */
#include "talk/speakers.h"

#include "base/map.h"
#include "talk/label.h"

#include <string.h>

#define SPEAKERS_MAX 4096 /* of one conversation; further ones stay unknown */

typedef struct speaker {
    sw_str label;
    sw_role role; /* unknown: not decided */
    sw_role hint; /* of a label that is a word of office in part */
    size_t turns;
    bool greets;
} speaker;

typedef struct company {
    struct SW_VEC(speaker *) at;
    sw_map by_label;
    const sw_speaker_hints *hints;
} company;

/* ---- counting ------------------------------------------------------------ */

static speaker *speaker_of(company *all, sw_str label, sw_arena *arena)
{
    speaker *found = sw_map_find(&all->by_label, label), **slot;

    if (found || all->at.count >= SPEAKERS_MAX)
        return found;
    found = sw_arena_zero(arena, 1, sizeof *found);
    slot = SW_VEC_PUSH(&all->at, arena);
    if (!found || !slot || !sw_map_put(&all->by_label, arena, label, found))
        return NULL;
    *found = (speaker){
        .label = label, .role = SW_ROLE_UNKNOWN, .hint = SW_ROLE_UNKNOWN};
    *slot = found;
    return found;
}

static bool wants_role(const sw_turn *turn)
{
    return turn->role == SW_ROLE_UNKNOWN && turn->label;
}

static bool gather(company *all, const sw_conversation *c, sw_arena *arena)
{
    for (size_t i = 0; i < c->turns.count; i++) {
        const sw_turn *turn = &c->turns.at[i];
        speaker *who;

        if (!wants_role(turn))
            continue;
        who = speaker_of(all, sw_str_of(turn->label), arena);
        if (!who && all->at.count < SPEAKERS_MAX)
            return false;
        if (!who)
            continue;
        /* The first words count: later on either side may thank. */
        if (who->turns++ < 2 && sw_label_greets(turn->text))
            who->greets = true;
    }
    return true;
}

/* How many are of that role; unknown: not decided yet. */
static size_t count(const company *all, sw_role role)
{
    size_t n = 0;

    for (size_t i = 0; i < all->at.count; i++)
        n += all->at.at[i]->role == role;
    return n;
}

/* ---- deciding ------------------------------------------------------------ */

static bool is_word(const speaker *who, const char *word)
{
    return sw_str_equal_fold(who->label, sw_str_of(word));
}

/* The configuration, then labels that say it all. "You" is whoever copied the
 * log, an agent; beside a "Me" it is the other one. */
static void decide_plain(company *all)
{
    bool me = false;

    for (size_t i = 0; i < all->at.count; i++)
        me = me || is_word(all->at.at[i], "me");
    for (size_t i = 0; i < all->at.count; i++) {
        speaker *who = all->at.at[i];
        sw_role role;
        sw_label_kind kind = sw_label_read(who->label, &role);

        if (sw_names_match(all->hints->staff.bots, who->label))
            who->role = SW_ROLE_BOT;
        else if (sw_names_match(all->hints->staff.agents, who->label))
            who->role = SW_ROLE_AGENT;
        else if (is_word(who, "you"))
            who->role = me ? SW_ROLE_CUSTOMER : SW_ROLE_AGENT;
        else if (kind == SW_LABEL_WHOLE)
            who->role = role;
        else if (kind == SW_LABEL_PART)
            who->hint = role;
        if (who->hint == SW_ROLE_BOT || who->hint == SW_ROLE_SYSTEM)
            who->role = who->hint;
    }
}

/* "Ana" or "Ana K" for the header's "Ana K". */
static bool is_named(sw_str label, sw_str name)
{
    size_t space = sw_str_find_byte(name, ' ', 0);

    return name.len &&
           (sw_str_equal_fold(label, name) ||
            (space != SW_NOWHERE &&
             sw_str_equal_fold(label, sw_str_part(name, 0, space))));
}

static void decide_named(company *all)
{
    for (size_t i = 0; i < all->at.count; i++) {
        speaker *who = all->at.at[i];

        if (who->role != SW_ROLE_UNKNOWN)
            continue;
        if (is_named(who->label, all->hints->visitor))
            who->role = SW_ROLE_CUSTOMER;
        else if (is_named(who->label, all->hints->agent))
            who->role = SW_ROLE_AGENT;
    }
}

/* Everybody not decided yet and wanted gets the role. */
static void give(company *all, bool (*wanted)(const speaker *), sw_role role)
{
    for (size_t i = 0; i < all->at.count; i++)
        if (all->at.at[i]->role == SW_ROLE_UNKNOWN && wanted(all->at.at[i]))
            all->at.at[i]->role = role;
}

static bool anybody(const speaker *who)
{
    (void)who;
    return true;
}
static bool hinted_agent(const speaker *who)
{
    return who->hint == SW_ROLE_AGENT;
}
static bool hinted_customer(const speaker *who)
{
    return who->hint == SW_ROLE_CUSTOMER;
}
static bool greets(const speaker *who)
{
    return who->greets;
}

static size_t count_of(const company *all, bool (*wanted)(const speaker *))
{
    size_t n = 0;

    for (size_t i = 0; i < all->at.count; i++)
        n += all->at.at[i]->role == SW_ROLE_UNKNOWN && wanted(all->at.at[i]);
    return n;
}

/* Nobody is known to be an agent: what hints are there, and do they agree? */
static void decide_by_hints(company *all)
{
    size_t open = count(all, SW_ROLE_UNKNOWN);
    size_t office = count_of(all, hinted_agent);
    size_t greeting = count_of(all, greets), both = 0;

    for (size_t i = 0; i < all->at.count; i++)
        both += all->at.at[i]->role == SW_ROLE_UNKNOWN &&
                hinted_agent(all->at.at[i]) && all->at.at[i]->greets;
    if (count_of(all, hinted_customer) && open > count_of(all, hinted_customer))
        give(all, hinted_customer, SW_ROLE_CUSTOMER);
    if (count(all, SW_ROLE_CUSTOMER)) /* the others talk to them */
        give(all, anybody, SW_ROLE_AGENT);
    else if (office && office < open && (both || !greeting))
        give(all, hinted_agent, SW_ROLE_AGENT);
    else if (greeting == 1 && open > 1 && !office)
        give(all, greets, SW_ROLE_AGENT);
}

/* Agents are known: who is left talks to them, when it is one, or when a
 * configuration lists the agents. */
static void decide_rest(company *all)
{
    bool listed = false;

    give(all, hinted_customer, SW_ROLE_CUSTOMER);
    for (size_t i = 0; i < all->at.count; i++)
        listed = listed ||
                 sw_names_match(all->hints->staff.agents, all->at.at[i]->label);
    if (!listed && count(all, SW_ROLE_CUSTOMER)) {
        give(all, anybody, SW_ROLE_AGENT);
        return;
    }
    if (!listed)
        give(all, hinted_agent, SW_ROLE_AGENT);
    if (listed || count(all, SW_ROLE_UNKNOWN) == 1)
        give(all, anybody, SW_ROLE_CUSTOMER);
}

bool sw_speakers_settle(sw_conversation *c, const sw_speaker_hints *hints,
                        sw_arena *arena)
{
    company all = {.hints = hints};

    if (!gather(&all, c, arena))
        return false;
    decide_plain(&all);
    if (!count(&all, SW_ROLE_AGENT))
        decide_named(&all);
    if (!count(&all, SW_ROLE_AGENT))
        decide_by_hints(&all);
    if (count(&all, SW_ROLE_AGENT))
        decide_rest(&all);
    for (size_t i = 0; i < c->turns.count; i++) {
        sw_turn *turn = &c->turns.at[i];
        const speaker *who =
            wants_role(turn)
                ? sw_map_find(&all.by_label, sw_str_of(turn->label))
                : NULL;

        if (!who || who->role == SW_ROLE_UNKNOWN)
            continue;
        turn->role = who->role;
        turn->label = NULL;
    }
    return true;
}

bool sw_speakers_name_agent(sw_conversation *c, sw_arena *arena)
{
    company all = {0};
    const speaker *best = NULL;

    for (size_t i = 0; i < c->turns.count; i++) {
        const sw_turn *turn = &c->turns.at[i];
        speaker *who;

        if (turn->role != SW_ROLE_AGENT || !turn->author)
            continue;
        who = speaker_of(&all, sw_str_of(turn->author), arena);
        if (!who && all.at.count < SPEAKERS_MAX)
            return false;
        if (who)
            who->turns++;
    }
    for (size_t i = 0; i < all.at.count; i++)
        if (!best || all.at.at[i]->turns > best->turns)
            best = all.at.at[i];
    if (best)
        c->agent = best->label.ptr;
    return true;
}
