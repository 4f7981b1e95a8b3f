/*
 * server.c - the language server: its queue, its states, its methods.
 *
 * Messages are read ahead of being handled, so that a request can be cancelled
 * before it is begun and many edits in a row become one check: what costs time
 * is done when the queue is empty. Whatever comes in, each request gets one
 * answer.
 */
#include "lsp/server_impl.h"

#include "base/mem.h"

#include <string.h>

#define MESSAGE_BYTES ((size_t)128 << 20)
#define LOOK_MS       2000 /* between two looks at files */

/* ---- the table of methods ------------------------------------------------ */

static const struct method {
    const char *name;
    bool request; /* has an answer */
    sw_method_fn *run;
} methods[] = {
    {"initialize", true, sw_server_initialize},
    {"initialized", false, sw_server_initialized},
    {"shutdown", true, sw_server_shutdown},
    {"textDocument/didOpen", false, sw_server_did_open},
    {"textDocument/didChange", false, sw_server_did_change},
    {"textDocument/didClose", false, sw_server_did_close},
    {"textDocument/didSave", false, sw_server_did_save},
    {"textDocument/diagnostic", true, sw_server_diagnostic},
    {"textDocument/codeAction", true, sw_server_code_action},
    {"textDocument/hover", true, sw_server_hover},
    {"workspace/didChangeConfiguration", false, sw_server_did_configure},
    {"workspace/didChangeWatchedFiles", false, sw_server_did_watch},
};

static const struct method *method_named(sw_str name)
{
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
        if (sw_str_equal_c(name, methods[i].name))
            return &methods[i];
    return NULL;
}

/* ---- life ---------------------------------------------------------------- */

sw_server *sw_server_new(const sw_lsp_host *host)
{
    sw_server *server = sw_mem_alloc(sizeof *server);

    if (!server)
        return NULL;
    *server = (sw_server){.homes = {.host = host}, .next_id = 1};
    sw_frames_init(&server->frames, MESSAGE_BYTES);
    sw_settings_init(&server->settings);
    return server;
}

static void free_letter(const sw_letter *letter)
{
    sw_arena arena = letter->arena; /* the letter lies in it */

    sw_arena_release(&arena);
}

void sw_server_free(sw_server *server)
{
    if (!server)
        return;
    while (server->pages) {
        sw_page *page = server->pages;

        server->pages = page->next;
        sw_page_free(page);
    }
    while (server->first) {
        sw_letter *letter = server->first;

        server->first = letter->next;
        free_letter(letter);
    }
    if (server->hello)
        free_letter(server->hello);
    sw_homes_release(&server->homes);
    sw_settings_release(&server->settings);
    sw_frames_release(&server->frames);
    sw_buf_release(&server->out);
    sw_buf_release(&server->body);
    sw_mem_free(server);
}

sw_buf *sw_server_out(sw_server *server)
{
    return &server->out;
}

size_t sw_server_process(const sw_server *server)
{
    return server->process;
}

void sw_server_hang_up(sw_server *server)
{
    if (server->state == SW_SERVER_OVER)
        return;
    server->status = server->state == SW_SERVER_SHUT ? 0 : 1;
    server->state = SW_SERVER_OVER;
}

bool sw_server_over(const sw_server *server, int *status)
{
    *status = server->out.failed ? 1 : server->status;
    return server->state == SW_SERVER_OVER || server->out.failed;
}

/* ---- writing ------------------------------------------------------------- */

void sw_server_begin(sw_server *server, sw_json *json)
{
    sw_buf_clear(&server->body);
    sw_json_init(json, &server->body, false);
    sw_json_object(json);
    sw_json_key(json, "jsonrpc");
    sw_json_string_c(json, "2.0");
}

void sw_server_send(sw_server *server, sw_json *json)
{
    sw_json_end_object(json);
    if (server->body.failed)
        server->out.failed = true;
    sw_frame_write(&server->out, sw_buf_str(&server->body));
}

static void put_id(sw_json *json, const sw_node *id)
{
    sw_json_key(json, "id");
    if (id)
        sw_json_raw(json, id->raw);
    else
        sw_json_null(json);
}

void sw_server_answer(sw_server *server, sw_json *json, const sw_letter *to)
{
    sw_server_begin(server, json);
    put_id(json, to->id);
    sw_json_key(json, "result");
}

