/*
 * report_text.c - findings for people: the words first, then what to do.
 *
 *     draft.txt:3:1 warning: Answer with what you can do  [bare-no]
 *        3 | No, we can't ship until Monday.
 *          | ^^
 *        try: We can ship from Monday.      (safe, with cannot-until; ...)
 *        why: a bare "no" stops the customer; ...     (saywell explain bare-no)
 *
 * What makes it hard: carets must stand under wide, combining and emoji
 * characters and behind tabs, long lines are cut around the finding, and
 * nothing of the input may steer the terminal.
 */
#include "report/report_impl.h"

#include "base/utf8.h"

#include <string.h>

#define SHOWN_COLUMNS   96 /* of a source line */
#define CONTEXT_COLUMNS 30 /* shown before a finding on a line that is cut */
#define ASIDE_COLUMN    52 /* where "(safe; ...)" starts, if it can */
#define TAB_COLUMNS     4
#define PREVIEW_COLUMNS 120
#define JOINER          0x200d /* what is behind it takes no column */

/* ---- colour -------------------------------------------------------------- */

static const char *const severity_colour[] = {"36", "33", "31"};

static void colour(saywell_report *report, const char *code)
{
    if (report->options.color)
        sw_buf_printf(&report->out, "\033[%sm", code);
}

static void plain_again(saywell_report *report)
{
    if (report->options.color)
        sw_buf_put(&report->out, SW_STR("\033[0m"));
}

static void dim(saywell_report *report, const char *words)
{
    colour(report, "2");
    sw_buf_put_c(&report->out, words);
    plain_again(report);
}

/* ---- the source line ------------------------------------------------------
 */

/* A piece of a line on its way to the terminal. */
typedef struct view {
    sw_buf *out;
    size_t column; /* terminal columns written */
    uint32_t before;
} view;

static void view_put(view *v, uint32_t code)
{
    if (code == '\t') {
        do {
            sw_buf_byte(v->out, ' ');
            v->column++;
        } while (v->column % TAB_COLUMNS);
    } else if (code >= ' ' && code <= '~' && v->before != JOINER) {
        sw_buf_byte(v->out, (char)code);
        v->column++;
    } else {
        v->column += sw_report_glyph(v->out, code, v->before);
    }
    v->before = code;
}

/* Terminal columns of a line. */
static size_t columns_of(sw_buf *scratch, sw_str line)
{
    view v = {.out = scratch};

    sw_buf_clear(scratch);
    for (size_t i = 0, size; i < line.len; i += size) {
        size_t even = v.before == JOINER ? i : sw_report_even(line, i);

        if (even > i) {
            size = even - i;
            v.column += size;
            v.before = (unsigned char)line.ptr[even - 1];
        } else {
            view_put(&v, sw_utf8_at(line, i, &size));
        }
    }
    sw_buf_clear(scratch);
    return v.column;
}

/* Where to start showing a line so that the byte `at` is in sight: at most
 * CONTEXT_COLUMNS characters before it, at a space when there is one. */
static size_t cut_start(sw_str line, size_t at)
{
    size_t start = at, space = SW_NOWHERE;

    for (size_t n = 0; start > 0 && n < CONTEXT_COLUMNS; n++) {
        size_t size;
        uint32_t code = sw_utf8_before(line, start, &size);

        if (code == ' ')
            space = start;
        start -= size;
    }
    if (start == 0)
        return 0;
    return space != SW_NOWHERE ? space : start;
}

/* The line from byte `from` on, at most SHOWN_COLUMNS wide, and the columns
 * where the flagged bytes [start, end) begin and stop. */
static void put_source(saywell_report *report, sw_str line, size_t from,
                       size_t start, size_t end, size_t carets[2])
{
    view v = {.out = &report->out};
    size_t i = from, size;

    carets[0] = carets[1] = SW_NOWHERE;
    if (from > 0) {
        sw_buf_put(v.out, SW_STR("..."));
        v.column = 3;
    }
    for (; i < line.len && v.column < SHOWN_COLUMNS; i += size) {
        if (i >= start && carets[0] == SW_NOWHERE)
            carets[0] = v.column;
        if (i >= end && carets[1] == SW_NOWHERE)
            carets[1] = v.column;
        view_put(&v, sw_utf8_at(line, i, &size));
    }
    if (carets[0] == SW_NOWHERE)
        carets[0] = v.column;
    if (carets[1] == SW_NOWHERE)
        carets[1] = v.column;
    if (i < line.len)
        sw_buf_put(v.out, SW_STR("..."));
    sw_buf_byte(v.out, '\n');
}

