/*
 * unname.c - agents' names taken out of the texts that a report shows.
 *
 * A table without names is no use when the reply under it is signed. So words
 * that stand in an agent's name are shown as that agent's number, in replies,
 * in what customers call them, and in rewrites. A word too many is taken rather
 * than one too few: an agent called Grace costs the report some grace.
 */
#include "qa/unname.h"

#include "base/utf8.h"

#include <string.h>

#define LEAST 2 /* letters of a word that counts */

/* Words of shared accounts that name nobody. */
static bool is_role(sw_str word)
{
    static const char *const roles[] = {"support",  "team", "agent", "service",
                                        "customer", "care", "help",  "desk",
                                        "the",      "com",  "org",   "net"};

    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (sw_str_equal_fold(word, sw_str_of(roles[i])))
            return true;
    return false;
}

/* Moves *at to the next word's start; false past the last. */
static bool next_word(sw_str s, size_t *at, sw_str *word)
{
    size_t size, end;

    while (*at < s.len && !sw_utf8_is_word(sw_utf8_at(s, *at, &size)))
        *at += size;
    if (*at >= s.len)
        return false;
    for (end = *at; end < s.len; end += size)
        if (!sw_utf8_is_word(sw_utf8_at(s, end, &size)))
            break;
    *word = sw_str_part(s, *at, end);
    return true;
}

static bool add(sw_unname *names, sw_arena *arena, sw_str word, size_t agent)
{
    size_t *number = sw_map_find(&names->words, word);

    if (number) {
        if (*number != agent)
            *number = 0;
        return true;
    }
    number = sw_arena_alloc(arena, sizeof *number);
    if (!number)
        return false;
    *number = agent;
    return sw_map_put(&names->words, arena, word, number);
}

/* As it stands, and with a capital, for names that are accounts. */
static bool add_word(sw_unname *names, sw_arena *arena, sw_str word,
                     size_t agent)
{
    char *upper;

    if (sw_utf8_count(word) < LEAST || is_role(word))
        return true;
    if (!add(names, arena, word, agent))
        return false;
    if (word.ptr[0] < 'a' || word.ptr[0] > 'z')
        return true;
    upper = sw_arena_copy(arena, word.ptr, word.len);
    if (!upper)
        return false;
    upper[0] = (char)(upper[0] - 'a' + 'A');
    return add(names, arena, (sw_str){upper, word.len}, agent);
}

bool sw_unname_fill(sw_unname *names, const sw_tally *tally, sw_arena *arena)
{
    for (size_t i = 0; i < tally->agents.count; i++) {
        const sw_tally_agent *agent = &tally->agents.at[i];
        sw_str name = sw_str_of(agent->name), word;

        for (size_t at = 0; next_word(name, &at, &word); at += word.len)
            if (!add_word(names, arena, word, agent->number))
                return false;
    }
    return true;
}

void sw_unname_put(const sw_unname *names, sw_str text, sw_buf *out)
{
    size_t at = 0, done = 0, last = SW_NOWHERE;
    sw_str word;

    while (names->words.count && next_word(text, &at, &word)) {
        const size_t *number = sw_map_find(&names->words, word);
        size_t end = at + word.len;

        if (number) {
            sw_str before = sw_str_part(text, done, at);

            /* "Ana Ruiz" is one agent, and so is "ana.ruiz" */
            if (last != *number || *number == 0 || before.len > 1) {
                sw_buf_put(out, before);
                if (*number)
                    sw_buf_printf(out, "A%zu", *number);
                else
                    sw_buf_put(out, SW_STR("A?"));
            }
            done = end;
        }
        last = number ? *number : SW_NOWHERE;
        at = end;
    }
    sw_buf_put(out, sw_str_part(text, done, text.len));
}
