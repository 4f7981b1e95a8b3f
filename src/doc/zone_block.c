/*
 * zone_block.c - cut a reply into its blocks, line by line.
 *
 * Each line is shown to a row of readers; the first that knows it takes it and
 * says where to go on. A reader may look ahead, but only a fixed number of
 * lines, or over lines that it then takes, so that no text costs more than
 * linear time. History that other mail programs paste below a reply has no
 * closing mark: once it begins, it runs to the end.
 */
#include "doc/ignore_line.h"
#include "doc/zone_part.h"
#include "doc/zone_walk.h"

#include <string.h>

enum {
    HEAD_BYTES = 300, /* longest "On ... wrote:", all its lines */
    HEAD_LINES = 3,   /* it wraps over */
    HEADER_LINES = 8, /* looked at behind "From:" */
    SIGN_LINES = 12,  /* a bare "--" with more below is a divider */
    SAID_BYTES = 60,  /* longest "Ana said:" */
    SAID_WORDS = 6,
    FENCE_MIN = 3,
    FENCE_MAX = 8 /* a longer run is decoration */
};

typedef sw_block_reading walk;

/* What says "saywell: ignore" is nobody's words: the line, or, behind words of
 * the reply, its comment. */
static bool take_ignore(walk *w, size_t *next)
{
    sw_ignore_line found;
    if (!sw_ignore_line_find(w->text, w->line.start, w->line.end, &found))
        return false;
    sw_walk_push(w, SW_ZONE_IGNORE, found.start, w->line.end);
    w->begun = w->begun || !found.alone;
    *next = w->line.next;
    return true;
}

/* Where the fence run at the start of words ends, 0 when it is none. */
static unsigned fence_run(sw_str words)
{
    unsigned run = 0;
    const char c = words.len > 0 ? words.ptr[0] : ' ';
    if (c != '`' && c != '~')
        return 0;
    while (run < words.len && words.ptr[run] == c && run <= FENCE_MAX)
        run++;
    return run >= FENCE_MIN && run <= FENCE_MAX ? run : 0;
}

/* A fence that nothing closes opens nothing: a stray one must not hide the
 * rest of the reply. What failed once is not tried again. */
static bool take_fence(walk *w, size_t *next)
{
    const unsigned run = fence_run(w->words);
    if (run == 0)
        return false;
    const char c = w->words.ptr[0];
    unsigned *const none = &w->no_fence[c == '~'];
    const sw_str info = sw_str_part(w->words, run, w->words.len);
    if (run >= *none ||
        (c == '`' && sw_str_find_byte(info, '`', 0) != SW_NOWHERE))
        return false;
    sw_line line = w->line;
    while (sw_walk_line(w, line.next, &line)) {
        const sw_str words = sw_line_trim(w->text, &line);
        const unsigned other = fence_run(words);
        if (other >= run && words.ptr[0] == c && words.len == other) {
            sw_walk_push(w, SW_ZONE_CODE_BLOCK, w->line.start, line.end);
            *next = line.next;
            return true;
        }
    }
    *none = run;
    return false;
}

/* "> text"; not the faces >:( and >.< */
static bool is_quoted(sw_str words)
{
    return words.len > 0 && words.ptr[0] == '>' &&
           (words.len == 1 ||
            !sw_look_among((unsigned char)words.ptr[1], ":;._<="));
}

/* Takes quoted lines from line on, and blank ones between them; gives the end
 * of the last. */
static size_t quoted_end(walk *w, sw_line line, size_t *next)
{
    size_t end = line.end;
    *next = line.next;
    while (sw_walk_line(w, line.next, &line)) {
        const sw_str words = sw_line_trim(w->text, &line);
        if (is_quoted(words)) {
            end = line.end;
            *next = line.next;
        } else if (words.len > 0) {
            break;
        }
    }
    return end;
}

static bool take_quoted(walk *w, size_t *next)
{
    if (!is_quoted(w->words))
        return false;
    const size_t end = quoted_end(w, w->line, next);
    sw_walk_push(w, SW_ZONE_QUOTE, w->line.start, end);
    return true;
}

static bool ends_in(sw_str s, const char *lower)
{
    const size_t len = strlen(lower);
    return s.len >= len && sw_look_starts(s, s.len - len, lower);
}

static bool has_digit(sw_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
            return true;
    }
    return false;
}

/* "On <date>, <name> wrote:", wrapped or not, or "<name> <address> wrote:".
 * *last becomes its last line. */
