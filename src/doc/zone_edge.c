/*
 * zone_edge.c - how a reply begins and ends: salutation and closing lines.
 *
 * Both are courtesy that no rule about wording should touch, and both are easy
 * to confuse with text: "Hi there was a problem", "Hi, Unfortunately, ...",
 * "Thanks, that worked". What is doubtful stays body. Whether a word is a name
 * cannot be known; it is taken for one when it has a capital and is not a word
 * that sentences begin with.
 */
#include "doc/zone_part.h"

#include "base/utf8.h"

#include <string.h>

enum {
    NAME_WORDS = 5,   /* most words of a name and its titles */
    NAME_BYTES = 40,  /* longest of them */
    CLOSE_LINES = 6,  /* most lines below "Kind regards," */
    CLOSE_BYTES = 80, /* longest of them */
    CLOSE_WORDS = 9,
    CLOSE_BLANKS = 4 /* most blank lines among them */
};

/* ---- salutation --------------------------------------------------------- */

typedef enum hail_kind {
    HAIL_FREE, /* a greeting by itself, also without a mark: "Hi we ..." */
    HAIL_MARK, /* only with a mark or a line end behind it */
    HAIL_NAME  /* only with words behind it, then a mark or a line end */
} hail_kind;

static const struct {
    const char *words;
    hail_kind kind;
} hails[] = {
    {"hi", HAIL_FREE},
    {"hello", HAIL_FREE},
    {"hey", HAIL_FREE},
    {"hiya", HAIL_FREE},
    {"hallo", HAIL_FREE},
    {"howdy", HAIL_MARK},
    {"greetings", HAIL_MARK},
    {"good morning", HAIL_MARK},
    {"good afternoon", HAIL_MARK},
    {"good evening", HAIL_MARK},
    {"good day", HAIL_MARK},
    {"morning", HAIL_MARK},
    {"afternoon", HAIL_MARK},
    {"evening", HAIL_MARK},
    {"to whom it may concern", HAIL_MARK},
    {"dear", HAIL_NAME},
    {"dearest", HAIL_NAME},
};

/* People without a name, titles, and what joins two names. */
static const char called[] =
    "there all team everyone everybody folks guys friend friends both again "
    "customer customers client member members user users guest guests buyer "
    "shopper subscriber sir madam ma'am sirs valued esteemed loyal respected "
    "dear ladies gentlemen mr mrs ms mx miss dr prof support and or";
/* Words that sentences begin with: never a name. */
static const char starts[] =
    "i im ive we you your yours my our it its this that these those there's "
    "the a an he she they yes yeah yep no nope not ok okay sure sorry thanks "
    "thank thx please pls what how why when where who which can could would "
    "will do does did is are was were have has had may if in on at to from "
    "for of as by so but just well great good glad happy nice welcome first "
    "second let let's unfortunately apologies currently actually sadly "
    "luckily really mostly however hope hoping looks seems with after before "
    "once since while here now today regarding per about hi hello hey good "
    "any all-right alright absolutely certainly definitely indeed perfect "
    "understood got also again another then oh ah hmm wow no-one go try use "
    "see check click open make take give sounds appreciate am be been some "
    "every each most many more next last one two three we're i'm i've i'd "
    "i'll you're you've it's that's don't doesn't can't won't never always "
    "maybe perhaps yesterday tomorrow because although though unless until "
    "our reading following further based according due kindly congrats "
    "congratulations correct right wrong true exactly obviously clearly "
    "honestly frankly fortunately hopefully generally usually basically "
    "technically especially additionally finally lastly firstly secondly";

static size_t title_dot(sw_str text, size_t end, sw_str word)
{
    const bool dot = end < text.len && text.ptr[end] == '.';
    const bool title = sw_look_one_of(word, "mr mrs ms mx dr prof st jr sr");
    return dot && (title || word.len == 1) ? end + 1 : end;
}

/* Is word, up to its apostrophe, one that a sentence begins with? Adverbs
 * in -ly are too many to list. */
