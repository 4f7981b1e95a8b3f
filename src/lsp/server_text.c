/*
 * server_text.c - texts that are opened, edited and closed, and their findings.
 */
#include "lsp/diagnose.h"
#include "lsp/server_impl.h"

#include <stdio.h>
#include <string.h>

sw_page *sw_server_page(const sw_server *server, sw_str uri)
{
    for (sw_page *page = server->pages; page; page = page->next)
        if (sw_str_equal_c(uri, page->uri))
            return page;
    return NULL;
}

static sw_page *page_of(const sw_server *server, const sw_letter *letter)
{
    return sw_server_page(server,
                          sw_node_string(letter->params, "textDocument.uri"));
}

bool sw_server_holds(const sw_server *server)
{
    return server->settings.hold != 0;
}

/* ---- checking ------------------------------------------------------------ */

static void drop_results(sw_page *page)
{
    saywell_result_free(page->result);
    saywell_result_free(page->all);
    page->result = page->all = NULL;
}

void sw_server_forget(sw_page *page)
{
    drop_results(page);
    saywell_document_free(page->document);
    saywell_session_free(page->session);
    page->document = NULL;
    page->session = NULL;
    page->dirty = true;
    page->pushed = false;
}

void sw_server_settle(sw_server *server, sw_page *page)
{
    sw_home *home =
        sw_homes_for(&server->homes, &server->settings, page->path, page->home);

    if (home == page->home)
        return;
    sw_server_forget(page);
    page->home = home;
}

/* The text as the engine takes it. */
static saywell_reply reply_of(const sw_server *server, const sw_page *page)
{
    const sw_loaded *with = page->home->now;
    const char *customer =
        server->settings.customer ? server->settings.customer : with->customer;
    saywell_reply reply = {.text = page->text.len ? page->text.ptr : "",
                           .len = page->text.len,
                           .channel = with->channel,
                           .ignores = true,
                           .is_public = with->is_public};

    if (page->quote.text.len) {
        reply.customer = page->quote.text.ptr;
        reply.customer_len = page->quote.text.len;
    } else if (customer && *customer) {
        reply.customer = customer;
        reply.customer_len = strlen(customer);
    }
    return reply;
}

static bool can_check(sw_server *server, sw_page *page)
{
    const sw_lsp_host *host = server->homes.host;
    sw_loaded *with = page->home ? page->home->now : NULL;

    if (!with || !with->session || page->lost ||
        (page->path && host->ignores(host->ctx, with, page->path)))
        return false;
    if (!page->session)
        page->session = host->session(host->ctx, with);
    if (page->session && !page->document)
        page->document = saywell_document_new(page->session);
    return page->document != NULL;
}

void sw_server_check(sw_server *server, sw_page *page)
{
    saywell_reply reply;

    if (!page->dirty)
        return;
    drop_results(page);
    page->pushed = page->dirty = false;
    page->round++;
    page->error = (saywell_error){0};
    if (!can_check(server, page))
        return;
    if (server->settings.quote != 0)
        sw_quote_find(&page->quote, sw_buf_str(&page->text), &page->lines);
    else
        sw_buf_clear(&page->quote.text);
    reply = reply_of(server, page);
    saywell_document_check(page->document, &reply, &page->result, &page->error);
}

const saywell_edit *sw_server_fix_all(sw_server *server, sw_page *page,
                                      size_t *count)
{
    *count = 0;
    sw_server_check(server, page);
    if (!page->result)
        return NULL;
    if (!page->all) {
        saywell_reply reply = reply_of(server, page);

        saywell_check(page->home->now->session, &reply, &page->all, NULL);
    }
    return page->all ? saywell_result_fix(page->all, count) : NULL;
}

/* ---- publishing ---------------------------------------------------------- */

static void put_diagnostics(sw_server *server, sw_page *page, sw_json *json)
{
    const sw_diagnoser diagnoser = {.unit = server->unit,
                                    .related = server->related};

    page->held =
        sw_diagnose_page(&diagnoser, page, sw_server_holds(server), json) > 0;
}

void sw_server_push(sw_server *server, sw_page *page)
{
    sw_json json;

    sw_server_check(server, page);
    sw_server_notify(server, &json, "textDocument/publishDiagnostics");
    sw_json_object(&json);
    sw_json_key(&json, "uri");
    sw_json_string_c(&json, page->uri);
    if (page->version.len) {
        sw_json_key(&json, "version");
        sw_json_raw(&json, sw_buf_str(&page->version));
    }
    sw_json_key(&json, "diagnostics");
    put_diagnostics(server, page, &json);
    sw_json_end_object(&json);
    sw_server_send(server, &json);
    page->pushed = true;
}

