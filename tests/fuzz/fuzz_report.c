/*
 * fuzz_report.c - hostile bytes for what a report reads and shows.
 *
 * Laws: waivers, an older report and a pack's figures are read or refused in
 * words, whatever they hold; a day that is read is written so that it reads
 * the same; no text leaves markup on the page; and where names are taken out,
 * none of them is left.
 */
#include "fuzz.h"

#include "base/utf8.h"
#include "qa/day.h"
#include "qa/html_part.h"

#include <string.h>

static void read_files(sw_str bytes)
{
    sw_arena arena = {0};
    sw_waivers waivers;
    sw_compare old;
    sw_accuracy accuracy = {0};
    saywell_error err;

    if (sw_waivers_read(&waivers, "w", bytes, &arena, &err))
        FUZZ_LAW(err.message[0] && err.status);
    else
        FUZZ_LAW(waivers.list.count == 0 ||
                 sw_waivers_cover(&waivers, waivers.list.at[0]->fingerprint,
                                  false, 0));
    if (sw_compare_read(&old, "o", bytes, &arena, &err))
        FUZZ_LAW(err.message[0] && err.status);
    else
        FUZZ_LAW(old.total.with <= old.total.of);
    if (sw_accuracy_read(&accuracy, "a", bytes, &arena, &err))
        FUZZ_LAW(err.message[0] && err.status);
    sw_arena_release(&arena);
}

static void read_day(sw_str bytes)
{
    char text[64] = "", again[SW_DAY_TEXT];
    int64_t day, same;

    memcpy(text, bytes.ptr, bytes.len < 63 ? bytes.len : 63);
    if (!sw_day_read(text, &day))
        return;
    sw_day_write(again, day);
    /* an offset may reach into the years 1969 and 10000, which no date has */
    FUZZ_LAW(sw_day_read(again, &same) ? same == day
                                       : day < 0 || strlen(again) > 10);
    FUZZ_LAW(sw_day_monday(day) <= day && day < sw_day_monday(day) + 7);
}

static bool holds_word(sw_str text, sw_str word)
{
    size_t size;

    for (size_t at = 0; (at = sw_str_find(text, word, at)) != SW_NOWHERE;
         at++) {
        size_t end = at + word.len;

        if ((at == 0 || !sw_utf8_is_word(sw_utf8_before(text, at, &size))) &&
            (end == text.len || !sw_utf8_is_word(sw_utf8_at(text, end, &size))))
            return true;
    }
    return false;
}

static void show(sw_str text)
{
    static const char *const agents[] = {"Ana Ruiz", "Bo", "Ana Lee"};
    sw_tally_agent list[3] = {0};
    const sw_tally tally = {.agents = {list, 3, 3}};
    sw_unname unname = {0};
    sw_arena arena = {0};
    sw_buf named = {0}, page = {0};

    for (size_t i = 0; i < 3; i++)
        list[i] = (sw_tally_agent){.name = agents[i], .number = i + 1};
    FUZZ_LAW(sw_unname_fill(&unname, &tally, &arena));
    sw_unname_put(&unname, text, &named);
    FUZZ_LAW(!named.failed);
    FUZZ_LAW(sw_utf8_valid(sw_buf_str(&named)) == named.len);
    FUZZ_LAW(!holds_word(sw_buf_str(&named), SW_STR("Ana")));
    FUZZ_LAW(!holds_word(sw_buf_str(&named), SW_STR("Ruiz")));
    FUZZ_LAW(!holds_word(sw_buf_str(&named), SW_STR("Bo")));
    sw_html_text(&page, sw_buf_str(&named));
    FUZZ_LAW(!page.failed);
    for (size_t i = 0; i < page.len; i++) {
        FUZZ_LAW(!strchr("<>\"'", page.ptr[i]) && page.ptr[i] != 0x7f);
        FUZZ_LAW((unsigned char)page.ptr[i] >= 0x20 || page.ptr[i] == '\n' ||
                 page.ptr[i] == '\t');
    }
    sw_buf_release(&named);
    sw_buf_release(&page);
    sw_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const sw_str bytes = {(const char *)data, size};

    read_files(bytes);
    if (size)
        read_day(bytes);
    show(sw_str_part(bytes, 0, sw_utf8_valid(bytes)));
    return 0;
}
