/*
 * baseline_file.c - the file of a baseline: read, checked, written.
 *
 *     {"schema": "saywell-baseline/1", "findings": [
 *     {"path": "late.txt", "rule": "bare-no", "fingerprint": "...", "count": 1}
 *     ]}
 *
 * Sorted, one entry a line: people look at it in a review.
 */
#include "cli/baseline_file.h"

#include "base/json_read.h"
#include "base/json_write.h"
#include "base/line_table.h"
#include "cli/output.h"
#include "cli/say.h"
#include "conf/file.h"

#include <stdlib.h>
#include <string.h>

#define MOST_BYTES ((size_t)64 << 20)
#define SCHEMA     "saywell-baseline/1"

/* ---- reading ------------------------------------------------------------- */

typedef struct reading {
    sw_baseline *b;
    sw_json_reader json;
    sw_buf text; /* escapes undone */
    bool schema; /* was seen */
    size_t index;
} reading;

/* Says what is wrong, where. */
static bool fail(reading *r, const char *words)
{
    sw_line_table lines;
    size_t line = 0, column = 0;

    if (sw_line_table_init(&lines, r->json.text, &r->b->arena))
        sw_line_table_at(&lines, r->json.error ? r->json.at : r->json.start,
                         &line, &column);
    sw_say("%s:%zu:%zu: %s", r->b->file, line, column, words);
    return false;
}

static bool fail_json(reading *r)
{
    return fail(r, r->json.error ? r->json.error : "not a baseline");
}

/* A string without NUL, in the run's arena. */
static bool take_string(reading *r, const char **out)
{
    sw_str value;

    if (sw_json_read(&r->json) != SW_JSON_STRING)
        return r->json.error
                   ? fail_json(r)
                   : fail(r, "path, rule and fingerprint are strings");
    value = sw_json_read_string(&r->json, &r->text);
    if (sw_str_find_byte(value, '\0', 0) != SW_NOWHERE)
        return fail(r, "a string here holds no NUL");
    *out = sw_arena_copy(&r->b->arena, value.ptr, value.len);
    return *out || fail(r, "out of memory");
}

static bool take_count(reading *r, size_t *out)
{
    if (sw_json_read(&r->json) == SW_JSON_NUMBER &&
        sw_str_number(r->json.raw, 1000000000, out) && *out > 0)
        return true;
    return r->json.error ? fail_json(r) : fail(r, "count is a number from 1");
}

static bool read_entry(reading *r)
{
    const char *path = NULL, *rule = NULL, *fingerprint = NULL;
    size_t count = 1;
    sw_json_event event;

    while ((event = sw_json_read(&r->json)) == SW_JSON_KEY) {
        sw_str key = r->json.raw;
        bool ok = sw_str_equal_c(key, "path")   ? take_string(r, &path)
                  : sw_str_equal_c(key, "rule") ? take_string(r, &rule)
                  : sw_str_equal_c(key, "fingerprint")
                      ? take_string(r, &fingerprint)
                  : sw_str_equal_c(key, "count")
                      ? take_count(r, &count)
                      : fail(r, "unknown key; known are path, rule, "
                                "fingerprint, count");

        if (!ok)
            return false;
    }
    if (event == SW_JSON_ERROR)
        return fail_json(r);
    if (!path || !rule || !fingerprint)
        return fail(r, "a finding has path, rule and fingerprint");
    return sw_baseline_add(r->b, path, rule, fingerprint, count) ||
           fail(r, "out of memory");
}

static bool read_findings(reading *r)
{
    sw_json_event event;

    if (sw_json_read(&r->json) != SW_JSON_ARRAY)
        return r->json.error ? fail_json(r) : fail(r, "findings is a list");
    while ((event = sw_json_read(&r->json)) == SW_JSON_OBJECT)
        if (!read_entry(r))
            return false;
    if (event != SW_JSON_ARRAY_END)
        return r->json.error ? fail_json(r) : fail(r, "a finding is an object");
    return true;
}

