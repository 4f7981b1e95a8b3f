/*
 * opt.c - options: one table for the parser, --help and the manual's test.
 *
 * getopt_long knows neither which command takes what nor how to say what was
 * meant, so the parser is our own: --name=value, --name value, -xVALUE,
 * bundled letters.
 */
#include "cli/opt.h"

#include "base/fail.h"
#include "talk/talk.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

static const char *const formats[] = {
#define SAYWELL_X_(name, text) text,
    SAYWELL_FORMAT_MAP(SAYWELL_X_)
#undef SAYWELL_X_
        NULL};
/* The first two of those, in their order: what tells about rules. */
static const char *const text_json[] = {"text", "json", NULL};
static const char *const report_formats[] = {"html", "csv", "json", NULL};
static const char *const channels[] = {"email",  "chat", "messaging", "voice",
                                       "social", "form", "other",     NULL};
static const char *const severities[] = {"suggestion", "warning", "error",
                                         NULL};
static const char *const levels[] = {"suggestion", "warning", "error", "never",
                                     NULL};
static const char *const units[] = {"codepoint", "utf16", "byte", NULL};
static const char *const whens[] = {"auto", "always", "never", NULL};

#define TO_(field) offsetof(sw_options, field)

static const sw_opt rows[] = {
    {SW_TEXTS, 'f', "format", "F", SW_OPT_CHOICE, TO_(format), formats,
     "text, json, sarif, github ...: see the manual"},
    {SW_EVERY & ~SW_READS, 'f', "format", "F", SW_OPT_CHOICE, TO_(format),
     text_json, "text or json"},
    {SW_REPORT, 'f', "format", "F", SW_OPT_CHOICE, TO_(report_format),
     report_formats, "html, csv or json (as FILE ends, else html)"},
    {SW_READS | SW_CONVERT, 'o', "output", "FILE", SW_OPT_TEXT, TO_(output),
     NULL, "write there, all of it or nothing"},
    {SW_READS | SW_CONVERT, 0, "input", "KIND", SW_OPT_OPEN, TO_(input),
     sw_talk_kinds, "what it is: see help inputs; or a mapping file"},
    {SW_TEXTS | SW_LSP, 0, "customer", "TEXT", SW_OPT_TEXT, TO_(customer), NULL,
     "the customer's message that the draft answers"},
    {SW_TEXTS | SW_LSP, 0, "customer-file", "FILE", SW_OPT_TEXT,
     TO_(customer_file), NULL, "the same, from a file"},
    {SW_READS | SW_LSP, 0, "channel", "C", SW_OPT_CHOICE, TO_(channel),
     channels, "email, chat, messaging, voice, social, form, other"},
    {SW_READS | SW_LSP, 0, "public", NULL, SW_OPT_FLAG, TO_(is_public), NULL,
     "others can read the reply"},
    {SW_READS | SW_CONFIG | SW_CONVERT, 0, "stdin-filename", "NAME",
     SW_OPT_TEXT, TO_(stdin_filename), NULL,
     "treat standard input as the file NAME"},
    {SW_EVERY | SW_LSP, 0, "rules", "PACK", SW_OPT_LIST, TO_(rules), NULL,
     "check with this pack: a folder or a pack.json"},
    {SW_EVERY | SW_LSP, 0, "profile", "P", SW_OPT_TEXT, TO_(profile), NULL,
     "choose a profile of the pack"},
    {SW_EVERY | SW_LSP, 0, "set", "KEY=VALUE", SW_OPT_LIST, TO_(set), NULL,
     "choose the value of a setting of the pack"},
    {SW_EVERY | SW_CONVERT | SW_LSP, 0, "config", "FILE", SW_OPT_TEXT,
     TO_(config), NULL, "use this configuration, look for no other"},
    {SW_EVERY | SW_CONVERT | SW_LSP, 0, "isolated", NULL, SW_OPT_FLAG,
     TO_(isolated), NULL, "look for no configuration"},
    {SW_EVERY | SW_LSP, 0, "select", "IDS", SW_OPT_LIST, TO_(select), NULL,
     "only these rules or categories (a,b)"},
    {SW_EVERY | SW_LSP, 0, "ignore", "IDS", SW_OPT_LIST, TO_(ignore), NULL,
     "without these rules or categories (a,b)"},
    {SW_CHECK | SW_LSP, 0, "severity", "LEVEL", SW_OPT_CHOICE, TO_(severity),
     severities, "show suggestion, warning or error and above"},
    {SW_CHECK | SW_REPORT, 0, "fail-on", "LEVEL", SW_OPT_CHOICE, TO_(fail_on),
     levels, "status 1 from this level on, or never"},
    {SW_CHECK | SW_LSP, 0, "max-findings", "N", SW_OPT_NUMBER,
     TO_(max_findings), NULL, "at most N for each reply, worst first"},
    {SW_CHECK | SW_FIX | SW_REPORT, 'j', "jobs", "N", SW_OPT_NUMBER, TO_(jobs),
     NULL, "N workers (default: the processors there are)"},
    {SW_CHECK, 0, "resume", "STATE", SW_OPT_TEXT, TO_(resume), NULL,
     "keep what is done in STATE, do not do it again"},
    {SW_CHECK | SW_REPORT, 0, "no-progress", NULL, SW_OPT_FLAG,
     TO_(no_progress), NULL, "no line that says how far a batch is"},
    {SW_READS, 0, "sandbox", NULL, SW_OPT_FLAG, TO_(sandbox), NULL,
     "Linux: no network, no programs, only the output"},
    {SW_CHECK, 0, "columns", "UNIT", SW_OPT_CHOICE, TO_(columns), units,
     "count in codepoint, utf16 or byte"},
    {SW_CHECK, 0, "baseline", "FILE", SW_OPT_TEXT, TO_(baseline), NULL,
     "leave out findings that are known there"},
    {SW_CHECK, 0, "write-baseline", NULL, SW_OPT_FLAG, TO_(write_baseline),
     NULL, "make what is found now what is known"},
    {SW_CHECK, 0, "keep-fields", NULL, SW_OPT_FLAG, TO_(keep_fields), NULL,
     "jsonl: copy a record's other keys"},
    {SW_READS, 0, "no-prefilter", NULL, SW_OPT_FLAG, TO_(no_prefilter), NULL,
     "run every pattern over every reply"},
    {SW_CHECK, 0, "stats", NULL, SW_OPT_FLAG, TO_(stats), NULL,
     "say what was done and where the time went"},
    {SW_REPORT, 0, "worst", "N", SW_OPT_NUMBER, TO_(worst), NULL,
     "show the N worst and N good replies (10)"},
    {SW_REPORT, 0, "sample", "N", SW_OPT_NUMBER, TO_(sample), NULL,
     "show N replies drawn by lot, to be read by people"},
    {SW_REPORT, 0, "seed", "S", SW_OPT_NUMBER, TO_(seed), NULL,
     "draw by this number: same S, same sample (1)"},
    {SW_REPORT, 0, "anonymise", NULL, SW_OPT_FLAG, TO_(anonymise), NULL,
     "call agents A1, A2 ..., in texts too"},
    {SW_REPORT, 0, "waivers", "FILE", SW_OPT_TEXT, TO_(waivers), NULL,
     "findings that were looked at and stand"},
    {SW_REPORT, 0, "compare", "FILE", SW_OPT_TEXT, TO_(compare), NULL,
     "say what changed since this report (-f json)"},
    {SW_REPORT, 0, "date", "DAY", SW_OPT_TEXT, TO_(date), NULL,
     "take this for today (else the data's last day)"},
    {SW_FIX, 'i', "in-place", NULL, SW_OPT_FLAG, TO_(in_place), NULL,
     "write the files themselves"},
    {SW_FIX, 0, "diff", NULL, SW_OPT_FLAG, TO_(diff), NULL,
     "show what would change; status 1 if anything"},
    {SW_EXPLAIN, 0, "all", NULL, SW_OPT_FLAG, TO_(all), NULL,
     "every rule of the pack"},
    {SW_RULES, 0, "coverage", NULL, SW_OPT_FLAG, TO_(coverage), NULL,
     "test: list patterns that no example hits"},
    {SW_RULES, 0, "conflicts", NULL, SW_OPT_FLAG, TO_(conflicts), NULL,
     "test: see whether rules disturb each other"},
    {SW_LSP, 0, "stdio", NULL, SW_OPT_FLAG, TO_(stdio), NULL,
     "as editors ask for it; nothing else is known"},
    {SW_EVERY, 0, "color", "WHEN", SW_OPT_CHOICE, TO_(color), whens,
     "colour auto, always or never"},
    {SW_EVERY, 'q', "quiet", NULL, SW_OPT_FLAG, TO_(quiet), NULL,
     "findings only: no summary, no reasons"},
    {SW_EVERY | SW_LSP, 'v', "verbose", NULL, SW_OPT_FLAG, TO_(verbose), NULL,
     "say which configuration and pack are used"},
    {SW_EVERY | SW_COMPLETION | SW_CONVERT | SW_LSP, 'h', "help", NULL,
     SW_OPT_FLAG, TO_(help), NULL, "print this"},
    {SW_EVERY | SW_CONVERT | SW_LSP, 'V', "version", NULL, SW_OPT_FLAG,
     TO_(version), NULL, "print the version"},
};

