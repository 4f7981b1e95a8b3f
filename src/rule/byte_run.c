/* byte_run.c - patterns whose every match is a run of certain bytes.
 *
 * A walk over the pattern's tokens adds up which bytes a match may hold and
 * how many it holds at least. What looks around takes none. Whatever is not
 * known to be narrow, or not known at all, makes the pattern none of these:
 * that is no error, PCRE2 then tries every start. */
#include "rule/byte_run.h"

#include <string.h>

#include "rule/literal_char.h"
#include "rule/token.h"

#define MAX_DEPTH 32         /* groups inside groups */
#define MAX_LEAST 100000     /* more is as good */
#define LETTERS   0x7FFFFFEu /* bits 1 to 26 of the words for @..._ and `... */

typedef struct walk {
    sw_cutter cutter;
    sw_token ahead;
    bool unknown;
} walk;

static void next(walk *w)
{
    if (!sw_token_next(&w->cutter, &w->ahead)) {
        w->unknown = true;
        w->ahead.kind = SW_TOKEN_END;
    }
}

static sw_str text_of(const walk *w)
{
    return sw_str_part(w->cutter.text, w->ahead.start, w->ahead.end);
}

/* ---- sets of bytes --------------------------------------------------------
 */

static void add_byte(sw_run *run, unsigned char byte)
{
    run->bytes[byte >> 5] |= (uint32_t)1 << (byte & 31);
}

/* Any character over U+007F. */
static void add_wide(sw_run *run)
{
    for (size_t i = 4; i < 8; i++)
        run->bytes[i] = UINT32_MAX;
}

