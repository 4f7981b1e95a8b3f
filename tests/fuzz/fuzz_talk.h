/* fuzz_talk.h - hostile bytes through a reader of transcripts, and the laws
 * that every reader keeps. */
#ifndef SW_TESTS_FUZZ_TALK_H
#define SW_TESTS_FUZZ_TALK_H

#include "fuzz.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "talk/reader.h"

#include <string.h>

static void fuzz_talk_string(const char *s)
{
    FUZZ_LAW(!s || sw_utf8_valid(sw_str_of(s)) == strlen(s));
}

/* What comes out can be linted as it is, and has a place in the source. */
static void fuzz_talk_check(const sw_conversation *c, size_t lines)
{
    fuzz_talk_string(c->id);
    fuzz_talk_string(c->channel);
    fuzz_talk_string(c->agent);
    FUZZ_LAW(c->turns.count <= SW_TALK_MAX_TURNS);
    for (size_t i = 0; i < c->turns.count; i++) {
        const sw_turn *turn = &c->turns.at[i];

        FUZZ_LAW(turn->role < SW_ROLE_COUNT);
        FUZZ_LAW(turn->text.len > 0);
        FUZZ_LAW(sw_utf8_valid(turn->text) == turn->text.len);
        FUZZ_LAW(turn->src.line <= lines);
        fuzz_talk_string(turn->author);
        fuzz_talk_string(turn->time);
        fuzz_talk_string(turn->label);
    }
}

/* The bytes as a stream that came from a pipe. */
static void fuzz_talk(const sw_talk_reader *reader, const uint8_t *data,
                      size_t size)
{
    static const char *const agents[] = {"Ana", "/^Agent/i"};
    static const char *const domains[] = {"shop.example"};
    sw_talk_options options = {.name = "fuzz",
                               .reader = reader,
                               .agents = {agents, 2},
                               .our_domains = {domains, 1}};
    sw_stream stream = {.fd = -1, .at_end = true, .end = size, .cap = size};
    size_t lines = 1, records = 0;
    sw_arena arena = {0};
    sw_talk_status status;
    sw_talk_error error;
    sw_talk *talk;

    stream.ptr = sw_mem_alloc(size + 1);
    FUZZ_LAW(stream.ptr);
    if (size)
        memcpy(stream.ptr, data, size);
    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n' || data[i] == '\r';
    reader->sniff((sw_str){stream.ptr, size}, true, &options);
    status = sw_talk_open(&talk, &options, &stream, &error);
    FUZZ_LAW((status == SW_TALK_ONE) == (talk != NULL));
    while (status < SW_TALK_END) {
        sw_conversation c;

        status = sw_talk_next(talk, &arena, &c, &error);
        FUZZ_LAW(++records <= size + 2);
        if (status == SW_TALK_ONE)
            fuzz_talk_check(&c, lines);
        sw_arena_reset(&arena);
    }
    if (status == SW_TALK_FAILED || status == SW_TALK_BAD)
        FUZZ_LAW(error.code[0] && error.message[0]);
    sw_talk_close(talk);
    sw_stream_release(&stream);
    sw_arena_release(&arena);
}

#endif