#define ROWS (sizeof rows / sizeof rows[0])

const sw_opt *sw_opt_at(size_t i)
{
    return i < ROWS ? &rows[i] : NULL;
}

const char *sw_opt_nearest(const char *const *words, const char *word)
{
    return sw_str_nearest(words, sw_str_of(word));
}

/* ---- parsing ------------------------------------------------------------- */

typedef struct parser {
    unsigned command;
    int argc;
    char *const *argv;
    int next; /* in argv */
    sw_arena *arena;
    sw_options *options;
    saywell_error *err;
    saywell_status status;
} parser;

/* Keeps the first failure. */
#define FAIL_(p, ...)  \
    ((p)->status       \
         ? (p)->status \
         : ((p)->status = sw_fail((p)->err, SAYWELL_ARGUMENT, __VA_ARGS__)))

static void push(parser *p, sw_words *words, const char *word)
{
    if (words->count == words->cap) {
        size_t cap = words->cap ? words->cap * 2 : 16;
        const char **at = sw_arena_zero(p->arena, cap, sizeof *at);

        if (!at) {
            p->status = sw_fail_nomem(p->err);
            return;
        }
        if (words->count)
            memcpy(at, words->at, words->count * sizeof *at);
        words->at = at;
        words->cap = cap;
    }
    words->at[words->count++] = word;
}