void sw_server_diagnostic(sw_server *server, const sw_letter *letter,
                          uint64_t now)
{
    sw_page *page = page_of(server, letter);
    char round[32];
    sw_json json;
    bool same;

    (void)now;
    if (!page) {
        sw_server_refuse(server, letter->id, SW_RPC_PARAMS,
                         "that text is not open");
        return;
    }
    sw_server_check(server, page);
    snprintf(round, sizeof round, "%llu", (unsigned long long)page->round);
    same = sw_str_equal_c(sw_node_string(letter->params, "previousResultId"),
                          round);
    sw_server_answer(server, &json, letter);
    sw_json_object(&json);
    sw_json_key(&json, "kind");
    sw_json_string_c(&json, same ? "unchanged" : "full");
    sw_json_key(&json, "resultId");
    sw_json_string_c(&json, round);
    if (!same) {
        sw_json_key(&json, "items");
        put_diagnostics(server, page, &json);
    }
    sw_json_end_object(&json);
    sw_server_send(server, &json);
}

/* ---- open, change, close ------------------------------------------------- */

static void set_version(sw_page *page, const sw_letter *letter)
{
    const sw_node *version =
        sw_node_find(letter->params, "textDocument.version");

    sw_page_set_version(
        page, sw_node_is(version, SW_JSON_NUMBER) ? version->raw : (sw_str){0});
}

void sw_server_did_open(sw_server *server, const sw_letter *letter,
                        uint64_t now)
{
    sw_str uri = sw_node_string(letter->params, "textDocument.uri");
    sw_page *page = sw_server_page(server, uri);

    (void)now;
    if (!uri.ptr)
        return;
    if (!page) {
        page = sw_page_new(uri);
        if (!page) {
            sw_server_show(server, SW_SHOW_ERROR, SW_STR("out of memory"));
            return;
        }
        page->next = server->pages;
        server->pages = page;
    }
    set_version(page, letter);
    sw_page_set_language(
        page, sw_node_string(letter->params, "textDocument.languageId"));
    sw_page_set(page, sw_node_string(letter->params, "textDocument.text"));
    sw_server_settle(server, page);
    sw_server_tell(server);
}

static void change(sw_server *server, sw_page *page, const sw_node *node)
{
    sw_str text = sw_node_string(node, "text");
    sw_position start = {0}, end = {0};
    sw_str whole = sw_buf_str(&page->text);
    size_t from, to;

    if (!text.ptr)
        return;
    if (!sw_node_is(sw_node_find(node, "range"), SW_JSON_OBJECT)) {
        sw_page_replace(page, text);
        return;
    }
    if (page->lost)
        return; /* its lines may be those of another text */
    sw_node_number(node, "range.start.line", &start.line);
    sw_node_number(node, "range.start.character", &start.character);
    sw_node_number(node, "range.end.line", &end.line);
    sw_node_number(node, "range.end.character", &end.character);
    from = sw_position_byte(&page->lines, whole, server->unit, start);
    to = sw_position_byte(&page->lines, whole, server->unit, end);
    sw_page_edit(page, from < to ? from : to, from < to ? to : from, text);
}

void sw_server_did_change(sw_server *server, const sw_letter *letter,
                          uint64_t now)
{
    const sw_node *list = sw_node_find(letter->params, "contentChanges");
    sw_page *page = page_of(server, letter);

    if (!page || !sw_node_is(list, SW_JSON_ARRAY))
        return;
    set_version(page, letter);
    page->pushed = false; /* even without an edit: there is a new version */
    page->typed_at = now;
    for (const sw_node *node = list->first; node; node = node->next)
        change(server, page, node);
}

void sw_server_did_save(sw_server *server, const sw_letter *letter,
                        uint64_t now)
{
    sw_page *page = page_of(server, letter);

    server->looked = now;
    sw_server_look(server, false);
    if (page && page->held) { /* who saves has finished the sentence */
        page->typing = SW_NOWHERE;
        page->pushed = page->held = false;
        page->round++;
        sw_server_refresh(server);
    }
}

void sw_server_did_close(sw_server *server, const sw_letter *letter,
                         uint64_t now)
{
    sw_page *page = page_of(server, letter), **at = &server->pages;
    sw_json json;

    (void)now;
    if (!page)
        return;
    while (*at != page)
        at = &(*at)->next;
    *at = page->next;
    if (!server->pulls) {
        sw_server_notify(server, &json, "textDocument/publishDiagnostics");
        sw_json_object(&json);
        sw_json_key(&json, "uri");
        sw_json_string_c(&json, page->uri);
        sw_json_key(&json, "diagnostics");
        sw_json_raw(&json, SW_STR("[]"));
        sw_json_end_object(&json);
        sw_server_send(server, &json);
    }
    sw_page_free(page);
}
