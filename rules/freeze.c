/*
 * freeze.c - the built-in pack, loaded once and written as C tables.
 *
 *     freeze >gen/frozen.c
 *
 * Built with the loader itself and run while saywell is built: what it writes
 * is what loading the JSON gives, struct by struct (src/rule/rule.h), with the
 * prefilter's tables. A new member of one of those structs is written here
 * too; the unit test of frozen packs compares both ways of getting the rules.
 */
#include "match/lead.h"
#include "rule/compile.h"
#include "rule/frozen.h"
#include "rule/load.h"
#include "rule/stored.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const saywell_rules *rules;

/* ---- small things
 * ------------------------------------------------------------ */

static void bytes(const char *s, size_t len)
{
    putchar('"');
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c >= ' ' && c < 0x7F && c != '?')
            putchar(c);
        else
            printf("\\%03o", c);
    }
    putchar('"');
}

static void text(const char *s)
{
    if (s == NULL)
        printf("NULL");
    else
        bytes(s, strlen(s));
}

static void str(sw_str s)
{
    printf("{");
    bytes(s.ptr, s.len);
    printf(", %zu}", s.len);
}

/* A list of strings that ends with NULL; NULL stays NULL. */
static void texts(const char *const *list)
{
    if (list == NULL) {
        printf("NULL");
        return;
    }
    printf("(const char *const[]){");
    for (; *list != NULL; list++) {
        text(*list);
        printf(", ");
    }
    printf("NULL}");
}

static void set(const sw_set *s)
{
    if (s->count == 0) {
        printf("{NULL, 0}");
        return;
    }
    printf("{(const uint32_t[]){");
    for (size_t i = 0; i < s->count; i++)
        printf("%" PRIu32 ",", s->at[i]);
    printf("}, %zu}", s->count);
}

static void signals(const sw_signals *s)
{
    if (s->count == 0) {
        printf("{NULL, 0}");
        return;
    }
    printf("{(const sw_signal *const[]){");
    for (size_t i = 0; i < s->count; i++)
        printf("&signal_table[%" PRIu32 "],", s->at[i]->id);
    printf("}, %zu}", s->count);
}

static void others(const sw_rules_list *l)
{
    if (l->count == 0) {
        printf("{NULL, 0}");
        return;
    }
    printf("{(const sw_rule *const[]){");
    for (size_t i = 0; i < l->count; i++)
        printf("&rule_table[%zu],", l->at[i]->index);
    printf("}, %zu}", l->count);
}

/* ---- maps: shared by filters, so they have names
 * -------------------------------- */

static const sw_map *maps[256];
static size_t map_count;

static size_t map_number(const sw_map *map)
{
    for (size_t i = 0; i < map_count; i++)
        if (maps[i] == map)
            return i;
    fprintf(stderr, "freeze: a map that nobody named\n");
    exit(1);
}

/* words: the values are words; else they only have to be there. */
static void write_map(const sw_map *map, bool words)
{
    size_t n = map_count;

    for (size_t i = 0; i < n; i++)
        if (maps[i] == map)
            return;
    if (n == sizeof maps / sizeof *maps) {
        fprintf(stderr, "freeze: too many maps\n");
        exit(1);
    }
    maps[map_count++] = map;
    printf("static const sw_map_entry entries_%zu[] = {\n", n);
    for (size_t i = 0; i < map->count; i++) {
        printf("{");
        str(map->at[i].key);
        printf(", (void *)(uintptr_t)");
        text(words ? map->at[i].value : "");
        printf("},\n");
    }
    printf("{{NULL, 0}, NULL}};\nstatic const uint32_t slots_%zu[] = {", n);
    for (size_t i = 0; i < map->slot_count; i++)
        printf("%" PRIu32 ",", map->slots[i]);
    printf("0};\nstatic const sw_map map_%zu = {(sw_map_entry *)(uintptr_t)"
           "entries_%zu, %zu, %zu, (uint32_t *)(uintptr_t)slots_%zu, %zu};\n",
           n, n, map->count, map->count, n, map->slot_count);
}

static void write_filter_maps(const sw_rewrite *rewrites, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < rewrites[i].text.count; k++) {
            const sw_part *part = &rewrites[i].text.parts[k];
            for (size_t f = 0; f < part->filter_count; f++)
                if (part->filters[f].words != NULL)
                    write_map(part->filters[f].words, true);
        }
}

