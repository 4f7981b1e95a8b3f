/*
 * report.c - the table of formats and the saywell_report_* functions.
 *
 * What every format would do alike happens here once: counting the summary,
 * handing bytes on after each call, remembering the first failure.
 */
#include "report/report_impl.h"

#include "base/byte.h"
#include "base/fail.h"
#include "base/mem.h"
#include "base/utf8.h"

static const struct sw_report_format *const formats[SAYWELL_FORMAT_COUNT] = {
    [SAYWELL_FORMAT_TEXT] = &sw_report_text,
    [SAYWELL_FORMAT_JSON] = &sw_report_json,
    [SAYWELL_FORMAT_JSONL] = &sw_report_jsonl,
    [SAYWELL_FORMAT_LINE] = &sw_report_line,
    [SAYWELL_FORMAT_SARIF] = &sw_report_sarif,
    [SAYWELL_FORMAT_GITHUB] = &sw_report_github,
    [SAYWELL_FORMAT_CHECKSTYLE] = &sw_report_checkstyle,
    [SAYWELL_FORMAT_RDJSON] = &sw_report_rdjson,
    [SAYWELL_FORMAT_LT] = &sw_report_lt,
    [SAYWELL_FORMAT_GITLAB] = &sw_report_gitlab,
};

static const saywell_origin nowhere = {.turn = SAYWELL_NOWHERE};

/* ---- shared by the formats ----------------------------------------------- */

const char *sw_report_severity(saywell_severity severity)
{
    static const char *const names[] = {"suggestion", "warning", "error"};

    return names[severity];
}

