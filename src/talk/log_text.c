/*
 * log_text.c - a chat log in one string -> turns.
 *
 * First all lines are tried against all forms, and the form with the most
 * lines, weighed, is the file's. Then it is cut at its heads: a turn's text is
 * a piece of the source as it stands, up to the next head, for agents send
 * paragraphs, and paragraphs hold colons ("Note: ...", "Step 2: ..."). In the
 * form without a time, only labels that come back, or that are words of
 * office, are heads.
 */
#include "talk/log_text.h"

#include "base/map.h"
#include "talk/label.h"
#include "talk/reader.h"

#include <string.h>

#define SAMPLE_LINES ((size_t)20000) /* that vote on the form */
#define LABELS_MAX   ((size_t)64)    /* that a shape counts */
#define BORDER_LINES 8               /* looked through below dashes */

static const struct {
    size_t weight;
} forms[] = {
#define SW_X_(name, weight, example) {weight},
    SW_LOG_FORM_MAP(SW_X_)
#undef SW_X_
};

/* ---- lines --------------------------------------------------------------- */

typedef struct lines {
    sw_str text, rest;
    sw_str line;
    size_t start; /* of line in text */
    size_t number;
} lines;

static bool next_line(lines *l)
{
    if (!sw_str_line(&l->rest, &l->line))
        return false;
    l->start = (size_t)(l->line.ptr - l->text.ptr);
    l->number++;
    return true;
}

static bool is_blank(sw_str line)
{
    return sw_str_trim(line).len == 0;
}

/* time / name / text: three lines, the first of which is l->line. */
static bool three(const lines *l, sw_log_head *head)
{
    lines ahead = *l;

    if (!sw_log_is_time(l->line, head) || !next_line(&ahead))
        return false;
    head->name = sw_str_trim(ahead.line);
    if (sw_str_ends(head->name, SW_STR(":")))
        head->name.len--;
    return sw_log_is_name(head->name) && next_line(&ahead) &&
           !is_blank(ahead.line);
}

static bool head_of(sw_log_form form, const lines *l, sw_log_head *head)
{
    if (form == SW_LOG_THREE)
        return three(l, head);
    return sw_log_head_read(form, l->line, head);
}

/* Where a "[10:32]" or the like ends that stands before a notice. */
static sw_str behind_time(sw_str line, sw_log_head *head)
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

/* How often a label stands before a colon. */
typedef struct tally {
    sw_str label;
    size_t lines;
    bool office; /* of office, or listed in the configuration */
} tally;

typedef struct tallies {
    tally at[LABELS_MAX];
    size_t count;
} tallies;

static tally *tally_of(tallies *all, sw_str label)
{
    for (size_t i = 0; i < all->count; i++)
        if (sw_str_equal(all->at[i].label, label))
            return &all->at[i];
    return NULL;
}

static void add_label(tallies *all, sw_str label, const sw_names *agents)
{
    tally *found = tally_of(all, label);
    sw_role role;

    if (!found && all->count < LABELS_MAX) {
        found = &all->at[all->count++];
        *found = (tally){.label = label};
        found->office = sw_label_read(label, &role) == SW_LABEL_WHOLE ||
                        sw_names_match(agents, label);
    }
    if (found)
        found->lines++;
}

/* In the form without a time: who comes back is a speaker. A log too short
 * for anybody to come back takes them all. */
static bool all_speak(const tallies *all)
{
    size_t sure = 0;

    for (size_t i = 0; i < all->count; i++)
        sure += all->at[i].office || all->at[i].lines > 1;
    return sure < 2;
}

static bool is_speaker(tallies *all, bool everybody, sw_str label)
{
    const tally *found = tally_of(all, label);

    /* Past the table's end: a name like another. */
    return !found || everybody || found->office || found->lines > 1;
}

/* ---- the shape ----------------------------------------------------------- */

static void count_heads(sw_str text, size_t heads[SW_LOG_FORM_COUNT])
{
    lines l = {.text = text, .rest = text};
    size_t seen = 0;
    sw_log_head head;

    while (seen < SAMPLE_LINES && next_line(&l)) {
        if (is_blank(l.line))
            continue;
        seen++;
        for (int form = 0; form < SW_LOG_FORM_COUNT; form++)
            heads[form] += head_of((sw_log_form)form, &l, &head);
    }
}

