/*
 * log_text.c - a chat log in one string -> turns.
 *
 * It is cut at the heads of its form: a turn's text is a piece of the source
 * as it stands, up to the next head, for agents send paragraphs, and
 * paragraphs hold colons ("Note: ...", "Step 2: ..."). In the form without a
 * time, only labels that come back, or that are words of office, are heads.
 */
#include "talk/log_text.h"

#include "talk/label.h"
#include "talk/log_lines.h"
#include "talk/reader.h"

#include <string.h>

#define BORDER_LINES 8 /* looked through below dashes */

typedef struct building {
    sw_log_lines l;
    const sw_log_shape *shape;
    sw_arena *arena;
    sw_conversation *c;
    sw_log_labels labels;
    bool everybody;
    sw_turn *open;       /* the turn that lines go on, or NULL */
    size_t start, end;   /* of its text */
    const char *speaker; /* of the last head, for what follows a notice */
    const char *time;
    sw_stamp began; /* "Chat Started: ..." */
    /* "Agent Ana K": who speaks under the queue's name from that turn on */
    struct SW_VEC(struct person {
        size_t turn;
        const char *name;
    }) people;
    sw_str agent, visitor;
    bool failed;
} building;

static const char *own(building *b, sw_str s)
{
    const char *copy = sw_arena_copy(b->arena, s.ptr, s.len);

    b->failed = b->failed || !copy;
    return copy;
}

/* Ends the turn; without a word in it, it was none. */
static void close_turn(building *b)
{
    sw_str text;

    if (!b->open)
        return;
    text = sw_str_part(b->l.text, b->start, b->end);
    while (text.len && strchr(" \t\r\n", text.ptr[text.len - 1]))
        text.len--;
    b->open->text = text;
    if (text.len == 0)
        b->c->turns.count--;
    b->open = NULL;
}

static bool open_turn(building *b, sw_role role, size_t start)
{
    close_turn(b);
    if (b->c->turns.count >= SW_TALK_MAX_TURNS) {
        b->failed = true;
        return false;
    }
    b->open = SW_VEC_PUSH(&b->c->turns, b->arena);
    if (!b->open) {
        b->failed = true;
        return false;
    }
    b->open->role = role;
    b->open->src.line = b->l.number;
    b->open->time = b->time;
    b->start = start;
    b->end = b->l.start + b->l.line.len;
    return true;
}

static const char *time_of(building *b, const sw_log_head *head)
{
    sw_log_head h = *head;

    if (h.offset >= 0 && b->began.year)
        return sw_stamp_iso(&b->began, h.offset, h.written, b->arena);
    if (!h.written.len)
        return NULL;
    /* A day is the header's when the lines have only a time. */
    if (!h.stamp.has_date && h.stamp.has_time && b->began.year) {
        h.stamp.year = b->began.year;
        h.stamp.month = b->began.month;
        h.stamp.day = b->began.day;
        if (!h.stamp.has_zone) {
            h.stamp.zone = b->began.zone;
            h.stamp.has_zone = b->began.has_zone;
        }
    }
    return sw_stamp_iso(&h.stamp, 0, h.written, b->arena);
}

static void take_head(building *b, const sw_log_head *head)
{
    size_t start = b->l.start + head->text;

    b->speaker = own(b, head->name);
    b->time = time_of(b, head);
    if (b->shape->form == SW_LOG_THREE)
        sw_log_next(&b->l); /* the name */
    if (b->failed || !open_turn(b, SW_ROLE_UNKNOWN, start))
        return;
    b->open->author = b->open->label = b->speaker;
    if (b->shape->form == SW_LOG_THREE)
        b->start = b->end;
}

/* "Agent Ana K", alone on its line: who sits behind the queue's name. */
static bool take_person(building *b, sw_str line)
{
    struct person *person;
    sw_str name;

    if (!sw_str_starts_fold(line, "Agent "))
        return false;
    name = sw_str_trim(sw_str_part(line, 6, line.len));
    if (name.len && name.ptr[0] == ':')
        name = sw_str_trim(sw_str_part(name, 1, name.len));
    if (!sw_log_is_name(name))
        return false;
    b->agent = name;
    person = SW_VEC_PUSH(&b->people, b->arena);
    b->failed = b->failed || !person;
    if (person)
        *person = (struct person){b->c->turns.count, own(b, name)};
    return true;
}

/* Above the first head: "Chat ID: 17", "Visitor: Kim", "Agent Ana K". */
static void take_header(building *b, sw_str line)
{
    size_t colon = sw_str_find_byte(line, ':', 0);
    sw_str key = sw_str_trim(sw_str_part(line, 0, colon));
    sw_str value = colon == SW_NOWHERE
                       ? (sw_str){0}
                       : sw_str_trim(sw_str_part(line, colon + 1, line.len));

    if (take_person(b, line) || value.len == 0)
        return;
    if (sw_str_starts_fold(key, "chat started") ||
        sw_str_starts_fold(key, "date") || sw_str_starts_fold(key, "started"))
        sw_stamp_read(value, 0, true, &b->began);
    else if (sw_str_equal_fold(key, SW_STR("chat id")) ||
             sw_str_equal_fold(key, SW_STR("conversation id")) ||
             sw_str_equal_fold(key, SW_STR("chat key")) ||
             sw_str_equal_fold(key, SW_STR("id")))
        b->c->id = own(b, value);
    else if (sw_str_starts_fold(key, "visitor") ||
             sw_str_starts_fold(key, "customer"))
        b->visitor = value;
}

