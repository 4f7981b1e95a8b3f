/*
 * read_csv.c - the reader of tables: a row a message, or a row a ticket.
 *
 * What the columns hold, csv_columns.c tells; which rows belong together,
 * csv_index.c. Here a row becomes a turn: HTML is converted, quoted history
 * cut, and a cell that holds a whole chat goes through the reader of logs.
 */
#include "talk/reader.h"

#include "base/mem.h"
#include "base/utf16.h"
#include "base/utf8.h"
#include "talk/csv_index.h"
#include "talk/csv_sniff.h"
#include "talk/html.h"
#include "talk/label.h"
#include "talk/log_text.h"
#include "talk/mail_quote.h"
#include "talk/tweet.h"

#include <string.h>

typedef struct state {
    sw_csv *csv;
    sw_csv_columns columns;
    sw_csv_index index;
    size_t bad;   /* given so far */
    size_t group; /* given so far */
    sw_staff staff;
    sw_html html;
} state;

static void close_csv(sw_talk *talk)
{
    state *s = talk->state;

    if (!s)
        return;
    sw_csv_free(s->csv);
    sw_csv_index_release(&s->index);
    sw_staff_release(&s->staff);
    sw_html_release(&s->html);
    sw_mem_free(s);
}

static sw_talk_status open_csv(sw_talk *talk, sw_talk_error *error)
{
    state *s = sw_talk_state(talk, sizeof *s);
    sw_talk_status status;
    sw_csv_row row;

    if (!s)
        return sw_talk_fail_nomem(error);
    status = sw_staff_open(&s->staff, &talk->options->agents,
                           &talk->options->bots, error);
    if (status == SW_TALK_ONE)
        status = sw_csv_new(&s->csv, talk->stream, error);
    if (status == SW_TALK_ONE)
        status = sw_csv_next(s->csv, &row, error);
    if (status == SW_TALK_END)
        return SW_TALK_ONE; /* an empty file has no conversations */
    if (status == SW_TALK_ONE)
        status = sw_csv_columns_read(
            row.cells, row.count, &talk->options->columns, &s->columns, error);
    if (status == SW_TALK_ONE)
        status = sw_csv_index_read(&s->index, s->csv, &s->columns, error);
    return status;
}

/* ---- who ----------------------------------------------------------------- */

typedef enum truth { TRUE, FALSE, NEITHER } truth;

