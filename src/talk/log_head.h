/* log_head.h - the head of a line in a chat log: who speaks, and since when. */
#ifndef SW_TALK_LOG_HEAD_H
#define SW_TALK_LOG_HEAD_H

#include "talk/stamp.h"

/* X_(FORM, weight, "example"): of a form with a time a few lines say more than
 * many of a form without, for prose has colons of its own. */
#define SW_LOG_FORM_MAP(X_)                          \
    X_(OFFSET, 4, "( 1m 20s ) Ana: Hi")              \
    X_(BRACKET, 4, "[10:32] Ana: Hi")                \
    X_(PAREN, 4, "(10:32:15) Ana: Hi")               \
    X_(TIME, 4, "10:32 AM Ana: Hi")                  \
    X_(NAME_TIME, 4, "Ana (10:32): Hi")              \
    X_(TIME_NAME, 3, "10:32 Ana, text below")        \
    X_(THREE, 3, "10:32, Ana and text, a line each") \
    X_(SAID, 3, "Ana said:")                         \
    X_(NAME, 1, "Ana: Hi")

typedef enum sw_log_form {
#define SW_X_(name, weight, example) SW_LOG_##name,
    SW_LOG_FORM_MAP(SW_X_)
#undef SW_X_
        SW_LOG_FORM_COUNT
} sw_log_form;

#define SW_LOG_NAME_MAX 80 /* bytes of a speaker's name */

typedef struct sw_log_head {
    sw_str name;
    sw_str written; /* the time as it stands, or empty */
    sw_stamp stamp;
    long offset; /* seconds since the start; -1 = none */
    size_t text; /* where the text begins in the line; its end when below */
} sw_log_head;

/* Is this line a head of that form? THREE is not of one line: see below. */
bool sw_log_head_read(sw_log_form form, sw_str line, sw_log_head *head);
/* A line that is a time and nothing else. */
bool sw_log_is_time(sw_str line, sw_log_head *head);
/* Could somebody be called so, alone on a line or before a colon? Wants a
 * capital or a digit first, few words, no marks of a sentence. */
bool sw_log_is_name(sw_str name);
/* Dashes (or = _ * ~) alone, five or more: between parts of a log. */
bool sw_log_is_rule(sw_str line);
/* Said by the machine: "Ana has joined the chat", "refid:1". */
bool sw_log_is_system(sw_str line);

#endif