static void write_maps(void)
{
    for (size_t i = 0; i < rules->lists.count; i++)
        write_map(rules->lists.at[i].value, false);
    for (size_t i = 0; i < rules->pattern_count; i++)
        write_filter_maps(rules->patterns[i].rewrites,
                          rules->patterns[i].rewrite_count);
    for (size_t i = 0; i < rules->rule_count; i++)
        write_filter_maps(rules->rules[i].rewrites,
                          rules->rules[i].rewrite_count);
}

static void write_lists(void)
{
    const sw_map *map = &rules->lists;

    printf("static const sw_map_entry list_entries[] = {\n");
    for (size_t i = 0; i < map->count; i++) {
        printf("{");
        str(map->at[i].key);
        printf(", (void *)(uintptr_t)&map_%zu},\n",
               map_number(map->at[i].value));
    }
    printf("{{NULL, 0}, NULL}};\nstatic const uint32_t list_slots[] = {");
    for (size_t i = 0; i < map->slot_count; i++)
        printf("%" PRIu32 ",", map->slots[i]);
    printf("0};\n");
}

/* ---- gates, rewrites
 * ---------------------------------------------------------------- */

static void gate(const sw_gate *g)
{
    if (g == NULL) {
        printf("NULL");
        return;
    }
    printf("&(const sw_gate){");
    signals(&g->customer);
    printf(", ");
    signals(&g->reply);
    printf(", %uu, %zu, %zu, %zu, %zu, ", g->position, g->min_sentences,
           g->max_sentences, g->min_words, g->max_words);
    texts(g->channels);
    printf(", %d, ", g->is_public);
    texts(g->settings);
    printf("}");
}

static void gates_inside(const sw_gates *g)
{
    printf("{");
    gate(g->when);
    printf(", ");
    gate(g->unless);
    printf("}");
}

static void gates(const sw_gates *g)
{
    if (g == NULL) {
        printf("NULL");
        return;
    }
    printf("&(const sw_gates)");
    gates_inside(g);
}

static void part(const sw_part *p)
{
    printf("{");
    str(p->text);
    printf(", %d, ", p->capture);
    if (p->filter_count == 0) {
        printf("NULL, 0}");
        return;
    }
    printf("(const sw_filter[]){");
    for (size_t i = 0; i < p->filter_count; i++) {
        printf("{%d, ", (int)p->filters[i].kind);
        if (p->filters[i].words != NULL)
            printf("&map_%zu},", map_number(p->filters[i].words));
        else
            printf("NULL},");
    }
    printf("}, %zu}", p->filter_count);
}

static void rewrites(const sw_rewrite *list, size_t count)
{
    if (count == 0) {
        printf("NULL, 0");
        return;
    }
    printf("(const sw_rewrite[]){");
    for (size_t i = 0; i < count; i++) {
        const sw_rewrite *r = &list[i];
        printf("{{");
        if (r->text.count == 0)
            printf("NULL");
        else
            printf("(const sw_part[]){");
        for (size_t k = 0; k < r->text.count; k++) {
            part(&r->text.parts[k]);
            printf(",");
        }
        printf("%s, %zu, %d}, %d, ", r->text.count == 0 ? "" : "}",
               r->text.count, r->text.slots, (int)r->trust);
        text(r->message);
        printf(", %d, ", (int)r->insert);
        gates(r->gates);
        printf("},\n");
    }
    printf("}, %zu", count);
}

/* ---- codes as PCRE2 writes them
 * ------------------------------------------------------ */

static sw_str *stored;     /* by pattern: all that PCRE2 wrote */
static size_t stored_head; /* bytes that all of them begin with */

/* Compiles the text afresh: a code that was read from bytes is marked so. */
static bool store(const sw_pattern *p, char message[160])
{
    sw_code *code = sw_compile_text(p->expanded, NULL, message);
    const pcre2_code *one = code != NULL ? code->code : NULL;
    uint8_t *made;
    PCRE2_SIZE len;

    if (code == NULL)
        return false;
    if (pcre2_serialize_encode(&one, 1, &made, &len, NULL) != 1) {
        snprintf(message, 160, "PCRE2 cannot write what it compiled");
        sw_compile_free(code);
        return false;
    }
    stored[p->id] = (sw_str){(const char *)made, len};
    sw_compile_free(code);
    return true;
}

static void find_head(void)
{
    stored_head = rules->pattern_count > 0 ? stored[0].len : 0;
    for (size_t i = 1; i < rules->pattern_count; i++) {
        size_t n = 0;
        while (n < stored_head && n < stored[i].len &&
               stored[i].ptr[n] == stored[0].ptr[n])
            n++;
        stored_head = n;
    }
}