static bool read_schema(reading *r)
{
    const char *name = NULL;

    if (!take_string(r, &name))
        return false;
    r->schema = strcmp(name, SCHEMA) == 0;
    return r->schema || fail(r, "this baseline is of another kind than "
                                "\"" SCHEMA "\"");
}

static bool read_document(reading *r)
{
    sw_json_event event;

    if (sw_json_read(&r->json) != SW_JSON_OBJECT)
        return fail_json(r);
    while ((event = sw_json_read(&r->json)) == SW_JSON_KEY) {
        sw_str key = r->json.raw;

        if (sw_str_equal_c(key, "schema") ? !read_schema(r)
            : sw_str_equal_c(key, "findings")
                ? !read_findings(r)
                : !fail(r, "unknown key; known are schema, findings"))
            return false;
    }
    if (event == SW_JSON_OBJECT_END)
        event = sw_json_read(&r->json);
    if (event != SW_JSON_END)
        return fail_json(r);
    return r->schema || fail(r, "not a baseline: it has no \"schema\"");
}

bool sw_baseline_read(sw_baseline *b)
{
    sw_arena *arena = &b->arena;
    sw_buf bytes = {.max = MOST_BYTES};
    sw_file_status status = sw_file_read(b->file, &bytes);
    const char *real = sw_file_real_path(arena, b->file);
    reading r = {.b = b};
    bool ok = true;

    if (real) {
        sw_str folder = sw_file_folder(sw_str_of(real));

        b->folder = sw_arena_copy(arena, folder.ptr, folder.len);
    }
    if (!real || !b->folder) {
        sw_say("out of memory");
        ok = false;
    } else if (status == SW_FILE_OK) {
        sw_json_read_init(&r.json, sw_buf_str(&bytes));
        ok = read_document(&r);
    } else if (status != SW_FILE_MISSING || !b->writing) {
        sw_say("%s: %s%s", b->file, sw_file_words(status),
               status == SW_FILE_MISSING ? "; --write-baseline makes one" : "");
        ok = false;
    }
    sw_buf_release(&r.text);
    sw_buf_release(&bytes);
    return ok;
}

/* ---- writing ------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const sw_known *x = *(const sw_known *const *)a;
    const sw_known *y = *(const sw_known *const *)b;
    int order = strcmp(x->path, y->path);

    if (!order)
        order = strcmp(x->rule, y->rule);
    return order ? order : strcmp(x->fingerprint, y->fingerprint);
}

static void put_entry(sw_buf *out, const sw_known *known)
{
    sw_json json;

    sw_json_init(&json, out, false);
    sw_json_object(&json);
    sw_json_key(&json, "path");
    sw_json_string_c(&json, known->path);
    sw_json_key(&json, "rule");
    sw_json_string_c(&json, known->rule);
    sw_json_key(&json, "fingerprint");
    sw_json_string_c(&json, known->fingerprint);
    sw_json_key(&json, "count");
    sw_json_number(&json, known->count);
    sw_json_end_object(&json);
}

bool sw_baseline_write(sw_baseline *b)
{
    sw_output out;
    sw_buf text = {0};
    bool ok;

    if (b->all.count)
        qsort(b->all.at, b->all.count, sizeof *b->all.at, by_place);
    sw_buf_put(&text, SW_STR("{\"schema\":\"" SCHEMA "\",\"findings\":["));
    for (size_t i = 0; i < b->all.count; i++) {
        sw_buf_put_c(&text, i ? ",\n" : "\n");
        put_entry(&text, b->all.at[i]);
    }
    sw_buf_put_c(&text, b->all.count ? "\n]}\n" : "]}\n");
    ok = !text.failed && sw_output_begin(&out, &b->run->arena, b->file);
    if (ok) {
        ok = sw_output_write(&out, text.ptr, text.len);
        ok = sw_output_end(&out, ok) && ok;
    }
    sw_buf_release(&text);
    return ok;
}
