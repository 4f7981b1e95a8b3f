/* test_schema.c - the published schemas say what the loader does. */
#include "unit.h"

#include "rule/builtin.h"
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

Suite *suite_schema(void)
{
    Suite *suite = suite_create("schema");
    TCase *tc = tcase_create("schema");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, has_the_loaders_keys, 0,
                        sizeof rows / sizeof *rows);
    tcase_add_test(tc, both_say_the_same);
    tcase_add_test(tc, knows_the_keys_of_each_kind);
    suite_add_tcase(suite, tc);
    return suite;
}
