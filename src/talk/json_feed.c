/*
 * json_feed.c - the records inside JSON of any size, one at a time.
 *
 * Only what surrounds the records is understood here, and of that only the
 * brackets, keys and strings that lead to them; whether a record is JSON is
 * the tape's business. What is passed over is forgotten at once, so memory is
 * that of the largest record. As long as it is not known whether the document
 * itself is the record, its bytes are kept, up to the same limit.
 */
#include "talk/json_feed.h"

#include "talk/json_scan.h"
#include "talk/reader.h"

#include <string.h>

enum state {
    AT_DOCUMENT, /* between documents */
    AT_VALUE,
    AT_FIRST_KEY, /* or the end of the object */
    AT_KEY,
    AT_FIRST_ELEMENT, /* or the end of the array */
    AT_MORE           /* a comma or an end */
};

void sw_json_feed_release(sw_json_feed *feed)
{
    sw_buf_release(&feed->pointer);
    sw_buf_release(&feed->scratch);
}

/* ---- bytes --------------------------------------------------------------- */

static sw_str window(const sw_json_feed *f)
{
    return f->lines ? f->line : sw_stream_window(f->stream);
}

static size_t count_lines(sw_str s)
{
    size_t n = 0;

    for (size_t i = 0; (i = sw_str_find_byte(s, '\n', i)) != SW_NOWHERE; i++)
        n++;
    return n;
}

/* Forgets the first n bytes of the window. */
static void drop(sw_json_feed *f, size_t n)
{
    if (f->lines) {
        f->line = sw_str_part(f->line, n, f->line.len);
    } else {
        f->number += count_lines(sw_str_part(window(f), 0, n));
        sw_stream_take(f->stream, n);
    }
    f->pos -= n;
    f->start = f->start > n ? f->start - n : 0;
}

/* Is nothing before pos wanted any more? */
static bool is_passing(const sw_json_feed *f)
{
    return f->decided || !f->begun || !f->whole;
}

static bool more(sw_json_feed *f)
{
    if (f->lines)
        return false;
    return sw_stream_more(f->stream);
}

/* The next byte that is no white space, not taken; -1 at the end. */
static int look(sw_json_feed *f)
{
    for (;;) {
        sw_str w = window(f);

        while (f->pos < w.len) {
            char c = w.ptr[f->pos];

            if (c != ' ' && c != '\n' && c != '\t' && c != '\r')
                return (unsigned char)c;
            f->pos++;
        }
        if (!more(f))
            return -1;
    }
}

static size_t line_at(const sw_json_feed *f, size_t pos)
{
    return f->lines ? f->number
                    : f->number + count_lines(sw_str_part(window(f), 0, pos));
}

static sw_talk_status fail(sw_json_feed *f, sw_talk_error *error,
                           const char *code, const char *words)
{
    sw_file_status file = f->stream->status;

    if (file)
        return sw_talk_fail(error, SW_TALK_FAILED, sw_file_code(file), 0, "%s",
                            sw_file_words(file));
    return sw_talk_fail(error, f->lines ? SW_TALK_BAD : SW_TALK_FAILED, code,
                        line_at(f, f->pos), "%s", words);
}

/* Past the value at pos; kept: its bytes, from pos on, stay in the window.
 * SW_TALK_ONE when it is over. */
static sw_talk_status pass(sw_json_feed *f, bool kept, sw_talk_error *error)
{
    sw_json_scan scan = {0};
    size_t begun = f->pos; /* as long as it is kept */

    for (;;) {
        f->pos = sw_json_scan_on(&scan, window(f), f->pos);
        if (!kept && is_passing(f) && !scan.done)
            drop(f, f->pos);
        else if (f->pos - (kept ? begun : f->start) > SW_JSON_FEED_RECORD)
            return sw_talk_fail(error, SW_TALK_FAILED, "limit",
                                line_at(f, kept ? begun : f->start),
                                "what begins here is longer than 64 MiB, the "
                                "most for one conversation");
        if (scan.done)
            return SW_TALK_ONE;
        if (more(f))
            continue;
        if (sw_json_scan_end(&scan) && !f->stream->status)
            return SW_TALK_ONE;
        return fail(f, error, "json",
                    f->lines ? "not JSON: the line ends inside a value"
                             : "not JSON: the file ends inside a value");
    }
}

