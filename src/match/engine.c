/* engine.c - PCRE2's scratch of one session, and the call of it. */
#include "match/engine.h"

#define GROUPS      64
#define DEPTH_LIMIT 20000 /* PCRE2's backtracking depth */
#define HEAP_LIMIT  20480 /* KiB */

bool sw_engine_open(sw_engine *e)
{
    pcre2_general_context *general = sw_compile_memory();

    if (general == NULL)
        return false;
    e->data = pcre2_match_data_create(GROUPS, general);
    e->context = pcre2_match_context_create(general);
    pcre2_general_context_free(general);
    if (e->data == NULL || e->context == NULL)
        return false;
    e->places = pcre2_get_ovector_pointer(e->data);
    e->groups = pcre2_get_ovector_count(e->data);
    return true;
}

void sw_engine_close(sw_engine *e)
{
    pcre2_match_data_free(e->data);
    pcre2_match_context_free(e->context);
    pcre2_jit_stack_free(e->stack);
}

void sw_engine_limit(sw_engine *e, size_t match_limit)
{
    pcre2_set_match_limit(e->context, match_limit > UINT32_MAX
                                          ? UINT32_MAX
                                          : (uint32_t)match_limit);
    pcre2_set_depth_limit(e->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(e->context, HEAP_LIMIT);
}

/* Machine code wants a stack of its own; where none of the patterns is hot, as
 * in one draft, there is no machine code. */
static void make_stack(sw_engine *e)
{
    pcre2_general_context *general = sw_compile_memory();

    e->stack = pcre2_jit_stack_create(32 * 1024, 1024 * 1024, general);
    pcre2_general_context_free(general);
    if (e->stack != NULL)
        pcre2_jit_stack_assign(e->context, NULL, e->stack);
}

/* Machine code is called without the way around that finds out whether there
 * is some. */
int sw_engine_call(sw_engine *e, const sw_code *code, const sw_doc *doc,
                   size_t from, size_t to)
{
    const PCRE2_SPTR text = (PCRE2_SPTR)doc->text.ptr;
    const uint32_t options = (doc->cut_before ? PCRE2_NOTBOL : 0u) |
                             (doc->cut_after ? PCRE2_NOTEOL : 0u);

    pcre2_set_offset_limit(e->context, to);
    if (!code->machine)
        return pcre2_match(code->code, text, doc->text.len, from,
                           options | PCRE2_NO_UTF_CHECK, e->data, e->context);
    if (e->stack == NULL)
        make_stack(e);
    return pcre2_jit_match(code->code, text, doc->text.len, from, options,
                           e->data, e->context);
}
