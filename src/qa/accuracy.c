/*
 * accuracy.c - how often each rule was right when people read its findings.
 *
 * A rate says how often a rule spoke; without this figure beside it nobody can
 * tell how often it had a reason to. The file is a program's, so it is read
 * strictly: an odd one is refused whole.
 */
#include "qa/accuracy.h"

#include "base/fail.h"
#include "base/json_read.h"
#include "qa/page_part.h"

#include <stdio.h>

typedef struct reading {
    sw_accuracy *accuracy;
    sw_arena *arena;
    sw_json_reader json;
    sw_buf word;
    bool builtin;
    bool failed; /* out of memory */
} reading;

static const char *copy_word(reading *r)
{
    sw_str s = sw_json_read_string(&r->json, &r->word);
    const char *to = sw_arena_copy(r->arena, s.ptr, s.len);

    r->failed = r->failed || !to || r->word.failed;
    return to ? to : "";
}

/* A plain member: text, number, or something of a later version, skipped. */
static bool read_text(reading *r, const char **to)
{
    if (sw_json_read(&r->json) != SW_JSON_STRING)
        return false;
    *to = copy_word(r);
    return true;
}

static bool read_number(reading *r, size_t *to)
{
    return sw_json_read(&r->json) == SW_JSON_NUMBER &&
           sw_str_number(r->json.raw, (size_t)1 << 40, to);
}

static bool read_row(reading *r, sw_accuracy_row *row)
{
    static const char *const names[] = {"flagged", "right", "read",
                                        "readRight"};
    size_t *const to[] = {&row->flagged, &row->right, &row->read,
                          &row->read_right};
    sw_json_event event;

    if (sw_json_read(&r->json) != SW_JSON_OBJECT)
        return false;
    while ((event = sw_json_read(&r->json)) == SW_JSON_KEY) {
        sw_str key = sw_json_read_string(&r->json, &r->word);
        bool ok = true;
        size_t i = 0;

        while (i < 4 && !sw_str_equal_c(key, names[i]))
            i++;
        ok = i < 4 ? read_number(r, to[i]) : sw_json_read_skip(&r->json, NULL);
        if (!ok)
            return false;
    }
    return event == SW_JSON_OBJECT_END && row->right <= row->flagged &&
           row->read_right <= row->read;
}

static bool read_rows(reading *r)
{
    sw_json_event event;

    if (sw_json_read(&r->json) != SW_JSON_OBJECT)
        return false;
    while ((event = sw_json_read(&r->json)) == SW_JSON_KEY) {
        const char *rule = copy_word(r);
        sw_accuracy_row *row = sw_arena_zero(r->arena, 1, sizeof *row);

        if (r->failed || !row || !read_row(r, row))
            return false;
        row->builtin = r->builtin;
        r->failed =
            !sw_map_put(&r->accuracy->rows, r->arena, sw_str_of(rule), row);
    }
    return event == SW_JSON_OBJECT_END;
}

static bool read_top(reading *r)
{
    static const char *const names[] = {"measured", "pack", "packVersion",
                                        "rulesHash"};
    const char **const to[] = {&r->accuracy->measured, &r->accuracy->pack,
                               &r->accuracy->version, &r->accuracy->hash};
    sw_json_event event;

    if (sw_json_read(&r->json) != SW_JSON_OBJECT)
        return false;
    while ((event = sw_json_read(&r->json)) == SW_JSON_KEY) {
        sw_str key = sw_json_read_string(&r->json, &r->word);
        bool ok;
        size_t i = 0;

        while (i < 4 && !sw_str_equal_c(key, names[i]))
            i++;
        if (i < 4)
            ok = read_text(r, to[i]);
        else if (sw_str_equal_c(key, "rules"))
            ok = read_rows(r);
        else
            ok = sw_json_read_skip(&r->json, NULL);
        if (!ok)
            return false;
    }
    return event == SW_JSON_OBJECT_END && sw_json_read(&r->json) == SW_JSON_END;
}

saywell_status sw_accuracy_read(sw_accuracy *accuracy, const char *name,
                                sw_str bytes, sw_arena *arena,
                                saywell_error *err)
{
    reading r = {.accuracy = accuracy,
                 .arena = arena,
                 .builtin = bytes.ptr == sw_page_accuracy,
                 .word = {.max = (size_t)1 << 20}};
    saywell_status status = SAYWELL_OK;

    sw_json_read_init(&r.json, bytes);
    if (!read_top(&r)) {
        status = sw_fail(err, SAYWELL_SYNTAX, "%s",
                         r.json.error ? r.json.error
                                      : "is not what make accuracy writes");
        sw_fail_place(err, bytes, r.json.error ? r.json.at : r.json.start, 1);
        if (err)
            snprintf(err->file, sizeof err->file, "%s", name);
    } else if (r.failed) {
        status = sw_fail_nomem(err);
    }
    sw_buf_release(&r.word);
    return status;
}

const sw_accuracy_row *sw_accuracy_of(const sw_accuracy *accuracy,
                                      const char *rule)
{
    return accuracy->rows.count ? sw_map_find(&accuracy->rows, sw_str_of(rule))
                                : NULL;
}

sw_str sw_accuracy_builtin(void)
{
    return (sw_str){sw_page_accuracy, sw_page_accuracy_len};
}