void sw_server_refuse(sw_server *server, const sw_node *id, int code,
                      const char *words)
{
    sw_json json;

    sw_server_begin(server, &json);
    put_id(&json, id);
    sw_json_key(&json, "error");
    sw_json_object(&json);
    sw_json_key(&json, "code");
    sw_json_real(&json, code);
    sw_json_key(&json, "message");
    sw_json_string_c(&json, words);
    sw_json_end_object(&json);
    sw_server_send(server, &json);
}

void sw_server_notify(sw_server *server, sw_json *json, const char *method)
{
    sw_server_begin(server, json);
    sw_json_key(json, "method");
    sw_json_string_c(json, method);
    sw_json_key(json, "params");
}

size_t sw_server_request(sw_server *server, sw_json *json, const char *method)
{
    size_t id = server->next_id++;

    sw_server_begin(server, json);
    sw_json_key(json, "id");
    sw_json_number(json, id);
    sw_json_key(json, "method");
    sw_json_string_c(json, method);
    return id;
}

void sw_server_show(sw_server *server, enum sw_message_type type, sw_str words)
{
    sw_json json;

    words = sw_str_trim(words);
    if (words.len == 0)
        return;
    sw_server_notify(server, &json, "window/showMessage");
    sw_json_object(&json);
    sw_json_key(&json, "type");
    sw_json_number(&json, type);
    sw_json_key(&json, "message");
    sw_json_string(&json, words);
    sw_json_end_object(&json);
    sw_server_send(server, &json);
}

/* ---- the queue ----------------------------------------------------------- */

static bool same_id(const sw_node *a, const sw_node *b)
{
    return a && b && a->kind == b->kind && sw_str_equal(a->text, b->text);
}

static void cancel(sw_server *server, const sw_node *id)
{
    for (sw_letter *letter = server->first; letter; letter = letter->next)
        if (same_id(letter->id, id))
            letter->cancelled = true;
}

static void append(sw_server *server, sw_letter *letter, size_t size)
{
    letter->size = size + sizeof *letter;
    server->waiting += letter->size;
    if (server->last)
        server->last->next = letter;
    else
        server->first = letter;
    server->last = letter;
}

/* Something that was no message is answered in its turn, too. */
static void post_refusal(sw_server *server, int code, const char *words)
{
    sw_arena arena = {0};
    sw_letter *letter = sw_arena_zero(&arena, 1, sizeof *letter);

    if (!letter) {
        sw_server_refuse(server, NULL, SW_RPC_INTERNAL, "out of memory");
        return;
    }
    letter->code = code;
    letter->words = sw_arena_copy(&arena, words, strlen(words));
    letter->arena = arena;
    append(server, letter, 0);
}

static void post_not_json(sw_server *server, const char *error, size_t at)
{
    sw_buf words = {0};

    sw_buf_printf(&words, "not JSON: %s, at byte %zu", error, at);
    post_refusal(server, SW_RPC_PARSE, sw_buf_c(&words) ? words.ptr : error);
    sw_buf_release(&words);
}

/* A message into the queue. */
static void post(sw_server *server, sw_str message)
{
    sw_arena arena = {0};
    char *copy = sw_arena_copy(&arena, message.ptr, message.len);
    sw_letter *letter = sw_arena_zero(&arena, 1, sizeof *letter);
    const char *error = "out of memory";
    size_t at = 0;

    if (copy && letter)
        letter->top =
            sw_message_parse(&arena, (sw_str){copy, message.len}, &error, &at);
    if (!letter || !letter->top) {
        post_not_json(server, error, at);
        sw_arena_release(&arena);
        return;
    }
    letter->id = sw_node_find(letter->top, "id");
    letter->method = sw_node_string(letter->top, "method");
    letter->params = sw_node_find(letter->top, "params");
    letter->arena = arena;
    if (sw_str_equal_c(letter->method, "$/cancelRequest")) {
        cancel(server, sw_node_find(letter->params, "id"));
        free_letter(letter);
        return;
    }
    append(server, letter, message.len);
}

void sw_server_feed(sw_server *server, sw_str bytes)
{
    sw_str message;

    if (server->state == SW_SERVER_OVER || server->broken)
        return;
    sw_frames_put(&server->frames, bytes);
    for (;;) {
        switch (sw_frames_next(&server->frames, &message)) {
        case SW_FRAME_NONE:
            return;
        case SW_FRAME_MESSAGE:
            post(server, message);
            break;
        case SW_FRAME_TOO_LONG:
            post_refusal(server, SW_RPC_REQUEST,
                         "the message is too long: at most 128 MiB");
            break;
        case SW_FRAME_BROKEN:
            post_refusal(server, SW_RPC_PARSE, server->frames.error);
            server->broken = true; /* over when the queue is empty */
            return;
        }
    }
}