static void put_times(sw_buf *out, char byte, size_t times)
{
    while (times-- > 0)
        sw_buf_byte(out, byte);
}

static size_t digits(size_t n)
{
    size_t count = 1;

    while (n >= 10) {
        n /= 10;
        count++;
    }
    return count;
}

/* Source line and carets; of a match over several lines the first. */
static void put_lines(saywell_report *report, sw_str text,
                      const saywell_finding *f)
{
    sw_buf *out = &report->out;
    sw_str line = sw_report_line_at(text, f->start.byte);
    size_t line_at = (size_t)(line.ptr - text.ptr);
    size_t start = f->start.byte - line_at, end = f->end.byte - line_at;
    size_t gutter = digits(f->start.line), from = 0, carets[2];

    if (gutter < 4)
        gutter = 4;
    if (end > line.len)
        end = line.len;
    if (line.len > (size_t)SHOWN_COLUMNS * 4 ||
        columns_of(&report->item, line) > SHOWN_COLUMNS)
        from = cut_start(line, start);
    colour(report, "2");
    put_times(out, ' ', gutter - digits(f->start.line));
    sw_buf_printf(out, "%zu |", f->start.line);
    plain_again(report);
    sw_buf_byte(out, ' ');
    put_source(report, line, from, start, end, carets);
    colour(report, "2");
    put_times(out, ' ', gutter);
    sw_buf_put(out, SW_STR(" |"));
    plain_again(report);
    put_times(out, ' ', carets[0] + 1);
    colour(report, severity_colour[f->severity]);
    put_times(out, '^', carets[1] > carets[0] ? carets[1] - carets[0] : 1);
    plain_again(report);
    sw_buf_byte(out, '\n');
}

/* ---- one finding --------------------------------------------------------- */

static void put_place(saywell_report *report, const saywell_origin *o)
{
    sw_buf *out = &report->out;

    sw_report_plain(out, sw_str_of(o->path ? o->path : "<stdin>"));
    sw_buf_byte(out, ':');
    if (o->turn == SAYWELL_NOWHERE)
        return;
    if (o->line)
        sw_buf_printf(out, "%zu:", o->line);
    if (o->conversation) {
        sw_buf_byte(out, ' ');
        sw_report_plain(out, sw_str_of(o->conversation));
    }
    sw_buf_printf(out, " turn %zu", o->turn);
    if (o->author) {
        sw_buf_put(out, SW_STR(" ("));
        sw_report_plain(out, sw_str_of(o->author));
        sw_buf_byte(out, ')');
    }
    sw_buf_put(out, SW_STR(", "));
}

static void put_head(saywell_report *report, const sw_report_item *item,
                     const saywell_finding *f)
{
    sw_buf *out = &report->out;

    colour(report, "1");
    put_place(report, item->origin);
    sw_buf_printf(out, "%zu:%zu", f->start.line,
                  sw_report_column(report, item->text, &f->start));
    plain_again(report);
    sw_buf_byte(out, ' ');
    colour(report, severity_colour[f->severity]);
    sw_buf_put_c(out, sw_report_severity(f->severity));
    sw_buf_byte(out, ':');
    plain_again(report);
    sw_buf_byte(out, ' ');
    sw_report_plain(out, sw_str_of(f->message));
    sw_buf_put(out, SW_STR("  "));
    colour(report, "2");
    sw_buf_printf(out, "[%s]", f->rule);
    plain_again(report);
    sw_buf_byte(out, '\n');
}

