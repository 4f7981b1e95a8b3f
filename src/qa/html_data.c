/*
 * html_data.c - the counts behind the page, for its filters.
 *
 * JSON in an element that no browser runs. "<" is written as an escape, so
 * that no agent's name can end the element.
 */
#include "qa/html_part.h"

#include "base/json_write.h"

#include <string.h>

static void put_names(sw_quality *q, sw_json *j)
{
    const sw_tally *t = &q->tally;
    const size_t *agents = sw_tally_agents_by_name(&q->tally);
    const size_t *weeks = sw_tally_weeks_by_date(&q->tally);
    char space[SW_AGENT_SPACE], week[20];

    sw_json_key(j, "agents"); /* [place, name], in the order to offer them */
    sw_json_array(j);
    for (size_t i = 0; agents && i < t->agents.count; i++) {
        sw_json_array(j);
        sw_json_number(j, agents[i]);
        sw_json_string_c(j, sw_quality_agent(q, agents[i], space));
        sw_json_end_array(j);
    }
    sw_json_end_array(j);
    sw_json_key(j, "weeks");
    sw_json_array(j);
    for (size_t i = 0; weeks && i < t->weeks.count; i++) {
        sw_quality_week(q, weeks[i], week);
        sw_json_array(j);
        sw_json_number(j, weeks[i]);
        sw_json_string_c(j, week);
        sw_json_end_array(j);
    }
    sw_json_end_array(j);
    sw_json_key(j, "rules");
    sw_json_array(j);
    for (size_t i = 0; i < t->rules.count; i++)
        sw_json_string_c(j, t->rules.at[i].id);
    sw_json_end_array(j);
    sw_json_key(j, "groups");
    sw_json_array(j);
    for (size_t i = 0; i < t->categories.count; i++)
        sw_json_string_c(j, t->categories.at[i].name);
    sw_json_end_array(j);
}

/* place, count, place, count ... */
static void put_counts(sw_json *j, const uint32_t *counts, size_t len)
{
    sw_json_array(j);
    for (size_t i = 0; i < len; i++) {
        if (!counts[i])
            continue;
        sw_json_number(j, i);
        sw_json_number(j, counts[i]);
    }
    sw_json_end_array(j);
}

static void put_cells(const sw_quality *q, sw_json *j)
{
    sw_json_key(j, "cells");
    sw_json_array(j);
    for (size_t i = 0; i < q->tally.cells.count; i++) {
        const sw_tally_cell *c = &q->tally.cells.at[i];

        sw_json_array(j);
        sw_json_number(j, c->agent);
        sw_json_number(j, c->week);
        sw_json_number(j, c->count.replies);
        sw_json_number(j, c->count.flagged);
        sw_json_number(j, c->count.score);
        put_counts(j, c->with, c->rules);
        put_counts(j, c->groups, c->categories);
        sw_json_end_array(j);
    }
    sw_json_end_array(j);
}

void sw_html_data(sw_quality *q, sw_buf *out)
{
    sw_buf text = {0};
    sw_json json;
    sw_str rest;

    sw_json_init(&json, &text, false);
    sw_json_object(&json);
    put_names(q, &json);
    put_cells(q, &json);
    sw_json_end_object(&json);
    sw_buf_put(out, SW_STR("<script type=\"application/json\" id=\"data\">"));
    for (rest = sw_buf_str(&text); rest.len;) {
        size_t at = sw_str_find_byte(rest, '<', 0);

        sw_buf_put(out, sw_str_part(rest, 0, at));
        if (at == SW_NOWHERE)
            break;
        sw_buf_put(out, SW_STR("\\u003c"));
        rest = sw_str_part(rest, at + 1, rest.len);
    }
    sw_buf_put(out, SW_STR("</script>\n"));
    out->failed = out->failed || text.failed;
    sw_buf_release(&text);
}