static sw_str stored_tail(uint32_t id)
{
    return sw_str_part(stored[id], stored_head, stored[id].len);
}

static void write_head(void)
{
    char version[SW_STORED_VERSION], unicode[SW_STORED_VERSION];
    uint32_t link_size = 0;
    bool known = sw_stored_version(PCRE2_CONFIG_VERSION, version) &&
                 sw_stored_version(PCRE2_CONFIG_UNICODE_VERSION, unicode);

    pcre2_config(PCRE2_CONFIG_LINKSIZE, &link_size);
    printf("const sw_stored_head sw_stored_head_built = {");
    text(known ? version : NULL);
    printf(", ");
    text(known ? unicode : NULL);
    printf(", %" PRIu32 ", ", link_size);
    str((sw_str){stored_head > 0 ? stored[0].ptr : "", stored_head});
    printf("};\n");
}

/* All of them side by side: a draft wants a few of them, and no other words of
 * their patterns. */
static void write_stored(void)
{
    printf("static const char stored_codes[] =\n\"\"");
    for (uint32_t i = 0; i < rules->pattern_count; i++) {
        sw_str tail = stored_tail(i);
        bytes(tail.ptr, tail.len);
        printf("\n");
    }
    printf(";\n");
}

static void forget_stored(void)
{
    for (size_t i = 0; i < rules->pattern_count; i++)
        pcre2_serialize_free((uint8_t *)(uintptr_t)stored[i].ptr);
    free(stored);
}

/* ---- tables
 * ------------------------------------------------------------------------ */

static void run(const sw_run *r)
{
    if (r == NULL) {
        printf("NULL, ");
        return;
    }
    printf("&(const sw_run){{");
    for (size_t i = 0; i < sizeof r->bytes / sizeof *r->bytes; i++)
        printf("%" PRIu32 "u,", r->bytes[i]);
    printf("}, %zu}, ", r->least);
}

/* code: where its own begins among the stored ones. */
static void pattern(const sw_pattern *p, size_t code)
{
    printf("{%" PRIu32 ", ", p->id);
    str(p->expanded);
    printf(", {");
    text(p->info.owner);
    printf(", ");
    text(p->info.key);
    printf(", ");
    text(p->info.file);
    printf(", %zu, ", p->info.line);
    text(p->info.source);
    printf(", ");
    text(p->info.expanded);
    printf("},\n {NULL, 0, 0}, "); /* the scan's tables have them */
    run(p->run);
    printf("%d, ", p->doubled);
    texts(p->names);
    printf(", %d, %d, %d, %d, %d, ", (int)p->begins, (int)p->ends,
           p->clause_main, p->subject_us, p->points);
    text(p->message);
    printf(", ");
    gates(p->gates);
    printf(", ");
    rewrites(p->rewrites, p->rewrite_count);
    printf(",\n {stored_codes + %zu, %zu}, NULL},\n", code,
           stored_tail(p->id).len);
}

static void signal_row(const sw_signal *s)
{
    printf("{");
    text(s->name);
    printf(", %" PRIu32 ", ", s->id);
    set(&s->patterns);
    printf(", ");
    set(&s->except);
    printf(", %d, %d, %d, %uu, %d},\n", s->role, s->scored, s->at_least,
           s->zones, (int)s->native);
}

static void example(const saywell_example *e)
{
    printf("{");
    bytes(e->text, e->text_len);
    printf(", %zu, %d, ", e->text_len, e->flag);
    text(e->at);
    printf(", ");
    text(e->fix);
    printf(", ");
    text(e->customer);
    printf(", ");
    text(e->earlier);
    printf(", ");
    text(e->channel);
    printf(", %d, ", (int)e->position);
    text(e->profile);
    printf(", ");
    texts(e->settings);
    printf(", ");
    text(e->file);
    printf(", %zu},\n", e->line);
}

static void info(const saywell_rule_info *i)
{
    const char *const words[] = {i->id,   i->title,   i->category,
                                 i->kind, i->message, i->why};

    printf("{");
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        text(words[k]);
        printf(", ");
    }
    texts(i->sources);
    printf(", %d, %d, %d, ", (int)i->severity, i->enabled, i->default_on);
    text(i->file);
    printf(", %zu, ", i->line);
    if (i->example_count == 0) {
        printf("NULL, 0");
    } else {
        printf("(const saywell_example[]){\n");
        for (size_t k = 0; k < i->example_count; k++)
            example(&i->examples[k]);
        printf("}, %zu", i->example_count);
    }
    printf(", %d, %d, ", i->safe, i->human);
    texts(i->beside);
    printf("}");
}

