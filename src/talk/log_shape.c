/*
 * log_shape.c - what the lines of a text are, taken together.
 *
 * All lines are tried against all forms, and the form with the most lines,
 * weighed, is the file's. The same counts tell a log from a draft that has
 * colons, or times, of its own.
 */
#include "talk/log_shape.h"

#include "talk/log_lines.h"

#define SAMPLE_LINES ((size_t)20000) /* that vote on the form */

static const struct {
    size_t weight;
} forms[] = {
#define SW_X_(name, weight, example) {weight},
    SW_LOG_FORM_MAP(SW_X_)
#undef SW_X_
};

static void count_heads(sw_str text, size_t heads[SW_LOG_FORM_COUNT])
{
    sw_log_lines l = {.text = text, .rest = text};
    size_t seen = 0;
    sw_log_head head;

    while (seen < SAMPLE_LINES && sw_log_next(&l)) {
        if (sw_log_is_blank(l.line))
            continue;
        seen++;
        for (int form = 0; form < SW_LOG_FORM_COUNT; form++)
            heads[form] += sw_log_head_at((sw_log_form)form, &l, &head);
    }
}

/* What may stand before the first head: notices, who the agent is, and all
 * that a rule sets apart. */
static bool is_header(const sw_log_lines *l)
{
    sw_log_head head;

    return sw_log_is_system(sw_log_behind_time(l->line, &head)) ||
           sw_str_starts(l->line, SW_STR("Agent "));
}

/* Counts lines, and whether only a header stands above the first head. */
static void count_lines(sw_str text, sw_log_labels *all, sw_log_shape *shape)
{
    sw_log_lines l = {.text = text, .rest = text};
    bool everybody = sw_log_all_speak(all);
    size_t above = 0, heads = 0, header = 0;
    sw_log_head head;

    while (sw_log_next(&l)) {
        if (sw_log_is_blank(l.line))
            continue;
        if (sw_log_head_at(shape->form, &l, &head) &&
            (shape->form != SW_LOG_NAME ||
             sw_log_is_speaker(all, everybody, head.name))) {
            heads++;
            shape->lines++;
        } else if (!sw_log_is_rule(l.line) &&
                   !sw_log_is_system(sw_log_behind_time(l.line, &head))) {
            shape->lines++;
        }
        if (heads == 0) {
            above++;
            header = sw_log_is_rule(l.line) ? above : header + is_header(&l);
        }
    }
    shape->heads = heads;
    shape->starts_so = above == header;
}

/* The form of the file, by the lines that may be heads in it: their number. */
static size_t vote(sw_str text, sw_log_shape *shape)
{
    size_t heads[SW_LOG_FORM_COUNT] = {0}, best = 0;

    *shape = (sw_log_shape){.form = SW_LOG_NAME};
    count_heads(text, heads);
    for (int form = 0; form < SW_LOG_FORM_COUNT; form++) {
        if (heads[form] * forms[form].weight <= best)
            continue;
        best = heads[form] * forms[form].weight;
        shape->form = (sw_log_form)form;
    }
    return heads[shape->form];
}

static void count(sw_str text, const sw_names *agents, sw_log_shape *shape)
{
    sw_log_labels all = {.count = 0};

    sw_log_labels_count(text, shape->form, agents, &all);
    count_lines(text, &all, shape);
    shape->labels = all.count;
    for (size_t i = 0; i < all.count; i++) {
        shape->repeated += all.at[i].lines > 1;
        shape->office += all.at[i].office;
    }
}

void sw_log_shape_of(sw_str text, const sw_names *agents, sw_log_shape *shape)
{
    if (vote(text, shape) > 0)
        count(text, agents, shape);
}

bool sw_log_looks_so(const sw_log_shape *shape)
{
    if (shape->heads < 2 || shape->labels < 2 || !shape->starts_so)
        return false;
    if (shape->form == SW_LOG_NAME)
        return shape->office > 0 ||
               (shape->repeated > 1 && shape->heads * 2 >= shape->lines);
    return shape->office > 0 || shape->repeated > 0 ||
           shape->heads * 2 >= shape->lines;
}

bool sw_log_is_one(sw_str text, const sw_names *agents, sw_log_shape *shape)
{
    if (vote(text, shape) < 2) /* as in most drafts */
        return false;
    count(text, agents, shape);
    return sw_log_looks_so(shape);
}
