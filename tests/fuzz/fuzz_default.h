/* fuzz_default.h - the built-in pack for fuzz targets, made once a run. */
#ifndef SW_TESTS_FUZZ_DEFAULT_H
#define SW_TESTS_FUZZ_DEFAULT_H

#include "fuzz.h"
#include "saywell.h"

#include <string.h>

/* Kept for the whole run, and reachable: no leak. */
static inline void fuzz_default(saywell_rules **rules,
                                saywell_session **session)
{
    saywell_builder *b;
    saywell_error err;

    if (*session)
        return;
    b = saywell_builder_new();
    FUZZ_LAW(b);
    FUZZ_LAW(saywell_builder_add_default(b, &err) == SAYWELL_OK);
    FUZZ_LAW(saywell_builder_finish(b, rules, &err) == SAYWELL_OK);
    *session = saywell_session_new(*rules);
    FUZZ_LAW(*session);
    saywell_session_set(*session, SAYWELL_WANT_FIX, 1);
}

/* "customer NUL reply", or a reply alone. */
static inline saywell_reply fuzz_reply(const uint8_t *data, size_t size)
{
    const uint8_t *border = size ? memchr(data, 0, size) : NULL;
    saywell_reply reply = {.text = (const char *)data, .len = size};

    if (border) {
        reply.customer = (const char *)data;
        reply.customer_len = (size_t)(border - data);
        reply.text = (const char *)border + 1;
        reply.len = size - reply.customer_len - 1;
    }
    return reply;
}

/* False for a reply that was refused, which only bad UTF-8 may be. */
static inline bool fuzz_checked(saywell_session *session,
                                const saywell_reply *reply,
                                saywell_result **result)
{
    saywell_error err;
    saywell_status status = saywell_check(session, reply, result, &err);

    FUZZ_LAW(status == SAYWELL_OK || status == SAYWELL_UTF8);
    FUZZ_LAW((status == SAYWELL_OK) == (*result != NULL));
    return status == SAYWELL_OK;
}

#endif