/* "   try: words        (aside)"; shown is a part of words, or all. */
static void put_note(saywell_report *report, const char *label, sw_str words,
                     sw_str shown, const char *aside)
{
    sw_buf *out = &report->out;
    size_t width;

    colour(report, "1");
    sw_buf_printf(out, "   %s:", label);
    plain_again(report);
    sw_buf_byte(out, ' ');
    if (shown.ptr != words.ptr)
        sw_buf_put(out, SW_STR("..."));
    sw_report_plain(out, shown);
    if (shown.ptr + shown.len != words.ptr + words.len)
        sw_buf_put(out, SW_STR("..."));
    if (aside) {
        width = columns_of(&report->item, shown) + strlen(label) + 5;
        put_times(out, ' ',
                  width + 2 <= ASIDE_COLUMN ? ASIDE_COLUMN - width : 2);
        dim(report, aside);
    }
    sw_buf_byte(out, '\n');
}

/* A long sentence is shown around the first edit. */
static sw_str cut_preview(saywell_report *report, const saywell_fix *fix,
                          sw_str words)
{
    size_t at = 0, start, end, size;
    view v = {.out = &report->item};

    if (words.len <= PREVIEW_COLUMNS)
        return words;
    if (fix->edit_count && fix->edits[0].len)
        at = sw_str_find(words, (sw_str){fix->edits[0].text, fix->edits[0].len},
                         0);
    start = at == SW_NOWHERE ? 0 : cut_start(words, at);
    sw_buf_clear(&report->item);
    for (end = start; end < words.len && v.column < PREVIEW_COLUMNS;
         end += size)
        view_put(&v, sw_utf8_at(words, end, &size));
    return sw_str_part(words, start, end);
}

static void put_try(saywell_report *report, const sw_report_item *item,
                    const saywell_finding *f)
{
    bool draft = item->origin->turn == SAYWELL_NOWHERE;
    const saywell_fix *fix = &f->fixes[0];
    sw_str preview;
    char aside[160] = "(for you to judge)";
    sw_buf words = {0};

    sw_buf_init(&words, sizeof aside - 1);
    if (fix->trust == SAYWELL_SAFE) {
        sw_buf_put(&words, SW_STR("(safe"));
        if (fix->with)
            sw_buf_printf(&words, ", with %s", fix->with);
        sw_buf_put_c(&words, draft ? "; saywell fix applies it)" : ")");
    }
    if (words.len && sw_buf_c(&words)) {
        memcpy(aside, words.ptr, words.len);
        aside[words.len] = '\0';
    }
    sw_buf_release(&words);
    preview = sw_str_trim(sw_str_of(fix->preview));
    put_note(report, "try", preview, cut_preview(report, fix, preview), aside);
}

/* The first sentence: `saywell explain` has the rest. */
static sw_str first_sentence(const char *why)
{
    sw_str s = sw_str_of(why);

    for (size_t i = 0; i + 1 < s.len; i++)
        if ((s.ptr[i] == '.' || s.ptr[i] == '?' || s.ptr[i] == '!') &&
            s.ptr[i + 1] == ' ')
            return sw_str_part(s, 0, i + 1);
    return s;
}

static void put_why(saywell_report *report, const saywell_finding *f)
{
    char aside[128] = "(saywell explain ";
    size_t at = strlen(aside), len = strlen(f->rule);
    sw_str why;

    if (len > sizeof aside - at - 2)
        len = sizeof aside - at - 2;
    memcpy(aside + at, f->rule, len);
    memcpy(aside + at + len, ")", 2);
    why = first_sentence(f->why);
    put_note(report, "why", why, why, aside);
}

static void put_evidence(saywell_report *report, const saywell_finding *f)
{
    size_t shown = f->evidence_count < 3 ? f->evidence_count : 3;

    for (size_t i = 0; i < shown; i++) {
        const saywell_evidence *e = &f->evidence[i];

        sw_buf_put_c(&report->out, i == 0 ? "   because" : ",");
        if (i == 0 || e->customer != e[-1].customer)
            sw_buf_put_c(&report->out, e->customer ? " the customer wrote"
                                                   : " the reply says");
        sw_buf_put(&report->out, SW_STR(" \""));
        sw_report_plain(&report->out, sw_str_of(e->text));
        sw_buf_byte(&report->out, '"');
    }
    if (shown)
        sw_buf_byte(&report->out, '\n');
}

