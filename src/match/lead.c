/* lead.c - which of a pattern's sets of literals leads to it.
 *
 * A set is any of some literals that a match must hold. To look for one of
 * them is enough, and the rarest costs least. Another one is worth looking for
 * when few texts hold it. What is common is a matter of cost alone: no answer
 * depends on it. */
#include "match/lead.h"

#include <string.h>

#include "rule/literal_char.h"
#include "rule/literal_rate.h"

#define LISTED 1e-3f /* more, of what the pack calls common */
#define FEW    2e-4f /* then one text in five holds one */

/* Is it a letter, white space, or a mark that ends clauses? */
static bool is_plenty(sw_str s)
{
    return s.len == 0 || (s.len == 1 && (sw_literal_is_word(s.ptr[0]) ||
                                         strchr(".,'-\"", s.ptr[0]) != NULL));
}

/* What is known of a literal beside its rate. */
static float more_of(sw_str text, const sw_map *words)
{
    const sw_str s = sw_str_trim(text);

    if (is_plenty(s))
        return 1;
    return words != NULL && sw_map_find(words, s) != NULL ? LISTED : 0;
}

/* What a literal adds to the rates of the sets that it is in. */
static void add_rates(const sw_scan *s, const sw_scan_literal *l, sw_str text,
                      float more, sw_lead *leads)
{
    float rates[(SW_EDGE_FRONT | SW_EDGE_BACK) + 1] = {0};

    for (size_t k = l[0].users; k < l[1].users; k++) {
        const sw_scan_user *u = &s->users[k];
        const unsigned char ends = u->edges & (SW_EDGE_FRONT | SW_EDGE_BACK);
        float *rate = &rates[ends];
        if (*rate == 0)
            *rate = (float)sw_literal_rate((sw_literal_word){text, ends});
        leads[u->pattern].rates[__builtin_ctz(u->set)] += *rate + more;
    }
}

static void choose(unsigned needs, sw_lead *lead)
{
    size_t best = SW_LITERAL_SETS;

    for (size_t i = 0; i < SW_LITERAL_SETS; i++) {
        if ((needs >> i & 1) == 0)
            continue;
        if (lead->rates[i] <= FEW)
            lead->needs |= (uint8_t)(1u << i);
        if (best == SW_LITERAL_SETS || lead->rates[i] < lead->rates[best])
            best = i;
    }
    if (best < SW_LITERAL_SETS && lead->rates[best] < 1)
        lead->leads = (uint8_t)(1u << best);
    lead->needs |= lead->leads;
}

void sw_lead_choose(const sw_scan *s, const sw_map *words, sw_lead *leads)
{
    if (s->leads != NULL) {
        for (size_t i = 0; i < s->patterns; i++)
            leads[i] =
                (sw_lead){.leads = s->leads[i], .needs = s->looked_for[i]};
        return;
    }
    for (size_t i = 0; i < s->literal_count; i++) {
        const sw_scan_literal *l = &s->literals[i];
        const sw_str text = {s->bytes + l->text, l->len};
        add_rates(s, l, text, more_of(text, words), leads);
    }
    for (size_t i = 0; i < s->patterns; i++)
        choose(s->needs[i], &leads[i]);
}
