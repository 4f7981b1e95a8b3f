/*
 * diagnose.c - a page's findings as the protocol's diagnostics.
 *
 * With every key stroke the whole list goes out again, for the protocol knows
 * no other way: so it is written straight into the message, and positions are
 * taken in the order of the text.
 */
#include "lsp/diagnose.h"

#include <string.h>

/* The levels of the protocol; a suggestion is information. */
static const unsigned char levels[] = {
    [SAYWELL_SUGGESTION] = 3, [SAYWELL_WARNING] = 2, [SAYWELL_ERROR] = 1};

sw_ruler sw_diagnose_ruler(const sw_page *page, sw_unit unit)
{
    return (sw_ruler){
        .lines = &page->lines, .text = sw_buf_str(&page->text), .unit = unit};
}

static void put_position(sw_position at, sw_json *json)
{
    sw_json_object(json);
    sw_json_key(json, "line");
    sw_json_number(json, at.line);
    sw_json_key(json, "character");
    sw_json_number(json, at.character);
    sw_json_end_object(json);
}

void sw_diagnose_range(sw_ruler *ruler, size_t start, size_t end, sw_json *json)
{
    sw_json_object(json);
    sw_json_key(json, "start");
    put_position(sw_ruler_at(ruler, start), json);
    sw_json_key(json, "end");
    put_position(sw_ruler_at(ruler, end), json);
    sw_json_end_object(json);
}

/* ---- what a finding rests on --------------------------------------------- */

static void put_evidence(const sw_page *page, const saywell_finding *f,
                         const saywell_evidence *e, sw_ruler *ruler,
                         sw_json *json)
{
    size_t start = e->start, end = e->end;
    sw_buf words = {0};

    if (e->customer && page->quote.text.len) {
        start = sw_quote_place(&page->quote, e->start);
        end = e->end > e->start ? sw_quote_place(&page->quote, e->end - 1) + 1
                                : start;
    } else if (e->customer) { /* the message stands in no page */
        start = f->start.byte;
        end = f->end.byte;
    }
    sw_buf_printf(&words, "%s (%s): %s",
                  e->customer ? "the customer wrote" : "the reply says",
                  e->signal, e->text);
    sw_json_object(json);
    sw_json_key(json, "location");
    sw_json_object(json);
    sw_json_key(json, "uri");
    sw_json_string_c(json, page->uri);
    sw_json_key(json, "range");
    sw_diagnose_range(ruler, start, end, json);
    sw_json_end_object(json);
    sw_json_key(json, "message");
    sw_json_string(json, sw_buf_str(&words));
    sw_json_end_object(json);
    sw_buf_release(&words);
}

/* ---- one finding --------------------------------------------------------- */

static void put_link(const sw_page *page, const char *rule, sw_json *json)
{
    const char *href = sw_map_find(&page->home->now->links, sw_str_of(rule));

    if (!href)
        return;
    sw_json_key(json, "codeDescription");
    sw_json_object(json);
    sw_json_key(json, "href");
    sw_json_string_c(json, href);
    sw_json_end_object(json);
}

void sw_diagnose_finding(const sw_diagnoser *p, const sw_page *page,
                         const saywell_finding *f, sw_ruler *ruler,
                         sw_json *json)
{
    sw_json_object(json);
    sw_json_key(json, "range");
    sw_diagnose_range(ruler, f->start.byte, f->end.byte, json);
    sw_json_key(json, "severity");
    sw_json_number(json, levels[f->severity]);
    sw_json_key(json, "code");
    sw_json_string_c(json, f->rule);
    put_link(page, f->rule, json);
    sw_json_key(json, "source");
    sw_json_string_c(json, "saywell");
    sw_json_key(json, "message");
    sw_json_string_c(json, f->message);
    if (p->related && f->evidence_count) {
        sw_ruler other = *ruler;

        sw_json_key(json, "relatedInformation");
        sw_json_array(json);
        for (size_t i = 0; i < f->evidence_count; i++)
            put_evidence(page, f, &f->evidence[i], &other, json);
        sw_json_end_array(json);
    }
    sw_json_end_object(json);
}

/* ---- all of them --------------------------------------------------------- */

/* What cannot be checked is said where it cannot be missed. */
static void put_failure(const char *words, sw_json *json)
{
    const sw_position top = {0, 0};

    sw_json_object(json);
    sw_json_key(json, "range");
    sw_json_object(json);
    sw_json_key(json, "start");
    put_position(top, json);
    sw_json_key(json, "end");
    put_position(top, json);
    sw_json_end_object(json);
    sw_json_key(json, "severity");
    sw_json_number(json, levels[SAYWELL_ERROR]);
    sw_json_key(json, "source");
    sw_json_string_c(json, "saywell");
    sw_json_key(json, "message");
    sw_json_string_c(json, words);
    sw_json_end_object(json);
}

static void put_limited(const saywell_result *result, sw_json *json)
{
    sw_buf words = {0};

    sw_buf_put_c(&words, "not looked for, the text is too much for it:");
    for (size_t i = 0; i < saywell_result_limited_count(result); i++)
        sw_buf_printf(&words, "%s %s", i ? "," : "",
                      saywell_result_limited_at(result, i));
    put_failure(sw_buf_c(&words) ? words.ptr : "a limit was reached", json);
    sw_buf_release(&words);
}

size_t sw_diagnose_page(const sw_diagnoser *diagnoser, const sw_page *page,
                        bool hold, sw_json *json)
{
    const saywell_result *result = page->result;
    sw_ruler ruler = sw_diagnose_ruler(page, diagnoser->unit);
    size_t start = 0, end = 0, held = 0;

    hold = hold && sw_page_open_sentence(page, &start, &end);
    sw_json_array(json);
    if (page->lost)
        put_failure("out of memory: close and open the text again", json);
    else if (!result && page->error.status)
        put_failure(page->error.message, json);
    else if (result && !saywell_result_complete(result))
        put_limited(result, json);
    for (size_t i = 0; result && i < saywell_result_count(result); i++) {
        const saywell_finding *f = saywell_result_at(result, i);

        if (hold && f->start.byte <= end && f->end.byte >= start)
            held++;
        else
            sw_diagnose_finding(diagnoser, page, f, &ruler, json);
    }
    sw_json_end_array(json);
    return held;
}