static void count_labels(sw_str text, sw_log_form form, const sw_names *agents,
                         tallies *all)
{
    lines l = {.text = text, .rest = text};
    sw_log_head head;

    while (next_line(&l))
        if (head_of(form, &l, &head))
            add_label(all, head.name, agents);
}

/* What may stand before the first head: notices, who the agent is, and all
 * that a rule sets apart. */
static bool is_header(const lines *l)
{
    sw_log_head head;

    return sw_log_is_system(behind_time(l->line, &head)) ||
           sw_str_starts(l->line, SW_STR("Agent "));
}

/* Counts lines, and whether only a header stands above the first head. */
static void count_lines(sw_str text, tallies *all, sw_log_shape *shape)
{
    lines l = {.text = text, .rest = text};
    bool everybody = all_speak(all);
    size_t above = 0, heads = 0, header = 0;
    sw_log_head head;

    while (next_line(&l)) {
        if (is_blank(l.line))
            continue;
        if (head_of(shape->form, &l, &head) &&
            (shape->form != SW_LOG_NAME ||
             is_speaker(all, everybody, head.name))) {
            heads++;
            shape->lines++;
        } else if (!sw_log_is_rule(l.line) &&
                   !sw_log_is_system(behind_time(l.line, &head))) {
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

void sw_log_shape_of(sw_str text, const sw_names *agents, sw_log_shape *shape)
{
    size_t heads[SW_LOG_FORM_COUNT] = {0}, best = 0;
    tallies all = {.count = 0};

    *shape = (sw_log_shape){.form = SW_LOG_NAME};
    count_heads(text, heads);
    for (int form = 0; form < SW_LOG_FORM_COUNT; form++) {
        if (heads[form] * forms[form].weight <= best)
            continue;
        best = heads[form] * forms[form].weight;
        shape->form = (sw_log_form)form;
    }
    if (best == 0)
        return;
    count_labels(text, shape->form, agents, &all);
    count_lines(text, &all, shape);
    shape->labels = all.count;
    for (size_t i = 0; i < all.count; i++) {
        shape->repeated += all.at[i].lines > 1;
        shape->office += all.at[i].office;
    }
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

/* ---- turns --------------------------------------------------------------- */

typedef struct building {
    lines l;
    const sw_log_shape *shape;
    sw_arena *arena;
    sw_conversation *c;
    tallies labels;
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
        next_line(&b->l); /* the name */
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

    behind_time(b->l.line, &head);
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
    if (is_blank(b->l.line))
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

static bool is_head(building *b, const lines *l, sw_log_head *head)
{
    return head_of(b->shape->form, l, head) &&
           (b->shape->form != SW_LOG_NAME ||
            is_speaker(&b->labels, b->everybody, head->name));
}

/* Dashes end a turn when a head or a notice comes next. */
static bool is_border(building *b)
{
    lines ahead = b->l;
    sw_log_head head;

    if (!sw_log_is_rule(b->l.line))
        return false;
    for (int i = 0; i < BORDER_LINES && next_line(&ahead); i++) {
        if (is_blank(ahead.line) || sw_log_is_rule(ahead.line))
            continue;
        return is_head(b, &ahead, &head) ||
               sw_log_is_system(behind_time(ahead.line, &head)) || !b->speaker;
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
    words = behind_time(b->l.line, &head);
    if (!b->speaker && !is_blank(b->l.line))
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
                      const sw_names *agents, const sw_names *bots,
                      sw_arena *arena, sw_conversation *c)
{
    building b = {.l = {.text = text, .rest = text, .number = line - 1},
                  .shape = shape,
                  .arena = arena,
                  .c = c};
    sw_speaker_hints hints = {.agents = agents, .bots = bots};
    size_t first = c->turns.count;

    if (shape->form == SW_LOG_NAME)
        count_labels(text, shape->form, agents, &b.labels);
    b.everybody = all_speak(&b.labels);
    while (!b.failed && next_line(&b.l))
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