static void add_code(sw_run *run, uint32_t code, bool caseless)
{
    bool letter = (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');

    if (code >= 0x80) {
        add_wide(run);
        return;
    }
    add_byte(run, (unsigned char)code);
    if (!letter || !caseless)
        return;
    add_byte(run, (unsigned char)(code ^ 0x20));
    if ((code | 0x20) == 'k' || (code | 0x20) == 's')
        add_wide(run); /* the Kelvin sign, the long s */
}

static void add_range(sw_run *run, uint32_t from, uint32_t to, bool caseless)
{
    if (to >= 0x80)
        add_wide(run);
    for (uint32_t code = from; code <= to && code < 0x80; code++)
        add_code(run, code, caseless);
}

/* The set that an escape stands for; false for those that are not narrow. */
static bool add_escape(sw_run *run, sw_str text, bool caseless)
{
    uint32_t code = sw_literal_code(text);

    if (code != SW_LITERAL_NO_CODE && text.len == 2 && code == ' ' &&
        text.ptr[1] != ' ') /* one of \n \r \t \f */
        add_range(run, '\t', '\r', false);
    if (code != SW_LITERAL_NO_CODE) {
        add_code(run, code, caseless);
        return true;
    }
    switch (text.len == 2 ? text.ptr[1] : 0) {
    case 'd': /* any script's */
        add_range(run, '0', '9', false);
        break;
    case 's':
    case 'h':
        add_range(run, '\t', '\r', false);
        add_byte(run, ' ');
        break;
    default:
        return false;
    }
    add_wide(run);
    return true;
}

/* A class of plain members and ranges. */
static bool add_class(sw_run *run, sw_str text, bool caseless)
{
    sw_member m;

    if (text.len > 1 && text.ptr[1] == '^')
        return false;
    for (size_t at = 1; at + 1 < text.len; at = m.end) {
        if (!sw_literal_member(text, at, &m) ||
            (m.escape.len && !add_escape(run, m.escape, caseless)))
            return false;
        if (!m.escape.len)
            add_range(run, m.from, m.to, caseless);
    }
    return true;
}

/* ---- parts of patterns ------------------------------------------------------
 */

static size_t bounded(size_t least)
{
    return least < MAX_LEAST ? least : MAX_LEAST;
}

static void unite(sw_run *to, const sw_run *from)
{
    for (size_t i = 0; i < 8; i++)
        to->bytes[i] |= from->bytes[i];
}

static size_t least_times(sw_str repeat)
{
    size_t n = 0, comma = sw_str_find_byte(repeat, ',', 0);
    size_t close = sw_str_find_byte(repeat, '}', 0);

    if (repeat.ptr[0] == '+')
        return 1;
    if (repeat.ptr[0] != '{' || close == SW_NOWHERE)
        return 0;
    sw_str_number(sw_str_part(repeat, 1, comma < close ? comma : close), 65535,
                  &n);
    return n;
}

/* Past a look-around, to its own close. */
static void skip_group(walk *w)
{
    if (!sw_token_skip(&w->cutter, &w->ahead))
        w->unknown = true;
}

/* (?: (?-i: (?i: (?<name> and so on; *caseless as it is inside. */
static bool plain_head(sw_str head, bool *caseless)
{
    bool on = true;

    if (head.len == 1 || sw_str_starts(head, SW_STR("(?>")) ||
        sw_str_starts(head, SW_STR("(?<")))
        return true;
    for (size_t i = 2; i < head.len; i++) {
        char c = head.ptr[i];
        if (strchr("i-:", c) == NULL)
            return false;
        on = on && c != '-';
        if (c == 'i')
            *caseless = on;
    }
    return head.len > 2;
}

/* Recursion is bounded by MAX_DEPTH. */
static sw_run branches(walk *w, bool caseless, unsigned depth);

static sw_run group(walk *w, bool caseless, unsigned depth)
{
    sw_str head = text_of(w);
    sw_run none = {.least = 0}, run;

    if (w->ahead.kind == SW_TOKEN_BEHIND ||
        sw_str_starts(head, SW_STR("(?=")) ||
        sw_str_starts(head, SW_STR("(?!"))) {
        skip_group(w);
        return none;
    }
    if (depth >= MAX_DEPTH || !plain_head(head, &caseless)) {
        w->unknown = true;
        return none;
    }
    next(w);
    run = branches(w, caseless, depth + 1);
    w->unknown = w->unknown || w->ahead.kind != SW_TOKEN_CLOSE;
    return run;
}

static bool is_place(sw_str escape)
{
    return escape.len == 2 && strchr("bBAzZ", escape.ptr[1]) != NULL;
}

static sw_run atom(walk *w, bool caseless, unsigned depth)
{
    sw_run run = {.least = 1}, none = {.least = 0};
    sw_str text = text_of(w);

    switch (w->ahead.kind) {
    case SW_TOKEN_PLAIN:
        add_code(&run, w->ahead.code, caseless);
        return run;
    case SW_TOKEN_ESCAPE:
        if (is_place(text))
            return none;
        w->unknown = w->unknown || !add_escape(&run, text, caseless);
        return run;
    case SW_TOKEN_CLASS:
        w->unknown = w->unknown || !add_class(&run, text, caseless);
        return run;
    case SW_TOKEN_META:
        w->unknown = w->unknown || text.ptr[0] == '.';
        return none;
    case SW_TOKEN_COMMENT:
        return none;
    case SW_TOKEN_GROUP:
    case SW_TOKEN_BEHIND:
        return group(w, caseless, depth);
    case SW_TOKEN_QUOTED:
    case SW_TOKEN_FLAGS:
    case SW_TOKEN_CALL:
    case SW_TOKEN_FRAGMENT:
    case SW_TOKEN_REPEAT:
    case SW_TOKEN_CLOSE:
    case SW_TOKEN_BAR:
    case SW_TOKEN_END:
    case SW_TOKEN_COUNT:
        break;
    }
    w->unknown = true;
    return none;
}

static sw_run sequence(walk *w, bool caseless, unsigned depth)
{
    sw_run all = {.least = 0};

    while (w->ahead.kind != SW_TOKEN_BAR && w->ahead.kind != SW_TOKEN_CLOSE &&
           w->ahead.kind != SW_TOKEN_END && !w->unknown) {
        sw_run run = atom(w, caseless, depth);
        next(w);
        for (; w->ahead.kind == SW_TOKEN_REPEAT; next(w))
            run.least = bounded(run.least * least_times(text_of(w)));
        unite(&all, &run);
        all.least = bounded(all.least + run.least);
    }
    return all;
}

static sw_run branches(walk *w, bool caseless, unsigned depth)
{
    sw_run all = sequence(w, caseless, depth);

    while (w->ahead.kind == SW_TOKEN_BAR && !w->unknown) {
        sw_run run;
        next(w);
        run = sequence(w, caseless, depth);
        unite(&all, &run);
        all.least = run.least < all.least ? run.least : all.least;
    }
    return all;
}

bool sw_run_find(sw_str expanded, sw_run *out)
{
    walk w = {.unknown = false};

    sw_token_start(&w.cutter, expanded);
    next(&w);
    *out = branches(&w, true, 0);
    return !w.unknown && w.ahead.kind == SW_TOKEN_END && out->least > 1 &&
           (out->bytes[3] & LETTERS) == 0;
}
