/*
 * fuzz_json.c - hostile bytes for the two JSON readers.
 *
 * Laws: the pull reader ends, and stays where it ended; offsets stay inside
 * the text; with escapes undone into room it sees the same events, values and
 * errors; what json_text accepts (comments blanked) the pull reader accepts
 * too, for both read the same grammar.
 */
#include "fuzz.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json_read.h"
#include "base/json_text.h"

#include <stdlib.h>
#include <string.h>

/* The last event: SW_JSON_END or SW_JSON_ERROR. */
static sw_json_event read_all(sw_str text, sw_buf *buf)
{
    sw_json_reader reader;
    sw_json_event event;
    size_t events = 0;

    sw_json_read_init(&reader, text);
    do {
        event = sw_json_read(&reader);
        FUZZ_LAW(reader.at <= text.len && reader.start <= text.len);
        FUZZ_LAW(++events <= 2 * text.len + 2);
        if (event == SW_JSON_KEY || event == SW_JSON_STRING)
            FUZZ_LAW(sw_json_read_string(&reader, buf).len <= text.len);
    } while (event != SW_JSON_END && event != SW_JSON_ERROR);
    FUZZ_LAW(event == SW_JSON_END || reader.error);
    FUZZ_LAW(sw_json_read(&reader) == event);
    return event;
}

/* Skipping the whole value must judge as reading it does. */
static sw_json_event skip_all(sw_str text)
{
    sw_json_reader reader;
    sw_str value = {NULL, 0};

    sw_json_read_init(&reader, text);
    if (!sw_json_read_skip(&reader, &value))
        return SW_JSON_ERROR;
    FUZZ_LAW(value.len <= text.len);
    return sw_json_read(&reader);
}

/* With room for what its strings say, the reader gives the same. */
static void read_to(sw_str text, sw_buf *buf)
{
    sw_json_reader plain, to;
    sw_json_event event;
    char *room = malloc(SW_JSON_READ_ROOM(text.len));

    FUZZ_LAW(room);
    sw_json_read_init(&plain, text);
    sw_json_read_to(&to, text, room);
    do {
        event = sw_json_read(&plain);
        FUZZ_LAW(sw_json_read(&to) == event);
        FUZZ_LAW(to.at == plain.at && to.start == plain.start);
        if (event == SW_JSON_STRING)
            FUZZ_LAW(!to.escaped && to.raw.ptr[to.raw.len] == '\0' &&
                     sw_str_equal(to.raw, sw_json_read_string(&plain, buf)));
        else if (event == SW_JSON_KEY)
            FUZZ_LAW(sw_str_equal(to.raw, plain.raw));
    } while (event != SW_JSON_END && event != SW_JSON_ERROR);
    FUZZ_LAW(to.error == plain.error);
    free(room);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sw_str text = {(const char *)data, size};
    sw_arena arena = {0};
    sw_buf buf;
    sw_json_text *parsed = NULL;
    saywell_error err;
    sw_json_event last;

    sw_buf_init(&buf, size + 16);
    last = read_all(text, &buf);
    FUZZ_LAW(skip_all(text) == last);
    read_to(text, &buf);

    if (sw_json_text_parse("fuzz.json", text, &arena, &parsed, &err) ==
        SAYWELL_OK) {
        sw_str plain = sw_json_text_plain(parsed);

        FUZZ_LAW(plain.len == size);
        FUZZ_LAW(sw_json_text_place(parsed, "") <= size);
        FUZZ_LAW(read_all(plain, &buf) == SW_JSON_END);
    } else {
        FUZZ_LAW(err.status != SAYWELL_OK && err.message[0]);
        FUZZ_LAW(err.offset <= size || err.offset == SAYWELL_NOWHERE);
    }
    sw_arena_release(&arena);
    sw_buf_release(&buf);
    return 0;
}
