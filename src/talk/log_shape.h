/* log_shape.h - what the lines of a text are, taken together. */
#ifndef SW_TALK_LOG_SHAPE_H
#define SW_TALK_LOG_SHAPE_H

#include "talk/log_head.h"
#include "talk/names.h"

/* What the lines of a text are, taken together. */
typedef struct sw_log_shape {
    sw_log_form form;
    size_t heads;            /* lines of that form; 0 = no log */
    size_t lines;            /* that are not blank, rules or system lines */
    size_t labels;           /* different speakers (of the first 64) */
    size_t repeated, office; /* speakers with two lines; with words of office */
    bool starts_so;          /* nothing but a header before the first head */
} sw_log_shape;

void sw_log_shape_of(sw_str text, const sw_names *agents, sw_log_shape *shape);
/* Is it a log rather than a draft with colons in it? */
bool sw_log_looks_so(const sw_log_shape *shape);
/* Both at once: what the shape is, is only known of a log. */
bool sw_log_is_one(sw_str text, const sw_names *agents, sw_log_shape *shape);

#endif
