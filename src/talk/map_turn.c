/*
 * map_turn.c - inside map_run: one item of the turns' list -> a turn.
 *
 * The text decides: an item without one is an event and leaves no turn. HTML
 * is asked of each body, then what is not the writer's own goes, and the runs
 * of both steps are laid over each other, so that a finding still points into
 * the export.
 */
#include "talk/map_turn.h"

#include "base/utf8.h"
#include "talk/label.h"
#include "talk/mail_quote.h"
#include "talk/reader.h"
#include "talk/text_runs.h"
#include "talk/tweet.h"

#include <string.h>

static const char *c_of(sw_map_scene *s, sw_str text)
{
    return sw_arena_copy(s->arena, text.ptr, text.len);
}

/* ---- text ---------------------------------------------------------------- */

typedef struct body {
    sw_str text;
    const sw_text_run *runs; /* none: the source as it is */
    size_t run_count;
} body;

static sw_talk_status lay_over(sw_map_scene *s, body *b, sw_str text,
                               const sw_text_run *runs, size_t count)
{
    sw_talk_status status = SW_TALK_ONE;

    if (b->run_count &&
        !sw_text_runs_over(b->runs, b->run_count, &runs, &count, s->arena))
        status = sw_talk_fail_nomem(s->error);
    *b = (body){text, runs, count};
    return status;
}

static sw_talk_status convert(sw_map_scene *s, body *b)
{
    unsigned strip = s->run->mapping->strip;
    unsigned cut =
        ((strip & SW_STRIP_QUOTES) ? (unsigned)SW_HTML_QUOTES : 0) |
        ((strip & SW_STRIP_SIGNATURE) ? (unsigned)SW_HTML_SIGNATURE : 0);
    sw_html_text html;
    sw_talk_status status =
        sw_html_convert(&s->run->html, b->text, cut, s->arena, &html, s->error);

    if (status != SW_TALK_ONE)
        return status;
    *b = (body){html.text, html.runs, html.run_count};
    return SW_TALK_ONE;
}

/* Only a part of the text is the writer's: where it begins in it. */
static sw_talk_status keep_part(sw_map_scene *s, body *b, sw_str part)
{
    sw_text_run *run = sw_arena_zero(s->arena, 1, sizeof *run);

    if (!run)
        return sw_talk_fail_nomem(s->error);
    *run = (sw_text_run){0, (size_t)(part.ptr - b->text.ptr)};
    return lay_over(s, b, part, run, 1);
}

static sw_talk_status strip(sw_map_scene *s, body *b)
{
    unsigned what = s->run->mapping->strip;
    sw_talk_status status = SW_TALK_ONE;
    sw_mail_cut cut;
    sw_str part;

    if (what & (SW_STRIP_QUOTES | SW_STRIP_SIGNATURE)) {
        if (!sw_mail_cut_read(b->text, s->arena, &cut))
            return sw_talk_fail_nomem(s->error);
        if (cut.text.len != b->text.len)
            status = lay_over(s, b, cut.text, cut.runs, cut.run_count);
    }
    if (status == SW_TALK_ONE &&
        (what & (SW_STRIP_MENTIONS | SW_STRIP_INITIALS))) {
        part = sw_tweet_words(b->text);
        if (part.len != b->text.len)
            status = keep_part(s, b, part);
    }
    return status;
}

/* Without white space at its ends. */
static sw_talk_status trim(sw_map_scene *s, body *b)
{
    sw_str part = sw_str_trim(b->text);

    if (part.len == b->text.len)
        return SW_TALK_ONE;
    return part.len ? keep_part(s, b, part)
                    : lay_over(s, b, (sw_str){"", 0}, NULL, 0);
}

