/* names.h - is this one of them? Names and patterns from the configuration. */
#ifndef SW_TALK_NAMES_H
#define SW_TALK_NAMES_H

#include "talk/talk.h"

/* Made from options->agents and its like, once an input; own it: hand it to
 * sw_names_free. */
typedef struct sw_names sw_names;

/* SW_TALK_ONE, or SW_TALK_FAILED: a regular expression is wrong (the words
 * say which and how; `key` is what the configuration calls the list). */
sw_talk_status sw_names_new(sw_names **out, const sw_talk_names *patterns,
                            const char *key, sw_talk_error *error);
void sw_names_free(sw_names *names); /* takes NULL */
/* A plain pattern is the whole name, whatever its capitals; /.../ and /.../i
 * are extended regular expressions found anywhere in it. NULL names: no. */
bool sw_names_match(const sw_names *names, sw_str name);

/* Who speaks for us by the configuration. Zeroed: nobody is known to. */
typedef struct sw_staff {
    sw_names *agents, *bots;
} sw_staff;

/* As sw_names_new, for both lists; to be released after a failure too. */
sw_talk_status sw_staff_open(sw_staff *staff, const sw_talk_names *agents,
                             const sw_talk_names *bots, sw_talk_error *error);
void sw_staff_release(sw_staff *staff);

#endif
