/*
 * action.c - what an editor can do about findings: its code actions.
 *
 * Two rules at one place may offer the same edit; a list that says the same
 * thing twice makes people read both, so it is offered once. A rewrite that is
 * safe is preferred: that is what editors put under one key. The others say in
 * their title that somebody has to judge them.
 */
#include "lsp/action.h"

#include "base/utf8.h"

#include <string.h>

#define TITLE_BYTES 120 /* of the sentence that a rewrite makes */

bool sw_actions_wants(const sw_actions *actions, const char *kind)
{
    sw_str ours = sw_str_of(kind);

    if (!sw_node_is(actions->only, SW_JSON_ARRAY))
        return true;
    for (const sw_node *item = actions->only->first; item; item = item->next)
        if (item->kind == SW_JSON_STRING && sw_str_starts(ours, item->text) &&
            (item->text.len == ours.len || item->text.len == 0 ||
             kind[item->text.len] == '.'))
            return true;
    return false;
}

/* ---- edits --------------------------------------------------------------- */

static void put_edits(const sw_actions *a, const saywell_edit *edits,
                      size_t count)
{
    sw_ruler ruler = sw_diagnose_ruler(a->page, a->diagnoser.unit);

    sw_json_array(a->json);
    for (size_t i = 0; i < count; i++) {
        sw_json_object(a->json);
        sw_json_key(a->json, "range");
        sw_diagnose_range(&ruler, edits[i].start, edits[i].end, a->json);
        sw_json_key(a->json, "newText");
        sw_json_string(a->json, (sw_str){edits[i].text, edits[i].len});
        sw_json_end_object(a->json);
    }
    sw_json_end_array(a->json);
}

/* A WorkspaceEdit: for this version of the text, where the client knows of
 * versions. */
static void put_workspace_edit(const sw_actions *a, const saywell_edit *edits,
                               size_t count)
{
    sw_json_key(a->json, "edit");
    sw_json_object(a->json);
    if (a->versions) {
        sw_json_key(a->json, "documentChanges");
        sw_json_array(a->json);
        sw_json_object(a->json);
        sw_json_key(a->json, "textDocument");
        sw_json_object(a->json);
        sw_json_key(a->json, "uri");
        sw_json_string_c(a->json, a->page->uri);
        sw_json_key(a->json, "version");
        sw_json_raw(a->json, a->page->version.len
                                 ? sw_buf_str(&a->page->version)
                                 : SW_STR("null"));
        sw_json_end_object(a->json);
        sw_json_key(a->json, "edits");
        put_edits(a, edits, count);
        sw_json_end_object(a->json);
        sw_json_end_array(a->json);
    } else {
        sw_json_key(a->json, "changes");
        sw_json_object(a->json);
        sw_json_key(a->json, a->page->uri);
        put_edits(a, edits, count);
        sw_json_end_object(a->json);
    }
    sw_json_end_object(a->json);
}

static void put_head(const sw_actions *a, sw_str title, const char *kind)
{
    sw_json_object(a->json);
    sw_json_key(a->json, "title");
    sw_json_string(a->json, title);
    sw_json_key(a->json, "kind");
    sw_json_string_c(a->json, kind);
}

static void put_finding(const sw_actions *a, const saywell_finding *f)
{
    sw_ruler ruler = sw_diagnose_ruler(a->page, a->diagnoser.unit);

    sw_json_key(a->json, "diagnostics");
    sw_json_array(a->json);
    sw_diagnose_finding(&a->diagnoser, a->page, f, &ruler, a->json);
    sw_json_end_array(a->json);
}

/* ---- quick fixes --------------------------------------------------------- */

static bool touches(const saywell_finding *f, size_t start, size_t end)
{
    return f->start.byte <= end && f->end.byte >= start;
}

static bool same_edits(const saywell_fix *a, const saywell_fix *b)
{
    if (a->edit_count != b->edit_count)
        return false;
    for (size_t i = 0; i < a->edit_count; i++) {
        const saywell_edit *x = &a->edits[i], *y = &b->edits[i];

        if (x->start != y->start || x->end != y->end || x->len != y->len ||
            memcmp(x->text, y->text, x->len) != 0)
            return false;
    }
    return true;
}

/* Did a finding before this one, that is asked for too, offer the fix? */
static bool is_offered(const sw_actions *a, size_t before,
                       const saywell_fix *fix, size_t start, size_t end)
{
    for (size_t i = 0; i < before; i++) {
        const saywell_finding *f = saywell_result_at(a->page->result, i);

        for (size_t k = 0; touches(f, start, end) && k < f->fix_count; k++)
            if (same_edits(&f->fixes[k], fix))
                return true;
    }
    return false;
}

/* A line of words, cut on a character's edge. */
static void put_cut(sw_buf *out, const char *words)
{
    sw_str s = sw_str_of(words);
    size_t end = 0;

    for (size_t size; end < s.len && end < TITLE_BYTES; end += size) {
        uint32_t code = sw_utf8_at(s, end, &size);

        if (code < 0x20)
            sw_buf_byte(out, ' ');
        else
            sw_buf_put(out, sw_str_part(s, end, end + size));
    }
    if (end < s.len)
        sw_buf_code(out, 0x2026);
}

