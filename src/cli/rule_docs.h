/* rule_docs.h - the rules in force as a page of Markdown. */
#ifndef SW_CLI_RULE_DOCS_H
#define SW_CLI_RULE_DOCS_H

#include "base/buf.h"
#include "saywell.h"

void sw_rule_docs(sw_buf *out, const saywell_rules *rules);
/* The section of one rule. */
void sw_rule_docs_one(sw_buf *out, const saywell_rules *rules,
                      const saywell_rule_info *rule);

#endif
