/*
 * zone_close.c - the lines that a reply closes with: formula, name, company.
 *
 * They are read from the end upwards: lines that may stand below a formula,
 * then the formula. "Thanks!" is one only with a name below it, since it is
 * also a sentence; and a line that could be text stays body, with all above.
 */
#include "doc/zone_part.h"

#include "base/utf8.h"

#include <string.h>

enum {
    FORMULAS = 12,    /* most with one first letter */
    CLOSE_LINES = 6,  /* most lines below "Kind regards," */
    CLOSE_BYTES = 80, /* longest of them */
    CLOSE_WORDS = 9,
    CLOSE_BLANKS = 4, /* most blank lines among them */
    TAIL_BYTES = 60   /* longest "Regards, Ana" at a line's end */
};

typedef enum close_kind {
    CLOSE_NONE,
    CLOSE_WEAK, /* "Thanks": also a sentence of its own */
    CLOSE_SURE  /* "Kind regards" */
} close_kind;

/* By first letters; where one begins like another, the longer one first. */
static const struct formula {
    const char *words; /* NULL: no more */
    close_kind kind;
} closes[26][FORMULAS + 1] = {
    ['a' - 'a'] = {{"all the best", CLOSE_WEAK}, {"all my best", CLOSE_WEAK}},
    ['b' - 'a'] = {{"best regards", CLOSE_SURE},
                   {"best wishes", CLOSE_SURE},
                   {"best", CLOSE_WEAK}},
    ['c' - 'a'] = {{"cordially", CLOSE_SURE}, {"cheers", CLOSE_WEAK}},
    ['k' - 'a'] = {{"kindest regards", CLOSE_SURE},
                   {"kind regards", CLOSE_SURE}},
    ['m' - 'a'] = {{"many regards", CLOSE_SURE}, {"many thanks", CLOSE_WEAK}},
    ['r' - 'a'] = {{"regards", CLOSE_SURE}, {"respectfully", CLOSE_SURE}},
    ['s' - 'a'] = {{"sincerely yours", CLOSE_SURE}, {"sincerely", CLOSE_SURE}},
    ['t' - 'a'] = {{"thanks and regards", CLOSE_SURE},
                   {"thanks & regards", CLOSE_SURE},
                   {"take care", CLOSE_WEAK},
                   {"talk soon", CLOSE_WEAK},
                   {"thanks again", CLOSE_WEAK},
                   {"thanks so much", CLOSE_WEAK},
                   {"thanks a lot", CLOSE_WEAK},
                   {"thank you so much", CLOSE_WEAK},
                   {"thank you again", CLOSE_WEAK},
                   {"thank you", CLOSE_WEAK},
                   {"thanks", CLOSE_WEAK},
                   {"ta", CLOSE_WEAK}},
    ['v' - 'a'] = {{"very truly yours", CLOSE_SURE}},
    ['w' - 'a'] = {{"with kind regards", CLOSE_SURE},
                   {"with best regards", CLOSE_SURE},
                   {"with warm regards", CLOSE_SURE},
                   {"with best wishes", CLOSE_SURE},
                   {"with regards", CLOSE_SURE},
                   {"warmest regards", CLOSE_SURE},
                   {"warm regards", CLOSE_SURE},
                   {"warm wishes", CLOSE_SURE},
                   {"with gratitude", CLOSE_SURE},
                   {"warmly", CLOSE_WEAK},
                   {"with thanks", CLOSE_WEAK}},
    ['y' - 'a'] = {{"yours sincerely", CLOSE_SURE},
                   {"yours faithfully", CLOSE_SURE},
                   {"yours truly", CLOSE_SURE}},
};

/* Words of a sentence, which no name, title or address line holds. */
static const sw_look_words verbs = {
    ['a' - 'a'] = "are",
    ['b' - 'a'] = "be been",
    ['c' - 'a'] = "can can't could",
    ['d' - 'a'] = "do does don't did",
    ['g' - 'a'] = "get got",
    ['h' - 'a'] = "have has had",
    ['i' - 'a'] = "i i'm i've i'll it it's is if",
    ['l' - 'a'] = "let",
    ['o' - 'a'] = "our",
    ['p' - 'a'] = "please",
    ['s' - 'a'] = "should",
    ['t' - 'a'] = "this that they them",
    ['w' - 'a'] = "we we're we've we'll was were will would",
    ['y' - 'a'] = "you you're you've you'll your",
};

typedef struct closing {
    close_kind kind;
    bool comma; /* behind the formula stands a comma */
    bool bare;  /* behind it stands nothing */
    bool named; /* behind it, or its mark, stands a name */
} closing;

static closing closing_of(sw_str words)
{
    closing c = {CLOSE_NONE, false, false, false};
    const unsigned letter = words.len > 0 ? (words.ptr[0] | 0x20u) - 'a' : 26;
    if (letter >= 26)
        return c;
    for (const struct formula *f = closes[letter]; f->words != NULL; f++) {
        /* the first letter is the same, the second one tells most */
        size_t i = sw_look_starts(words, 1, f->words + 1)
                       ? sw_look_past(words, 0, f->words)
                       : 0;
        if (i == 0 || sw_look_is_word(words, i))
            continue;
        c.comma = i < words.len && words.ptr[i] == ',';
        c.bare = i == words.len;
        while (i < words.len &&
               sw_look_among((unsigned char)words.ptr[i], ",.!-:"))
            i++;
        i = sw_look_white(words, i, words.len, NULL);
        i = sw_look_emoji(words, i, words.len);
        c.named = i < words.len;
        if (!c.named || ((c.comma || f->kind == CLOSE_SURE) &&
                         sw_zone_only_names(words, i)))
            c.kind = f->kind;
        break;
    }
    return c;
}