static bool is_attribution(walk *w, const sw_line *line, sw_line *last)
{
    const sw_str text = w->text;
    const sw_str words = sw_line_trim(text, line);
    const bool on = sw_str_starts(words, SW_STR("On "));
    if (words.len > HEAD_BYTES || words.len < sizeof "On 1 wrote:")
        return false;
    *last = *line;
    for (int i = 0; on && i < HEAD_LINES; i++) {
        const sw_str part = sw_line_trim(text, last);
        if (part.len == 0 || last->end - line->start > HEAD_BYTES)
            return false;
        if (ends_in(part, "wrote:")) {
            const sw_str head = sw_str_part(text, line->start, last->end);
            return has_digit(head) ||
                   sw_str_find_byte(head, '@', 0) != SW_NOWHERE;
        }
        if (!sw_walk_line(w, last->next, last))
            return false;
    }
    return !on && ends_in(words, "wrote:") &&
           sw_str_find_byte(words, '@', 0) != SW_NOWHERE;
}

/* Header lines as Outlook copies them: "From:" and at least "Subject:" or
 * "Sent:" with one more. A bare From/To/Date may be somebody's journey. */
static bool is_header_block(walk *w, sw_line line)
{
    static const char *const names[] = {
        "from:", "sent:", "to:", "date:", "cc:", "subject:", "bcc:"};
    unsigned seen = 0;
    for (int i = 0; i < HEADER_LINES; i++) {
        sw_str words = sw_line_trim(w->text, &line);
        while (words.len > 0 && words.ptr[0] == '*')
            words = sw_str_part(words, 1, words.len);
        for (unsigned k = 0; k < sizeof names / sizeof *names; k++)
            seen |= sw_look_starts(words, 0, names[k]) ? 1u << k : 0u;
        if ((seen & 1u) == 0 || words.len == 0)
            break;
        if (!sw_walk_line(w, line.next, &line))
            break;
    }
    const bool mail = (seen & (1u << 1 | 1u << 5)) != 0;
    const unsigned other = seen & ~1u;
    return (seen & 1u) != 0 && mail && (other & (other - 1)) != 0;
}

static bool is_ruled(sw_str words)
{
    static const char *const titles[] = {
        "original message", "original appointment", "original email",
        "forwarded message", "forwarded by "};
    size_t i = 0;
    while (i < words.len && (words.ptr[i] == '-' || words.ptr[i] == ' '))
        i++;
    if (i < 2 || words.ptr[0] != '-')
        return false;
    for (size_t k = 0; k < sizeof titles / sizeof *titles; k++) {
        if (sw_look_starts(words, i, titles[k]))
            return true;
    }
    return false;
}

static bool is_underlined(sw_str words)
{
    size_t i = 0;
    while (i < words.len && words.ptr[i] == '_')
        i++;
    return i >= 8 && i == words.len;
}

/* Does history that runs to the end of the text begin with line? */
static bool is_history(walk *w, const sw_line *line)
{
    const sw_str text = w->text;
    const sw_str words = sw_line_trim(text, line);
    sw_line below = *line;
    if (words.len < 5 || words.len > HEAD_BYTES)
        return false;
    if (is_ruled(words) || sw_look_starts(words, 0, "begin forwarded message:"))
        return true;
    if (sw_str_starts(words, SW_STR("##-")))
        return sw_str_find(words, SW_STR("reply above this line"), 0) !=
                   SW_NOWHERE &&
               line->start > 0;
    if (is_underlined(words)) {
        return sw_walk_line(w, below.next, &below) &&
               (sw_line_trim(text, &below).len > 0 ||
                sw_walk_line(w, below.next, &below)) &&
               is_header_block(w, below);
    }
    return is_header_block(w, line[0]);
}

/* Behind "... wrote:" either ">" lines follow, and text may resume behind
 * them, or all the rest is history. */
static bool take_history(walk *w, size_t *next)
{
    sw_line last;
    if (!sw_look_among((unsigned char)w->words.ptr[0], "-bB#_*fF") &&
        !sw_str_starts(w->words, SW_STR("On ")) &&
        w->words.ptr[w->words.len - 1] != ':')
        return false;
    if (is_attribution(w, &w->line, &last)) {
        sw_line line = last;
        sw_str words = SW_STR("");
        while (words.len == 0 && sw_walk_line(w, line.next, &line))
            words = sw_line_trim(w->text, &line);
        if (is_quoted(words)) {
            const size_t end = quoted_end(w, line, next);
            sw_walk_push(w, SW_ZONE_QUOTE, w->line.start, end);
            return true;
        }
    } else if (!is_history(w, &w->line)) {
        return false;
    }
    sw_walk_push(w, SW_ZONE_QUOTE, w->line.start, w->text.len);
    *next = w->text.len;
    return true;
}

