/*
 * rule_view.c - rules in the order, and examples in the number, that a person
 * wants to read.
 */
#include "cli/rule_view.h"

#include "base/str.h"

#include <string.h>

/* ---- rules --------------------------------------------------------------- */

static bool known(const saywell_rules *rules, const char *category)
{
    for (size_t i = 0; i < saywell_rules_category_count(rules); i++)
        if (strcmp(saywell_rules_category_at(rules, i)->name, category) == 0)
            return true;
    return false;
}

/* A rule whose category the pack lacks was reported, and comes last. */
const saywell_rule_info *sw_rule_next(sw_rule_walk *walk)
{
    size_t count = saywell_rules_category_count(walk->rules);

    while (walk->category <= count) {
        const saywell_name_info *category =
            saywell_rules_category_at(walk->rules, walk->category);
        const saywell_rule_info *rule;

        while ((rule = saywell_rules_at(walk->rules, walk->rule))) {
            walk->rule++;
            if (category ? strcmp(rule->category, category->name) == 0
                         : !known(walk->rules, rule->category))
                return rule;
        }
        walk->rule = 0;
        walk->category++;
    }
    return NULL;
}

const char *sw_rule_category(const saywell_rules *rules, const char *name)
{
    for (size_t i = 0; i < saywell_rules_category_count(rules); i++) {
        const saywell_name_info *c = saywell_rules_category_at(rules, i);

        if (strcmp(c->name, name) == 0)
            return c->title;
    }
    return name;
}

const char *sw_rule_source(const saywell_rules *rules, const char *code)
{
    size_t len = strcspn(code, "-");

    for (size_t i = 0; i < saywell_rules_source_count(rules); i++) {
        const saywell_name_info *s = saywell_rules_source_at(rules, i);

        if (strlen(s->name) == len && strncmp(s->name, code, len) == 0)
            return s->title;
    }
    return NULL;
}

const saywell_row_info *sw_rule_row(const saywell_rules *rules,
                                    const char *code)
{
    for (size_t i = 0; i < saywell_rules_row_count(rules); i++)
        if (strcmp(saywell_rules_row_at(rules, i)->code, code) == 0)
            return saywell_rules_row_at(rules, i);
    return NULL;
}

/* ---- examples ------------------------------------------------------------ */

/* What makes an example hard to read at a glance: length, and what has to be
 * told beside it. A rewrite is worth much. */
static size_t effort(const saywell_example *e)
{
    size_t sum = e->text_len / 8;

    if (e->flag && !e->fix)
        sum += 8;
    if (e->customer || e->earlier || e->channel || e->position)
        sum += 6;
    if (e->profile || e->settings)
        sum += 6;
    return sum;
}

/* The next letter, apostrophes left out ("can't" is "cant"); 0 at the end. */
static unsigned char letter(sw_str s, size_t *i)
{
    while (*i < s.len) {
        sw_str rest = sw_str_part(s, *i, s.len);

        if (sw_str_starts(rest, SW_STR("\xE2\x80\x99")))
            *i += 3;
        else if (rest.ptr[0] == '\'')
            *i += 1;
        else
            return (unsigned char)(s.ptr[(*i)++] | 0x20);
    }
    return 0;
}

/* With how many words, of two, do the flagged words (or the texts) begin
 * alike? */
static size_t likeness(const saywell_example *a, const saywell_example *b)
{
    sw_str x =
        a->at && *a->at ? sw_str_of(a->at) : (sw_str){a->text, a->text_len};
    sw_str y =
        b->at && *b->at ? sw_str_of(b->at) : (sw_str){b->text, b->text_len};
    size_t words = 0, i = 0, k = 0;

    while (words < 2) {
        unsigned char c = letter(x, &i);

        if (c != letter(y, &k))
            return words;
        words += c == ' ' || c == '\0';
    }
    return words;
}

static size_t cost(const saywell_example *e, size_t place,
                   const saywell_example *const *chosen, size_t count)
{
    size_t sum = effort(e) + place / 8;

    for (size_t i = 0; i < count; i++)
        sum += 6 * likeness(e, chosen[i]);
    return sum;
}

static bool is_chosen(const saywell_example *e,
                      const saywell_example *const *chosen, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (chosen[i] == e)
            return true;
    return false;
}

static const saywell_example *cheapest(const saywell_rule_info *rule, bool flag,
                                       const saywell_example *const *chosen,
                                       size_t count)
{
    const saywell_example *best = NULL;
    size_t least = SIZE_MAX;

    for (size_t i = 0; i < rule->example_count; i++) {
        const saywell_example *e = &rule->examples[i];
        size_t c;

        if (e->flag != flag || is_chosen(e, chosen, count))
            continue;
        c = cost(e, i, chosen, count);
        if (c < least) {
            least = c;
            best = e;
        }
    }
    return best;
}

size_t sw_rule_examples(const saywell_rule_info *rule, bool flag, size_t most,
                        const saywell_example *out[SW_VIEW_EXAMPLES],
                        size_t *all)
{
    const saywell_example *chosen[SW_VIEW_EXAMPLES];
    size_t count = 0, placed = 0, total = 0;

    while (count < most && count < SW_VIEW_EXAMPLES) {
        const saywell_example *e = cheapest(rule, flag, chosen, count);

        if (!e)
            break;
        chosen[count++] = e;
    }
    for (size_t i = 0; i < rule->example_count; i++) {
        total += rule->examples[i].flag == flag;
        if (is_chosen(&rule->examples[i], chosen, count))
            out[placed++] = &rule->examples[i];
    }
    if (all)
        *all = total;
    return count;
}