static void put_fix(const sw_actions *a, const saywell_finding *f,
                    const saywell_fix *fix, bool *preferred)
{
    bool safe = fix->trust == SAYWELL_SAFE;
    sw_buf title = {0};

    /* In front: the ends of long titles are cut. */
    sw_buf_put_c(&title, safe ? "" : "To judge: ");
    put_cut(&title, fix->message ? fix->message : f->message);
    if (fix->preview && *fix->preview) {
        sw_buf_put_c(&title, ": ");
        put_cut(&title, fix->preview);
    }
    put_head(a, sw_buf_str(&title), "quickfix");
    put_finding(a, f);
    if (safe && !*preferred) {
        sw_json_key(a->json, "isPreferred");
        sw_json_bool(a->json, true);
        *preferred = true;
    }
    sw_json_key(a->json, "data");
    sw_json_object(a->json);
    sw_json_key(a->json, "trust");
    sw_json_string_c(a->json, safe ? "safe" : "human");
    sw_json_end_object(a->json);
    put_workspace_edit(a, fix->edits, fix->edit_count);
    sw_json_end_object(a->json);
    sw_buf_release(&title);
}

static void put_fixes(const sw_actions *a, saywell_trust trust, size_t start,
                      size_t end, bool *preferred)
{
    const saywell_result *result = a->page->result;

    for (size_t i = 0; i < saywell_result_count(result); i++) {
        const saywell_finding *f = saywell_result_at(result, i);

        for (size_t k = 0; touches(f, start, end) && k < f->fix_count; k++)
            if (f->fixes[k].trust == trust &&
                !is_offered(a, i, &f->fixes[k], start, end))
                put_fix(a, f, &f->fixes[k], preferred);
    }
}

/* ---- ignore here --------------------------------------------------------- */

/* Did a finding of the rule come before? */
static bool is_named(const sw_actions *a, size_t before, const char *rule,
                     size_t start, size_t end)
{
    for (size_t i = 0; i < before; i++) {
        const saywell_finding *f = saywell_result_at(a->page->result, i);

        if (touches(f, start, end) && strcmp(f->rule, rule) == 0)
            return true;
    }
    return false;
}

/* The line break that the text uses where the new line goes. */
static const char *line_break(sw_str text, size_t at)
{
    size_t n = sw_str_find_byte(text, '\n', at);

    if (n == SW_NOWHERE)
        n = sw_str_find_byte(text, '\n', 0);
    return n != SW_NOWHERE && n && text.ptr[n - 1] == '\r' ? "\r\n" : "\n";
}

/* What a line is hidden with, where the language of the text has a way. */
static const struct comment {
    const char *language, *before, *after;
} comments[] = {
    {"markdown", "<!-- ", " -->"}, {"html", "<!-- ", " -->"},
    {"xml", "<!-- ", " -->"},      {"handlebars", "{{!-- ", " --}}"},
    {"liquid", "{% # ", " %}"},    {"jinja", "{# ", " #}"},
    {"twig", "{# ", " #}"},        {"", "", ""},
};

static const struct comment *comment_of(const sw_page *page)
{
    const struct comment *c = comments;

    while (*c->language &&
           !sw_str_equal_c(sw_buf_str(&page->language), c->language))
        c++;
    return c;
}

/* A line of its own above the finding's: it counts to the end of the
 * paragraph. */
static void put_ignore(const sw_actions *a, const saywell_finding *f)
{
    size_t line = sw_lines_at(&a->page->lines, f->start.byte);
    size_t at = a->page->lines.starts[line];
    const struct comment *c = comment_of(a->page);
    sw_buf title = {0}, words = {0};
    saywell_edit edit = {.start = at, .end = at};

    sw_buf_printf(&title, "Ignore %s here", f->rule);
    sw_buf_printf(&words, "%ssaywell: ignore %s%s%s", c->before, f->rule,
                  c->after, line_break(sw_buf_str(&a->page->text), at));
    edit.text = words.ptr;
    edit.len = words.len;
    if (!title.failed && !words.failed) {
        put_head(a, sw_buf_str(&title), "quickfix");
        put_finding(a, f);
        put_workspace_edit(a, &edit, 1);
        sw_json_end_object(a->json);
    }
    sw_buf_release(&title);
    sw_buf_release(&words);
}

void sw_actions_fixes(const sw_actions *a, size_t start, size_t end)
{
    const saywell_result *result = a->page->result;
    bool preferred = false;

    put_fixes(a, SAYWELL_SAFE, start, end, &preferred);
    put_fixes(a, SAYWELL_HUMAN, start, end, &preferred);
    for (size_t i = 0; i < saywell_result_count(result); i++) {
        const saywell_finding *f = saywell_result_at(result, i);

        if (touches(f, start, end) && !is_named(a, i, f->rule, start, end))
            put_ignore(a, f);
    }
}

/* ---- fix all ------------------------------------------------------------- */

void sw_actions_all(const sw_actions *a, const saywell_edit *edits,
                    size_t count)
{
    put_head(a, SW_STR("Apply all safe rewrites (saywell)"),
             "source.fixAll.saywell");
    put_workspace_edit(a, edits, count);
    sw_json_end_object(a->json);
}