static truth truth_of(sw_str cell)
{
    static const char *const words[] = {
        "true", "false", "1",        "0",      "yes",     "no",  "t",     "f",
        "y",    "n",     "internal", "public", "private", "all", "agents"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (sw_str_equal_fold(cell, sw_str_of(words[i])))
            return i == 14 ? TRUE : i % 2 ? FALSE : TRUE;
    return NEITHER;
}

static sw_role role_if(truth t, sw_role yes, sw_role no)
{
    return t == TRUE ? yes : t == FALSE ? no : SW_ROLE_UNKNOWN;
}

/* Portal users are customers, whatever their licence is called. */
static sw_role role_of_user(sw_str kind)
{
    if (kind.len == 0)
        return SW_ROLE_UNKNOWN;
    if (sw_str_starts_fold(kind, "standard"))
        return SW_ROLE_AGENT;
    return sw_str_starts_fold(kind, "auto") ? SW_ROLE_BOT : SW_ROLE_CUSTOMER;
}

static sw_role role_of_mail(sw_str way)
{
    if (sw_str_starts_fold(way, "incoming"))
        return SW_ROLE_CUSTOMER;
    if (sw_str_starts_fold(way, "forwarded"))
        return SW_ROLE_NOTE;
    return way.len ? SW_ROLE_AGENT : SW_ROLE_UNKNOWN;
}

static sw_role role_of_row(const sw_csv_row *row, const sw_csv_columns *c)
{
    sw_str kind = sw_csv_cell(row, c, SW_CSV_KIND);
    sw_role role = sw_label_value(sw_csv_cell(row, c, SW_CSV_ROLE));

    if (truth_of(sw_csv_cell(row, c, SW_CSV_PUBLIC)) == FALSE ||
        truth_of(sw_csv_cell(row, c, SW_CSV_INTERNAL)) == TRUE)
        return SW_ROLE_NOTE;
    if (kind.len && !sw_str_equal_fold(kind, SW_STR("text")))
        return SW_ROLE_SYSTEM;
    if (role == SW_ROLE_UNKNOWN)
        role = role_if(truth_of(sw_csv_cell(row, c, SW_CSV_INBOUND)),
                       SW_ROLE_CUSTOMER, SW_ROLE_AGENT);
    if (role == SW_ROLE_UNKNOWN)
        role = role_if(truth_of(sw_csv_cell(row, c, SW_CSV_OURS)),
                       SW_ROLE_AGENT, SW_ROLE_CUSTOMER);
    if (role == SW_ROLE_UNKNOWN)
        role = role_of_mail(sw_csv_cell(row, c, SW_CSV_MAIL_WAY));
    if (role == SW_ROLE_UNKNOWN)
        role = role_of_user(sw_csv_cell(row, c, SW_CSV_USER_KIND));
    return role;
}

/* ---- turns --------------------------------------------------------------- */

typedef struct building {
    state *s;
    sw_arena *arena;
    sw_conversation *c;
    sw_talk_error *error;
    size_t bytes; /* of all texts */
} building;

static const char *own(building *b, sw_str s)
{
    return s.len ? sw_arena_copy(b->arena, s.ptr, s.len) : NULL;
}

/* Seconds or milliseconds since 1970, or what a stamp says. */
static const char *time_of(building *b, sw_str cell)
{
    sw_stamp stamp = {.year = 1970,
                      .month = 1,
                      .day = 1,
                      .has_date = true,
                      .has_time = true,
                      .has_zone = true};
    size_t number;

    if (cell.len == 0)
        return NULL;
    if (cell.len >= 9 && sw_str_number(cell, 99999999999999, &number))
        return sw_stamp_iso(&stamp,
                            (int64_t)(cell.len > 11 ? number / 1000 : number),
                            cell, b->arena);
    if (sw_stamp_read(cell, 0, true, &stamp) == SW_NOWHERE)
        stamp.year = 0;
    return sw_stamp_iso(&stamp, 0, cell, b->arena);
}

static size_t count_lines(sw_str s)
{
    size_t lines = 0;

    for (size_t at = 0; (at = sw_str_find_byte(s, '\n', at)) != SW_NOWHERE;
         at++)
        lines++;
    return lines;
}

/* The line in which the words of a cell begin, behind white space. */
static size_t line_of(const sw_csv_row *row, size_t column)
{
    size_t line = row->line;
    sw_str cell, words;

    if (column >= row->count)
        return line;
    for (size_t i = 0; i < column; i++)
        line += count_lines(row->cells[i]);
    cell = row->cells[column];
    words = sw_str_trim(cell);
    return line +
           count_lines((sw_str){cell.ptr, (size_t)(words.ptr - cell.ptr)});
}

/* A cell and what was made of it, so that places can be found again. */
typedef struct words {
    sw_str cell; /* in the arena */
    sw_str text;
    sw_html_text html; /* run_count 0: it was none */
    sw_mail_cut cut;
    size_t line; /* in which the cell begins */
} words;

static size_t behind(const sw_text_run *runs, size_t count, size_t byte)
{
    const sw_turn as_turn = {.runs = runs, .run_count = count};

    return count ? sw_turn_source_byte(&as_turn, byte) : byte;
}

/* The line of the file that a byte of the words comes from. */
static size_t line_at(const words *w, const char *at)
{
    size_t byte, line = w->line;

    if (at >= w->cell.ptr && at <= w->cell.ptr + w->cell.len)
        byte = (size_t)(at - w->cell.ptr); /* nothing was changed */
    else
        byte = behind(
            w->html.runs, w->html.run_count,
            behind(w->cut.runs, w->cut.run_count, (size_t)(at - w->text.ptr)));
    for (size_t i = 0; (i = sw_str_find_byte(w->cell, '\n', i)) < byte; i++)
        line++;
    return line;
}

/* HTML converted, history and signature cut. */
static sw_talk_status read_words(building *b, sw_str cell, bool html, words *w)
{
    sw_talk_status status;

    w->cell.ptr = sw_arena_copy(b->arena, cell.ptr, cell.len);
    w->cell.len = cell.len;
    if (!w->cell.ptr)
        return sw_talk_fail_nomem(b->error);
    w->text = w->cell;
    if (b->s->columns.tweets) {
        w->text = sw_tweet_words(w->cell);
        return SW_TALK_ONE;
    }
    if (html || sw_html_looks_so(w->text)) {
        status = sw_html_convert(&b->s->html, w->text,
                                 SW_HTML_QUOTES | SW_HTML_SIGNATURE, b->arena,
                                 &w->html, b->error);
        if (status != SW_TALK_ONE)
            return status;
        w->text = w->html.text;
    }
    if (!sw_mail_cut_read(w->text, b->arena, &w->cut))
        return sw_talk_fail_nomem(b->error);
    w->text = w->cut.text;
    return SW_TALK_ONE;
}

/* A chat in a cell: its turns instead of the row's. */
static bool is_log(const building *b, sw_str text, sw_log_shape *shape)
{
    bool alone = !b->s->columns.says_who &&
                 b->s->columns.at[SW_CSV_AUTHOR] == SW_NOWHERE;

    if (sw_str_find_byte(text, '\n', 0) == SW_NOWHERE)
        return false; /* nobody answers in one line */
    sw_log_shape_of(text, b->s->staff.agents, shape);
    return sw_log_looks_so(shape) ||
           (alone && shape->heads > 1 && shape->labels > 1);
}

static sw_talk_status add_log(building *b, const words *w,
                              const sw_log_shape *shape)
{
    size_t first = b->c->turns.count;

    if (!sw_log_text_read(w->text, 1, shape, &b->s->staff, b->arena, b->c))
        return sw_talk_fail_nomem(b->error);
    if (!b->c->channel)
        b->c->channel = "chat";
    for (size_t i = first; i < b->c->turns.count; i++)
        b->c->turns.at[i].src.line = line_at(w, b->c->turns.at[i].text.ptr);
    return SW_TALK_ONE;
}

/* Who says it, and when. */
static void fill_turn(building *b, const sw_csv_row *row, sw_turn *turn)
{
    const sw_csv_columns *columns = &b->s->columns;
    sw_str role = sw_csv_cell(row, columns, SW_CSV_ROLE);
    sw_str author = sw_csv_cell(row, columns, SW_CSV_AUTHOR);

    turn->role = role_of_row(row, columns);
    turn->internal = turn->role == SW_ROLE_NOTE;
    /* A role's word is nobody's name. */
    if (author.len == 0 && turn->role == SW_ROLE_UNKNOWN)
        author = role;
    turn->author = own(b, author);
    turn->time = time_of(b, sw_csv_cell(row, columns, SW_CSV_TIME));
    if (turn->role == SW_ROLE_UNKNOWN)
        turn->label = role.len ? own(b, role) : turn->author;
    if (turn->role == SW_ROLE_AGENT && sw_names_match(b->s->staff.bots, author))
        turn->role = SW_ROLE_BOT;
    if (turn->role == SW_ROLE_AGENT && sw_label_is_notice(turn->text))
        turn->role = SW_ROLE_SYSTEM;
}

static sw_talk_status add_turn(building *b, const sw_csv_row *row)
{
    const sw_csv_columns *columns = &b->s->columns;
    sw_str cell = sw_csv_cell(row, columns, SW_CSV_TEXT);
    bool html = cell.len == 0;
    words w = {.line =
                   line_of(row, columns->at[html ? SW_CSV_HTML : SW_CSV_TEXT])};
    sw_turn *turn;
    sw_talk_status status;
    sw_log_shape shape;

    if (html)
        cell = sw_csv_cell(row, columns, SW_CSV_HTML);
    status = read_words(b, cell, html, &w);
    if (status != SW_TALK_ONE || w.text.len == 0)
        return status;
    if (!columns->tweets && is_log(b, w.text, &shape))
        return add_log(b, &w, &shape);
    turn = SW_VEC_PUSH(&b->c->turns, b->arena);
    if (!turn)
        return sw_talk_fail_nomem(b->error);
    turn->text = w.text;
    turn->src.line = line_at(&w, w.text.ptr);
    fill_turn(b, row, turn);
    return SW_TALK_ONE;
}

/* ---- conversations ------------------------------------------------------- */

/* The first row says what is the conversation's. */
static void begin(building *b, const sw_csv_row *row)
{
    const sw_csv_columns *columns = &b->s->columns;
    sw_str id =
        sw_csv_cell(row, columns, columns->tweets ? SW_CSV_OWN : SW_CSV_ID);

    if (columns->tweets && sw_str_ends(id, SW_STR(".0")))
        id.len -= 2;
    b->c->id = own(b, id);
    b->c->line = row->line;
    b->c->channel = own(b, sw_csv_cell(row, columns, SW_CSV_CHANNEL));
    if (columns->mail && !b->c->channel)
        b->c->channel = "email";
    if (columns->tweets) {
        b->c->channel = "social";
        b->c->is_public = true;
    }
}

static sw_talk_status add_run(building *b, const sw_csv_run *run)
{
    sw_talk_status status = SW_TALK_ONE;
    sw_csv_row row;

    sw_csv_seek(b->s->csv, run->offset, run->line);
    for (uint32_t i = 0; i < run->rows && status == SW_TALK_ONE; i++) {
        status = sw_csv_next(b->s->csv, &row, b->error);
        if (status == SW_TALK_END)
            return sw_talk_fail(b->error, SW_TALK_FAILED, "read", run->line,
                                "the file changed while it was read");
        if (status != SW_TALK_ONE)
            return status;
        if (!b->c->line)
            begin(b, &row);
        for (size_t k = 0; k < row.count; k++)
            b->bytes += row.cells[k].len;
        if (b->c->turns.count >= SW_TALK_MAX_TURNS || b->bytes > SW_STREAM_MAX)
            return sw_talk_fail(b->error, SW_TALK_BAD, "limit", row.line,
                                "one conversation with more than %zu turns or "
                                "%zu MiB; is the column of ids the right one?",
                                SW_TALK_MAX_TURNS, SW_STREAM_MAX >> 20);
        status = add_turn(b, &row);
        if (status == SW_TALK_BAD && !b->error->line)
            b->error->line = row.line;
    }
    return status;
}

static sw_talk_status give_bad(state *s, sw_talk_error *error)
{
    const sw_csv_bad *bad;
    size_t i = s->bad++;

    if (i == SW_CSV_BAD_MAX) {
        s->bad = s->index.bad_count;
        return sw_talk_fail(error, SW_TALK_BAD, "csv", 0,
                            "%zu more rows have not the header's columns",
                            s->index.bad_count - SW_CSV_BAD_MAX);
    }
    bad = &s->index.bad[i];
    return sw_talk_fail(error, SW_TALK_BAD, "csv", bad->line,
                        "the row in line %zu has %zu columns, the header %zu; "
                        "is a quote or a delimiter missing?",
                        bad->line, bad->cells, s->columns.count);
}

static sw_talk_status next(sw_talk *talk, sw_arena *arena, sw_conversation *out,
                           sw_talk_error *error)
{
    state *s = talk->state;
    building b = {.s = s, .arena = arena, .c = out, .error = error};
    const sw_speaker_hints hints = {.staff = s->staff};
    sw_talk_status status = SW_TALK_ONE;
    size_t g = s->group;

    if (s->bad < s->index.bad_count)
        return give_bad(s, error);
    if (g >= s->index.groups.groups)
        return SW_TALK_END;
    s->group++;
    for (uint32_t i = s->index.groups.starts[g];
         i < s->index.groups.starts[g + 1] && status == SW_TALK_ONE; i++)
        status = add_run(&b, &s->index.runs[s->index.groups.order[i]]);
    if (status != SW_TALK_ONE)
        return status;
    if (!sw_speakers_settle(out, &hints, arena) ||
        !sw_speakers_name_agent(out, arena))
        return sw_talk_fail_nomem(error);
    return SW_TALK_ONE;
}

/* ---- sniffing ------------------------------------------------------------ */

static int sniff(sw_str head, bool whole, const sw_talk_options *options)
{
    sw_buf decoded = {0};
    sw_str cells[64];
    size_t mark, count, skip;
    sw_encoding encoding = sw_utf16_sniff(head, &mark);
    char delimiter;
    int sure = SW_SNIFF_NO;

    (void)whole, (void)options;
    head = sw_str_part(head, mark, head.len);
    if (encoding != SW_ENCODING_UTF8) {
        sw_utf16_decode(encoding, head, &decoded);
        head = sw_buf_str(&decoded);
    }
    delimiter = sw_csv_delimiter(head, &count, &skip);
    if (delimiter && count > 1) {
        sw_csv_columns columns;
        sw_talk_error ignored;

        count = sw_csv_first_cells(sw_str_part(head, skip, head.len), delimiter,
                                   cells, 64);
        if (sw_csv_columns_known(cells, count) > 1 &&
            sw_csv_columns_read(cells, count, &options->columns, &columns,
                                &ignored) == SW_TALK_ONE)
            sure = SW_SNIFF_LIKELY;
    }
    sw_buf_release(&decoded);
    return sure;
}

static const char *const endings[] = {".csv", ".tsv", NULL};

const sw_talk_reader sw_read_csv = {
    .name = "csv",
    .help = "tables of messages or tickets, any delimiter, UTF-16 too",
    .endings = endings,
    .sniff = sniff,
    .open = open_csv,
    .next = next,
    .close = close_csv,
};
