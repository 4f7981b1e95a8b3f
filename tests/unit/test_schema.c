/* test_schema.c - the published schemas say what the loader does. */
#include "unit.h"

#include "rule/builtin.h"
#include "qa/accuracy.h"
#include "qa/waivers.h"
#include "rule/keys.h"

#include <string.h>

static cJSON *pack, *rules;

static cJSON *schema(const char *name)
{
    for (size_t i = 0; i < sw_builtin_schema_count; i++)
        if (strcmp(sw_builtin_schemas[i].name, name) == 0)
            return cJSON_ParseWithLength(sw_builtin_schemas[i].bytes,
                                         sw_builtin_schemas[i].len);
    return NULL;
}

static void setup(void)
{
    pack = schema("pack");
    rules = schema("rules");
    ck_assert_ptr_nonnull(pack);
    ck_assert_ptr_nonnull(rules);
}

static void teardown(void)
{
    cJSON_Delete(pack);
    cJSON_Delete(rules);
}

static const struct row {
    const sw_keys *keys;
    cJSON **schema;
    const char *def; /* NULL: the top */
} rows[] = {
    {&sw_keys_pack, &pack, NULL},
    {&sw_keys_file, &rules, NULL},
    {&sw_keys_rule, &rules, "rule"},
    {&sw_keys_pattern, &rules, "pattern_object"},
    {&sw_keys_pattern, &rules, "scored"},
    {&sw_keys_rewrite, &rules, "rewrite"},
    {&sw_keys_gate, &rules, "gate"},
    {&sw_keys_signal, &rules, "signal_object"},
    {&sw_keys_example, &rules, "example"},
    {&sw_keys_setting, &pack, "setting"},
    {&sw_keys_profile, &pack, "profile"},
    {&sw_keys_source, &pack, "source"},
    {&sw_keys_category, &pack, "category"},
    {&sw_keys_row, &pack, "row"},
};