size_t sw_server_waiting(const sw_server *server)
{
    return server->waiting;
}

/* ---- handling ------------------------------------------------------------ */

/* May a message be handled in this state? Else it is refused, or dropped. */
static bool is_time(sw_server *server, const sw_letter *letter, bool hello)
{
    int code = SW_RPC_REQUEST;
    const char *words = NULL;

    if (server->state == SW_SERVER_NEW && !hello) {
        code = SW_RPC_EARLY;
        words = "initialize comes first";
    } else if (server->state == SW_SERVER_RUNNING && hello) {
        words = "initialize came already";
    } else if (server->state == SW_SERVER_SHUT) {
        words = "the server is shut down";
    }
    if (words && letter->id)
        sw_server_refuse(server, letter->id, code, words);
    return !words;
}

static void call(sw_server *server, const sw_letter *letter, uint64_t now)
{
    const struct method *method = method_named(letter->method);
    bool hello = method && method->run == sw_server_initialize;

    if (sw_str_equal_c(letter->method, "exit")) {
        sw_server_hang_up(server);
    } else if (letter->id && letter->id->kind != SW_JSON_STRING &&
               letter->id->kind != SW_JSON_NUMBER) {
        sw_server_refuse(server, NULL, SW_RPC_REQUEST,
                         "an id is a string or a number");
    } else if (!is_time(server, letter, hello)) {
        return;
    } else if (letter->cancelled) {
        sw_server_refuse(server, letter->id, SW_RPC_CANCELLED, "cancelled");
    } else if (letter->id && (!method || !method->request)) {
        sw_server_refuse(server, letter->id, SW_RPC_METHOD,
                         "there is no such request");
    } else if (method && !method->request == !letter->id) {
        method->run(server, letter, now);
    }
}

static void handle(sw_server *server, const sw_letter *letter, uint64_t now)
{
    bool answer = sw_node_find(letter->top, "result") ||
                  sw_node_find(letter->top, "error");

    if (!letter->top)
        sw_server_refuse(server, NULL, letter->code,
                         letter->words ? letter->words : "out of memory");
    else if (letter->method.ptr)
        call(server, letter, now);
    else if (letter->id && answer)
        sw_server_response(server, letter);
    else
        sw_server_refuse(server, NULL, SW_RPC_REQUEST,
                         "neither a request nor a response");
}

bool sw_server_step(sw_server *server, uint64_t now)
{
    sw_letter *letter = server->first;

    if (server->state == SW_SERVER_OVER)
        return false;
    if (!letter) {
        if (server->broken)
            sw_server_hang_up(server);
        return false;
    }
    server->first = letter->next;
    if (!server->first)
        server->last = NULL;
    server->waiting -= letter->size;
    handle(server, letter, now);
    if (letter != server->hello)
        free_letter(letter);
    return true;
}

/* ---- work without a message ---------------------------------------------- */

/* A pause ends a sentence, too. Gives the milliseconds until it does. */
static int wait_for_pause(sw_server *server, sw_page *page, uint64_t now)
{
    size_t after = server->settings.hold_after == SW_NOWHERE
                       ? SW_HOLD_MS
                       : server->settings.hold_after;

    if (!page->held || after == 0)
        return -1;
    if (now < page->typed_at + after)
        return (int)(page->typed_at + after - now);
    page->typing = SW_NOWHERE;
    page->held = page->pushed = false;
    page->round++;
    sw_server_refresh(server);
    return 0;
}

static int sooner(int a, int b)
{
    return a < 0 ? b : b < 0 || a < b ? a : b;
}

int sw_server_work(sw_server *server, uint64_t now)
{
    int wait = -1;

    if (server->state != SW_SERVER_RUNNING || !server->pages)
        return -1;
    if (!server->has_looked || now >= server->looked + LOOK_MS) {
        server->looked = now;
        server->has_looked = true;
        sw_server_look(server, false);
    }
    for (sw_page *page = server->pages; page; page = page->next) {
        wait = sooner(wait, wait_for_pause(server, page, now));
        if (server->pulls || page->pushed)
            continue;
        sw_server_push(server, page);
        return 0;
    }
    return sooner(wait, (int)(server->looked + LOOK_MS - now));
}