/* Was this rule's reason given already in this reply? */
static bool explained(const saywell_result *result, size_t i)
{
    const saywell_finding *f = saywell_result_at(result, i);
    size_t first = i > 20 ? i - 20 : 0; /* bounded: a reply may have many */

    while (i-- > first)
        if (strcmp(saywell_result_at(result, i)->rule, f->rule) == 0)
            return true;
    return false;
}

static void put_finding(saywell_report *report, const sw_report_item *item,
                        size_t i)
{
    const saywell_finding *f = saywell_result_at(item->result, i);

    put_head(report, item, f);
    if (!report->options.no_source)
        put_lines(report, item->text, f);
    if (f->fix_count)
        put_try(report, item, f);
    if (!report->options.quiet) {
        put_evidence(report, f);
        if (f->why && *f->why && !explained(item->result, i))
            put_why(report, f);
        sw_buf_byte(&report->out, '\n');
    }
}

/* ---- one reply, the end ---------------------------------------------------
 */

static void put_remark(saywell_report *report, const saywell_origin *o)
{
    put_place(report, o);
    sw_buf_put_c(&report->out, o->turn == SAYWELL_NOWHERE ? " " : "");
    sw_buf_put(&report->out, SW_STR("note: "));
}

static void put_remarks(saywell_report *report, const sw_report_item *item)
{
    const saywell_result *r = item->result;
    const char *skipped = saywell_result_skipped(r);
    sw_buf *out = &report->out;

    if (skipped) {
        put_remark(report, item->origin);
        sw_buf_put(out, SW_STR("not judged: "));
        sw_report_plain(out, sw_str_of(strcmp(skipped, "language") == 0
                                           ? "not the language of the pack"
                                           : skipped));
        sw_buf_put(out, SW_STR("\n\n"));
    }
    if (saywell_result_limited_count(r)) {
        put_remark(report, item->origin);
        sw_buf_put(out, SW_STR("a limit stopped"));
        for (size_t i = 0; i < saywell_result_limited_count(r); i++)
            sw_buf_printf(out, "%s %s", i ? "," : "",
                          saywell_result_limited_at(r, i));
        sw_buf_put(out, SW_STR("\n\n"));
    }
    if (saywell_result_omitted(r)) {
        put_remark(report, item->origin);
        sw_buf_printf(out, "%zu more left out (--max-findings)\n\n",
                      saywell_result_omitted(r));
    }
}

static void reply(saywell_report *report, const sw_report_item *item)
{
    for (size_t i = 0; i < saywell_result_count(item->result); i++)
        put_finding(report, item, i);
    if (!report->options.quiet)
        put_remarks(report, item);
}

static void put_count(sw_buf *out, size_t n, const char *one, const char *many)
{
    if (n)
        sw_buf_printf(out, ", %zu %s", n, n == 1 ? one : many);
}

static void end(saywell_report *report)
{
    const saywell_summary *sum = &report->summary;
    sw_buf *out = &report->out;

    if (report->options.quiet)
        return;
    sw_buf_printf(out, "%zu %s", sum->replies,
                  sum->replies == 1 ? "reply" : "replies");
    put_count(out, sum->error, "error", "errors");
    put_count(out, sum->warning, "warning", "warnings");
    put_count(out, sum->suggestion, "suggestion", "suggestions");
    if (sum->replies > sum->skipped &&
        sum->error + sum->warning + sum->suggestion == 0)
        sw_buf_put(out, SW_STR(", nothing to mend"));
    put_count(out, sum->skipped, "not judged", "not judged");
    put_count(out, sum->limited, "not complete", "not complete");
    put_count(out, sum->omitted, "left out", "left out");
    put_count(out, sum->errors, "could not be checked", "could not be checked");
    if (report->options.fix_command && sum->fixable_safe) {
        sw_buf_printf(out, ", %zu can be fixed with: ", sum->fixable_safe);
        sw_report_plain(out, sw_str_of(report->options.fix_command));
    }
    sw_buf_byte(out, '\n');
}

const struct sw_report_format sw_report_text = {
    .part = sw_report_plain_part, .reply = reply, .end = end};
