/*
 * names.c - is this one of them? Names and patterns from the configuration.
 *
 * The expressions are POSIX's: the C library has them, and a list of agents
 * wants anchors and endings, not look-around.
 */
#include "talk/names.h"

#include "base/mem.h"
#include "talk/reader.h"

#include <regex.h>
#include <string.h>

#define NAME_MAX_BYTES 256 /* of a name that is tried; a longer one is none */

struct sw_names {
    const sw_talk_names *patterns;
    regex_t *compiled; /* of the patterns that are expressions, in order */
    size_t count;
};

/* /.../ or /.../i: the expression's length, and whether capitals count;
 * SW_NOWHERE when it is a plain name. */
static size_t expression(const char *pattern, bool *fold)
{
    const char *last = strrchr(pattern, '/');

    if (pattern[0] != '/' || last == pattern)
        return SW_NOWHERE;
    *fold = strcmp(last, "/i") == 0;
    if (!*fold && last[1] != '\0')
        return SW_NOWHERE;
    return (size_t)(last - pattern) - 1;
}

static sw_talk_status compile(sw_names *names, const char *pattern,
                              const char *key, sw_talk_error *error)
{
    bool fold = false;
    size_t len = expression(pattern, &fold);
    char words[120];
    char *own;
    int code;

    if (len == SW_NOWHERE)
        return SW_TALK_ONE;
    own = sw_mem_alloc(len + 1);
    if (!own)
        return sw_talk_fail_nomem(error);
    memcpy(own, pattern + 1, len);
    own[len] = '\0';
    code = regcomp(&names->compiled[names->count], own,
                   REG_EXTENDED | REG_NOSUB | (fold ? REG_ICASE : 0));
    sw_mem_free(own);
    if (code == 0) {
        names->count++;
        return SW_TALK_ONE;
    }
    regerror(code, NULL, words, sizeof words);
    return sw_talk_fail(error, SW_TALK_FAILED, "config", 0,
                        "\"%s\": \"%.80s\" is not a regular expression: %s",
                        key, pattern, words);
}

sw_talk_status sw_names_new(sw_names **out, const sw_talk_names *patterns,
                            const char *key, sw_talk_error *error)
{
    sw_talk_status status = SW_TALK_ONE;
    sw_names *names = sw_mem_alloc(sizeof *names);

    *out = NULL;
    if (!names)
        return sw_talk_fail_nomem(error);
    *names = (sw_names){.patterns = patterns};
    if (patterns->count) {
        names->compiled =
            sw_mem_alloc(patterns->count * sizeof *names->compiled);
        if (!names->compiled)
            status = sw_talk_fail_nomem(error);
    }
    for (size_t i = 0; i < patterns->count && status == SW_TALK_ONE; i++)
        status = compile(names, patterns->at[i], key, error);
    if (status != SW_TALK_ONE) {
        sw_names_free(names);
        return SW_TALK_FAILED;
    }
    *out = names;
    return SW_TALK_ONE;
}

void sw_names_free(sw_names *names)
{
    if (!names)
        return;
    for (size_t i = 0; i < names->count; i++)
        regfree(&names->compiled[i]);
    sw_mem_free(names->compiled);
    sw_mem_free(names);
}

bool sw_names_match(const sw_names *names, sw_str name)
{
    char own[NAME_MAX_BYTES];
    size_t compiled = 0;
    bool fold;

    name = sw_str_trim(name);
    if (!names || name.len == 0 || name.len >= sizeof own)
        return false;
    memcpy(own, name.ptr, name.len);
    own[name.len] = '\0';
    for (size_t i = 0; i < names->patterns->count; i++) {
        const char *pattern = names->patterns->at[i];
        bool hit =
            expression(pattern, &fold) == SW_NOWHERE
                ? sw_str_equal_fold(name, sw_str_of(pattern))
                : regexec(&names->compiled[compiled++], own, 0, NULL, 0) == 0;

        if (hit)
            return true;
    }
    return false;
}

sw_talk_status sw_staff_open(sw_staff *staff, const sw_talk_names *agents,
                             const sw_talk_names *bots, sw_talk_error *error)
{
    sw_talk_status status;

    *staff = (sw_staff){NULL, NULL};
    status = sw_names_new(&staff->agents, agents, "agents", error);
    if (status == SW_TALK_ONE)
        status = sw_names_new(&staff->bots, bots, "bots", error);
    return status;
}

void sw_staff_release(sw_staff *staff)
{
    sw_names_free(staff->agents);
    sw_names_free(staff->bots);
}