static void rule_row(const sw_rule *r)
{
    printf("{");
    info(&r->info);
    printf(",\n %zu, %d, %uu, ", r->index, (int)r->kind, r->zones);
    gates_inside(&r->gates);
    printf(", %d, ", r->needs_customer);
    set(&r->except);
    printf(", ");
    others(&r->over);
    printf(", ");
    others(&r->takes);
    printf(", ");
    set(&r->patterns);
    printf(", ");
    signals(&r->needs);
    printf(", ");
    signals(&r->of);
    printf(", ");
    signals(&r->against);
    printf(", ");
    signals(&r->first);
    printf(", ");
    signals(&r->then);
    printf(", %zu, %zu, %zu, %d, %.17g, %.17g, %zu, %zu, %d, ", r->before,
           r->after, r->max, r->per_conversation, r->at_least, r->at_most,
           r->min_sentences, r->min_words, r->anchor_end);
    rewrites(r->rewrites, r->rewrite_count);
    printf(", %d},\n", (int)r->severity);
}

static void names(const char *name, const saywell_name_info *list, size_t count)
{
    printf("static const saywell_name_info %s[] = {\n", name);
    for (size_t i = 0; i < count; i++) {
        printf("{");
        text(list[i].name);
        printf(", ");
        text(list[i].title);
        printf("},\n");
    }
    printf("{NULL, NULL}};\n");
}

static void rows(void)
{
    printf("static const saywell_row_info row_table[] = {\n");
    for (size_t i = 0; i < rules->row_count; i++) {
        printf("{");
        text(rules->rows[i].code);
        printf(", ");
        text(rules->rows[i].about);
        printf(", ");
        text(rules->rows[i].why_not);
        printf("},\n");
    }
    printf("{NULL, NULL, NULL}};\n");
}

static void settings_and_profiles(void)
{
    printf("static const saywell_setting_info setting_table[] = {\n");
    for (size_t i = 0; i < rules->setting_count; i++) {
        const saywell_setting_info *s = &rules->settings[i];
        const char *const words[] = {s->name, s->value, s->fallback, s->help};
        printf("{");
        for (size_t k = 0; k < 4; k++) {
            text(words[k]);
            printf(", ");
        }
        texts(s->values);
        printf("},\n");
    }
    printf("{NULL, NULL, NULL, NULL, NULL}};\n"
           "static const saywell_profile_info profile_table[] = {\n");
    for (size_t i = 0; i < rules->profile_count; i++) {
        const saywell_profile_info *p = &rules->profiles[i];
        printf("{");
        text(p->name);
        printf(", ");
        text(p->help);
        printf(", ");
        texts(p->settings);
        printf(", ");
        texts(p->states);
        printf(", %d},\n", p->chosen);
    }
    printf("{NULL, NULL, NULL, NULL, 0}};\n");
}

static void spellings(void)
{
    printf("static const sw_spelling spelling_table[] = {\n");
    for (size_t i = 0; i < rules->spelling_count; i++) {
        printf("{");
        str(rules->spellings[i].us);
        printf(", ");
        str(rules->spellings[i].uk);
        printf("},\n");
    }
    printf("{{NULL, 0}, {NULL, 0}}};\n");
}

/* ---- the prefilter
 * ------------------------------------------------------------------ */

static void byte_table(const char *name, size_t n, const unsigned char *at,
                       size_t count)
{
    printf("static const unsigned char %s_%zu[] = {", name, n);
    for (size_t i = 0; i < count; i++)
        printf("%s%u,", i % 24 == 0 ? "\n" : "", at[i]);
    printf("0};\n");
}

static void scan_literals(const sw_scan *s)
{
    printf("static const sw_scan_literal scan_literals[] = {\n");
    for (size_t i = 0; i <= s->literal_count; i++) {
        const sw_scan_literal *l = &s->literals[i];
        printf("{%" PRIu32 ", %" PRIu32 ", %" PRIu32 ", %u, %u, %u, %d},\n",
               l->window, l->text, l->users, l->len, l->width, l->before,
               l->far);
    }
    printf("};\nstatic const sw_scan_user scan_users[] = {\n");
    for (size_t i = 0; i < s->user_count; i++) {
        const sw_scan_user *u = &s->users[i];
        printf("{%" PRIu32 ", %u, %u, {%u, %u, %u}, %u, %u},\n", u->pattern,
               u->before, u->after, u->reach.bytes, u->reach.spaces,
               u->reach.marks, u->set, u->edges);
    }
    printf("{0, 0, 0, {0, 0, 0}, 0, 0}};\n");
}