static bool is_start(sw_str word)
{
    size_t len = 0;
    while (len < word.len && word.ptr[len] != '\'' &&
           (unsigned char)word.ptr[len] != 0xE2)
        len++;
    const sw_str base = sw_str_part(word, 0, len);
    const bool adverb = len >= 8 && sw_look_starts(word, len - 2, "ly") &&
                        !sw_look_one_of(base, "kimberly kimberley");
    return adverb || sw_look_one_of(base, starts) ||
           sw_look_one_of(word, starts);
}

/* A name, a title or an unfilled field at i. Lower-case names count only
 * where `any` says that a mark follows at once. */
static size_t name_at(sw_str text, size_t i, size_t limit, bool any)
{
    const size_t slot = sw_zone_slot(text, i, limit, true);
    if (slot != 0)
        return slot;
    const size_t end = sw_look_word(text, i, limit);
    const sw_str word = sw_str_part(text, i, end);
    if (word.len == 0 || word.len > NAME_BYTES)
        return word.len == 0 && i < limit && text.ptr[i] == '&' ? i + 1 : 0;
    if (sw_look_one_of(word, called))
        return title_dot(text, end, word);
    if (is_start(word) || (!any && !sw_look_is_upper(text, i)))
        return 0;
    return title_dot(text, end, word);
}

/* Past the mark behind a greeting: ", ! . : ; ..." in a row, a dash with
 * space before it, emoji. i itself when there is none. */
static size_t mark_at(sw_str text, size_t i, size_t limit)
{
    size_t at = sw_look_emoji(text, sw_look_spaces(text, i, limit), limit);
    if (at == sw_look_spaces(text, i, limit))
        at = i;
    size_t end = at;
    while (end < limit) {
        size_t size;
        const uint32_t code = sw_utf8_at(text, end, &size);
        if (code != 0x2026 && !sw_look_among(code, ",!.:;"))
            break;
        end += size;
    }
    if (end > i) {
        const size_t face =
            sw_look_emoji(text, sw_look_spaces(text, end, limit), limit);
        return face > sw_look_spaces(text, end, limit) ? face : end;
    }
    const size_t dash = sw_look_spaces(text, i, limit);
    if (dash == i || dash >= limit)
        return i;
    size_t size;
    const uint32_t code = sw_utf8_at(text, dash, &size);
    const size_t behind = sw_look_spaces(text, dash + size, limit);
    const bool is_dash = code == '-' || code == 0x2013 || code == 0x2014;
    return is_dash && (behind > dash + size || behind == limit) ? dash + size
                                                                : i;
}

/* Up to NAME_WORDS names from i on. *loose: the last one is a word such as
 * "there", which may as well begin a sentence. */
static size_t names_at(sw_str text, size_t i, size_t limit, bool *loose)
{
    size_t end = i;
    for (int words = 0; words < NAME_WORDS; words++) {
        size_t at = sw_look_spaces(text, end, limit);
        if (words > 0 && at == end && at < limit && text.ptr[at] == '/')
            at++;
        else if (at == end)
            break;
        size_t name = name_at(text, at, limit, false);
        if (name == 0) {
            name = name_at(text, at, limit, true);
            if (name == 0 ||
                (name != limit && mark_at(text, name, limit) == name))
                break;
        }
        const sw_str word = sw_str_part(text, at, name);
        *loose = sw_look_is_lower(text, at) && sw_look_one_of(word, called);
        end = name;
    }
    return end;
}

/* Without a mark: "Hi Emma thanks" and "Hi we can", not "Hi there was". */
static size_t unmarked(sw_str text, size_t hail, size_t names, size_t limit,
                       bool loose)
{
    const size_t at = sw_look_spaces(text, names, limit);
    const sw_str word = sw_str_part(text, at, sw_look_word(text, at, limit));
    const bool fresh = sw_look_is_upper(text, at) || is_start(word);
    if (names > hail)
        return loose && !sw_look_is_upper(text, at) ? 0 : names;
    return fresh && !sw_look_one_of(word, "to from of for the a an is was in")
               ? hail
               : 0;
}

