/* publish.c - findings in scratch -> the result that the caller keeps.
 *
 * Everything a finding points at is copied into the result's arena, or lives
 * with the rules: nothing outlives its arena. */
#include "lib/publish.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "doc/place.h"
#include "lib/fingerprint.h"

#define MESSAGE_BYTES 1024 /* a message with its captures */

typedef struct work {
    const saywell_session *s;
    const sw_check *c;
    saywell_result *result;
    const sw_finding **kept; /* in order of place */
    size_t count;
} work;

static const char *text_of(const work *w, size_t start, size_t end)
{
    sw_str part = sw_str_part(w->c->doc.text, start, end);

    return sw_arena_copy(&w->result->arena, part.ptr, part.len);
}

/* ---- which findings are shown
 * -------------------------------------------------- */

static int worst_first(const void *a, const void *b)
{
    const sw_finding *x = *(const sw_finding *const *)a;
    const sw_finding *y = *(const sw_finding *const *)b;

    if (x->rule->info.severity != y->rule->info.severity)
        return x->rule->info.severity > y->rule->info.severity ? -1 : 1;
    return x < y ? -1 : x > y; /* one array, already in order of place */
}

static int as_found(const void *a, const void *b)
{
    const sw_finding *x = *(const sw_finding *const *)a;
    const sw_finding *y = *(const sw_finding *const *)b;

    return x < y ? -1 : x > y;
}

static bool choose(work *w)
{
    const sw_findings *all = &w->c->findings;
    size_t most = w->s->max_findings;

    if (all->count == 0)
        return true;
    w->kept = sw_arena_zero(w->c->arena, all->count + 1, sizeof *w->kept);
    if (w->kept == NULL)
        return false;
    for (size_t i = 0; i < all->count; i++)
        if ((size_t)all->at[i].rule->info.severity >= w->s->least)
            w->kept[w->count++] = &all->at[i];
    if (most == 0 || w->count <= most)
        return true;
    qsort(w->kept, w->count, sizeof *w->kept, worst_first);
    w->result->omitted = w->count - most;
    w->count = most;
    qsort(w->kept, w->count, sizeof *w->kept, as_found);
    return true;
}

/* ---- words
 * ---------------------------------------------------------------------- */

/* The bytes of capture `name`; the whole match for "0". */
static bool capture(const work *w, const sw_finding *f, sw_str name,
                    sw_str *out)
{
    if (sw_str_equal_c(name, "0")) {
        *out = sw_str_part(w->c->doc.text, f->start, f->end);
        return true;
    }
    for (size_t i = 0; i < f->span_count; i++)
        if (sw_str_equal_c(name, f->spans[i].name)) {
            *out =
                sw_str_part(w->c->doc.text, f->spans[i].start, f->spans[i].end);
            return true;
        }
    return false;
}

/* Captured words in a message: one line, white-space runs as one space. */
static void put_words(sw_buf *out, sw_str words)
{
    bool space = false;

    for (size_t i = 0; i < words.len; i++) {
        char byte = words.ptr[i];
        bool white =
            byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
        if (!white || !space)
            sw_buf_byte(out, white ? ' ' : byte);
        space = white;
    }
}

/* "Answer {verb} ..." with the captures filled in; an unset one is dropped. */
static const char *message(const work *w, const sw_finding *f)
{
    const char *own = f->pattern != NULL ? f->pattern->message : NULL;
    sw_str rest = sw_str_of(own != NULL ? own : f->rule->info.message);
    char *made;
    sw_buf out;

    if (f->said != NULL)
        return sw_arena_copy(&w->result->arena, f->said, strlen(f->said));
    if (sw_str_find_byte(rest, '{', 0) == SW_NOWHERE)
        return rest.ptr; /* lives with the rules */
    sw_buf_init(&out, MESSAGE_BYTES);
    while (rest.len > 0) {
        size_t open = sw_str_find_byte(rest, '{', 0), close;
        sw_str words;
        if (open == SW_NOWHERE)
            open = rest.len;
        sw_buf_put(&out, sw_str_part(rest, 0, open));
        close = sw_str_find_byte(rest, '}', open);
        if (close == SW_NOWHERE)
            break;
        if (capture(w, f, sw_str_part(rest, open + 1, close), &words))
            put_words(&out, words);
        rest = sw_str_part(rest, close + 1, rest.len);
    }
    made = out.ptr == NULL || out.len == 0
               ? sw_arena_copy(&w->result->arena, "", 0)
               : sw_arena_copy(&w->result->arena, out.ptr, out.len);
    sw_buf_release(&out);
    return made;
}

