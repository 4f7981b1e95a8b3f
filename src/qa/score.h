/* score.h - what a finding costs a reply: weights out of the configuration. */
#ifndef SW_QA_SCORE_H
#define SW_QA_SCORE_H

#include "base/buf.h"
#include "conf/config.h"
#include "saywell.h"

/* The formula, for people; printed wherever a score is. */
#define SW_SCORE_FORMULA                                                    \
    "A reply starts at 100 and loses the weight of each of its findings, "  \
    "but never goes below 0; a finding of a critical rule makes it 0. The " \
    "score of many replies is their mean."

/* What one finding of the rule costs. From "weights": the rule's own, else its
 * category's, else that of its severity (error 20, warning 8, suggestion 2
 * where the configuration is silent). config may be NULL. */
unsigned sw_score_weight(const sw_config *config,
                         const saywell_rule_info *rule);
unsigned sw_score_severity(const sw_config *config, saywell_severity severity);
/* Is it, or its category, among "critical"? */
bool sw_score_critical(const sw_config *config, const saywell_rule_info *rule);
/* Every name in "weights" and "critical" is a rule, a category or (weights) a
 * severity of these rules; else err says where it stands, and which is
 * nearest. */
saywell_status sw_score_check(const sw_config *config,
                              const saywell_rules *rules, saywell_error *err);
const char *sw_score_severity_name(saywell_severity severity);

#endif
