/*
 * waivers.c - findings that somebody has looked at and let stand.
 *
 * A waiver without a reason and a name is how lists of exceptions rot, so both
 * are wanted; and one that nothing matches any more is told, so that the list
 * gets shorter too. Whether a waiver has run out is asked of the reply's own
 * day: a report made again next year says what it says today.
 */
#include "qa/waivers.h"

#include "base/fail.h"
#include "base/json_read.h"
#include "base/json_text.h"
#include "qa/day.h"

#include <stdio.h>
#include <string.h>

typedef struct reading {
    sw_waivers *waivers;
    sw_arena *arena;
    const sw_json_text *text;
    sw_json_reader json;
    sw_buf word; /* of the last key or string */
    saywell_error *err;
} reading;

static const char *const keys[] = {"fingerprint", "reason", "who", "until",
                                   NULL};

/* Says what is wrong with the value (or key) read last. */
static saywell_status fail(reading *r, size_t index, const char *key,
                           const char *words)
{
    char path[80] = "waivers";

    if (index != SW_NOWHERE)
        snprintf(path, sizeof path, "waivers[%zu]%s%s", index, key ? "." : "",
                 key ? key : "");
    return sw_json_text_fail(r->text, r->err, SAYWELL_ARGUMENT, path,
                             r->json.start, 1, "%s", words);
}

static saywell_status fail_key(reading *r, size_t index, sw_str word)
{
    const char *near = sw_str_nearest(keys, word);
    char words[200];

    if (near)
        snprintf(words, sizeof words,
                 "unknown key \"%.*s\"; did you mean \"%s\"?",
                 (int)(word.len < 80 ? word.len : 80), word.ptr, near);
    else
        snprintf(words, sizeof words,
                 "unknown key \"%.*s\"; known are fingerprint, reason, who, "
                 "until",
                 (int)(word.len < 80 ? word.len : 80), word.ptr);
    return fail(r, index, NULL, words);
}

static bool is_fingerprint(const char *s)
{
    return strlen(s) == 16 && s[strspn(s, "0123456789abcdef")] == '\0';
}

/* The value of one key of one waiver. */
static saywell_status read_value(reading *r, sw_waiver *w, size_t index,
                                 int key)
{
    const char **to[] = {&w->fingerprint, &w->reason, &w->who, &w->until};
    sw_str value;
    const char *text;

    if (sw_json_read(&r->json) != SW_JSON_STRING)
        return fail(r, index, keys[key], "must be a string");
    value = sw_json_read_string(&r->json, &r->word);
    text = sw_arena_copy(r->arena, value.ptr, value.len);
    if (!text || r->word.failed)
        return sw_fail_nomem(r->err);
    if (sw_str_trim(value).len == 0)
        return fail(r, index, keys[key], "must not be empty");
    if (key == 0 && !is_fingerprint(text))
        return fail(r, index, keys[key],
                    "must be a finding's fingerprint: 16 hex digits, as "
                    "saywell check -f json prints it");
    if (key == 3 && (strlen(text) != 10 || !sw_day_read(text, &w->until_day)))
        return fail(r, index, keys[key], "must be a day, such as 2027-01-31");
    *to[key] = text;
    return SAYWELL_OK;
}

static saywell_status keep(reading *r, const sw_waiver *w, size_t index)
{
    sw_waivers *all = r->waivers;
    sw_waiver **to, *copy;
    char words[80];

    for (int i = 0; i < 3; i++) {
        const char *const values[] = {w->fingerprint, w->reason, w->who};

        if (values[i])
            continue;
        snprintf(words, sizeof words, "has no \"%s\"", keys[i]);
        return fail(r, index, NULL, words);
    }
    if (sw_map_find(&all->by_fingerprint, sw_str_of(w->fingerprint)))
        return fail(r, index, "fingerprint", "this finding is waived above");
    if (all->list.count >= SW_WAIVERS_MAX)
        return fail(r, index, NULL, "too many waivers; 100,000 is the limit");
    to = SW_VEC_PUSH(&all->list, r->arena);
    copy = sw_arena_alloc(r->arena, sizeof *copy);
    if (!to || !copy)
        return sw_fail_nomem(r->err);
    *to = copy;
    *copy = *w;
    if (!sw_map_put(&all->by_fingerprint, r->arena, sw_str_of(w->fingerprint),
                    copy))
        return sw_fail_nomem(r->err);
    return SAYWELL_OK;
}

