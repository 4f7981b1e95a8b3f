/*
 * html_text.c - strangers' words on a page.
 *
 * A reply may hold markup, a script, a mark that writes the rest of the page
 * backwards. All of it is shown as what it is. Joiners and plain direction
 * marks stay, for emoji and right-to-left text need them; each text stands in
 * an element of its own that isolates its direction.
 */
#include "qa/html_part.h"

#include "base/utf8.h"
#include "qa/day.h"

#include <stdio.h>
#include <string.h>

static bool is_odd(uint32_t code)
{
    if (code == '\n' || code == '\t')
        return false;
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x61c ||
           (code >= 0x202a && code <= 0x202e) || code == 0x2028 ||
           code == 0x2029 || (code >= 0x2066 && code <= 0x2069) ||
           code == 0xfeff || (code >= 0xfff9 && code <= 0xfffb) ||
           (code >= 0xe0000 && code <= 0xe0fff);
}

static void put_code(sw_buf *out, uint32_t code, sw_str bytes)
{
    switch (code) {
    case '&':
        sw_buf_put(out, SW_STR("&amp;"));
        return;
    case '<':
        sw_buf_put(out, SW_STR("&lt;"));
        return;
    case '>':
        sw_buf_put(out, SW_STR("&gt;"));
        return;
    case '"':
        sw_buf_put(out, SW_STR("&quot;"));
        return;
    case '\'':
        sw_buf_put(out, SW_STR("&#39;"));
        return;
    default:
        break;
    }
    if (is_odd(code))
        sw_buf_printf(out, "\u27e8U+%04X\u27e9", (unsigned)code);
    else
        sw_buf_put(out, bytes);
}

void sw_html_text(sw_buf *out, sw_str text)
{
    size_t size;

    for (size_t i = 0; i < text.len; i += size) {
        uint32_t code = sw_utf8_at(text, i, &size);

        if (code == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n')
            continue; /* a line's end is one, however it is written */
        put_code(out, code, sw_str_part(text, i, i + size));
    }
}

void sw_html_words(sw_buf *out, const char *words)
{
    sw_html_text(out, sw_str_of(words));
}

void sw_html_number(sw_buf *out, size_t n)
{
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%zu", n);

    for (int i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0)
            sw_buf_byte(out, ',');
        sw_buf_byte(out, digits[i]);
    }
}

void sw_html_day(sw_buf *out, int64_t day)
{
    static const char *const months[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    char text[SW_DAY_TEXT];
    size_t month, of_month;

    sw_day_write(text, day); /* "2026-03-02" */
    if (strlen(text) == 10 &&
        sw_str_number((sw_str){text + 5, 2}, 12, &month) && month >= 1 &&
        sw_str_number((sw_str){text + 8, 2}, 31, &of_month))
        sw_buf_printf(out, "%zu %s %.4s", of_month, months[month - 1], text);
    else
        sw_buf_put_c(out, text);
}

void sw_html_rate(sw_buf *out, size_t with, size_t of)
{
    sw_interval i = sw_interval_share(with, of);

    if (of < SW_QA_LEAST)
        sw_buf_put(out, SW_STR("<span class=\"few\">too few to say</span>"));
    else
        sw_buf_printf(out,
                      "<b>%.1f</b> <span class=\"ci\">%.1f\u2013%.1f</span>",
                      sw_tally_rate(with, of), i.low * 100, i.high * 100);
}

void sw_html_mean(sw_buf *out, const sw_count *count)
{
    sw_interval i = sw_tally_mean_interval(count);

    if (count->replies < SW_QA_LEAST)
        sw_buf_put(out, SW_STR("<span class=\"few\">too few to say</span>"));
    else
        sw_buf_printf(out,
                      "<b>%.1f</b> <span class=\"ci\">%.1f\u2013%.1f</span>",
                      sw_tally_mean(count), i.low, i.high);
}
