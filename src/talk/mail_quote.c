/*
 * mail_quote.c - what the writer of a mail wrote, without history and
 * signature.
 *
 * Left in, the customer's words below a reply would be linted as the agent's.
 * Programs mark them in two ways. Some put ">" before each line: those lines
 * go, and what stands between them is an answer and stays. Others set a line
 * or a block of header fields above the old message and nothing on its lines:
 * from there on all goes, for nothing tells where it ends.
 */
#include "talk/mail_quote.h"

#include "base/buf.h"
#include "talk/mail_mark.h"

#include <string.h>

typedef enum fate { KEEP, DROP, SIGN, BLANK } fate;

typedef struct line {
    size_t start, end; /* with the line's own end */
    fate fate;
    bool quoted; /* begins with ">" */
} line;

typedef struct cutting {
    sw_str body;
    sw_arena *arena;
    struct SW_VEC(line) lines;
    size_t mark;        /* the line where old messages begin; count = none */
    size_t mark_size;   /* lines of the mark itself */
    bool rest;          /* from the mark on all is old */
    size_t last_quoted; /* line that begins with ">"; SW_NOWHERE */
    sw_mail_cut *out;
} cutting;

static sw_str text_of(const cutting *c, size_t i)
{
    sw_str s = sw_str_part(c->body, c->lines.at[i].start, c->lines.at[i].end);

    while (s.len && (s.ptr[s.len - 1] == '\n' || s.ptr[s.len - 1] == '\r'))
        s.len--;
    return s;
}

static bool split(cutting *c)
{
    sw_str rest = c->body, one;

    c->last_quoted = SW_NOWHERE;
    while (rest.len) {
        line *to = SW_VEC_PUSH(&c->lines, c->arena);

        if (!to)
            return false;
        to->start = (size_t)(rest.ptr - c->body.ptr);
        sw_str_line(&rest, &one);
        to->end = rest.len ? (size_t)(rest.ptr - c->body.ptr) : c->body.len;
        to->quoted = one.len && one.ptr[0] == '>';
        if (to->quoted)
            c->last_quoted = c->lines.count - 1;
        to->fate = sw_str_trim(one).len == 0 ? BLANK : KEEP;
    }
    c->mark = c->lines.count;
    return true;
}

/* ---- where history begins ------------------------------------------------ */

static bool quoted_from(const cutting *c, size_t i)
{
    return c->last_quoted != SW_NOWHERE && c->last_quoted >= i;
}

/* A mark at line i: how many lines it has; 0 = none. */
static size_t mark_at(const cutting *c, size_t i, sw_mail_mark *mark)
{
    sw_str at[SW_MAIL_MARK_LINES];
    size_t n = 0;

    for (; n < SW_MAIL_MARK_LINES && i + n < c->lines.count &&
           !c->lines.at[i + n].quoted;
         n++)
        at[n] = text_of(c, i + n);
    return sw_mail_mark_read(at, n, mark);
}

/* "Type your reply above this line": in the notice itself it stands on top and
 * the message follows; in an answer all below is old. */
static bool is_first(const cutting *c, size_t i)
{
    while (i-- > 0)
        if (c->lines.at[i].fate != BLANK)
            return false;
    return true;
}

static void drop(cutting *c, size_t from, size_t to)
{
    for (size_t i = from; i < to && i < c->lines.count; i++)
        c->lines.at[i].fate = DROP;
}

static void find_marks(cutting *c)
{
    for (size_t i = 0; i < c->lines.count; i++) {
        sw_mail_mark mark;
        size_t size = c->lines.at[i].fate == KEEP && !c->lines.at[i].quoted
                          ? mark_at(c, i, &mark)
                          : 0;

        if (!size)
            continue;
        if (mark.above && is_first(c, i)) {
            drop(c, i, i + size);
            continue;
        }
        if (c->mark == c->lines.count) {
            c->mark = i;
            c->mark_size = size;
            c->out->attribution = mark.author;
        }
        /* An attribution is followed by ">" lines, if any are at all. */
        if (mark.attribution && quoted_from(c, i + size)) {
            drop(c, i, i + size);
            i += size - 1;
            continue;
        }
        /* Behind an answer between ">" lines, older messages without them: the
         * outermost quote is still the one with ">". */
        c->rest = c->mark == i;
        drop(c, i, c->lines.count);
        return;
    }
}

static void drop_quoted(cutting *c)
{
    for (size_t i = 0; i < c->lines.count; i++)
        if (c->lines.at[i].quoted)
            c->lines.at[i].fate = DROP;
}

/* From "-- " to the next dropped line. */
static void find_signature(cutting *c)
{
    bool inside = false;

    for (size_t i = 0; i < c->lines.count; i++) {
        sw_str s = text_of(c, i);

        if (c->lines.at[i].fate == DROP)
            inside = false;
        else if (sw_str_equal_c(s, "-- ") || sw_str_equal_c(s, "--") ||
                 sw_mail_is_device(s))
            inside = true;
        if (inside)
            c->lines.at[i].fate = SIGN;
    }
}

