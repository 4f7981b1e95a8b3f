/*
 * fuzz_lsp.c - hostile bytes as a language client.
 *
 * Each line is a message, and gets a header; a line that begins with "!" goes
 * in as it is, so that headers are fuzzed too. Everything is fed in pieces
 * whose size the first byte says. Laws: what comes out is messages; every
 * request gets one answer; lines, text and positions of an open page agree.
 */
#include "fuzz_default.h"

#include "base/utf8.h"
#include "lsp/server_impl.h"

/* ---- a host without files ------------------------------------------------ */

static saywell_rules *rules;
static saywell_session *fixing;

static const char *find(void *ctx, const sw_settings *settings,
                        const char *path, sw_arena *arena)
{
    (void)ctx;
    (void)path;
    /* As if the choice of a configuration led to another file. */
    return settings->config ? sw_arena_printf(arena, "%s", settings->config)
                            : "";
}

static sw_loaded *load(void *ctx, const sw_settings *settings, const char *path)
{
    sw_loaded *loaded = calloc(1, sizeof *loaded);

    (void)ctx;
    (void)path;
    FUZZ_LAW(loaded);
    loaded->rules = rules;
    loaded->session = fixing;
    loaded->whole = !settings->profile; /* one that is always broken */
    loaded->problems = loaded->whole ? "" : "no such profile\n";
    loaded->channel = settings->channel;
    return loaded;
}

static void unload(void *ctx, sw_loaded *loaded)
{
    (void)ctx;
    free(loaded);
}

static saywell_session *session(void *ctx, sw_loaded *loaded)
{
    (void)ctx;
    return saywell_session_new(loaded->rules);
}

static bool ignores(void *ctx, sw_loaded *loaded, const char *path)
{
    (void)ctx;
    (void)loaded;
    return strstr(path, "ignored") != NULL;
}

static void explain(void *ctx, const saywell_rules *all,
                    const saywell_rule_info *rule, bool markdown, sw_buf *out)
{
    (void)ctx;
    (void)all;
    sw_buf_printf(out, "%s%s", markdown ? "# " : "", rule->title);
}

/* ---- laws ---------------------------------------------------------------- */

/* Requests that want an answer: they have an id that can be answered. */
static size_t requests(const sw_server *server)
{
    size_t n = 0;

    for (const sw_letter *l = server->first; l; l = l->next)
        n += l->method.ptr && l->id &&
             (l->id->kind == SW_JSON_STRING || l->id->kind == SW_JSON_NUMBER) &&
             !sw_str_equal_c(l->method, "exit");
    return n;
}

/* Reads what came out; gives how many answers to requests there were. */
static size_t answers(sw_server *server)
{
    sw_frames frames;
    sw_str message;
    size_t n = 0;

    sw_frames_init(&frames, SIZE_MAX);
    sw_frames_put(&frames, sw_buf_str(&server->out));
    sw_buf_clear(&server->out);
    while (sw_frames_next(&frames, &message) == SW_FRAME_MESSAGE) {
        sw_arena arena = {0};
        const char *error;
        size_t at;
        const sw_node *top = sw_message_parse(&arena, message, &error, &at);
        const sw_node *id = sw_node_find(top, "id");

        FUZZ_LAW(top);
        n += !sw_node_find(top, "method") && !sw_node_is(id, SW_JSON_NULL);
        sw_arena_release(&arena);
    }
    FUZZ_LAW(sw_frames_left(&frames) == 0);
    sw_frames_release(&frames);
    return n;
}

static void see_page(const sw_page *page)
{
    sw_str text = sw_buf_str(&page->text);
    sw_lines fresh = {0};

    FUZZ_LAW(!page->lost && sw_utf8_valid(text) == text.len);
    FUZZ_LAW(sw_lines_set(&fresh, text));
    FUZZ_LAW(fresh.count == page->lines.count);
    FUZZ_LAW(memcmp(fresh.starts, page->lines.starts,
                    fresh.count * sizeof *fresh.starts) == 0);
    for (int unit = 0; unit < 3; unit++) {
        sw_ruler ruler = {&fresh, text, (sw_unit)unit, 0, 0, 0, false};

        for (size_t i = 0; i < text.len && i < 300;) {
            size_t size;
            sw_position at = sw_ruler_at(&ruler, i);
            bool inside = i && text.ptr[i - 1] == '\r' && text.ptr[i] == '\n';

            FUZZ_LAW(inside ||
                     sw_position_byte(&fresh, text, (sw_unit)unit, at) == i);
            sw_utf8_at(text, i, &size);
            i += size;
        }
    }
    sw_lines_release(&fresh);
}

/* ---- the run ------------------------------------------------------------- */

static void feed(sw_server *server, sw_str bytes, size_t piece)
{
    for (size_t i = 0; i < bytes.len; i += piece)
        sw_server_feed(server, sw_str_part(bytes, i, i + piece));
}

/* All that waits; what it wants answered is answered once. */
static void settle(sw_server *server, uint64_t *now)
{
    size_t wanted = requests(server), before = answers(server);
    int status;

    (void)before; /* refusals of what was no message have no id */
    FUZZ_LAW(before == 0);
    while (sw_server_step(server, *now))
        *now += 300;
    FUZZ_LAW(answers(server) == wanted || sw_server_over(server, &status));
    for (const sw_page *page = server->pages; page; page = page->next)
        see_page(page);
    for (int i = 0; i < 4; i++) {
        sw_server_work(server, *now);
        *now += 1000;
    }
    FUZZ_LAW(answers(server) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const sw_lsp_host host = {.find = find,
                                     .load = load,
                                     .unload = unload,
                                     .session = session,
                                     .ignores = ignores,
                                     .explain = explain};
    sw_server *server;
    sw_str rest = {(const char *)data, size}, line;
    size_t piece = size ? data[0] + 1u : 1;
    uint64_t now = 0;
    sw_buf frame = {0};

    fuzz_default(&rules, &fixing);
    server = sw_server_new(&host);
    FUZZ_LAW(server);
    for (size_t i = 0; sw_str_line(&rest, &line); i++) {
        bool raw = line.len && line.ptr[0] == '!';

        sw_buf_clear(&frame);
        if (raw)
            sw_buf_put(&frame, sw_str_part(line, 1, line.len));
        else
            sw_frame_write(&frame, line);
        feed(server, sw_buf_str(&frame), piece);
        if (i % 4 != piece % 4) /* some come together */
            settle(server, &now);
    }
    settle(server, &now);
    sw_server_hang_up(server);
    sw_server_free(server);
    sw_buf_release(&frame);
    return 0;
}
