/*
 * fuzz_mapping.c - hostile mappings, and hostile exports read by them.
 *
 * The input is a mapping, a NUL byte, and the JSON to be read by it; without
 * the NUL byte it is JSON for the mappings that came with the program.
 *
 * Laws: a mapping compiles or says why and where; whatever the mapping, each
 * conversation that comes out can be linted as it is, its places lie in the
 * source, and reading ends.
 */
#include "fuzz.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "talk/mapping_set.h"
#include "talk/reader.h"

#include <string.h>

static void check_string(const char *s)
{
    FUZZ_LAW(!s || sw_utf8_valid(sw_str_of(s)) == strlen(s));
}

static void check_turn(const sw_turn *turn, size_t lines, size_t size)
{
    FUZZ_LAW(turn->role < SW_ROLE_COUNT);
    FUZZ_LAW(turn->text.len > 0);
    FUZZ_LAW(sw_utf8_valid(turn->text) == turn->text.len);
    FUZZ_LAW(turn->src.line <= lines);
    FUZZ_LAW(turn->src.pointer &&
             (!*turn->src.pointer || turn->src.pointer[0] == '/'));
    check_string(turn->author);
    check_string(turn->time);
    for (size_t i = 0; i < turn->text.len; i++)
        FUZZ_LAW(sw_turn_source_byte(turn, i) <= size);
}

static sw_talk_status read_all(const sw_talk_options *options, sw_str json,
                               sw_talk_error *error)
{
    sw_stream stream = {
        .fd = -1, .at_end = true, .end = json.len, .cap = json.len};
    sw_arena arena = {0};
    sw_talk_status status;
    size_t lines = 1, records = 0;
    sw_talk *talk;

    stream.ptr = sw_mem_alloc(json.len + 1);
    FUZZ_LAW(stream.ptr);
    memcpy(stream.ptr, json.ptr, json.len);
    for (size_t i = 0; i < json.len; i++)
        lines += json.ptr[i] == '\n';
    status = sw_talk_open(&talk, options, &stream, error);
    FUZZ_LAW((status == SW_TALK_ONE) == (talk != NULL));
    while (status < SW_TALK_END) {
        sw_conversation c;

        status = sw_talk_next(talk, &arena, &c, error);
        FUZZ_LAW(++records <= json.len + 2);
        for (size_t i = 0; status == SW_TALK_ONE && i < c.turns.count; i++)
            check_turn(&c.turns.at[i], lines, json.len);
        sw_arena_reset(&arena);
    }
    sw_talk_close(talk);
    sw_stream_release(&stream);
    sw_arena_release(&arena);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const agents[] = {"Ines", "/^agent/i"};
    sw_str all = {(const char *)data, size};
    size_t border = sw_str_find_byte(all, '\0', 0);
    sw_talk_options options = {
        .name = "fuzz", .reader = &sw_read_json, .agents = {agents, 2}};
    sw_mapping *mapping = NULL;
    sw_talk_error error = {.code = ""};
    saywell_error err;
    sw_talk_status status;

    if (border != SW_NOWHERE) {
        if (sw_mapping_new(&mapping, "fuzz.json", sw_str_part(all, 0, border),
                           &err)) {
            FUZZ_LAW(!mapping && err.message[0]);
            FUZZ_LAW(err.offset <= border || err.offset == SAYWELL_NOWHERE);
            return 0;
        }
        options.mapping = mapping;
        all = sw_str_part(all, border + 1, size);
    }
    status = read_all(&options, all, &error);
    FUZZ_LAW(status == SW_TALK_END || (error.code[0] && error.message[0]));
    sw_mapping_free(mapping);
    return 0;
}
