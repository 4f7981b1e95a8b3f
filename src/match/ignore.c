/*
 * ignore.c - lines that say "saywell: ignore RULE ... -- reason".
 *
 * What makes this hard is what must not happen: that an ignore hides a finding
 * nobody meant, or stays for ever. So it must name what it ignores, counts for
 * as little text as can be told, and is itself reported when nothing needs it.
 */
#include "match/ignore.h"

#include "doc/ignore_line.h"
#include "doc/look.h"
#include "match/settle.h"

#include <string.h>

#define MOST 1000 /* ids that count in one reply; more is no macro */

typedef struct scope { /* half-open bytes that a line counts for */
    size_t start, end;
} scope;

/* ---- what a line counts for ---------------------------------------------- */

static bool is_blank(sw_str text, const sw_line *line)
{
    return sw_line_trim(text, line).len == 0;
}

/* Is the line an ignore and nothing else? */
static bool is_ignore(const sw_check *c, const sw_line *line)
{
    const sw_zone *zone = sw_zone_touched(&c->doc.zones, line->start, line->end,
                                          ~(1u << SW_ZONE_IGNORE));

    return zone != NULL && zone->start <= line->start;
}

/* Nothing but blank lines and ignores above? */
static bool is_top(const sw_check *c, size_t start)
{
    sw_line line;

    for (size_t at = start; sw_line_before(c->doc.text, at, &line);
         at = line.start)
        if (!is_blank(c->doc.text, &line) && !is_ignore(c, &line))
            return false;
    return true;
}

static scope whole_line(const sw_check *c, size_t at)
{
    sw_str text = c->doc.text;
    size_t start = at;
    sw_line line = {at, text.len, text.len};

    while (start > 0 && text.ptr[start - 1] != '\n' &&
           text.ptr[start - 1] != '\r')
        start--;
    sw_line_at(text, start, &line);
    return (scope){start, line.end};
}

/* The paragraph below the ignores that stand at `at`. */
static scope below(const sw_check *c, size_t at)
{
    sw_str text = c->doc.text;
    sw_line line = {0};
    size_t from = at;
    bool more = sw_line_at(text, at, &line), gap = false;
    scope s;

    while (more && (is_ignore(c, &line) || is_blank(text, &line))) {
        gap = gap || is_blank(text, &line);
        more = sw_line_at(text, line.next, &line);
    }
    if ((gap || !more) && is_top(c, from))
        return (scope){0, text.len};
    s = (scope){more ? line.start : text.len, text.len};
    while (more && !is_blank(text, &line)) {
        s.end = line.end;
        more = sw_line_at(text, line.next, &line);
    }
    return s;
}

/* ---- findings ------------------------------------------------------------ */

static bool is_in(const sw_finding *f, const scope *s)
{
    if (f->start == f->end)
        return s->start <= f->start && f->start <= s->end;
    return f->start < s->end && s->start < f->end;
}

static bool names(sw_str id, const sw_rule *rule)
{
    return sw_str_equal_c(id, rule->info.id) ||
           sw_str_equal_c(id, rule->info.category);
}

/* Marks what id means inside the scope; is there any? */
static bool mark(const sw_check *c, sw_str id, const scope *s,
                 unsigned char *gone)
{
    bool any = false;

    for (size_t i = 0; i < c->findings.count; i++) {
        const sw_finding *f = &c->findings.at[i];

        if (f->start > s->end)
            break; /* they come by place */
        if (!is_in(f, s) || !names(id, f->rule))
            continue;
        gone[i] = 1;
        any = true;
    }
    return any;
}

typedef enum sense {
    UNKNOWN, /* no such rule or category */
    LET_BE,  /* off, or a limit stopped it */
    OPEN     /* had its say */
} sense;

static sense sense_of(const sw_check *c, sw_str id)
{
    sense found = UNKNOWN;

    for (size_t i = 0; i < c->rules->rule_count; i++) {
        const sw_rule *rule = &c->rules->rules[i];

        if (!names(id, rule))
            continue;
        if (c->limited[i])
            return LET_BE;
        if (rule->info.enabled)
            found = OPEN;
        else if (found == UNKNOWN)
            found = LET_BE;
    }
    return found;
}