/* What mail programs and lawyers put below everything, on a line each. */
static bool is_footer(sw_str words)
{
    static const char *const footers[] = {"sent from my ",
                                          "get outlook for ",
                                          "this email and any ",
                                          "this e-mail and any ",
                                          "this message and any ",
                                          "this email is confidential",
                                          "this e-mail is confidential",
                                          "this message is confidential",
                                          "this email may contain ",
                                          "this e-mail may contain ",
                                          "this message may contain ",
                                          "confidentiality notice",
                                          "please consider the environment"};
    for (size_t k = 0; k < sizeof footers / sizeof *footers; k++) {
        if (sw_look_starts(words, 0, footers[k]))
            return true;
    }
    return false;
}

/* Could a line of contact data end like this, and not a sentence? */
static bool ends_bare(sw_str words)
{
    const char last = words.ptr[words.len - 1];
    if (last != '.')
        return last != '?' && last != '!' && last != ':';
    size_t i = words.len - 1;
    while (i > 0 && words.ptr[i - 1] != ' ')
        i--;
    return words.len - 1 - i <= 4;
}

/* A line that may stand below a formula: name, title, company, phone, URL. */
static bool is_contact(sw_str words)
{
    unsigned count = 0;
    if (words.len > CLOSE_BYTES || words.ptr[0] == '>' || !ends_bare(words))
        return false;
    for (size_t i = 0; i < words.len; count++) {
        size_t end = sw_look_word(words, i, words.len);
        if (sw_look_listed(sw_str_part(words, i, end), verbs))
            return false;
        i = end;
        while (i < words.len && !sw_look_is_word(words, i)) {
            size_t size;
            sw_utf8_at(words, i, &size);
            i += size;
        }
    }
    return count <= CLOSE_WORDS;
}

/* May a formula stand here? "Thanks!" as the last line, or as all there is,
 * says thanks; with a comma or a name below it closes. */
static bool closes_here(sw_str text, size_t floor, const sw_line *line,
                        closing c, unsigned below)
{
    if (c.kind == CLOSE_SURE)
        return true;
    const bool first = sw_look_white_back(text, floor, line->start) == floor;
    return !first && (below > 0 || c.named || c.comma);
}

/* "It ships on Monday. Kind regards, Ana": the formula at a line's end. Not
 * "Thanks, Ana", which may well be said to Ana. */
static size_t closing_in(sw_str words)
{
    const size_t len = words.len;
    for (size_t i = len > TAIL_BYTES ? len - TAIL_BYTES : 1; i < len; i++) {
        if (words.ptr[i] != ' ' ||
            !sw_look_among((unsigned char)words.ptr[i - 1], ".!?"))
            continue;
        const closing c = closing_of(sw_str_part(words, i + 1, len));
        if (c.kind == CLOSE_SURE && c.named)
            return i + 1;
    }
    return SW_NOWHERE;
}

/* The way up from the end. */
typedef struct climb {
    size_t start;   /* where the closing lines begin, as far as is known */
    unsigned below; /* lines that may stand below a formula */
    bool found;     /* a formula, not only a footer */
    bool blank;     /* between this line and the one below it */
    size_t lower;   /* where that begins */
    sw_str name;    /* its words */
} climb;

/* A name by itself closes too: below "Thanks for telling us," and behind a
 * dash, where words is no item of a list or the head of one. */
static bool signs(const climb *c, sw_str words)
{
    const char last = words.ptr[words.len - 1];
    if (last == ',' && !c->blank)
        return sw_zone_only_names(c->name, 0);
    size_t size, ignored;
    const uint32_t dash = sw_utf8_at(c->name, 0, &size);
    if ((dash != '-' && dash != 0x2013 && dash != 0x2014) || last == ':' ||
        dash == sw_utf8_at(words, 0, &ignored) ||
        (!c->blank && !sw_look_among((unsigned char)last, ".!?")))
        return false;
    const size_t name = sw_look_white(c->name, size, c->name.len, NULL);
    return c->below == 1 && name > size && name < c->name.len &&
           sw_zone_only_names(c->name, name);
}

/* One line more; false: the text begins here. */
static bool climb_line(climb *c, sw_str text, size_t floor, const sw_line *line,
                       sw_str words)
{
    const closing formula = closing_of(words);
    const bool again = formula.comma || formula.bare;
    /* "Many thanks," may stand above "Best," */
    if (formula.kind != CLOSE_NONE && (!c->found || again) &&
        closes_here(text, floor, line, formula, c->below)) {
        c->start = line->start;
        c->found = true;
        c->below++;
        return true;
    }
    if (c->found)
        return false;
    if (c->below == 0 && is_footer(words)) {
        c->start = line->start;
        return true;
    }
    if (c->below > 0 && signs(c, words)) {
        c->start = c->lower;
        return false;
    }
    const size_t in = c->below == 0 ? closing_in(words) : SW_NOWHERE;
    if (in != SW_NOWHERE)
        c->start = (size_t)(words.ptr - text.ptr) + in;
    if (in != SW_NOWHERE || c->below >= CLOSE_LINES || !is_contact(words))
        return false;
    c->below++;
    c->lower = line->start;
    c->name = words;
    return true;
}

size_t sw_zone_closing(sw_str text, size_t floor, size_t limit)
{
    climb c = {.start = SW_NOWHERE};
    unsigned blanks = 0;
    size_t at = limit;
    sw_line line;
    while (sw_line_before(text, at, &line) && line.start >= floor) {
        const sw_str words = sw_line_trim(text, &line);
        at = line.start;
        if (words.len == 0 && ++blanks > CLOSE_BLANKS)
            break;
        if (words.len > 0 && !climb_line(&c, text, floor, &line, words))
            break;
        c.blank = words.len == 0;
    }
    return c.start;
}