/* "-- " is the mark of mail; people and macros also write "--", which may as
 * well divide two parts of a reply: then the lines below are counted. */
static bool take_sign(walk *w, size_t *next)
{
    const sw_str whole = sw_str_part(w->text, w->line.start, w->line.end);
    const bool strict = sw_str_equal_c(whole, "-- ");
    if (!strict && !sw_str_equal_c(whole, "--"))
        return false;
    sw_line line = w->line, last;
    unsigned lines = 0;
    size_t end = w->text.len;
    while (sw_walk_line(w, line.next, &line)) {
        if (is_history(w, &line) || is_attribution(w, &line, &last)) {
            end = line.start;
            break;
        }
        lines += sw_line_trim(w->text, &line).len > 0;
        if (!strict && lines > SIGN_LINES)
            return false;
    }
    sw_walk_push(w, SW_ZONE_SIGNATURE, w->line.start, end);
    *next = end;
    return true;
}

/* Is who a name before "said": capitals or a handle, a role in brackets? Any
 * name when what was said follows as a quote. */
static bool is_speaker(sw_str who, bool quoted)
{
    static const char pronouns[] =
        "i you he she they we it this that who what as like nobody someone "
        "the a an my your his her their our if and but so when yes no";
    size_t i = 0;
    for (int words = 0; i < who.len; words++) {
        const size_t end = sw_look_word(who, i, who.len);
        const sw_str word = sw_str_part(who, i, end);
        if (words >= SAID_WORDS || sw_look_one_of(word, pronouns))
            return false;
        if (words == 0 && !quoted && !sw_look_is_upper(who, i) &&
            !has_digit(word) && who.ptr[i] != '@' && who.ptr[i] != '\'')
            return false;
        i = end;
        while (i < who.len && !sw_look_is_word(who, i)) {
            if (!sw_look_among((unsigned char)who.ptr[i], " .()@'-_/"))
                return false;
            i++;
        }
    }
    return i > 0;
}

/* The next line that is not blank, trimmed. */
static sw_str words_below(walk *w)
{
    sw_line line = w->line;
    sw_str words = SW_STR("");
    while (words.len == 0 && sw_walk_line(w, line.next, &line))
        words = sw_line_trim(w->text, &line);
    return words;
}

static bool take_said(walk *w, size_t *next)
{
    sw_str s = w->words;
    if (s.len > SAID_BYTES)
        return false;
    while (s.len > 0 && sw_look_among((unsigned char)s.ptr[s.len - 1], ":'*_ "))
        s.len--;
    const char last = s.len > 0 ? s.ptr[s.len - 1] | 0x20 : ' ';
    if (last != 'd' && last != 'e')
        return false;
    const bool colon = s.len < w->words.len && w->words.ptr[s.len] == ':';
    if (!ends_in(s, " said") && !(colon && ends_in(s, " wrote")))
        return false;
    s.len -= ends_in(s, " said") ? sizeof " said" - 1 : sizeof " wrote" - 1;
    if (!is_speaker(sw_str_trim(s), is_quoted(words_below(w))))
        return false;
    sw_walk_push(w, SW_ZONE_SAID, w->line.start, w->line.end);
    *next = w->line.next;
    return true;
}

/* The first line of the body: mentions, then perhaps a greeting. The rest of
 * its line is body. */
static void take_greeting(walk *w, size_t *next)
{
    w->begun = true;
    const size_t limit = w->line.end;
    size_t i = sw_look_spaces(w->text, w->line.start, limit);
    while (i < limit && w->text.ptr[i] == '@') {
        while (i < limit && w->text.ptr[i] != ' ')
            i++;
        i = sw_look_spaces(w->text, i, limit);
    }
    const size_t end = sw_zone_greeting(w->text, i);
    if (end == 0)
        return;
    sw_walk_push(w, SW_ZONE_GREETING, i, end);
    *next = w->line.next;
}

