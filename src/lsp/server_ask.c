/*
 * server_ask.c - what an editor asks about a place: code actions and hover.
 */
#include "lsp/action.h"
#include "lsp/server_impl.h"

static const sw_page *page_of(sw_server *server, const sw_letter *letter)
{
    sw_page *page = sw_server_page(
        server, sw_node_string(letter->params, "textDocument.uri"));

    if (page)
        sw_server_check(server, page);
    return page;
}

static size_t place(const sw_server *server, const sw_page *page,
                    const sw_node *position)
{
    sw_position at = {0};

    if (page->lost)
        return 0;
    sw_node_number(position, "line", &at.line);
    sw_node_number(position, "character", &at.character);
    return sw_position_byte(&page->lines, sw_buf_str(&page->text), server->unit,
                            at);
}

static sw_diagnoser diagnoser_of(const sw_server *server)
{
    return (sw_diagnoser){.unit = server->unit, .related = server->related};
}

/* ---- code actions -------------------------------------------------------- */

/* Without being asked for it by name, a client that looks by itself with each
 * move of the cursor is not made to wait for all rewrites. */
static bool wants_all(const sw_actions *actions, const sw_letter *letter)
{
    size_t trigger = 0;

    if (!sw_actions_wants(actions, "source.fixAll.saywell"))
        return false;
    sw_node_number(letter->params, "context.triggerKind", &trigger);
    return actions->only || trigger != 2;
}

static void put_actions(sw_server *server, const sw_letter *letter,
                        const sw_page *page, sw_json *json)
{
    const sw_actions actions = {
        .diagnoser = diagnoser_of(server),
        .page = page,
        .versions = server->versions && page->version.len,
        .only = sw_node_find(letter->params, "context.only"),
        .json = json};
    size_t start =
        place(server, page, sw_node_find(letter->params, "range.start"));
    size_t end = place(server, page, sw_node_find(letter->params, "range.end"));
    size_t count = 0;
    const saywell_edit *all;

    if (!page->result)
        return;
    if (sw_actions_wants(&actions, "quickfix"))
        sw_actions_fixes(&actions, start, end);
    if (!wants_all(&actions, letter))
        return;
    all = sw_server_fix_all(
        server, sw_server_page(server, sw_str_of(page->uri)), &count);
    if (all)
        sw_actions_all(&actions, all, count);
}

void sw_server_code_action(sw_server *server, const sw_letter *letter,
                           uint64_t now)
{
    const sw_page *page = page_of(server, letter);
    sw_json json;

    (void)now;
    sw_server_answer(server, &json, letter);
    sw_json_array(&json);
    if (page)
        put_actions(server, letter, page, &json);
    sw_json_end_array(&json);
    sw_server_send(server, &json);
}

/* ---- hover --------------------------------------------------------------- */

static void put_words(const sw_server *server, const sw_page *page,
                      const saywell_finding *f, sw_buf *out)
{
    const saywell_rules *rules = page->home->now->rules;
    const saywell_rule_info *rule = saywell_rules_find(rules, f->rule, NULL);
    const sw_lsp_host *host = server->homes.host;

    if (out->len)
        sw_buf_put_c(out, server->markdown ? "\n\n---\n\n" : "\n\n");
    if (rule)
        host->explain(host->ctx, rules, rule, server->markdown, out);
}

static void put_hover(const sw_server *server, const sw_page *page, size_t at,
                      sw_json *json)
{
    const saywell_finding *first = NULL;
    sw_ruler ruler = sw_diagnose_ruler(page, server->unit);
    sw_buf words = {0};

    for (size_t i = 0; page->result && i < saywell_result_count(page->result);
         i++) {
        const saywell_finding *f = saywell_result_at(page->result, i);

        if (f->start.byte > at || f->end.byte < at)
            continue;
        put_words(server, page, f, &words);
        first = first ? first : f;
    }
    if (!first || words.failed) {
        sw_json_null(json);
    } else {
        sw_json_object(json);
        sw_json_key(json, "contents");
        sw_json_object(json);
        sw_json_key(json, "kind");
        sw_json_string_c(json, server->markdown ? "markdown" : "plaintext");
        sw_json_key(json, "value");
        sw_json_string(json, sw_buf_str(&words));
        sw_json_end_object(json);
        sw_json_key(json, "range");
        sw_diagnose_range(&ruler, first->start.byte, first->end.byte, json);
        sw_json_end_object(json);
    }
    sw_buf_release(&words);
}

void sw_server_hover(sw_server *server, const sw_letter *letter, uint64_t now)
{
    const sw_page *page = page_of(server, letter);
    sw_json json;

    (void)now;
    sw_server_answer(server, &json, letter);
    if (page)
        put_hover(server, page,
                  place(server, page, sw_node_find(letter->params, "position")),
                  &json);
    else
        sw_json_null(&json);
    sw_server_send(server, &json);
}