static bool put_captures(const work *w, const sw_finding *f,
                         saywell_finding *out)
{
    saywell_capture *made;

    if (f->span_count == 0)
        return true;
    made = sw_arena_zero(&w->result->arena, f->span_count, sizeof *made);
    if (made == NULL)
        return false;
    for (size_t i = 0; i < f->span_count; i++) {
        const sw_span *span = &f->spans[i];
        made[i].name =
            sw_arena_copy(&w->result->arena, span->name, strlen(span->name));
        made[i].text = text_of(w, span->start, span->end);
        made[i].start = span->start;
        made[i].end = span->end;
        if (made[i].name == NULL || made[i].text == NULL)
            return false;
    }
    out->captures = made;
    out->capture_count = f->span_count;
    return true;
}

static bool put_evidence(const work *w, const sw_finding *f,
                         saywell_finding *out)
{
    saywell_evidence *made;

    if (f->evidence.count == 0)
        return true;
    made = sw_arena_zero(&w->result->arena, f->evidence.count, sizeof *made);
    if (made == NULL)
        return false;
    for (size_t i = 0; i < f->evidence.count; i++) {
        const sw_evidence *e = &f->evidence.at[i];
        const sw_doc *doc = e->customer ? &w->c->customer : &w->c->doc;
        sw_str words = sw_str_part(doc->text, e->start, e->end);
        made[i] = (saywell_evidence){
            .signal = e->signal->name,
            .customer = e->customer,
            .start = e->start,
            .end = e->end,
            .text = sw_arena_copy(&w->result->arena, words.ptr, words.len)};
        if (made[i].text == NULL)
            return false;
    }
    out->evidence = made;
    out->evidence_count = f->evidence.count;
    return true;
}

/* ---- fixes
 * ------------------------------------------------------------------------ */

static saywell_edit *copy_edits(sw_arena *arena, const saywell_edit *edits,
                                size_t count)
{
    saywell_edit *made = sw_arena_zero(arena, count, sizeof *made);

    if (made == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        made[i] = edits[i];
        made[i].text = sw_arena_copy(arena, edits[i].text, edits[i].len);
        if (made[i].text == NULL)
            return NULL;
    }
    return made;
}

static const char *copy_c(sw_arena *arena, const char *s)
{
    return s != NULL ? sw_arena_copy(arena, s, strlen(s)) : NULL;
}

static bool put_fixes(const work *w, const sw_finding *f, saywell_finding *out)
{
    sw_arena *arena = &w->result->arena;
    saywell_fix *made;

    if (f->fixes.count == 0)
        return true;
    made = sw_arena_zero(arena, f->fixes.count, sizeof *made);
    if (made == NULL)
        return false;
    for (size_t i = 0; i < f->fixes.count; i++) {
        const saywell_fix *fix = &f->fixes.at[i];
        made[i] = *fix;
        made[i].edits = copy_edits(arena, fix->edits, fix->edit_count);
        made[i].message = copy_c(arena, fix->message);
        made[i].preview = copy_c(arena, fix->preview);
        if (made[i].edits == NULL ||
            (fix->message != NULL && made[i].message == NULL) ||
            (fix->preview != NULL && made[i].preview == NULL))
            return false;
    }
    out->fixes = made;
    out->fix_count = f->fixes.count;
    return true;
}