static const cJSON *get(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* Its own description, or that of what it refers to. */
static const char *description(const cJSON *top, const cJSON *value)
{
    const char *own = cJSON_GetStringValue(get(value, "description"));
    const char *ref = cJSON_GetStringValue(get(value, "$ref"));

    if (own || !ref)
        return own;
    return cJSON_GetStringValue(
        get(get(get(top, "$defs"), ref + strlen("#/$defs/")), "description"));
}

START_TEST(has_the_loaders_keys)
{
    const struct row *row = &rows[_i];
    const cJSON *top = *row->schema, *property;
    const cJSON *object = row->def ? get(get(top, "$defs"), row->def) : top;
    const cJSON *properties = get(object, "properties");

    ck_assert_int_eq(cJSON_GetArraySize(properties), (int)row->keys->count);
    ck_assert(cJSON_IsFalse(get(object, "additionalProperties")));
    for (size_t i = 0; i < row->keys->count; i++) {
        const char *name = row->keys->at[i].name, *words;

        property = get(properties, name);
        ck_assert_msg(property != NULL, "%s: %s is not in the schema",
                      row->keys->what, name);
        words = description(top, property);
        ck_assert_msg(words && words[0], "%s: %s has no description",
                      row->keys->what, name);
        ck_assert_str_ne(row->keys->at[i].help, "");
    }
}
END_TEST

/* Each schema stands alone, so what both define must be the same. */
START_TEST(both_say_the_same)
{
    const cJSON *def;
    int shared = 0;

    cJSON_ArrayForEach (def, get(pack, "$defs")) {
        const cJSON *other = get(get(rules, "$defs"), def->string);

        if (!other)
            continue;
        shared++;
        ck_assert_msg(cJSON_Compare(def, other, true), "%s differs",
                      def->string);
    }
    ck_assert_int_gt(shared, 5);
}
END_TEST

/* The schema's "kind": keys of other kinds are false in its branch. */
START_TEST(knows_the_keys_of_each_kind)
{
    static const char *const kinds[] = {
#define SW_X_(upper, lower) #lower,
        SW_KIND_MAP(SW_X_)
#undef SW_X_
    };
    const cJSON *rule = get(get(rules, "$defs"), "rule"), *branch;

    cJSON_ArrayForEach (branch, get(rule, "allOf")) {
        const char *kind = cJSON_GetStringValue(
            get(get(get(get(branch, "if"), "properties"), "kind"), "const"));
        const cJSON *barred = get(get(branch, "then"), "properties");
        unsigned bit = 0;

        ck_assert_ptr_nonnull(kind);
        while (bit < SW_KIND_COUNT && strcmp(kinds[bit], kind) != 0)
            bit++;
        ck_assert_uint_lt(bit, SW_KIND_COUNT);
        for (size_t i = 0; i < sw_keys_rule.count; i++) {
            const sw_key *key = &sw_keys_rule.at[i];
            bool taken = !key->kinds || key->kinds & 1u << bit;

            ck_assert_msg(taken == !cJSON_IsFalse(get(barred, key->name)),
                          "%s: %s", kind, key->name);
        }
    }
    ck_assert_int_eq(cJSON_GetArraySize(get(rule, "allOf")), SW_KIND_COUNT);
}
END_TEST

/* ---- files of the report --------------------------------------------------
 */

/* A waiver as the schema has it, each value its own example; without one key.
 */
static bool takes_waiver(const cJSON *properties, const char *without,
                         const char *more, saywell_error *err)
{
    cJSON *top = cJSON_CreateObject(), *waiver = cJSON_CreateObject();
    cJSON *list = cJSON_AddArrayToObject(top, "waivers");
    const cJSON *property;
    sw_arena arena = {0};
    sw_waivers waivers;
    saywell_status status;
    char *text;

    cJSON_AddItemToArray(list, waiver);
    cJSON_ArrayForEach (property, properties) {
        const cJSON *example = cJSON_GetArrayItem(get(property, "examples"), 0);

        ck_assert_msg(cJSON_IsString(example), "%s has no example",
                      property->string);
        if (!without || strcmp(property->string, without) != 0)
            cJSON_AddStringToObject(waiver, property->string,
                                    example->valuestring);
    }
    if (more)
        cJSON_AddStringToObject(waiver, more, "x");
    text = cJSON_PrintUnformatted(top);
    status = sw_waivers_read(&waivers, "w.json", sw_str_of(text), &arena, err);
    sw_arena_release(&arena);
    cJSON_free(text);
    cJSON_Delete(top);
    return status == SAYWELL_OK;
}

static bool is_required(const cJSON *object, const char *key)
{
    const cJSON *name;

    cJSON_ArrayForEach (name, get(object, "required"))
        if (strcmp(name->valuestring, key) == 0)
            return true;
    return false;
}

START_TEST(knows_waivers)
{
    cJSON *top = schema("waivers");
    const cJSON *waiver = get(get(top, "$defs"), "waiver");
    const cJSON *properties = get(waiver, "properties"), *property;
    saywell_error err;
    int commas = 0;

    ck_assert_msg(takes_waiver(properties, NULL, NULL, &err), "%s",
                  err.message);
    cJSON_ArrayForEach (property, properties)
        ck_assert_int_eq(takes_waiver(properties, property->string, NULL, &err),
                         !is_required(waiver, property->string));
    /* The reader lists its keys when it is given another. */
    ck_assert(!takes_waiver(properties, NULL, "zzzzzzzz", &err));
    cJSON_ArrayForEach (property, properties)
        ck_assert_msg(strstr(err.message, property->string) != NULL, "%s",
                      err.message);
    for (const char *c = strstr(err.message, "known"); c && *c; c++)
        commas += *c == ',';
    ck_assert_int_eq(commas + 1, cJSON_GetArraySize(properties));
    cJSON_Delete(top);
}
END_TEST

/* The figures that the program carries have the keys of the schema, no other
 * and all. */
START_TEST(knows_accuracy)
{
    cJSON *top = schema("accuracy");
    sw_str bytes = sw_accuracy_builtin();
    cJSON *file = cJSON_ParseWithLength(bytes.ptr, bytes.len);
    const cJSON *rule = get(get(get(top, "$defs"), "rule"), "properties");
    const cJSON *row, *key;

    ck_assert_int_eq(cJSON_GetArraySize(file),
                     cJSON_GetArraySize(get(top, "properties")));
    cJSON_ArrayForEach (key, file)
        ck_assert_ptr_nonnull(get(get(top, "properties"), key->string));
    cJSON_ArrayForEach (row, get(file, "rules")) {
        ck_assert_int_eq(cJSON_GetArraySize(row), cJSON_GetArraySize(rule));
        cJSON_ArrayForEach (key, row)
            ck_assert_msg(get(rule, key->string) != NULL, "%s", key->string);
    }
    cJSON_Delete(file);
    cJSON_Delete(top);
}
END_TEST

Suite *suite_schema(void)
{
    Suite *suite = suite_create("schema");
    TCase *tc = tcase_create("schema");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, has_the_loaders_keys, 0,
                        sizeof rows / sizeof *rows);
    tcase_add_test(tc, both_say_the_same);
    tcase_add_test(tc, knows_the_keys_of_each_kind);
    tcase_add_test(tc, knows_waivers);
    tcase_add_test(tc, knows_accuracy);
    suite_add_tcase(suite, tc);
    return suite;
}