/* ---- where we are -------------------------------------------------------- */

static bool step_fits(const sw_path_step *step, const sw_json_feed_frame *frame)
{
    if (step->name)
        return !frame->array && step->name == frame->name;
    return frame->array && (step->every || step->index == frame->index);
}

/* How many steps of the path are still to go from here; -1: not on it. */
static int steps_left(const sw_json_feed *f, const sw_path *path)
{
    unsigned depth = f->depth - f->base;

    if (depth > path->count)
        return -1;
    for (unsigned i = 0; i < depth; i++)
        if (!step_fits(&path->steps[i], &f->frames[f->base + i]))
            return -1;
    return (int)(path->count - depth);
}

typedef struct place {
    bool record, table, on_the_way;
} place;

static place place_of(const sw_json_feed *f)
{
    place p = {0};

    for (size_t i = 0; i < f->record_count; i++) {
        int left = steps_left(f, &f->records[i]);

        p.record |= left == 0;
        p.on_the_way |= left > 0;
    }
    for (size_t i = 0; i < f->table_count; i++) {
        int left = steps_left(f, &f->tables[i]);

        p.table |= left == 0;
        p.on_the_way |= left > 0;
    }
    return p;
}

static bool put_pointer(sw_json_feed *f)
{
    sw_buf_clear(&f->pointer);
    for (unsigned i = 0; i < f->depth; i++) {
        const sw_json_feed_frame *frame = &f->frames[i];

        sw_buf_byte(&f->pointer, '/');
        if (frame->array)
            sw_buf_number(&f->pointer, frame->index);
        else
            sw_path_put_name(&f->pointer,
                             sw_tape_name_text(f->names, frame->name));
    }
    return sw_buf_c(&f->pointer) != NULL;
}

/* ---- the walk ------------------------------------------------------------ */

static sw_talk_status read_key(sw_json_feed *f, sw_talk_error *error)
{
    sw_json_feed_frame *frame = &f->frames[f->depth - 1];
    size_t start;
    sw_json_reader json;
    sw_talk_status status;

    if (look(f) != '"')
        return fail(f, error, "json", "not JSON: a key was expected");
    start = f->pos;
    status = pass(f, true, error);
    if (status != SW_TALK_ONE)
        return status;
    sw_json_read_init(&json, sw_str_part(window(f), start, f->pos));
    if (sw_json_read(&json) != SW_JSON_STRING)
        return fail(f, error, "json", "not JSON: a bad key");
    frame->name = (uint16_t)(uintptr_t)sw_map_find(
        &f->names->map, sw_json_read_string(&json, &f->scratch));
    if (f->scratch.failed)
        return sw_talk_fail_nomem(error);
    if (look(f) != ':')
        return fail(f, error, "json",
                    "not JSON: \":\" was expected behind the key");
    f->pos++;
    f->state = AT_VALUE;
    return SW_TALK_ONE;
}

static void push(sw_json_feed *f, bool array)
{
    f->frames[f->depth++] = (sw_json_feed_frame){.array = array};
    f->pos++;
    f->state = array ? AT_FIRST_ELEMENT : AT_FIRST_KEY;
}

static void pop(sw_json_feed *f)
{
    f->depth--;
    f->pos++;
    f->state = f->depth ? AT_MORE : AT_DOCUMENT;
}

