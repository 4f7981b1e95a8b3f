/*
 * labels.c - the speakers of a file that nobody knows, for one message.
 *
 * A role that cannot be told is not guessed, so somebody has to say it. The
 * message names who was found, those with the most turns first, and the line
 * that would settle it.
 */
#include "talk/labels.h"

#include "base/json_write.h"
#include "base/utf8.h"

#include <string.h>

static sw_str shown(const char *label)
{
    sw_str s = sw_str_of(label);

    if (s.len >= sizeof((sw_label_count *)0)->name)
        s.len = sizeof((sw_label_count *)0)->name - 1;
    s.len = sw_utf8_valid(s); /* not in the middle of a character */
    return s;
}

static void count(sw_labels *labels, const char *label)
{
    sw_str name = shown(label);
    sw_label_count *at;

    labels->turns++;
    for (size_t i = 0; i < labels->count; i++) {
        if (sw_str_equal_c(name, labels->at[i].name)) {
            labels->at[i].turns++;
            return;
        }
    }
    if (labels->count == SW_LABELS) {
        labels->others++;
        return;
    }
    at = &labels->at[labels->count++];
    memcpy(at->name, name.ptr, name.len);
    at->name[name.len] = '\0';
    at->turns = 1;
}

void sw_labels_add(sw_labels *labels, const sw_conversation *c)
{
    for (size_t i = 0; i < c->turns.count; i++) {
        const sw_turn *turn = &c->turns.at[i];

        if (turn->role == SW_ROLE_UNKNOWN && !turn->internal && turn->label &&
            *turn->label)
            count(labels, turn->label);
    }
}

/* The i-th by turns; the first met first among equals. */
static const sw_label_count *ranked(const sw_labels *labels, size_t i)
{
    for (size_t k = 0; k < labels->count; k++) {
        size_t before = 0;

        for (size_t j = 0; j < labels->count; j++)
            before += labels->at[j].turns > labels->at[k].turns ||
                      (j < k && labels->at[j].turns == labels->at[k].turns);
        if (before == i)
            return &labels->at[k];
    }
    return NULL;
}

void sw_labels_list(const sw_labels *labels, sw_buf *out)
{
    for (size_t i = 0; i < labels->count; i++) {
        const sw_label_count *at = ranked(labels, i);

        sw_buf_printf(out, "%s\"%s\" (%zu)", i ? ", " : "", at->name,
                      at->turns);
    }
    if (labels->others)
        sw_buf_put(out, SW_STR(" and others"));
}

void sw_labels_mend(const sw_labels *labels, sw_buf *out)
{
    const sw_label_count *first = ranked(labels, 0);
    sw_str name = sw_str_of(first ? first->name : "");
    size_t at = sw_str_find_byte(name, '@', 0);

    /* Of a mail address the house is meant. */
    if (at != SW_NOWHERE)
        name = sw_str_part(name, at + 1, name.len);
    sw_buf_put_c(out,
                 at != SW_NOWHERE ? "\"our_domains\": [\"" : "\"agents\": [\"");
    sw_json_escape(out, name);
    sw_buf_put(out, SW_STR("\"]"));
}
