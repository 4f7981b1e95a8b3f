/*
 * compile.c - PCRE2 patterns, compiled at first use for all threads.
 *
 * A pack has hundreds of patterns and a draft touches a few: those are
 * compiled when they are first asked for, or read from bytes when the pack
 * brought them (stored.c). The pointer is published by one compare-and-swap; a
 * thread that loses the race frees its own work.
 *
 * JIT compiling writes into the code, so it may not happen beside a match in
 * another thread. It is done on a second code, made like the first: PCRE2's
 * copy of a code that was read counts its users without a lock. The second
 * takes the place of the first, which stays, linked behind, for those who are
 * still in it.
 */
#include "rule/compile.h"

#include "base/mem.h"
#include "rule/emit.h"
#include "rule/stored.h"

#include <stdatomic.h>
#include <stdio.h>

#define OPTIONS                                                       \
    (PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP | PCRE2_NO_AUTO_CAPTURE | \
     PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT)
#define NEST_MAX 200                  /* parentheses in parentheses */
#define HEADROOM ((size_t)512 * 1024) /* bytes, while machine code is made */

/* What PCRE2 says where an author needs other words. */
static const struct words {
    int error;
    const char *text;
} better[] = {
    {PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH,
     "this look-behind has no fixed length; use \"except\" or \"clause\" "
     "beside the pattern instead"},
    {PCRE2_ERROR_LOOKBEHIND_TOO_COMPLICATED,
     "this look-behind is too complicated; use \"except\" or \"clause\" "
     "beside the pattern instead"},
    {PCRE2_ERROR_LOOKBEHIND_TOO_LONG,
     "this look-behind is too long; use \"except\" or \"clause\" beside the "
     "pattern instead"},
    {PCRE2_ERROR_QUANTIFIER_INVALID,
     "there is nothing in front of this repeat that it could repeat"},
    {PCRE2_ERROR_BAD_SUBPATTERN_REFERENCE,
     "there is no group of this name in the pattern"},
    {PCRE2_ERROR_PATTERN_TOO_LARGE,
     "this pattern is too large for PCRE2, which writes a group under {n,m} "
     "out m times; repeat less, or split the pattern"},
    {PCRE2_ERROR_PATTERN_TOO_COMPLICATED,
     "this pattern is too large for PCRE2, which writes a group under {n,m} "
     "out m times; repeat less, or split the pattern"},
};

static void say(int error, char message[160])
{
    if (!message)
        return;
    message[0] = '\0';
    if (error == PCRE2_ERROR_HEAP_FAILED)
        return;
    for (size_t i = 0; i < sizeof better / sizeof *better; i++)
        if (better[i].error == error) {
            snprintf(message, 160, "%s", better[i].text);
            return;
        }
    if (pcre2_get_error_message(error, (PCRE2_UCHAR *)message, 160) < 0)
        snprintf(message, 160, "PCRE2 refuses this (error %d)", error);
}

/* ---- memory -------------------------------------------------------------- */

static void *get(size_t size, void *unused)
{
    (void)unused;
    return sw_mem_alloc(size);
}

static void give_back(void *p, void *unused)
{
    (void)unused;
    sw_mem_free(p);
}

pcre2_general_context *sw_compile_memory(void)
{
    return pcre2_general_context_create(get, give_back, NULL);
}

/* ---- one code ----------------------------------------------------------- */

void sw_compile_free(sw_code *code)
{
    while (code) {
        sw_code *older = code->older;

        pcre2_code_free(code->code);
        sw_mem_free(code);
        code = older;
    }
}

/* Takes over the PCRE2 code, which may be NULL. */
static sw_code *code_new(pcre2_code *made)
{
    sw_code *code = made ? sw_mem_alloc(sizeof *code) : NULL;

    if (!code) {
        pcre2_code_free(made);
        return NULL;
    }
    *code = (sw_code){.code = made};
    pcre2_pattern_info(made, PCRE2_INFO_NAMECOUNT, &code->name_count);
    pcre2_pattern_info(made, PCRE2_INFO_NAMEENTRYSIZE, &code->name_size);
    pcre2_pattern_info(made, PCRE2_INFO_NAMETABLE, &code->names);
    return code;
}