/* A closing formula stands above what history or signature ends the text. */
static bool add_closing(walk *w)
{
    struct {
        sw_zone *at;
        size_t count;
    } b = {w->zones->blocks.at, w->zones->blocks.count};
    size_t limit = w->text.len;
    while (b.count > 0) {
        const sw_zone *const last = &b.at[b.count - 1];
        if ((last->kind != SW_ZONE_QUOTE && last->kind != SW_ZONE_SIGNATURE &&
             last->kind != SW_ZONE_IGNORE) ||
            sw_look_white(w->text, last->end, limit, NULL) != limit)
            break;
        limit = last->start;
        b.count--;
    }
    const size_t floor = b.count > 0 ? b.at[b.count - 1].end : 0;
    const size_t start = sw_zone_closing(w->text, floor, limit);
    if (start == SW_NOWHERE)
        return true;
    if (b.count < w->zones->blocks.count &&
        b.at[b.count].kind == SW_ZONE_SIGNATURE) {
        b.at[b.count].start = start;
        return true;
    }
    sw_walk_push(w, SW_ZONE_SIGNATURE, start, limit);
    if (w->failed)
        return false;
    sw_zone *const at = w->zones->blocks.at;
    const sw_zone zone = at[w->zones->blocks.count - 1];
    memmove(at + b.count + 1, at + b.count,
            (w->zones->blocks.count - 1 - b.count) * sizeof *at);
    at[b.count] = zone;
    return true;
}

/* ---- the walk ------------------------------------------------------------ */

/* Bytes that a line which is no greeting, and says no "saywell: ignore", may
 * begin and end with to be taken by a reader. */
enum { FIRST = 1, LAST = 2 };

static const unsigned char borders[256] = {
    ['`'] = FIRST, ['~'] = FIRST,        ['>'] = FIRST,        ['O'] = FIRST,
    ['-'] = FIRST, ['b'] = FIRST,        ['B'] = FIRST,        ['#'] = FIRST,
    ['f'] = FIRST, ['F'] = FIRST,        ['_'] = FIRST | LAST, [':'] = LAST,
    ['\''] = LAST, ['*'] = FIRST | LAST, ['d'] = LAST,         ['D'] = LAST,
    ['e'] = LAST,  ['E'] = LAST,
};

/* Is it surely no such line? Nearly all are not. */
static bool is_plain(sw_str words)
{
    return (borders[(unsigned char)words.ptr[0]] & FIRST) == 0 &&
           (borders[(unsigned char)words.ptr[words.len - 1]] & LAST) == 0;
}

static void read_line(walk *w, size_t *next)
{
    static bool (*const readers[])(walk *, size_t *) = {
        take_fence, take_quoted, take_history, take_sign, take_said};
    bool taken = w->ignores && take_ignore(w, next);
    for (size_t k = 0;
         !taken && !is_plain(w->words) && k < sizeof readers / sizeof *readers;
         k++)
        taken = readers[k](w, next);
    if (!taken && !w->begun)
        take_greeting(w, next);
}

static bool find_blocks(walk *w, size_t at)
{
    while (!w->failed && !(w->kept != NULL && sw_walk_rejoins(w, at)) &&
           sw_walk_line(w, at, &w->line)) {
        at = w->line.next;
        if (w->kept == NULL) /* no line is marked: blank ones need no look */
            at = sw_byte_past(w->text.ptr, at, w->text.len, SW_BYTE_BREAK);
        w->words = sw_line_trim(w->text, &w->line);
        if (w->words.len > 0)
            read_line(w, &at);
    }
    sw_walk_keep(w);
    return !w->failed && add_closing(w);
}

static walk walk_of(sw_str text, bool ignores, sw_arena *arena, sw_zones *zones)
{
    return (walk){.text = text,
                  .arena = arena,
                  .zones = zones,
                  .bits = sw_bit_map_of(text.ptr, text.len, zones->bits),
                  .ignores = ignores,
                  .no_fence = {FENCE_MAX + 1, FENCE_MAX + 1}};
}

bool sw_zone_blocks(sw_str text, bool ignores, sw_arena *arena, sw_zones *zones)
{
    walk w = walk_of(text, ignores, arena, zones);
    return find_blocks(&w, 0);
}

bool sw_zone_blocks_again(sw_str text, bool ignores, const sw_common *common,
                          const sw_block_walk *old, sw_arena *arena,
                          sw_block_walk *now, sw_zones *zones)
{
    walk w = walk_of(text, ignores, arena, zones);
    *now = (sw_block_walk){.marks = {NULL, 0, 0}};
    w.kept = now;
    w.old = old;
    w.common = common;
    return find_blocks(&w, old != NULL ? sw_walk_resume(&w) : 0);
}