static size_t hail_end(sw_str text, size_t hail, size_t limit, hail_kind kind)
{
    bool loose = false;
    size_t mark = mark_at(text, hail, limit);
    size_t names = hail;
    if (mark > hail && kind != HAIL_NAME) {
        /* "Hi, Ana!": a comma, names, and a mark again */
        const size_t behind = names_at(text, mark, limit, &loose);
        const size_t second = mark_at(text, behind, limit);
        const bool comma = mark == hail + 1 && text.ptr[hail] == ',';
        if (!comma || behind == mark || (second == behind && behind < limit))
            return mark;
        return second;
    }
    names = names_at(text, hail, limit, &loose);
    if (kind == HAIL_NAME && names == hail)
        return 0;
    mark = mark_at(text, names, limit);
    if (mark > names || sw_look_spaces(text, names, limit) == limit)
        return mark;
    if (kind == HAIL_MARK)
        return 0;
    return unmarked(text, hail, names, limit, loose);
}

/* "Dear" takes any few words up to a comma: "Dear lovely people,". */
static size_t dear_end(sw_str text, size_t i, size_t limit)
{
    for (int words = 0; words < NAME_WORDS; words++) {
        const size_t at = sw_look_spaces(text, i, limit);
        size_t end = sw_zone_slot(text, at, limit, true);
        if (end == 0)
            end = sw_look_word(text, at, limit);
        if (end == at || end - at > NAME_BYTES)
            return 0;
        i = title_dot(text, end, sw_str_part(text, at, end));
        if (i < limit && (text.ptr[i] == ',' || text.ptr[i] == ':'))
            return i + 1;
    }
    return 0;
}

size_t sw_zone_greeting(sw_str text, size_t at)
{
    sw_line line;
    if (!sw_line_at(text, at, &line))
        return 0;
    for (size_t k = 0; k < sizeof hails / sizeof *hails; k++) {
        const size_t end = at + strlen(hails[k].words);
        if (!sw_look_starts(text, at, hails[k].words) ||
            sw_look_is_word(text, end) ||
            (end < line.end && (text.ptr[end] == '-' || text.ptr[end] == '\'')))
            continue;
        const size_t dear =
            hails[k].kind == HAIL_NAME ? dear_end(text, end, line.end) : 0;
        return dear != 0 ? dear : hail_end(text, end, line.end, hails[k].kind);
    }
    return 0;
}

/* ---- closing lines ------------------------------------------------------ */

typedef enum close_kind {
    CLOSE_NONE,
    CLOSE_WEAK, /* "Thanks": also a sentence of its own */
    CLOSE_SURE  /* "Kind regards" */
} close_kind;

static const struct {
    const char *words;
    close_kind kind;
} closes[] = {
    {"thanks and regards", CLOSE_SURE},
    {"thanks & regards", CLOSE_SURE},
    {"with kind regards", CLOSE_SURE},
    {"with best regards", CLOSE_SURE},
    {"with warm regards", CLOSE_SURE},
    {"with best wishes", CLOSE_SURE},
    {"with regards", CLOSE_SURE},
    {"warmest regards", CLOSE_SURE},
    {"kindest regards", CLOSE_SURE},
    {"best regards", CLOSE_SURE},
    {"kind regards", CLOSE_SURE},
    {"warm regards", CLOSE_SURE},
    {"many regards", CLOSE_SURE},
    {"regards", CLOSE_SURE},
    {"best wishes", CLOSE_SURE},
    {"warm wishes", CLOSE_SURE},
    {"yours sincerely", CLOSE_SURE},
    {"yours faithfully", CLOSE_SURE},
    {"yours truly", CLOSE_SURE},
    {"sincerely yours", CLOSE_SURE},
    {"very truly yours", CLOSE_SURE},
    {"sincerely", CLOSE_SURE},
    {"respectfully", CLOSE_SURE},
    {"cordially", CLOSE_SURE},
    {"with gratitude", CLOSE_SURE},
    {"all the best", CLOSE_WEAK},
    {"all my best", CLOSE_WEAK},
    {"warmly", CLOSE_WEAK},
    {"best", CLOSE_WEAK},
    {"cheers", CLOSE_WEAK},
    {"take care", CLOSE_WEAK},
    {"talk soon", CLOSE_WEAK},
    {"with thanks", CLOSE_WEAK},
    {"many thanks", CLOSE_WEAK},
    {"thanks again", CLOSE_WEAK},
    {"thanks so much", CLOSE_WEAK},
    {"thanks a lot", CLOSE_WEAK},
    {"thank you so much", CLOSE_WEAK},
    {"thank you again", CLOSE_WEAK},
    {"thank you", CLOSE_WEAK},
    {"thanks", CLOSE_WEAK},
    {"ta", CLOSE_WEAK},
};

