/* explain.h - one rule in words, as `saywell explain` prints it. */
#ifndef SW_CLI_EXPLAIN_H
#define SW_CLI_EXPLAIN_H

#include "base/buf.h"
#include "saywell.h"

/* every: all examples, not some. */
void sw_explain_put(sw_buf *out, const saywell_rules *rules,
                    const saywell_rule_info *rule, bool every, bool colour);

#endif