/* ---- one finding, all findings
 * ------------------------------------------------------ */

static bool put_finding(const work *w, const sw_finding *f,
                        saywell_finding *out)
{
    const saywell_rule_info *info = &f->rule->info;
    size_t at = f->start == f->end && f->start > 0 && f->rule->anchor_end
                    ? f->start - 1
                    : f->start;

    out->rule = info->id;
    out->category = info->category;
    out->why = info->why;
    out->sources = info->sources;
    out->severity = info->severity;
    out->zone = sw_zone_name(sw_zone_block_at(&w->c->doc.zones, at));
    out->sentence = f->sentence + 1;
    out->pattern = f->pattern != NULL ? f->pattern->id : SAYWELL_NOWHERE;
    out->message = message(w, f);
    out->match = text_of(w, f->start, f->end);
    return out->message != NULL && out->match != NULL &&
           put_captures(w, f, out) && put_evidence(w, f, out) &&
           put_fixes(w, f, out);
}

static bool put_places(const work *w)
{
    size_t n = 2 * w->count;
    size_t *offsets = sw_arena_zero(w->c->arena, n + 1, sizeof *offsets);
    size_t *order = sw_arena_zero(w->c->arena, n + 1, sizeof *order);
    saywell_place *places = sw_arena_zero(w->c->arena, n + 1, sizeof *places);
    const sw_places *marks =
        w->c->past != NULL ? sw_past_places(w->c->past) : NULL;

    if (offsets == NULL || order == NULL || places == NULL)
        return false;
    for (size_t i = 0; i < w->count; i++) {
        offsets[2 * i] = w->kept[i]->start;
        offsets[2 * i + 1] = w->kept[i]->end;
    }
    if (marks != NULL)
        sw_place_fill_near(w->c->doc.text, marks, offsets, n, order, places);
    else
        sw_place_fill(w->c->doc.text, offsets, n, order, places);
    for (size_t i = 0; i < w->count; i++) {
        w->result->findings[i].start = places[2 * i];
        w->result->findings[i].end = places[2 * i + 1];
    }
    return true;
}

static bool put_limited(const work *w)
{
    const saywell_rules *rules = w->c->rules;
    size_t count = 0;

    for (size_t i = 0; i < rules->rule_count; i++)
        count += w->c->limited[i];
    if (count == 0)
        return true;
    w->result->limited =
        sw_arena_zero(&w->result->arena, count, sizeof *w->result->limited);
    if (w->result->limited == NULL)
        return false;
    for (size_t i = 0; i < rules->rule_count; i++)
        if (w->c->limited[i])
            w->result->limited[w->result->limited_count++] =
                rules->rules[i].info.id;
    return true;
}

static bool put_fix(const work *w, const sw_edits *fix)
{
    if (fix == NULL || fix->count == 0)
        return true;
    w->result->fix = copy_edits(&w->result->arena, fix->at, fix->count);
    w->result->fix_count = fix->count;
    return w->result->fix != NULL;
}

static bool put_findings(const work *w)
{
    saywell_result *result = w->result;

    if (w->count == 0)
        return true;
    result->findings =
        sw_arena_zero(&result->arena, w->count, sizeof *result->findings);
    if (result->findings == NULL)
        return false;
    for (size_t i = 0; i < w->count; i++)
        if (!put_finding(w, w->kept[i], &result->findings[i]))
            return false;
    result->count = w->count;
    return put_places(w) && sw_fingerprint_all(w->c, w->kept, result);
}

saywell_status sw_publish_run(const saywell_session *s, const sw_check *c,
                              const sw_edits *fix, saywell_result *result)
{
    work w = {.s = s, .c = c, .result = result};

    result->skipped = c->skipped;
    result->language = c->skipped == NULL ? c->rules->language : NULL;
    return choose(&w) && put_findings(&w) && put_limited(&w) && put_fix(&w, fix)
               ? SAYWELL_OK
               : SAYWELL_NOMEM;
}