/* Lines end at \n, \r\n or a lone \r, as in room place. */
static bool ends_line(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* Is this byte inside a character? */
static bool inside(sw_str text, size_t at)
{
    return at < text.len && ((unsigned char)text.ptr[at] & 0xc0) == 0x80;
}

sw_str sw_report_line_at(sw_str text, size_t at)
{
    size_t start = at, end = at;

    while (start > 0 && at - start < SW_REPORT_REACH &&
           !ends_line(text.ptr[start - 1]))
        start--;
    while (end < text.len && end - at < SW_REPORT_REACH &&
           !ends_line(text.ptr[end]))
        end++;
    while (inside(text, start))
        start++;
    while (inside(text, end))
        end++;
    return sw_str_part(text, start, end);
}

size_t sw_report_column(saywell_report *report, sw_str text,
                        const saywell_place *place)
{
    struct sw_report_line *line = &report->line;

    if (report->options.columns == SAYWELL_COLUMN_CODEPOINT)
        return place->column;
    if (line->number != place->line) {
        size_t start = place->byte;

        while (start > 0 && !ends_line(text.ptr[start - 1]))
            start--;
        line->number = place->line;
        line->byte = start;
        line->utf16 = place->utf16 -
                      sw_utf16_count(sw_str_part(text, start, place->byte));
    }
    if (report->options.columns == SAYWELL_COLUMN_BYTE)
        return place->byte - line->byte + 1;
    return place->utf16 - line->utf16 + 1;
}

/* Would this code point steer the terminal, hide or turn words around? */
static bool steers(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) ||
           (code >= 0x200e && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xfeff;
}

static size_t escape(sw_buf *out, uint32_t code)
{
    size_t before = out->len;

    if (code == '\n')
        sw_buf_put(out, SW_STR("\\n"));
    else if (code == '\r')
        sw_buf_put(out, SW_STR("\\r"));
    else if (code == '\t')
        sw_buf_put(out, SW_STR("\\t"));
    else if (code < 0x80)
        sw_buf_printf(out, "\\x%02x", (unsigned)code);
    else
        sw_buf_printf(out, "\\u%04x", (unsigned)code);
    return out->len - before;
}

size_t sw_report_glyph(sw_buf *out, uint32_t code, uint32_t before)
{
    if (steers(code))
        return escape(out, code);
    sw_buf_code(out, code);
    /* What is joined to the glyph before takes no columns of its own: emoji
     * behind a joiner, skin tones, the second letter of a flag. */
    if (before == 0x200d || (code >= 0x1f3fb && code <= 0x1f3ff && before))
        return 0;
    return (size_t)sw_utf8_width(code);
}

size_t sw_report_even(sw_str text, size_t i)
{
    while (i < text.len && text.len - i >= 8) {
        uint64_t eight = sw_bytes_load(text.ptr + i);

        if ((eight & SW_BYTES_HIGH) ||
            sw_bytes_among(eight, ' ', '~') != SW_BYTES_HIGH)
            break;
        i += 8;
    }
    while (i < text.len && text.ptr[i] >= ' ' && text.ptr[i] <= '~')
        i++;
    return i;
}

void sw_report_plain(sw_buf *out, sw_str words)
{
    size_t i = 0, size;

    while (i < words.len) {
        size_t even = sw_report_even(words, i);

        sw_buf_put(out, sw_str_part(words, i, even));
        if (even == words.len)
            break;
        sw_report_glyph(out, sw_utf8_at(words, even, &size), 0);
        i = even + size;
    }
}

/* ---- the public functions ------------------------------------------------ */

/* Hands on what was made. */
static saywell_status hand_on(saywell_report *report)
{
    if (report->out.failed || report->item.failed || report->held.failed ||
        report->errors.failed)
        report->status = SAYWELL_NOMEM;
    if (report->status || report->is_part)
        return report->status;
    if (report->out.len &&
        !report->write(report->ctx, report->out.ptr, report->out.len))
        report->status = SAYWELL_STOPPED;
    sw_buf_clear(&report->out);
    return report->status;
}

saywell_report *saywell_report_new(saywell_format format,
                                   const saywell_rules *rules,
                                   const saywell_report_options *options,
                                   saywell_write_fn *write, void *ctx)
{
    saywell_report *report;

    if ((unsigned)format >= SAYWELL_FORMAT_COUNT)
        return NULL;
    report = sw_mem_alloc(sizeof *report);
    if (!report)
        return NULL;
    *report = (saywell_report){
        .format = formats[format], .rules = rules, .write = write, .ctx = ctx};
    if (options)
        report->options = *options;
    if (report->format->begin)
        report->format->begin(report);
    return report;
}

void saywell_report_free(saywell_report *report)
{
    if (!report)
        return;
    sw_buf_release(&report->out);
    sw_buf_release(&report->item);
    sw_buf_release(&report->held);
    sw_buf_release(&report->errors);
    sw_mem_free(report);
}

static void count_finding(saywell_summary *sum, const saywell_finding *f)
{
    bool safe = false;

    for (size_t i = 0; i < f->fix_count; i++)
        safe = safe || f->fixes[i].trust == SAYWELL_SAFE;
    if (f->severity == SAYWELL_ERROR)
        sum->error++;
    else if (f->severity == SAYWELL_WARNING)
        sum->warning++;
    else
        sum->suggestion++;
    if (safe)
        sum->fixable_safe++;
    else if (f->fix_count)
        sum->fixable_human++;
}

saywell_status saywell_report_reply(saywell_report *report,
                                    const saywell_origin *origin,
                                    const char *text, size_t len,
                                    const saywell_result *result)
{
    const sw_report_item item = {.origin = origin ? origin : &nowhere,
                                 .text = {text, len},
                                 .result = result};
    saywell_summary *sum = &report->summary;

    if (report->status)
        return report->status;
    sum->replies++;
    sum->skipped += saywell_result_skipped(result) != NULL;
    sum->limited += !saywell_result_complete(result);
    sum->omitted += saywell_result_omitted(result);
    report->incomplete = report->incomplete || !saywell_result_complete(result);
    for (size_t i = 0; i < saywell_result_count(result); i++)
        count_finding(sum, saywell_result_at(result, i));
    report->line.number = 0;
    report->format->reply(report, &item);
    return hand_on(report);
}

saywell_status saywell_report_error(saywell_report *report,
                                    const saywell_origin *origin,
                                    const char *code, const char *message)
{
    if (report->status)
        return report->status;
    report->summary.errors++;
    if (report->format->error)
        report->format->error(report, origin ? origin : &nowhere, code,
                              message);
    return hand_on(report);
}

saywell_status saywell_report_line(saywell_report *report,
                                   const saywell_origin *origin)
{
    if (report->status)
        return report->status;
    if (report->format->line)
        report->format->line(report, origin ? origin : &nowhere);
    return hand_on(report);
}

/* ---- parts --------------------------------------------------------------- */

saywell_report *saywell_report_part(const saywell_report *whole)
{
    saywell_report *part;

    if (!whole->format->part)
        return NULL;
    part = sw_mem_alloc(sizeof *part);
    if (!part)
        return NULL;
    *part = (saywell_report){.format = whole->format,
                             .rules = whole->rules,
                             .options = whole->options,
                             .is_part = true};
    part->format->part(part);
    return part;
}

void sw_report_plain_part(saywell_report *part)
{
    (void)part;
}

static void add_summary(saywell_summary *to, const saywell_summary *sum)
{
    to->replies += sum->replies;
    to->error += sum->error;
    to->warning += sum->warning;
    to->suggestion += sum->suggestion;
    to->fixable_safe += sum->fixable_safe;
    to->fixable_human += sum->fixable_human;
    to->skipped += sum->skipped;
    to->limited += sum->limited;
    to->omitted += sum->omitted;
    to->errors += sum->errors;
}

static void empty(saywell_report *part)
{
    sw_buf_clear(&part->out);
    sw_buf_clear(&part->errors);
    part->summary = (saywell_summary){0};
    part->format->part(part);
}

saywell_status saywell_report_join(saywell_report *whole, saywell_report *part)
{
    if (!whole->status)
        whole->status = part->status;
    if (whole->status)
        return whole->status;
    if (whole->format->join)
        whole->format->join(whole, part);
    add_summary(&whole->summary, &part->summary);
    if (hand_on(whole) == SAYWELL_OK) {
        sw_str bytes = sw_buf_str(&part->out);

        if (whole->is_part)
            sw_buf_put(&whole->out, bytes);
        else if (bytes.len && !whole->write(whole->ctx, bytes.ptr, bytes.len))
            whole->status = SAYWELL_STOPPED;
    }
    empty(part);
    return whole->status;
}

const char *saywell_report_held(const saywell_report *part, size_t *len)
{
    *len = part->out.len;
    return part->out.len ? part->out.ptr : "";
}

saywell_status saywell_report_refill(saywell_report *part, const char *bytes,
                                     size_t len, const saywell_summary *summary)
{
    if (!part->is_part)
        return SAYWELL_ARGUMENT;
    empty(part);
    sw_buf_put(&part->out, (sw_str){bytes, len});
    part->summary = *summary;
    part->held_count = summary->replies;
    return hand_on(part);
}

const saywell_summary *saywell_report_summary(const saywell_report *report)
{
    return &report->summary;
}

saywell_status saywell_report_end(saywell_report *report)
{
    if (report->status)
        return report->status;
    if (report->format->end)
        report->format->end(report);
    return hand_on(report);
}