static saywell_status read_waiver(reading *r, size_t index)
{
    sw_waiver w = {0};
    size_t offset = r->json.start, column, start;

    sw_json_text_line(r->text, offset, &w.line, &column);
    for (;;) {
        sw_json_event event = sw_json_read(&r->json);
        saywell_status status;
        sw_str word;
        int key = 0;

        if (event == SW_JSON_OBJECT_END)
            break;
        word = sw_json_read_string(&r->json, &r->word);
        while (keys[key] && !sw_str_equal_c(word, keys[key]))
            key++;
        status = keys[key] ? read_value(r, &w, index, key)
                           : fail_key(r, index, word);
        if (status)
            return status;
    }
    start = r->json.start;
    r->json.start = offset; /* what is missing is shown where it begins */
    if (keep(r, &w, index))
        return r->err ? r->err->status : SAYWELL_ARGUMENT;
    r->json.start = start;
    return SAYWELL_OK;
}

static saywell_status read_list(reading *r)
{
    if (sw_json_read(&r->json) != SW_JSON_ARRAY)
        return fail(r, SW_NOWHERE, NULL, "must be a list of waivers");
    for (size_t index = 0;; index++) {
        sw_json_event event = sw_json_read(&r->json);
        saywell_status status;

        if (event == SW_JSON_ARRAY_END)
            return SAYWELL_OK;
        if (event != SW_JSON_OBJECT)
            return fail(r, index, NULL, "must be an object, { ... }");
        status = read_waiver(r, index);
        if (status)
            return status;
    }
}

static saywell_status read_top(reading *r)
{
    if (sw_json_read(&r->json) != SW_JSON_OBJECT)
        return fail(r, SW_NOWHERE, NULL,
                    "must be an object: {\"waivers\": [...]}");
    for (;;) {
        sw_json_event event = sw_json_read(&r->json);
        saywell_status status = SAYWELL_OK;
        sw_str word;

        if (event == SW_JSON_OBJECT_END)
            return SAYWELL_OK;
        word = sw_json_read_string(&r->json, &r->word);
        if (sw_str_equal_c(word, "waivers"))
            status = read_list(r);
        else if (sw_str_equal_c(word, "$schema"))
            sw_json_read_skip(&r->json, NULL);
        else
            return fail(r, SW_NOWHERE, NULL,
                        "the only key here is \"waivers\", a list");
        if (status)
            return status;
    }
}

saywell_status sw_waivers_read(sw_waivers *waivers, const char *name,
                               sw_str bytes, sw_arena *arena,
                               saywell_error *err)
{
    saywell_error ignored = {0};
    reading r = {.waivers = waivers,
                 .arena = arena,
                 .err = err ? err : &ignored,
                 .word = {.max = (size_t)1 << 20}};
    sw_arena scratch = {0};
    sw_json_text *text;
    saywell_status status;

    *waivers = (sw_waivers){.name = name};
    sw_fail_clear(r.err);
    status = sw_json_text_parse(name, bytes, &scratch, &text, r.err);
    if (!status) {
        /* well formed from here on: events need no check for errors */
        r.text = text;
        sw_json_read_init(&r.json, sw_json_text_plain(text));
        status = read_top(&r);
    }
    sw_buf_release(&r.word);
    sw_arena_release(&scratch);
    return status;
}

bool sw_waivers_cover(sw_waivers *waivers, const char *fingerprint, bool dated,
                      int64_t day)
{
    sw_waiver *w = waivers->list.count ? sw_map_find(&waivers->by_fingerprint,
                                                     sw_str_of(fingerprint))
                                       : NULL;

    if (!w)
        return false;
    if (w->until && dated && day > w->until_day) {
        w->late++;
        return false;
    }
    w->used++;
    return true;
}
