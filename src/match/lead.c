/* lead.c - which of a pattern's sets of literals leads to it.
 *
 * A set is any of some literals that a match must hold. To look for one of
 * them is enough, and the rarest costs least; but a literal that stands in
 * every text leads to its pattern in every text. What is common is a matter of
 * cost alone: no answer depends on it. */
#include "match/lead.h"

#include <string.h>

#include "rule/literal_char.h"

#define EVERYDAY 1e-6 /* by cost: "your" is, "order" is not */

/* Is it a letter, white space, or a mark that ends clauses? */
static bool is_plenty(sw_str s)
{
    s = sw_str_trim(s);
    return s.len == 0 || (s.len == 1 && (sw_literal_is_word(s.ptr[0]) ||
                                         strchr(".,'-\"", s.ptr[0]) != NULL));
}

/* Is the word in so many texts that finding it says little? Two letters, and
 * those of the pack's list; where it has none, those that are so by their
 * letters: nearly all of three, few of five. Marks are rare. */
static bool is_common_word(sw_str s, const sw_map *words)
{
    if (is_plenty(s))
        return true;
    if (s.len < 3)
        return sw_literal_is_word(s.ptr[0]) && sw_literal_is_word(s.ptr[1]);
    return words != NULL ? sw_map_find(words, s) != NULL
                         : sw_literal_cost(s) >= EVERYDAY;
}

/* Of nothing but words that most texts hold? */
static bool is_common(sw_str s, const sw_map *words)
{
    size_t from = 0;

    for (size_t i = 0; i <= s.len; i++) {
        if (i < s.len && s.ptr[i] != ' ')
            continue;
        if (i > from && !is_common_word(sw_str_part(s, from, i), words))
            return false;
        from = i + 1;
    }
    return true;
}

void sw_lead_choose(const sw_scan *s, const sw_map *words, sw_lead *leads)
{
    for (size_t i = 0; i < s->literal_count; i++) {
        const sw_scan_literal *l = &s->literals[i];
        sw_str text = {s->bytes + l->text, l->len};
        if (!is_common(text, words))
            continue;
        for (size_t k = l[0].users; k < l[1].users; k++) {
            sw_lead *c = &leads[s->users[k].pattern];
            c->common |= s->users[k].set;
            if (is_plenty(text))
                c->plenty |= s->users[k].set;
        }
    }
    for (size_t i = 0; i < s->patterns; i++) {
        sw_lead *c = &leads[i];
        unsigned fit = s->needs[i] & ~(unsigned)c->common;
        if (fit == 0)
            fit = s->needs[i] & ~(unsigned)c->plenty;
        c->leads = (uint8_t)(fit & (0u - fit)); /* its lowest bit */
    }
}