static sw_talk_status give_table_row(sw_json_feed *f, sw_talk_error *error)
{
    size_t start = f->pos;
    sw_talk_status status = pass(f, true, error);

    if (status != SW_TALK_ONE)
        return status;
    status = f->row(f->ctx, sw_str_part(window(f), start, f->pos), error);
    if (status != SW_TALK_ONE)
        error->line = line_at(f, start);
    return status;
}

/* The record that stands from start to pos. */
static sw_talk_status give(sw_json_feed *f, size_t start,
                           sw_json_feed_record *out, sw_talk_error *error)
{
    sw_str w = window(f);

    if (!put_pointer(f))
        return sw_talk_fail_nomem(error);
    *out = (sw_json_feed_record){.bytes = sw_str_part(w, start, f->pos),
                                 .line = line_at(f, start),
                                 .pointer = f->pointer.ptr};
    return SW_TALK_ONE;
}

static sw_talk_status read_record(sw_json_feed *f, sw_json_feed_record *out,
                                  sw_talk_error *error)
{
    size_t start;
    sw_talk_status status;

    f->decided = true;
    drop(f, f->pos);
    start = f->pos;
    status = pass(f, true, error);
    return status == SW_TALK_ONE ? give(f, start, out, error) : status;
}

/* At a value: a record (*given), one on the way to some, or nothing. */
static sw_talk_status read_value(sw_json_feed *f, bool *given,
                                 sw_json_feed_record *out, sw_talk_error *error)
{
    int c = look(f);
    place p = place_of(f);
    bool top = f->depth == f->base;

    f->state = f->depth ? AT_MORE : AT_DOCUMENT;
    if (c < 0)
        return fail(f, error, "json", "not JSON: the text ends too early");
    if (p.record || (top && f->whole && !p.on_the_way)) {
        *given = true;
        return read_record(f, out, error);
    }
    if (p.table)
        return give_table_row(f, error);
    if (p.on_the_way && (c == '{' || c == '[') &&
        f->depth < SW_JSON_FEED_DEPTH) {
        push(f, c == '[');
        return SW_TALK_ONE;
    }
    return pass(f, false, error);
}

/* After a value: on, or up. */
static sw_talk_status read_more(sw_json_feed *f, sw_talk_error *error)
{
    sw_json_feed_frame *frame = &f->frames[f->depth - 1];
    int c = look(f);

    if (c == (frame->array ? ']' : '}')) {
        pop(f);
        return SW_TALK_ONE;
    }
    if (c != ',')
        return fail(f, error, "json",
                    c < 0 ? "not JSON: the text ends too early"
                          : "not JSON: a comma or a closing bracket was "
                            "expected");
    f->pos++;
    frame->index++;
    f->state = frame->array ? AT_VALUE : AT_KEY;
    return SW_TALK_ONE;
}

static sw_talk_status read_first(sw_json_feed *f, sw_talk_error *error)
{
    int c = look(f);

    if (c == (f->state == AT_FIRST_KEY ? '}' : ']')) {
        pop(f);
        return SW_TALK_ONE;
    }
    if (f->state == AT_FIRST_KEY)
        return read_key(f, error);
    f->state = AT_VALUE;
    return SW_TALK_ONE;
}

/* A document is over: was it a record itself? */
static sw_talk_status end_document(sw_json_feed *f, bool *given,
                                   sw_json_feed_record *out,
                                   sw_talk_error *error)
{
    f->begun = false;
    if (*given || f->decided || !f->whole)
        return SW_TALK_ONE;
    *given = true;
    return give(f, f->start, out, error);
}

/* ---- documents ----------------------------------------------------------- */

/* Is this JSON Lines: a whole object in the first line and another, or
 * nothing, in the next? Looks at the head only. */
static bool looks_like_lines(sw_str head, bool whole)
{
    sw_str rest = head, line = {0};
    bool first = true;

    while (sw_str_line(&rest, &line)) {
        bool ended = rest.len || whole;

        line = sw_str_trim(line);
        if (line.len == 0)
            continue;
        if (line.ptr[0] != '{' ||
            (first && ended && line.ptr[line.len - 1] != '}'))
            return false;
        if (!first || !ended)
            return !first;
        first = false;
    }
    return !first;
}

