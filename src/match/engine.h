/* engine.h - PCRE2's scratch of one session, and the call of it. */
#ifndef SW_MATCH_ENGINE_H
#define SW_MATCH_ENGINE_H

#include "doc/doc.h"
#include "rule/compile.h"

typedef struct sw_engine {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack; /* NULL: not needed yet, or the machine's 32 KiB */
    const PCRE2_SIZE *places; /* of the last match and its groups */
    size_t groups;            /* that there is room for */
} sw_engine;

/* False when out of memory; zeroed is closed. */
bool sw_engine_open(sw_engine *engine);
void sw_engine_close(sw_engine *engine);
void sw_engine_limit(sw_engine *engine, size_t match_limit);

/* PCRE2's answer: a match that begins at from..to of the doc's text. */
int sw_engine_call(sw_engine *engine, const sw_code *code, const sw_doc *doc,
                   size_t from, size_t to);

#endif