static pcre2_code *compile(sw_str text, pcre2_general_context *memory,
                           int *error, size_t *offset)
{
    pcre2_compile_context *context =
        memory ? pcre2_compile_context_create(memory) : NULL;
    pcre2_code *code = NULL;

    *error = PCRE2_ERROR_HEAP_FAILED;
    *offset = 0;
    if (context) {
        pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);
        pcre2_set_max_pattern_length(context, SW_EMIT_MAX);
        pcre2_set_parens_nest_limit(context, NEST_MAX);
        code = pcre2_compile((PCRE2_SPTR)text.ptr, text.len, OPTIONS, error,
                             offset, context);
    }
    pcre2_compile_context_free(context);
    return code;
}

/* From the stored bytes if there are some and this PCRE2 can read them. */
static sw_code *make(sw_str text, sw_str stored, size_t *offset,
                     char message[160])
{
    pcre2_general_context *memory = sw_compile_memory();
    int error = 0;
    size_t place = 0;
    pcre2_code *made = NULL;
    sw_code *code;
    bool was_stored;

    if (memory && stored.len)
        made = sw_stored_read(&sw_stored_head_built, stored, memory);
    was_stored = made != NULL;
    if (!made)
        made = compile(text, memory, &error, &place);
    pcre2_general_context_free(memory);
    code = code_new(made);
    if (code) {
        code->stored = was_stored;
        return code;
    }
    if (offset)
        *offset = place;
    say(made ? PCRE2_ERROR_HEAP_FAILED : error, message);
    return NULL;
}

sw_code *sw_compile_text(sw_str text, size_t *offset, char message[160])
{
    return make(text, (sw_str){NULL, 0}, offset, message);
}

/* ---- the rules' codes --------------------------------------------------- */

static sw_code *make_again(const saywell_rules *rules, uint32_t pattern,
                           char message[160])
{
    const sw_pattern *p = &rules->patterns[pattern];

    return make(p->expanded, p->stored, NULL, message);
}

const sw_code *sw_compile_use(const saywell_rules *rules, uint32_t pattern,
                              char message[160])
{
    sw_code_slot *slot = &rules->codes[pattern];
    sw_code *code = atomic_load(slot), *now = NULL;

    if (code)
        return code;
    code = make_again(rules, pattern, message);
    if (!code || atomic_compare_exchange_strong(slot, &now, code))
        return code;
    sw_compile_free(code); /* another thread was faster */
    return now;
}

/* Is there memory for making machine code, and more? PCRE2 10.42 does not
 * survive it when there is none in the middle. */
static bool has_headroom(void)
{
    void *some = sw_mem_alloc(HEADROOM);

    sw_mem_free(some);
    return some != NULL;
}

const sw_code *sw_compile_jit(const saywell_rules *rules, uint32_t pattern)
{
    const sw_code *first = sw_compile_use(rules, pattern, NULL);
    sw_code_slot *slot = &rules->codes[pattern];
    sw_code *now = atomic_load(slot), *code;

    if (!first || now->jit || !has_headroom())
        return now;
    code = make_again(rules, pattern, NULL);
    if (!code)
        return now;
    /* Where there is no JIT the second code is as good as the first, and the
     * mark keeps us from trying again. */
    code->jit = true;
    code->machine = pcre2_jit_compile(code->code, PCRE2_JIT_COMPLETE) == 0;
    code->older = now;
    if (atomic_compare_exchange_strong(slot, &now, code))
        return code;
    code->older = NULL;
    sw_compile_free(code);
    return now;
}

const sw_code *sw_compile_made(const saywell_rules *rules, uint32_t pattern)
{
    return atomic_load(&rules->codes[pattern]);
}
