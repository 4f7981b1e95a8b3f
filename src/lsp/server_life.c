/*
 * server_life.c - from `initialize` to `shutdown`: what each side can do.
 */
#include "lsp/server_impl.h"

/* ---- initialize ---------------------------------------------------------- */

static const char *const unit_names[] = {[SW_UNIT_UTF16] = "utf-16",
                                         [SW_UNIT_UTF8] = "utf-8",
                                         [SW_UNIT_UTF32] = "utf-32"};

/* The client's first choice of those we know, which are all there are. */
static sw_unit choose_unit(const sw_node *capabilities)
{
    const sw_node *list =
        sw_node_find(capabilities, "general.positionEncodings");

    if (!sw_node_is(list, SW_JSON_ARRAY))
        return SW_UNIT_UTF16;
    for (const sw_node *item = list->first; item; item = item->next)
        for (int unit = 0; unit < 3; unit++)
            if (sw_str_equal_c(item->text, unit_names[unit]))
                return (sw_unit)unit;
    return SW_UNIT_UTF16;
}

static bool can(const sw_node *capabilities, const char *path)
{
    return sw_node_true(capabilities, path);
}

static void learn(sw_server *s, const sw_node *params)
{
    const sw_node *c = sw_node_find(params, "capabilities");

    s->unit = choose_unit(c);
    sw_node_number(params, "processId", &s->process);
    s->pulls =
        sw_node_is(sw_node_find(c, "textDocument.diagnostic"), SW_JSON_OBJECT);
    s->refreshes = can(c, "workspace.diagnostics.refreshSupport");
    s->registers =
        can(c, "workspace.didChangeWatchedFiles.dynamicRegistration");
    s->configures = can(c, "workspace.configuration");
    s->versions = can(c, "workspace.workspaceEdit.documentChanges");
    s->related = can(c, "textDocument.publishDiagnostics.relatedInformation") ||
                 can(c, "textDocument.diagnostic.relatedInformation");
    s->markdown =
        sw_node_holds(c, "textDocument.hover.contentFormat", "markdown");
}

static void put_capabilities(const sw_server *s, sw_json *json)
{
    sw_json_key(json, "positionEncoding");
    sw_json_string_c(json, unit_names[s->unit]);
    sw_json_key(json, "textDocumentSync");
    sw_json_raw(json, SW_STR("{\"openClose\":true,\"change\":2,"
                             "\"save\":{\"includeText\":false}}"));
    sw_json_key(json, "hoverProvider");
    sw_json_bool(json, true);
    sw_json_key(json, "codeActionProvider");
    sw_json_raw(json, SW_STR("{\"codeActionKinds\":[\"quickfix\","
                             "\"source.fixAll.saywell\"]}"));
    sw_json_key(json, "diagnosticProvider");
    sw_json_raw(json, SW_STR("{\"identifier\":\"saywell\","
                             "\"interFileDependencies\":false,"
                             "\"workspaceDiagnostics\":false}"));
}

void sw_server_initialize(sw_server *server, const sw_letter *letter,
                          uint64_t now)
{
    sw_json json;

    (void)now;
    learn(server, letter->params);
    server->hello = letter;
    server->state = SW_SERVER_RUNNING;
    sw_server_answer(server, &json, letter);
    sw_json_object(&json);
    sw_json_key(&json, "capabilities");
    sw_json_object(&json);
    put_capabilities(server, &json);
    sw_json_end_object(&json);
    sw_json_key(&json, "serverInfo");
    sw_json_object(&json);
    sw_json_key(&json, "name");
    sw_json_string_c(&json, "saywell");
    sw_json_key(&json, "version");
    sw_json_string_c(&json, SAYWELL_VERSION);
    sw_json_end_object(&json);
    sw_json_end_object(&json);
    sw_server_send(server, &json);
    sw_server_set(server, NULL);
}

void sw_server_shutdown(sw_server *server, const sw_letter *letter,
                        uint64_t now)
{
    sw_json json;

    (void)now;
    server->state = SW_SERVER_SHUT;
    sw_server_answer(server, &json, letter);
    sw_json_null(&json);
    sw_server_send(server, &json);
}

/* ---- initialized --------------------------------------------------------- */

