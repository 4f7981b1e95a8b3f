/* pack.h - a small pack for tests: given rules, signals, lists as JSON. */
#ifndef SW_TESTS_UNIT_PACK_H
#define SW_TESTS_UNIT_PACK_H

#include "base/buf.h"
#include "saywell.h"

/* Rules made of a pack whose body is `more` ("\"signals\": {...}," or "") and
 * of `rules`, the inside of a rules array. Fails the test on any problem. */
saywell_rules *pack_rules(const char *more, const char *rules);

/* The findings of a result as "id@start-end id@start-end", by bytes. */
void pack_findings(const saywell_result *result, sw_buf *out);

#endif
