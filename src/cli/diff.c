/*
 * diff.c - edits -> a unified diff.
 *
 * There is nothing to search: the edits say what changes. Each is widened to
 * whole lines; those that meet become one change, those close together one
 * hunk.
 */
#include "cli/diff.h"

#include "base/buf.h"
#include "base/vec.h"

#define AROUND 3 /* lines of context */

/* Lines [line, line + old_count) become new_count lines. */
typedef struct change {
    size_t start, end;  /* bytes of the old lines, ends included */
    size_t line;        /* from 0 */
    size_t first, last; /* edits [first, last) */
    size_t old_count, new_count;
    sw_str made; /* the new lines */
} change;

typedef struct changes SW_VEC(change) changes;

typedef struct differ {
    sw_str text;
    const saywell_edit *edits;
    sw_arena arena;
    changes list;
    sw_buf out;
} differ;

static bool at_line_start(sw_str text, size_t at)
{
    return at == 0 || text.ptr[at - 1] == '\n';
}

static size_t line_start(sw_str text, size_t at)
{
    while (!at_line_start(text, at))
        at--;
    return at;
}

/* Behind the newline of the line that holds byte `at`. */
static size_t line_end(sw_str text, size_t at)
{
    size_t end = sw_str_find_byte(text, '\n', at);

    return end == SW_NOWHERE ? text.len : end + 1;
}

static size_t count_lines(sw_str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i = line_end(s, i))
        n++;
    return n;
}

/* Does this edit leave a whole line behind it, so that the next line is as it
 * was? */
static bool ends_whole(sw_str text, const saywell_edit *e)
{
    if (e->end > e->start && at_line_start(text, e->end))
        return e->len ? e->text[e->len - 1] == '\n'
                      : at_line_start(text, e->start);
    return false;
}

/* Edits -> changes of whole lines. A line is walked once, however many edits
 * it has: those behind its first one lie before the end that is known. */
static bool widen(differ *d, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const saywell_edit *e = &d->edits[i];
        bool more =
            d->list.count && e->start <= d->list.at[d->list.count - 1].end;
        change *c = more ? &d->list.at[d->list.count - 1]
                         : SW_VEC_PUSH(&d->list, &d->arena);

        if (!c)
            return false;
        if (!more)
            *c = (change){.start = line_start(d->text, e->start), .first = i};
        c->last = i + 1;
        if (!more || e->end >= c->end)
            c->end =
                ends_whole(d->text, e) ? e->end : line_end(d->text, e->end);
    }
    return true;
}

/* The new lines of a change. */
static bool make(differ *d, change *c)
{
    sw_buf made = {0};
    size_t at = c->start;
    char *copy;

    for (size_t i = c->first; i < c->last; i++) {
        const saywell_edit *e = &d->edits[i];

        sw_buf_put(&made, sw_str_part(d->text, at, e->start));
        sw_buf_put(&made, (sw_str){e->text, e->len});
        at = e->end;
    }
    sw_buf_put(&made, sw_str_part(d->text, at, c->end));
    copy = made.failed
               ? NULL
               : sw_arena_copy(&d->arena, made.len ? made.ptr : "", made.len);
    c->made = (sw_str){copy, made.len};
    c->old_count = count_lines(sw_str_part(d->text, c->start, c->end));
    c->new_count = copy ? count_lines(c->made) : 0;
    sw_buf_release(&made);
    return copy != NULL;
}

static bool make_all(differ *d)
{
    size_t line = 0, at = 0;

    for (size_t i = 0; i < d->list.count; i++) {
        change *c = &d->list.at[i];

        line += count_lines(sw_str_part(d->text, at, c->start));
        c->line = line;
        at = c->start;
        if (!make(d, c))
            return false;
    }
    return true;
}

static void put_lines(sw_buf *out, char mark, sw_str lines)
{
    for (size_t i = 0, end; i < lines.len; i = end) {
        end = line_end(lines, i);
        sw_buf_byte(out, mark);
        sw_buf_put(out, sw_str_part(lines, i, end));
        if (lines.ptr[end - 1] != '\n')
            sw_buf_put(out, SW_STR("\n\\ No newline at end of file\n"));
    }
}

/* Byte where the context of n lines before `at` starts; *n: how many. */
static size_t before(sw_str text, size_t at, size_t *n)
{
    size_t wanted = *n;

    for (*n = 0; *n < wanted && at > 0; ++*n)
        at = line_start(text, at - 1);
    return at;
}

static size_t after(sw_str text, size_t at, size_t *n)
{
    size_t wanted = *n;

    for (*n = 0; *n < wanted && at < text.len; ++*n)
        at = line_end(text, at);
    return at;
}

/* Changes [first, last) as one hunk. shift: new minus old lines so far. */
static void put_hunk(differ *d, size_t first, size_t last, long *shift)
{
    const change *at = d->list.at;
    size_t lead = AROUND, trail = AROUND, old_count = 0, new_count = 0;
    size_t start = before(d->text, at[first].start, &lead);
    size_t end = after(d->text, at[last - 1].end, &trail), place = start;
    size_t line = at[first].line - lead + 1;
    size_t new_line = (size_t)((long)line + *shift);

    for (size_t i = first; i < last; i++) {
        size_t gap = count_lines(sw_str_part(d->text, place, at[i].start));

        old_count += gap + at[i].old_count;
        new_count += gap + at[i].new_count;
        place = at[i].end;
    }
    old_count += trail;
    new_count += trail;
    sw_buf_printf(&d->out, "@@ -%zu,%zu +%zu,%zu @@\n",
                  old_count ? line : line - 1, old_count,
                  new_count ? new_line : new_line - 1, new_count);
    place = start;
    for (size_t i = first; i < last; i++) {
        put_lines(&d->out, ' ', sw_str_part(d->text, place, at[i].start));
        put_lines(&d->out, '-', sw_str_part(d->text, at[i].start, at[i].end));
        put_lines(&d->out, '+', at[i].made);
        place = at[i].end;
    }
    put_lines(&d->out, ' ', sw_str_part(d->text, place, end));
    *shift += (long)new_count - (long)old_count;
}

static void put_all(differ *d, const char *name)
{
    long shift = 0;

    sw_buf_printf(&d->out, "--- %s\n+++ %s\n", name, name);
    for (size_t i = 0, next; i < d->list.count; i = next) {
        for (next = i + 1; next < d->list.count; next++) {
            const change *c = &d->list.at[next];
            sw_str gap = sw_str_part(d->text, c[-1].end, c->start);

            if (count_lines(gap) > (size_t)2 * AROUND)
                break;
        }
        put_hunk(d, i, next, &shift);
    }
}

bool sw_diff_write(const char *name, const char *text, size_t len,
                   const saywell_edit *edits, size_t count,
                   saywell_write_fn *write, void *ctx)
{
    differ d = {.text = {text, len}, .edits = edits};
    bool ok = true;

    if (count == 0)
        return true;
    ok = widen(&d, count) && make_all(&d);
    if (ok) {
        put_all(&d, name);
        ok = !d.out.failed && write(ctx, d.out.ptr, d.out.len);
    }
    sw_buf_release(&d.out);
    sw_arena_release(&d.arena);
    return ok;
}