static sw_talk_status body_of(sw_map_scene *s, const sw_map_text *from,
                              body *out)
{
    sw_talk_status status = SW_TALK_ONE;
    bool html = from->format == SW_MAP_HTML;

    *out = (body){{"", 0}, NULL, 0};
    if (!sw_map_value(s, &from->path, &out->text))
        return sw_talk_fail_nomem(s->error);
    if (!out->text.ptr)
        out->text = (sw_str){"", 0};
    if (out->text.len && (html || sw_html_looks_so(out->text)))
        status = convert(s, out);
    if (status == SW_TALK_ONE)
        status = strip(s, out);
    if (status == SW_TALK_ONE)
        status = trim(s, out);
    return status;
}

/* ---- where --------------------------------------------------------------- */

static size_t line_of(sw_map_scene *s, uint32_t node)
{
    size_t at = s->run->tape.at[node].start;
    sw_str text = s->record->bytes;

    if (at < s->line_at)
        s->line_at = 0, s->line = s->record->line;
    while (s->line_at < at) {
        size_t next = sw_str_find_byte(text, '\n', s->line_at);

        if (next >= at)
            break;
        s->line++;
        s->line_at = next + 1;
    }
    return s->line;
}

/* Pointer and line of what the path leads to from the item. */
static sw_talk_status place(sw_map_scene *s, const sw_path *path, sw_turn *turn)
{
    const sw_tape_names *names = &s->run->mapping->names;
    sw_path_walk walk;
    sw_buf out = {0};
    uint32_t node;

    sw_buf_put_c(&out, s->record->pointer);
    if (path->root == SW_PATH_TURN && s->walk)
        sw_path_pointer(s->walk, names, &out);
    sw_path_begin(&walk, &s->run->tape,
                  path->root == SW_PATH_TURN ? s->item : 1, path->steps,
                  path->count);
    node = sw_path_next(&walk);
    if (node) {
        sw_path_pointer(&walk, names, &out);
        turn->src.line = line_of(s, node);
    }
    turn->src.pointer = sw_arena_copy(s->arena, out.ptr, out.len);
    sw_buf_release(&out);
    return turn->src.pointer ? SW_TALK_ONE : sw_talk_fail_nomem(s->error);
}

/* ---- who ----------------------------------------------------------------- */

static sw_talk_status find_row(sw_map_scene *s)
{
    const sw_map_join *join = &s->run->mapping->join;
    sw_str key;

    s->row = NULL;
    if (!join->tables.count)
        return SW_TALK_ONE;
    if (!sw_map_value(s, &join->field, &key))
        return sw_talk_fail_nomem(s->error);
    if (!key.len)
        return SW_TALK_ONE;
    s->row = sw_join_find(&s->table, key);
    if (!s->row)
        s->row = sw_join_find(&s->run->document, key);
    s->run->missed += !s->row;
    return SW_TALK_ONE;
}

/* An address at one of our domains, or below it. */
static bool is_ours(const sw_talk_names *domains, sw_str author)
{
    size_t at = sw_str_find_byte(author, '@', 0);
    sw_str host;

    if (at == SW_NOWHERE)
        return false;
    host = sw_str_part(author, at + 1, author.len);
    for (size_t i = 0; i < domains->count; i++) {
        sw_str ours = sw_str_of(domains->at[i]);
        size_t above = host.len - ours.len;

        if (host.len >= ours.len &&
            sw_str_equal_fold(sw_str_part(host, above, host.len), ours) &&
            (above == 0 || host.ptr[above - 1] == '.'))
            return true;
    }
    return false;
}

/* The configuration knows its people: bots whatever name they sign with, and
 * agents that the export does not tell apart. */
