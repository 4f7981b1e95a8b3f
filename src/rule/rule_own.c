/* rule_own.c - the rule that is in no pack: it is about the file, not about
 * what an agent says. */
#include "rule/rule.h"

static const char *const no_sources[] = {NULL};

const sw_rule sw_rule_unused_ignore = {
    .info = {.id = "unused-ignore",
             .title = "Take out an ignore that nothing needs",
             .category = "ignore",
             .kind = "ignore",
             .message = "Nothing here needs this ignore: take it out",
             .why = "A line that says \"saywell: ignore\" outlives its reason: "
                    "somebody mends the wording, and the line goes on hiding "
                    "what is written there next.",
             .sources = no_sources,
             .severity = SAYWELL_WARNING,
             .enabled = true,
             .default_on = true,
             .file = "",
             .beside = NULL},
    .index = SIZE_MAX,
};