static sw_talk_status next_line(sw_json_feed *f, sw_talk_error *error)
{
    do {
        if (!sw_stream_next(f->stream, &f->line))
            return f->stream->status ? fail(f, error, "read", "") : SW_TALK_END;
        f->number = f->stream->number;
        f->pos = 0;
        f->depth = f->base = 0;
        if (f->stream->too_long)
            return sw_talk_fail(error, SW_TALK_BAD, "limit", f->number,
                                "the line is longer than 64 MiB");
    } while (sw_str_trim(f->line).len == 0);
    return SW_TALK_ONE;
}

/* Where the next document begins; SW_TALK_END when there is none. */
static sw_talk_status find_document(sw_json_feed *f, sw_talk_error *error)
{
    static const char bom[] = "\xef\xbb\xbf";

    if (f->documents == 0 && f->number == 0) {
        sw_str head = sw_stream_head(f->stream, SW_TALK_HEAD);

        f->number = 1;
        if (sw_str_starts(head, sw_str_of(bom))) {
            sw_stream_take(f->stream, 3);
            head = sw_str_part(head, 3, head.len);
        }
        f->lines = looks_like_lines(head, f->stream->at_end);
    }
    if (f->lines &&
        sw_str_trim(sw_str_part(f->line, f->pos, SW_NOWHERE)).len == 0)
        return next_line(f, error);
    drop(f, f->pos);
    if (look(f) >= 0)
        return SW_TALK_ONE;
    return f->stream->status ? fail(f, error, "read", "") : SW_TALK_END;
}

static sw_talk_status begin_document(sw_json_feed *f, sw_talk_error *error)
{
    sw_talk_status status = find_document(f, error);
    int c;

    if (status != SW_TALK_ONE)
        return status;
    c = look(f);
    if (c != '{' && c != '[')
        return fail(f, error, "json", "not JSON: \"{\" or \"[\" was expected");
    f->documents++;
    f->state = AT_VALUE;
    f->base = 0;
    if (c == '[' && !f->arrays_are_documents) {
        f->base = 1; /* its elements are documents */
        push(f, true);
    }
    return SW_TALK_ONE;
}

static sw_talk_status step(sw_json_feed *f, bool *given,
                           sw_json_feed_record *out, sw_talk_error *error)
{
    switch ((enum state)f->state) {
    case AT_VALUE:
        if (f->depth == f->base && !f->begun) {
            look(f);
            f->begun = true;
            f->decided = false;
            drop(f, f->pos);
            f->start = f->pos;
        }
        return read_value(f, given, out, error);
    case AT_FIRST_KEY:
    case AT_FIRST_ELEMENT:
        return read_first(f, error);
    case AT_KEY:
        return read_key(f, error);
    case AT_MORE:
        return read_more(f, error);
    case AT_DOCUMENT:
        break;
    }
    return begin_document(f, error);
}

sw_talk_status sw_json_feed_next(sw_json_feed *feed, sw_json_feed_record *out,
                                 sw_talk_error *error)
{
    bool given = false;
    sw_talk_status status;

    do {
        status = step(feed, &given, out, error);
        if (status == SW_TALK_ONE && feed->begun && feed->depth == feed->base &&
            (feed->state == AT_MORE || feed->state == AT_DOCUMENT))
            status = end_document(feed, &given, out, error);
    } while (status == SW_TALK_ONE && !given);
    if (status == SW_TALK_BAD && !feed->lines)
        status = SW_TALK_FAILED; /* a row of a table: where to go on from? */
    if (status == SW_TALK_BAD) { /* on with the next line */
        feed->state = AT_DOCUMENT;
        feed->begun = false;
        feed->line = (sw_str){0};
        feed->pos = 0;
    }
    return status;
}