static void fail_choice(parser *p, const sw_opt *o, const char *value)
{
    const char *near = sw_opt_nearest(o->choices, value);
    sw_buf all = {0};

    for (int i = 0; o->choices[i]; i++)
        sw_buf_printf(&all, "%s%s", i ? ", " : "", o->choices[i]);
    if (near)
        FAIL_(p, "--%s: unknown value \"%.60s\"; did you mean \"%s\"?", o->name,
              value, near);
    else if (sw_buf_c(&all))
        FAIL_(p, "--%s: unknown value \"%.60s\"; known are %s", o->name, value,
              all.ptr);
    else
        p->status = sw_fail_nomem(p->err);
    sw_buf_release(&all);
}

static void set_choice(parser *p, const sw_opt *o, int *to, const char *value)
{
    for (int i = 0; o->choices[i]; i++) {
        if (strcmp(o->choices[i], value) == 0) {
            *to = i + 1;
            return;
        }
    }
    fail_choice(p, o, value);
}

/* One of the choices, or a file, which has a dot or a slash in its name. */
static void set_open(parser *p, const sw_opt *o, const char **to,
                     const char *value)
{
    const char *near;

    *to = value;
    if (strpbrk(value, "./"))
        return;
    for (int i = 0; o->choices[i]; i++)
        if (strcmp(o->choices[i], value) == 0)
            return;
    near = sw_opt_nearest(o->choices, value);
    if (near)
        FAIL_(p, "--%s: unknown value \"%.60s\"; did you mean \"%s\"?", o->name,
              value, near);
    else
        FAIL_(p,
              "--%s: unknown value \"%.60s\"; saywell help %ss lists them, and "
              "a mapping is named by its file",
              o->name, value, o->name);
}

static void set(parser *p, const sw_opt *o, const char *value)
{
    /* The table's offsets are those of fields of the kind's type. */
    void *to = (char *)p->options + o->offset;

    switch (o->kind) {
    case SW_OPT_FLAG:
        *(bool *)to = true;
        break;
    case SW_OPT_TEXT:
        *(const char **)to = value;
        break;
    case SW_OPT_OPEN:
        set_open(p, o, to, value);
        break;
    case SW_OPT_LIST:
        push(p, to, value);
        break;
    case SW_OPT_NUMBER:
        if (!sw_str_number(sw_str_of(value), 1000000000, to))
            FAIL_(p, "--%s: \"%.60s\" is not a number", o->name, value);
        break;
    case SW_OPT_CHOICE:
        set_choice(p, o, to, value);
        break;
    }
}