static void take_notice(building *b, sw_str words)
{
    sw_log_head head;
    const char *before = b->time;

    sw_log_behind_time(b->l.line, &head);
    if (head.written.len)
        b->time = time_of(b, &head);
    open_turn(b, SW_ROLE_SYSTEM,
              b->l.start + (size_t)(words.ptr - b->l.line.ptr));
    close_turn(b);
    b->time = before;
}

/* Goes on with the turn above; behind a notice its speaker goes on. */
static void take_more(building *b)
{
    if (sw_log_is_blank(b->l.line))
        return;
    if (!b->open) {
        if (!open_turn(b, b->speaker ? SW_ROLE_UNKNOWN : SW_ROLE_SYSTEM,
                       b->l.start))
            return;
        b->open->author = b->open->label = b->speaker;
    } else if (b->start >= b->end ||
               sw_str_trim(sw_str_part(b->l.text, b->start, b->end)).len == 0) {
        b->start = b->l.start;
        b->open->src.line = b->l.number;
    }
    b->end = b->l.start + b->l.line.len;
}

static bool is_head(building *b, const sw_log_lines *l, sw_log_head *head)
{
    return sw_log_head_at(b->shape->form, l, head) &&
           (b->shape->form != SW_LOG_NAME ||
            sw_log_is_speaker(&b->labels, b->everybody, head->name));
}

/* Dashes end a turn when a head or a notice comes next. */
static bool is_border(building *b)
{
    sw_log_lines ahead = b->l;
    sw_log_head head;

    if (!sw_log_is_rule(b->l.line))
        return false;
    for (int i = 0; i < BORDER_LINES && sw_log_next(&ahead); i++) {
        if (sw_log_is_blank(ahead.line) || sw_log_is_rule(ahead.line))
            continue;
        return is_head(b, &ahead, &head) ||
               sw_log_is_system(sw_log_behind_time(ahead.line, &head)) ||
               !b->speaker;
    }
    return true;
}

static void take_line(building *b)
{
    sw_log_head head;
    sw_str words;

    if (is_head(b, &b->l, &head)) {
        take_head(b, &head);
        return;
    }
    words = sw_log_behind_time(b->l.line, &head);
    if (!b->speaker && !sw_log_is_blank(b->l.line))
        take_header(b, b->l.line);
    if (is_border(b))
        close_turn(b);
    else if (sw_log_is_system(words) ||
             (b->speaker && take_person(b, b->l.line)))
        take_notice(b, words);
    else
        take_more(b);
}

/* ---- the whole ----------------------------------------------------------- */

/* The person stands for the queue, once roles are known. Where several labels
 * are agents, they are people themselves. */
static void name_person(building *b, size_t first)
{
    const char *label = NULL;
    size_t change = 0;
    const char *person = NULL;

    for (size_t i = first; i < b->c->turns.count; i++) {
        const sw_turn *turn = &b->c->turns.at[i];

        if (turn->role != SW_ROLE_AGENT)
            continue;
        if (label && strcmp(label, turn->author) != 0)
            return;
        label = turn->author;
    }
    for (size_t i = first; i < b->c->turns.count; i++) {
        while (change < b->people.count && b->people.at[change].turn <= i)
            person = b->people.at[change++].name;
        if (b->c->turns.at[i].role == SW_ROLE_AGENT && person)
            b->c->turns.at[i].author = person;
    }
}

/* Notices that a machine wrote in the agent's name are the machine's. */
static void mark_notices(sw_conversation *c, size_t first)
{
    for (size_t i = first; i < c->turns.count; i++)
        if (c->turns.at[i].role == SW_ROLE_AGENT &&
            sw_label_is_notice(c->turns.at[i].text))
            c->turns.at[i].role = SW_ROLE_SYSTEM;
}

bool sw_log_text_read(sw_str text, size_t line, const sw_log_shape *shape,
                      const sw_staff *staff, sw_arena *arena,
                      sw_conversation *c)
{
    building b = {.l = {.text = text, .rest = text, .number = line - 1},
                  .shape = shape,
                  .arena = arena,
                  .c = c};
    sw_speaker_hints hints = {.staff = *staff};
    size_t first = c->turns.count;

    if (shape->form == SW_LOG_NAME)
        sw_log_labels_count(text, shape->form, staff->agents, &b.labels);
    b.everybody = sw_log_all_speak(&b.labels);
    while (!b.failed && sw_log_next(&b.l))
        take_line(&b);
    close_turn(&b);
    hints.agent = b.agent;
    hints.visitor = b.visitor;
    if (b.failed || !sw_speakers_settle(c, &hints, arena))
        return false;
    name_person(&b, first);
    mark_notices(c, first);
    return sw_speakers_name_agent(c, arena);
}