/* ---- reports ------------------------------------------------------------- */

/* Findings about ignores are gathered apart: those of the rules are read on. */
static bool report(sw_check *c, sw_findings *out, size_t start, size_t end,
                   const char *said)
{
    sw_finding *f = SW_VEC_PUSH(out, c->arena);

    if (f == NULL || said == NULL)
        return false;
    *f = (sw_finding){.rule = &sw_rule_unused_ignore,
                      .start = start,
                      .end = end,
                      .said = said};
    if (c->doc.sentences.count)
        f->sentence = sw_sentence_at(&c->doc.sentences, start);
    return true;
}

static bool report_unknown(sw_check *c, sw_findings *out, sw_str id,
                           size_t start, size_t end)
{
    char word[64] = "";
    const char *near = NULL;

    memcpy(word, id.ptr, id.len < sizeof word - 1 ? id.len : sizeof word - 1);
    saywell_rules_find(c->rules, word, &near);
    return report(c, out, start, end,
                  near ? sw_arena_printf(c->arena,
                                         "There is no rule \"%s\"; did you "
                                         "mean \"%s\"?",
                                         word, near)
                       : sw_arena_printf(c->arena,
                                         "There is no rule \"%s\" to ignore",
                                         word));
}

/* ---- the lines ----------------------------------------------------------- */

static bool apply_id(sw_check *c, const scope *s, size_t start, size_t end,
                     unsigned char *gone, sw_findings *out)
{
    sw_str id = sw_str_part(c->doc.text, start, end);

    if (mark(c, id, s, gone))
        return true;
    switch (sense_of(c, id)) {
    case UNKNOWN:
        return report_unknown(c, out, id, start, end);
    case OPEN:
        return report(c, out, start, end,
                      sw_arena_printf(c->arena,
                                      "Nothing here needs \"%.*s\" ignored: "
                                      "take it out",
                                      (int)id.len, id.ptr));
    case LET_BE:
        break;
    }
    return true;
}

static bool apply_line(sw_check *c, const sw_zone *zone, size_t *count,
                       unsigned char *gone, sw_findings *out)
{
    sw_ignore_line line;
    size_t at = 0, start, end;
    scope s;

    if (!sw_ignore_line_find(c->doc.text, zone->start, zone->end, &line))
        return true;
    s = whole_line(c, zone->start);
    if (zone->start <= s.start)
        s = below(c, zone->start);
    if (line.end == line.ids)
        return report(c, out, zone->start, zone->end,
                      "Name the rules to ignore: saywell: ignore RULE");
    while (sw_ignore_line_id(c->doc.text, &line, &at, &start, &end)) {
        if (++*count > MOST)
            return report(c, out, start, end,
                          "Too many ignores: the first 1000 count");
        if (!apply_id(c, &s, start, end, gone, out))
            return false;
    }
    return true;
}

bool sw_ignore_run(sw_check *c)
{
    sw_findings *all = &c->findings, reports = {0};
    unsigned char *gone;
    size_t kept = 0, count = 0;

    if (!c->reply->ignores)
        return true;
    gone = sw_arena_zero(c->arena, all->count + 1, 1);
    if (gone == NULL)
        return false;
    for (size_t i = 0; i < c->doc.zones.blocks.count && count <= MOST; i++)
        if (c->doc.zones.blocks.at[i].kind == SW_ZONE_IGNORE &&
            !apply_line(c, &c->doc.zones.blocks.at[i], &count, gone, &reports))
            return false;
    for (size_t i = 0; i < all->count; i++)
        if (!gone[i])
            all->at[kept++] = all->at[i];
    all->count = kept;
    for (size_t i = 0; i < reports.count; i++) {
        sw_finding *f = SW_VEC_PUSH(all, c->arena);

        if (f == NULL)
            return false;
        *f = reports.at[i];
    }
    sw_settle_sort(all);
    return true;
}