static void scan_besides(const sw_scan *s)
{
    printf("static const sw_scan_beside scan_besides[] = {\n");
    for (size_t i = 0; i < s->beside_count; i++) {
        const sw_scan_beside *b = &s->besides[i];
        printf("{%" PRIu64 "u, %" PRIu64 "u, %" PRIu32 "u, %" PRIu32
               ", %u, %u, {%u, %u, %u}},\n",
               b->pairs, b->thirds, b->ones, b->words, b->count, b->spaced,
               b->between.bytes, b->between.spaces, b->between.marks);
    }
    printf(
        "{0, 0, 0, 0, 0, 0, {0, 0, 0}}};\nstatic const sw_scan_word scan_words[] = {\n");
    for (size_t i = 0; i < s->word_count; i++)
        printf("{%" PRIu32 ", %u, %u, %d, %d},\n", s->words[i].text,
               s->words[i].len, s->words[i].edges, s->words[i].first,
               s->words[i].second);
    printf("{0, 0, 0, 0, 0}};\nstatic const char scan_bytes[] = ");
    bytes(s->byte_count > 0 ? s->bytes : "", s->byte_count);
    printf(";\n");
}

/* Which sets lead to the patterns: weighed anew, whatever the tables say. */
static void scan_leads(const sw_scan *s)
{
    sw_scan plain = *s;
    sw_lead *leads = calloc(s->patterns + 1, sizeof *leads);

    if (leads == NULL)
        exit(1);
    plain.leads = plain.looked_for = NULL;
    sw_lead_choose(&plain, sw_ruleset_list(rules, "common"), leads);
    printf("static const unsigned char scan_leads[] = {");
    for (size_t i = 0; i < s->patterns; i++)
        printf("%u,", leads[i].leads);
    printf("0};\nstatic const unsigned char scan_looked_for[] = {");
    for (size_t i = 0; i < s->patterns; i++)
        printf("%u,", leads[i].needs);
    printf("0};\n");
    free(leads);
}

static void scan(const sw_scan *s)
{
    byte_table("needs", 0, s->needs, s->patterns);
    scan_leads(s);
    for (size_t i = 0; i < SW_SCAN_WIDTHS; i++)
        byte_table("bits", i, s->maps[i], sw_scan_map_bytes(i));
    printf("static const uint32_t heads[] = {");
    for (size_t i = 0; i <= SW_SCAN_HEADS; i++)
        printf("%" PRIu32 ",", s->heads[i]);
    printf("};\n");
    scan_literals(s);
    scan_besides(s);
    printf("static const sw_scan scan_table = {%zu, needs_0, scan_leads, "
           "scan_looked_for, {",
           s->patterns);
    for (size_t i = 0; i < SW_SCAN_WIDTHS; i++)
        printf("bits_%zu,", i);
    printf("}, heads, scan_literals, %zu, scan_users, %zu, scan_besides, %zu, "
           "scan_words, %zu, scan_bytes, %zu};\n",
           s->literal_count, s->user_count, s->beside_count, s->word_count,
           s->byte_count);
}

/* ---- the whole
 * ------------------------------------------------------------------------ */

static void write_rules(void)
{
    printf("static const saywell_rules frozen = {\n.pack = ");
    text(rules->pack);
    printf(", .version = ");
    text(rules->version);
    printf(", .language = ");
    text(rules->language);
    printf(", .hash = ");
    text(rules->hash);
    printf(",\n.rules = (sw_rule *)(uintptr_t)rule_table, .rule_count = %zu,"
           "\n.patterns = (sw_pattern *)(uintptr_t)pattern_table, "
           ".pattern_count = %zu,\n",
           rules->rule_count, rules->pattern_count);
    printf(".signals = (sw_signal *)(uintptr_t)signal_table, .signal_count = "
           "%zu,\n.settings = (saywell_setting_info *)(uintptr_t)"
           "setting_table, .setting_count = %zu,\n",
           rules->signal_count, rules->setting_count);
    printf(".profiles = (saywell_profile_info *)(uintptr_t)profile_table, "
           ".profile_count = %zu,\n.sources = (saywell_name_info *)"
           "(uintptr_t)source_table, .source_count = %zu,\n"
           ".rows = (saywell_row_info *)(uintptr_t)row_table, "
           ".row_count = %zu,\n",
           rules->profile_count, rules->source_count, rules->row_count);
    printf(".categories = (saywell_name_info *)(uintptr_t)category_table, "
           ".category_count = %zu,\n.spellings = (sw_spelling *)(uintptr_t)"
           "spelling_table, .spelling_count = %zu,\n",
           rules->category_count, rules->spelling_count);
    printf(".lists = {(sw_map_entry *)(uintptr_t)list_entries, %zu, %zu, "
           "(uint32_t *)(uintptr_t)list_slots, %zu},\n.scan = &scan_table};\n"
           "const saywell_rules *const sw_frozen_rules = &frozen;\n"
           "const uint64_t sw_frozen_hash = 0x%sULL;\n",
           rules->lists.count, rules->lists.count, rules->lists.slot_count,
           rules->hash);
}

