/*
 * fuzz_mail.c - hostile bytes for the readers of mail, and for what cuts
 * history out of it.
 *
 * Laws: those of every reader (fuzz_talk.h); what is left of a body comes from
 * where the runs say, byte by byte.
 */
#include "fuzz_talk.h"

#include "talk/mail_quote.h"

static void cut(sw_str body)
{
    sw_arena arena = {0};
    sw_mail_cut out;

    FUZZ_LAW(sw_mail_cut_read(body, &arena, &out));
    for (size_t i = 0, run = 0; i < out.text.len; i++) {
        while (run + 1 < out.run_count && out.runs[run + 1].text <= i)
            run++;
        FUZZ_LAW(body.ptr[out.runs[run].source + i - out.runs[run].text] ==
                 out.text.ptr[i]);
    }
    FUZZ_LAW(sw_utf8_valid(out.text) == out.text.len);
    FUZZ_LAW(sw_utf8_valid(out.quote) == out.quote.len);
    sw_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sw_str body = {(const char *)data, size};

    cut(sw_str_part(body, 0, sw_utf8_valid(body)));
    fuzz_talk(&sw_read_mail, data, size);
    fuzz_talk(&sw_read_box, data, size);
    return 0;
}