static void settle_role(sw_map_scene *s, sw_turn *turn, sw_str id)
{
    const sw_map_run *run = s->run;
    sw_str author = sw_str_of(turn->author);

    if (turn->role != SW_ROLE_AGENT && turn->role != SW_ROLE_UNKNOWN)
        return;
    if (sw_names_match(run->staff.bots, author) ||
        sw_names_match(run->staff.bots, id))
        turn->role = SW_ROLE_BOT;
    else if (turn->role == SW_ROLE_UNKNOWN &&
             (sw_names_match(run->staff.agents, author) ||
              sw_names_match(run->staff.agents, id) ||
              is_ours(&run->our_domains, author) ||
              is_ours(&run->our_domains, id)))
        turn->role = SW_ROLE_AGENT;
    if (turn->role == SW_ROLE_AGENT && sw_label_is_notice(turn->text))
        turn->role = SW_ROLE_SYSTEM;
}

/* ---- turns --------------------------------------------------------------- */

static bool one_of(const sw_map_keep *keep, sw_str value)
{
    if (!value.ptr)
        return keep->null;
    for (size_t i = 0; i < keep->values.count; i++)
        if (sw_str_equal_fold(keep->values.at[i], value))
            return true;
    return false;
}

bool sw_map_holds(sw_map_scene *s, const sw_map_keeps *keeps, bool *out)
{
    *out = true;
    for (size_t i = 0; i < keeps->count && *out; i++) {
        sw_str value;

        if (!sw_map_value(s, &keeps->at[i].path, &value))
            return false;
        *out = one_of(&keeps->at[i], value) != keeps->at[i].negated;
    }
    return true;
}

static sw_talk_status time_of(sw_map_scene *s, const sw_map_times *times,
                              sw_map_instant *out)
{
    *out = (sw_map_instant){0};
    for (size_t i = 0; i < times->count; i++) {
        sw_str value;

        if (!sw_map_value(s, &times->at[i].path, &value))
            return sw_talk_fail_nomem(s->error);
        if (!value.len)
            continue;
        if (!sw_map_time_read(&times->at[i], value, s->arena, out))
            return sw_talk_fail_nomem(s->error);
        return SW_TALK_ONE;
    }
    return SW_TALK_ONE;
}

/* The turn joins the others. */
static sw_talk_status add(sw_map_scene *s, const sw_turn *turn,
                          const sw_map_instant *instant)
{
    sw_turn *to;
    sw_map_instant *when;

    if (s->out->turns.count >= SW_TALK_MAX_TURNS)
        return sw_talk_fail(s->error, SW_TALK_BAD, "limit", s->record->line,
                            "the conversation has more than a million turns");
    to = SW_VEC_PUSH(&s->out->turns, s->arena);
    when = SW_VEC_PUSH(&s->instants, s->arena);
    if (!to || !when)
        return sw_talk_fail_nomem(s->error);
    *to = *turn;
    to->time = instant->text;
    *when = *instant;
    return SW_TALK_ONE;
}

/* Text and place of the item at hand, by the first of texts that has any. */
static sw_talk_status fill_text(sw_map_scene *s, const sw_map_text *texts,
                                size_t count, sw_turn *turn)
{
    sw_talk_status status = SW_TALK_ONE;
    body b = {{"", 0}, NULL, 0};

    for (size_t i = 0; i < count && b.text.len == 0; i++) {
        status = body_of(s, &texts[i], &b);
        if (status == SW_TALK_ONE && b.text.len)
            status = place(s, &texts[i].path, turn);
        if (status != SW_TALK_ONE)
            return status;
    }
    turn->text =
        (sw_str){c_of(s, b.text), b.text.len}; /* outlives the record */
    turn->runs = b.runs;
    turn->run_count = b.run_count;
    return turn->text.ptr ? SW_TALK_ONE : sw_talk_fail_nomem(s->error);
}

static sw_talk_status fill_author(sw_map_scene *s, sw_turn *turn)
{
    const sw_paths *authors = &s->run->mapping->authors;
    sw_str author, id = {0};

    if (!sw_map_any(s, authors, &author) ||
        (authors->count &&
         !sw_map_value(s, &authors->at[authors->count - 1], &id)))
        return sw_talk_fail_nomem(s->error);
    if (author.len) {
        turn->author = c_of(s, author);
        if (!turn->author)
            return sw_talk_fail_nomem(s->error);
    }
    settle_role(s, turn, id);
    return SW_TALK_ONE;
}