/* Words of a sentence, which no name, title or address line holds. */
static const char verbs[] =
    "i i'm i've i'll we we're we've we'll you you're you've you'll your our "
    "it it's is are was were will would can can't could should have has had "
    "do does don't did please let if this that they them be been get got";

typedef struct closing {
    close_kind kind;
    bool comma; /* behind the formula stands a comma */
    bool bare;  /* behind it stands nothing */
    bool named; /* behind it, or its mark, stands a name */
} closing;

static bool is_only_names(sw_str words, size_t i)
{
    for (int count = 0; i < words.len; count++) {
        i = sw_look_white(words, i, words.len, NULL);
        const size_t name = name_at(words, i, words.len, false);
        if (name == 0 || count >= NAME_WORDS)
            return false;
        i = name;
        while (i < words.len &&
               sw_look_among((unsigned char)words.ptr[i], ",. "))
            i++;
    }
    return true;
}

static closing closing_of(sw_str words)
{
    closing c = {CLOSE_NONE, false, false, false};
    for (size_t k = 0; k < sizeof closes / sizeof *closes; k++) {
        size_t i = strlen(closes[k].words);
        if (!sw_look_starts(words, 0, closes[k].words) ||
            sw_look_is_word(words, i))
            continue;
        c.comma = i < words.len && words.ptr[i] == ',';
        c.bare = i == words.len;
        while (i < words.len &&
               sw_look_among((unsigned char)words.ptr[i], ",.!-:"))
            i++;
        i = sw_look_white(words, i, words.len, NULL);
        i = sw_look_emoji(words, i, words.len);
        c.named = i < words.len;
        if (!c.named || ((c.comma || closes[k].kind == CLOSE_SURE) &&
                         is_only_names(words, i)))
            c.kind = closes[k].kind;
        break;
    }
    return c;
}

static bool is_footer(sw_str words)
{
    return sw_look_starts(words, 0, "sent from my ") ||
           sw_look_starts(words, 0, "get outlook for ");
}

/* A line that may stand below a formula: name, title, company, phone, URL. */
static bool is_contact(sw_str words)
{
    unsigned count = 0;
    if (words.len > CLOSE_BYTES || words.ptr[0] == '>')
        return false;
    for (size_t i = 0; i < words.len; count++) {
        size_t end = sw_look_word(words, i, words.len);
        if (sw_look_one_of(sw_str_part(words, i, end), verbs))
            return false;
        i = end;
        while (i < words.len && !sw_look_is_word(words, i)) {
            size_t size;
            sw_utf8_at(words, i, &size);
            i += size;
        }
    }
    const char last = words.ptr[words.len - 1];
    if (last == '.') {
        size_t i = words.len - 1;
        while (i > 0 && words.ptr[i - 1] != ' ')
            i--;
        return words.len - 1 - i <= 4 && count <= CLOSE_WORDS;
    }
    return last != '?' && last != '!' && last != ':' && count <= CLOSE_WORDS;
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

size_t sw_zone_closing(sw_str text, size_t floor, size_t limit)
{
    size_t start = SW_NOWHERE, at = limit;
    unsigned below = 0, blanks = 0;
    bool found = false; /* a formula, not only a footer */
    sw_line line;
    while (sw_line_before(text, at, &line) && line.start >= floor) {
        at = line.start;
        const sw_str words = sw_line_trim(text, &line);
        if (words.len == 0 && ++blanks <= CLOSE_BLANKS)
            continue;
        if (words.len == 0 || words.len > CLOSE_BYTES)
            break;
        const closing c = closing_of(words);
        const bool again = c.comma || c.bare; /* "Many thanks,", "Best," */
        if (c.kind != CLOSE_NONE && (!found || again)) {
            if (!closes_here(text, floor, &line, c, below))
                break;
            start = at;
            found = true;
        } else if (below == 0 && is_footer(words)) {
            start = at;
        } else if (found || below >= CLOSE_LINES || !is_contact(words)) {
            break;
        }
        below++;
    }
    return start;
}