static void watch_files(sw_server *server)
{
    sw_json json;

    sw_server_request(server, &json, "client/registerCapability");
    sw_json_key(&json, "params");
    sw_json_raw(&json, SW_STR("{\"registrations\":[{\"id\":\"saywell-files\","
                              "\"method\":\"workspace/didChangeWatchedFiles\","
                              "\"registerOptions\":{\"watchers\":["
                              "{\"globPattern\":\"**/.saywell.json\"},"
                              "{\"globPattern\":\"**/pack.json\"}]}}]}"));
    sw_server_send(server, &json);
}

static void ask_settings(sw_server *server)
{
    sw_json json;

    server->asked = sw_server_request(server, &json, "workspace/configuration");
    sw_json_key(&json, "params");
    sw_json_raw(&json, SW_STR("{\"items\":[{\"section\":\"saywell\"}]}"));
    sw_server_send(server, &json);
}

void sw_server_initialized(sw_server *server, const sw_letter *letter,
                           uint64_t now)
{
    (void)letter;
    (void)now;
    if (server->registers)
        watch_files(server);
    if (server->configures)
        ask_settings(server);
}

/* ---- settings ------------------------------------------------------------ */

void sw_server_set(sw_server *server, const sw_node *node)
{
    sw_buf problems = {0};

    sw_settings_release(&server->settings);
    if (server->hello)
        sw_settings_read(
            &server->settings,
            sw_node_find(server->hello->params, "initializationOptions"),
            &problems);
    sw_settings_read(&server->settings, node, &problems);
    sw_server_show(server, SW_SHOW_WARNING, sw_buf_str(&problems));
    sw_buf_release(&problems);
}

void sw_server_response(sw_server *server, const sw_letter *letter)
{
    size_t id = 0;
    const sw_node *result = sw_node_find(letter->top, "result");

    if (server->state != SW_SERVER_RUNNING || !server->asked ||
        !sw_node_number(letter->top, "id", &id) || id != server->asked)
        return; /* the others need no second thought */
    server->asked = 0;
    if (!sw_node_is(result, SW_JSON_ARRAY) ||
        !sw_node_is(result->first, SW_JSON_OBJECT))
        return; /* no settings there: those of `initialize` stand */
    sw_server_set(server, result->first);
    sw_server_look(server, true);
}

void sw_server_did_configure(sw_server *server, const sw_letter *letter,
                             uint64_t now)
{
    const sw_node *settings = sw_node_find(letter->params, "settings.saywell");

    (void)now;
    if (server->configures) { /* then what is sent along is not meant */
        ask_settings(server);
        return;
    }
    sw_server_set(server, settings);
    sw_server_look(server, true);
}

void sw_server_did_watch(sw_server *server, const sw_letter *letter,
                         uint64_t now)
{
    (void)letter;
    server->looked = now;
    sw_server_look(server, false);
}

/* ---- configuration and packs --------------------------------------------- */

void sw_server_tell(sw_server *server)
{
    sw_server_show(server, SW_SHOW_WARNING, sw_buf_str(&server->homes.say));
    sw_buf_clear(&server->homes.say);
}

void sw_server_refresh(sw_server *server)
{
    sw_json json;

    if (!server->pulls || !server->refreshes)
        return;
    sw_server_request(server, &json, "workspace/diagnostic/refresh");
    sw_server_send(server, &json);
}

/* Gives every page its home; true when one moved. */
static bool settle_all(sw_server *server)
{
    bool moved = false;

    for (sw_page *page = server->pages; page; page = page->next) {
        const sw_home *before = page->home;

        sw_server_settle(server, page);
        moved = moved || page->home != before;
        if (page->home)
            page->home->used = true;
    }
    return moved;
}

void sw_server_look(sw_server *server, bool all)
{
    bool changed;

    for (sw_home *home = server->homes.first; home; home = home->next)
        home->used = false;
    changed = settle_all(server);
    if (sw_homes_reload(&server->homes, &server->settings, all)) {
        settle_all(server); /* to what is mended now */
        changed = true;
    }
    for (sw_page *page = server->pages; page; page = page->next)
        if (all || (page->home && page->home->changed))
            sw_server_forget(page);
    sw_homes_sweep(&server->homes);
    sw_server_tell(server);
    if ((changed || all) && server->pages)
        sw_server_refresh(server);
}