static sw_talk_status keep_label(sw_map_scene *s, sw_turn *turn, sw_str label)
{
    if (turn->role != SW_ROLE_UNKNOWN || turn->label)
        return SW_TALK_ONE;
    turn->label = turn->author ? turn->author
                  : label.len  ? c_of(s, label)
                               : NULL;
    return !label.len || turn->label ? SW_TALK_ONE
                                     : sw_talk_fail_nomem(s->error);
}

sw_talk_status sw_map_item(sw_map_scene *s)
{
    const sw_mapping *m = s->run->mapping;
    sw_turn turn = {0};
    sw_map_instant instant;
    sw_str label;
    bool kept;
    int role;
    sw_talk_status status = find_row(s);

    if (status != SW_TALK_ONE)
        return status;
    if (!sw_map_holds(s, &m->keep, &kept))
        return sw_talk_fail_nomem(s->error);
    if (!kept)
        return SW_TALK_ONE;
    status = fill_text(s, m->text.at, m->text.count, &turn);
    if (status != SW_TALK_ONE || turn.text.len == 0)
        return status;
    if (!sw_map_judge(s, &m->role, SW_ROLE_UNKNOWN, &role, &label))
        return sw_talk_fail_nomem(s->error);
    turn.role = (sw_role)role;
    status = fill_author(s, &turn);
    if (status == SW_TALK_ONE)
        status = keep_label(s, &turn, label);
    if (status == SW_TALK_ONE)
        status = time_of(s, &m->time, &instant);
    return status == SW_TALK_ONE ? add(s, &turn, &instant) : status;
}

/* A path's value by the last rule of `role`. */
static sw_talk_status first_role(sw_map_scene *s, const sw_map_first *first,
                                 sw_role *out)
{
    const sw_map_rules *rules = &s->run->mapping->role;
    sw_map_rule last;
    sw_map_rules only = {&last, 1, 1};
    sw_str label;
    int role;

    *out = first->role;
    if (first->has_role)
        return SW_TALK_ONE;
    *out = SW_ROLE_UNKNOWN;
    if (!rules->count)
        return SW_TALK_ONE;
    last = rules->at[rules->count - 1];
    last.path = first->role_path;
    if (!sw_map_judge(s, &only, SW_ROLE_UNKNOWN, &role, &label))
        return sw_talk_fail_nomem(s->error);
    *out = (sw_role)role;
    return SW_TALK_ONE;
}

sw_talk_status sw_map_first_turn(sw_map_scene *s, const sw_map_first *first,
                                 bool *made)
{
    sw_map_times times = {.count = 0};
    sw_map_time time = first->time;
    sw_turn turn = {0};
    sw_map_instant instant;
    sw_str author = {0};
    sw_talk_status status = fill_text(s, &first->text, 1, &turn);

    *made = turn.text.len > 0;
    if (status != SW_TALK_ONE || !*made)
        return status;
    status = first_role(s, first, &turn.role);
    if (status == SW_TALK_ONE && first->has_author &&
        !sw_map_value(s, &first->author, &author))
        status = sw_talk_fail_nomem(s->error);
    if (status == SW_TALK_ONE && author.len) {
        turn.author = c_of(s, author);
        if (!turn.author)
            return sw_talk_fail_nomem(s->error);
    }
    settle_role(s, &turn, author);
    if (status == SW_TALK_ONE)
        status = keep_label(s, &turn, (sw_str){0});
    if (first->has_time) {
        times.at = &time;
        times.count = 1;
    }
    if (status == SW_TALK_ONE)
        status = time_of(s, &times, &instant);
    return status == SW_TALK_ONE ? add(s, &turn, &instant) : status;
}