/* ---- what is left -------------------------------------------------------- */

static bool is_left(const line *l)
{
    return l->fate == KEEP || l->fate == BLANK;
}

/* Of the blank lines on both sides of what was cut, those in front stay. */
static void trim_blanks(cutting *c)
{
    bool cut = false, blank = true;

    for (size_t i = 0; i < c->lines.count; i++) {
        line *l = &c->lines.at[i];

        if (!is_left(l)) {
            cut = true;
        } else if (l->fate == KEEP) {
            cut = blank = false;
        } else if (cut && blank) {
            l->fate = DROP;
        } else {
            blank = true;
        }
    }
}

static bool collect(cutting *c)
{
    sw_buf text = {0};
    struct SW_VEC(sw_text_run) runs = {0};
    bool ok = true, joined = false;
    const char *copy;

    for (size_t i = 0; i < c->lines.count && ok; i++) {
        const line *l = &c->lines.at[i];

        if (!is_left(l) || (l->fate == BLANK && text.len == 0)) {
            joined = false;
            continue;
        }
        if (!joined) {
            sw_text_run *run = SW_VEC_PUSH(&runs, c->arena);

            ok = run != NULL;
            if (run)
                *run = (sw_text_run){text.len, l->start};
        }
        joined = true;
        sw_buf_put(&text, sw_str_part(c->body, l->start, l->end));
    }
    while (text.len && strchr(" \t\r\n", text.ptr[text.len - 1]))
        text.len--;
    copy = sw_arena_copy(c->arena, text.len ? text.ptr : "", text.len);
    c->out->text = (sw_str){copy, text.len};
    c->out->runs = runs.at;
    c->out->run_count = runs.count;
    ok = ok && copy && !text.failed;
    sw_buf_release(&text);
    return ok;
}

/* ---- what was answered --------------------------------------------------- */

/* Lines of the outermost quote: with one ">" taken off, or what stands below
 * the mark; up to its own history. */
static bool collect_quote(cutting *c)
{
    sw_buf old = {0};
    sw_mail_cut inner = {0};
    bool marks = !c->rest;
    size_t from = c->mark < c->lines.count ? c->mark + c->mark_size : 0;
    cutting in = {.arena = c->arena, .out = &inner};
    bool ok;

    for (size_t i = from; i < c->lines.count; i++) {
        sw_str s = text_of(c, i);

        if (marks != c->lines.at[i].quoted)
            continue;
        if (marks)
            s = sw_str_part(s, s.len > 1 && s.ptr[1] == ' ' ? 2 : 1, s.len);
        sw_buf_put(&old, s);
        sw_buf_byte(&old, '\n');
    }
    in.body.ptr = sw_arena_copy(c->arena, old.len ? old.ptr : "", old.len);
    in.body.len = old.len;
    ok = in.body.ptr && !old.failed;
    sw_buf_release(&old);
    if (!ok || !split(&in))
        return false;
    find_marks(&in);
    drop_quoted(&in);
    find_signature(&in);
    trim_blanks(&in);
    ok = collect(&in);
    c->out->quote = inner.text;
    return ok;
}

bool sw_mail_cut_read(sw_str body, sw_arena *arena, sw_mail_cut *out)
{
    cutting c = {.body = body, .arena = arena, .out = out};
    bool quoted;

    *out = (sw_mail_cut){0};
    if (!split(&c))
        return false;
    find_marks(&c);
    quoted = quoted_from(&c, 0);
    drop_quoted(&c);
    find_signature(&c);
    trim_blanks(&c);
    if (!collect(&c))
        return false;
    return !(quoted || c.rest) || collect_quote(&c);
}

/* ---- signatures that nobody marked --------------------------------------- */

#define TAIL_LINES 10
#define TAIL_WIDTH 72

/* Short, and not the end of a sentence. */
static bool is_tail_line(sw_str s)
{
    return s.len > 0 && s.len <= TAIL_WIDTH &&
           !strchr(".?!,;:", s.ptr[s.len - 1]);
}

size_t sw_mail_tails(sw_str text, size_t starts[SW_MAIL_TAILS])
{
    size_t end = text.len, count = 0, lines = 0, next = SW_NOWHERE;

    while (end > 0 && lines < TAIL_LINES && count < SW_MAIL_TAILS) {
        size_t start = end;
        sw_str s;

        while (start > 0 && text.ptr[start - 1] != '\n')
            start--;
        s = sw_str_trim(sw_str_part(text, start, end));
        if (s.len == 0 && next != SW_NOWHERE)
            starts[count++] = next; /* a blank line above: a border */
        if (s.len > 0 && !is_tail_line(s))
            break;
        next = s.len ? start : SW_NOWHERE;
        lines += s.len > 0;
        end = start > 0 ? start - 1 : 0;
    }
    return count;
}