static const char *command_with(unsigned commands)
{
    static const struct {
        unsigned bit;
        const char *name;
    } names[] = {{SW_CHECK, "check"},           {SW_FIX, "fix"},
                 {SW_REPORT, "report"},         {SW_EXPLAIN, "explain"},
                 {SW_RULES, "rules"},           {SW_CONFIG, "config"},
                 {SW_COMPLETION, "completion"}, {SW_CONVERT, "convert"}};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (commands & names[i].bit)
            return names[i].name;
    return "saywell";
}

static void fail_unknown(parser *p, sw_str name)
{
    const char *names[ROWS + 1], *near;
    char word[64] = "";
    size_t count = 0;

    for (size_t i = 0; i < ROWS; i++) {
        if (rows[i].commands & p->command)
            names[count++] = rows[i].name;
        else if (sw_str_equal_c(name, rows[i].name))
            FAIL_(p, "--%s is an option of \"%s\", not of \"%s\"", rows[i].name,
                  command_with(rows[i].commands), command_with(p->command));
    }
    names[count] = NULL;
    if (name.len < sizeof word)
        memcpy(word, name.ptr, name.len);
    near = sw_opt_nearest(names, word);
    if (near)
        FAIL_(p, "unknown option --%s; did you mean --%s?", word, near);
    else
        FAIL_(p, "unknown option --%.*s; saywell help %s lists them",
              (int)(name.len < 60 ? name.len : 60), name.ptr,
              command_with(p->command));
}

static void parse_long(parser *p, const char *word)
{
    size_t len = strcspn(word, "=");
    sw_str name = {word, len};
    const sw_opt *o = NULL;

    for (size_t i = 0; i < ROWS && !o; i++)
        if ((rows[i].commands & p->command) &&
            sw_str_equal_c(name, rows[i].name))
            o = &rows[i];
    if (!o)
        fail_unknown(p, name);
    else if (!o->value && word[len])
        FAIL_(p, "--%s takes no value", o->name);
    else if (!o->value || word[len])
        set(p, o, word[len] ? word + len + 1 : "");
    else if (p->next < p->argc)
        set(p, o, p->argv[p->next++]);
    else
        FAIL_(p, "--%s wants a value: --%s %s", o->name, o->name, o->value);
}

static void parse_letters(parser *p, const char *letters)
{
    for (; *letters; letters++) {
        const sw_opt *o = NULL;

        for (size_t i = 0; i < ROWS && !o; i++)
            if ((rows[i].commands & p->command) && rows[i].letter == *letters)
                o = &rows[i];
        if (!o) {
            FAIL_(p, "unknown option -%c; saywell help %s lists them", *letters,
                  command_with(p->command));
            return;
        }
        if (!o->value) {
            set(p, o, "");
            continue;
        }
        if (letters[1]) /* -fjson, and -f=json as many write it */
            set(p, o, letters[1] == '=' ? letters + 2 : letters + 1);
        else if (p->next < p->argc)
            set(p, o, p->argv[p->next++]);
        else
            FAIL_(p, "-%c wants a value: -%c %s", o->letter, o->letter,
                  o->value);
        return;
    }
}

saywell_status sw_opt_parse(unsigned command, int argc, char *const *argv,
                            sw_arena *arena, sw_options *options,
                            saywell_error *err)
{
    parser p = {.command = command,
                .argc = argc,
                .argv = argv,
                .arena = arena,
                .options = options,
                .err = err};
    bool options_end = false;

    *options = (sw_options){.max_findings = SW_NOWHERE,
                            .sample = SW_NOWHERE,
                            .seed = SW_NOWHERE,
                            .worst = SW_NOWHERE};
    sw_fail_clear(err);
    while (p.next < p.argc) {
        const char *word = p.argv[p.next++];

        if (options_end || word[0] != '-' || !word[1])
            push(&p, &options->operands, word);
        else if (strcmp(word, "--") == 0)
            options_end = true;
        else if (word[1] == '-')
            parse_long(&p, word + 2);
        else
            parse_letters(&p, word + 1);
    }
    return p.status;
}

/* ---- help ---------------------------------------------------------------- */

void sw_opt_help(sw_buf *out, unsigned command)
{
    for (size_t i = 0; i < ROWS; i++) {
        const sw_opt *o = &rows[i];
        size_t start = out->len, width;

        if (!(o->commands & command))
            continue;
        if (o->letter)
            sw_buf_printf(out, "  -%c, --%s", o->letter, o->name);
        else
            sw_buf_printf(out, "      --%s", o->name);
        if (o->value)
            sw_buf_printf(out, " %s", o->value);
        width = out->len - start;
        sw_buf_printf(out, "%*s%s\n", width < 26 ? (int)(28 - width) : 2, "",
                      o->help);
    }
}
