/* log_lines.h - a log line by line, and who stands before its colons. */
#ifndef SW_TALK_LOG_LINES_H
#define SW_TALK_LOG_LINES_H

#include "talk/log_head.h"
#include "talk/names.h"

/* text and rest are set, number is that of the line before. */
typedef struct sw_log_lines {
    sw_str text, rest;
    sw_str line;
    size_t start; /* of line in text */
    size_t number;
} sw_log_lines;

bool sw_log_next(sw_log_lines *l); /* false at the end */
bool sw_log_is_blank(sw_str line);
/* Does a head of that form begin at l->line? THREE looks two lines ahead. */
bool sw_log_head_at(sw_log_form form, const sw_log_lines *l, sw_log_head *head);
/* What stands behind a "[10:32]" or the like before a notice; the time goes to
 * head. */
sw_str sw_log_behind_time(sw_str line, sw_log_head *head);

#define SW_LOG_LABELS_MAX ((size_t)64) /* that are told apart */

/* How often a label is in a head. */
typedef struct sw_log_label {
    sw_str label;
    size_t lines;
    bool office; /* a word of office, or listed in the configuration */
} sw_log_label;

typedef struct sw_log_labels {
    sw_log_label at[SW_LOG_LABELS_MAX];
    size_t count;
} sw_log_labels;

/* Adds all labels of text to `all`, which is zeroed. */
void sw_log_labels_count(sw_str text, sw_log_form form, const sw_names *agents,
                         sw_log_labels *all);
/* In the form without a time: who comes back is a speaker. A log too short
 * for anybody to come back takes them all. */
bool sw_log_all_speak(const sw_log_labels *all);
bool sw_log_is_speaker(const sw_log_labels *all, bool everybody, sw_str label);

#endif
