/*
 * log_lines.c - a log line by line, and who stands before its colons.
 *
 * In the form without a time any line with a colon could be a head. Who speaks
 * comes back, or is called by a word of office: that is counted here, for the
 * vote on the form and for the cutting alike.
 */
#include "talk/log_lines.h"

#include "talk/label.h"

#include <string.h>

/* ---- lines --------------------------------------------------------------- */

bool sw_log_next(sw_log_lines *l)
{
    if (!sw_str_line(&l->rest, &l->line))
        return false;
    l->start = (size_t)(l->line.ptr - l->text.ptr);
    l->number++;
    return true;
}

bool sw_log_is_blank(sw_str line)
{
    return sw_str_trim(line).len == 0;
}

/* time / name / text: three lines, the first of which is l->line. */
static bool three(const sw_log_lines *l, sw_log_head *head)
{
    sw_log_lines ahead = *l;

    if (!sw_log_is_time(l->line, head) || !sw_log_next(&ahead))
        return false;
    head->name = sw_str_trim(ahead.line);
    if (sw_str_ends(head->name, SW_STR(":")))
        head->name.len--;
    return sw_log_is_name(head->name) && sw_log_next(&ahead) &&
           !sw_log_is_blank(ahead.line);
}

bool sw_log_head_at(sw_log_form form, const sw_log_lines *l, sw_log_head *head)
{
    if (form == SW_LOG_THREE)
        return three(l, head);
    return sw_log_head_read(form, l->line, head);
}

/* Where a "[10:32]" or the like ends that stands before a notice. */
sw_str sw_log_behind_time(sw_str line, sw_log_head *head)
{
    char open = line.len ? line.ptr[0] : '\0';
    size_t from = open == '[' || open == '(', end;

    *head = (sw_log_head){.offset = -1};
    end = sw_stamp_read(line, from, false, &head->stamp);
    if (end == SW_NOWHERE)
        return line;
    head->written = sw_str_part(line, from, end);
    while (end < line.len && strchr(" \t])-", line.ptr[end]))
        end++;
    return sw_str_part(line, end, line.len);
}

/* ---- labels -------------------------------------------------------------- */

/* Its place; all->count when it is not among them. */
static size_t label_at(const sw_log_labels *all, sw_str label)
{
    size_t i = 0;

    while (i < all->count && !sw_str_equal(all->at[i].label, label))
        i++;
    return i;
}

static void add_label(sw_log_labels *all, sw_str label, const sw_names *agents)
{
    size_t i = label_at(all, label);
    sw_role role;

    if (i == SW_LOG_LABELS_MAX)
        return;
    if (i == all->count) {
        all->at[all->count++] = (sw_log_label){
            .label = label,
            .office = sw_label_read(label, &role) == SW_LABEL_WHOLE ||
                      sw_names_match(agents, label)};
    }
    all->at[i].lines++;
}

bool sw_log_all_speak(const sw_log_labels *all)
{
    size_t sure = 0;

    for (size_t i = 0; i < all->count; i++)
        sure += all->at[i].office || all->at[i].lines > 1;
    return sure < 2;
}

bool sw_log_is_speaker(const sw_log_labels *all, bool everybody, sw_str label)
{
    size_t i = label_at(all, label);

    /* Past the table's end: a name like another. */
    return i == all->count || everybody || all->at[i].office ||
           all->at[i].lines > 1;
}

void sw_log_labels_count(sw_str text, sw_log_form form, const sw_names *agents,
                         sw_log_labels *all)
{
    sw_log_lines l = {.text = text, .rest = text};
    sw_log_head head;

    while (sw_log_next(&l))
        if (sw_log_head_at(form, &l, &head))
            add_label(all, head.name, agents);
}