static void write_patterns(void)
{
    size_t code = 0;

    printf("static const sw_pattern pattern_table[] = {\n");
    for (size_t i = 0; i < rules->pattern_count; i++) {
        pattern(&rules->patterns[i], code);
        code += stored_tail(rules->patterns[i].id).len;
    }
    printf("{.id = 0}};\n");
}

/* What every draft is held against comes first, so that it lies together. */
static void write_all(const sw_scan *s)
{
    printf("/* Made by rules/freeze.c from rules/en; do not edit. */\n"
           "#include \"match/scan.h\"\n#include \"rule/frozen.h\"\n"
           "#include \"rule/stored.h\"\n"
           "#ifdef __GNUC__\n"
           "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n"
           "#pragma GCC diagnostic ignored \"-Wcast-qual\"\n#endif\n");
    scan(s);
    write_stored();
    printf("static const sw_signal signal_table[%zu];\n"
           "static const sw_rule rule_table[%zu];\n",
           rules->signal_count + 1, rules->rule_count + 1);
    write_maps();
    write_lists();
    settings_and_profiles();
    names("source_table", rules->sources, rules->source_count);
    rows();
    names("category_table", rules->categories, rules->category_count);
    spellings();
    printf("static const sw_signal signal_table[%zu] = {\n",
           rules->signal_count + 1);
    for (size_t i = 0; i < rules->signal_count; i++)
        signal_row(&rules->signals[i]);
    printf("{.name = NULL}};\n");
    write_patterns();
    printf("static const sw_rule rule_table[%zu] = {\n", rules->rule_count + 1);
    for (size_t i = 0; i < rules->rule_count; i++)
        rule_row(&rules->rules[i]);
    printf("{.index = 0}};\n");
    write_head();
    write_rules();
}

/* Says what is wrong with the pack: problems of loading, and patterns that
 * PCRE2 refuses, which a start would meet only when a draft needs them. */
static bool sound(const saywell_rules *made)
{
    bool good = made->problem_count == 0;

    for (size_t i = 0; i < made->problem_count; i++)
        fprintf(stderr, "%s:%zu:%zu: %s [%s] (%s)\n", made->problems[i].file,
                made->problems[i].line, made->problems[i].column,
                made->problems[i].message, made->problems[i].rule,
                made->problems[i].key);
    for (size_t i = 0; i < made->pattern_count; i++) {
        const saywell_pattern_info *info = &made->patterns[i].info;
        char message[160] = "";
        if (store(&made->patterns[i], message))
            continue;
        fprintf(stderr, "%s:%zu: %s [%s] (%s)\n", info->file, info->line,
                message, info->owner, info->key);
        good = false;
    }
    return good;
}

int main(void)
{
    saywell_builder *b = saywell_builder_new();
    saywell_rules *made = NULL;
    const sw_scan *s;
    saywell_error err;
    sw_arena arena = {0};

    if (b == NULL || saywell_builder_add_default(b, &err) != SAYWELL_OK ||
        sw_ruleset_finish(b, false, &made, &err) != SAYWELL_OK) {
        fprintf(stderr, "freeze: %s\n", b != NULL ? err.message : "no memory");
        return 1;
    }
    rules = made;
    stored = calloc(made->pattern_count + 1, sizeof *stored);
    if (stored == NULL || !sound(made)) {
        saywell_rules_free(made);
        return 1;
    }
    find_head();
    s = made->scan != NULL
            ? made->scan
            : sw_scan_make(made->patterns, made->pattern_count, &arena);
    if (s == NULL)
        return 1;
    write_all(s);
    sw_arena_release(&arena);
    forget_stored();
    saywell_rules_free(made);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
