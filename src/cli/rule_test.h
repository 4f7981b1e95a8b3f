/* rule_test.h - run the examples of a pack as tests. */
#ifndef SW_CLI_RULE_TEST_H
#define SW_CLI_RULE_TEST_H

#include "base/buf.h"
#include "cli/setup.h"

typedef struct sw_rule_tests {
    size_t passed, failed;
    size_t unhit;  /* patterns that no example hits */
    bool problems; /* the pack is not whole; what loads was tested */
} sw_rule_tests;

/* Runs every example of the pack that setup's configuration names; what
 * failed goes to out, a line each. False: out of memory. */
bool sw_rule_test_run(sw_setup *setup, sw_run *run, sw_buf *out,
                      sw_rule_tests *tests);

/* For the tests beside these: an example's text as a reply (the text may be
 * another), and a text in quotes, on one line. */
void sw_rule_test_reply(const saywell_example *e, sw_str text,
                        saywell_reply *reply);
void sw_rule_test_shown(sw_buf *out, sw_str text);

#endif
