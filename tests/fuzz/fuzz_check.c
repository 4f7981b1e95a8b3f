/*
 * fuzz_check.c - hostile bytes as a conversation, under the built-in pack.
 *
 * The first NUL byte parts the customer's turn from the reply. Laws: text
 * [start, end) is the match in every unit; findings come in order; every fix
 * is valid alone; all report formats take whatever was found.
 */
#include "fuzz_default.h"

static bool swallow(void *ctx, const char *bytes, size_t len)
{
    size_t *total = ctx;

    (void)bytes;
    *total += len;
    return true;
}

static void see_place(const char *text, const saywell_place *p)
{
    size_t points = 0, units = 0;

    for (size_t i = 0; i < p->byte; i++) {
        unsigned char byte = (unsigned char)text[i];

        points += (byte & 0xC0) != 0x80;
        units += (byte & 0xC0) != 0x80;
        units += byte >= 0xF0; /* outside the first plane: two units */
    }
    FUZZ_LAW(points == p->codepoint && units == p->utf16);
    FUZZ_LAW(p->line > 0 && p->column > 0);
}

static void see_edits(const saywell_edit *edits, size_t count, size_t len)
{
    size_t end = 0;

    for (size_t i = 0; i < count; i++) {
        FUZZ_LAW(edits[i].start >= end && edits[i].start <= edits[i].end);
        FUZZ_LAW(edits[i].end <= len);
        end = edits[i].end;
    }
}

static void see_finding(const saywell_finding *f, const saywell_reply *reply)
{
    size_t len = f->end.byte - f->start.byte;

    FUZZ_LAW(f->start.byte <= f->end.byte && f->end.byte <= reply->len);
    FUZZ_LAW(memcmp(f->match, reply->text + f->start.byte, len) == 0);
    FUZZ_LAW(f->match[len] == '\0');
    see_place(reply->text, &f->start);
    see_place(reply->text, &f->end);
    for (size_t i = 0; i < f->fix_count; i++)
        see_edits(f->fixes[i].edits, f->fixes[i].edit_count, reply->len);
}

static void report(const saywell_rules *rules, const saywell_reply *reply,
                   const saywell_result *result)
{
    for (int format = 0; format < SAYWELL_FORMAT_COUNT; format++) {
        size_t total = 0;
        saywell_report *r = saywell_report_new((saywell_format)format, rules,
                                               NULL, swallow, &total);

        FUZZ_LAW(r);
        FUZZ_LAW(saywell_report_reply(r, &(saywell_origin){.path = "fuzz"},
                                      reply->text, reply->len,
                                      result) == SAYWELL_OK);
        FUZZ_LAW(saywell_report_end(r) == SAYWELL_OK);
        saywell_report_free(r);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static saywell_rules *rules;
    static saywell_session *session;
    saywell_reply reply = fuzz_reply(data, size);
    saywell_result *result = NULL;
    size_t before = 0;

    fuzz_default(&rules, &session);
    reply.ignores = true;
    if (!fuzz_checked(session, &reply, &result))
        return 0;
    for (size_t i = 0; i < saywell_result_count(result); i++) {
        const saywell_finding *f = saywell_result_at(result, i);

        see_finding(f, &reply);
        FUZZ_LAW(f->start.byte >= before);
        before = f->start.byte;
    }
    report(rules, &reply, result);
    saywell_result_free(result);
    return 0;
}
