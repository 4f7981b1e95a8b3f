/* test_sentence.c - where sentences end, and where they do not. */
#include "unit.h"

#include "base/buf.h"
#include "doc/sentence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

typedef struct row {
    const char *name, *text;
    const char *want; /* the sentences, divided by " | " */
} row;

static const row marks[] = {
    {"two", "It ships. You pay.", "It ships. | You pay."},
    {"no mark", "It ships", "It ships"},
    {"three marks", "Is it? It is! Good.", "Is it? | It is! | Good."},
    {"runs", "What?! No!!! Wait...", "What?! | No!!! | Wait..."},
    {"small letters", "sure. let me look", "sure. | let me look"},
    {"dots go on", "Well... let me look", "Well... let me look"},
    {"dots end", "Well... Let me look", "Well... | Let me look"},
    {"ellipsis", "Well\u2026 let me\u2026 Good",
     "Well\u2026 let me\u2026 | Good"},
    {"glued", "It ships.You pay", "It ships.You pay"},
    {"space before", "Is it ? It is .", "Is it ? | It is ."},
    {"tab, no-break space", "It ships.\tYou\u00a0pay.\u00a0Good.",
     "It ships. | You\u00a0pay. | Good."},
    {"closing bracket", "(It ships.) You pay.", "(It ships.) | You pay."},
    {"bracket goes on", "It ships (really?) on time.",
     "It ships (really?) on time."},
    {"quote ends", "It says \"Sold out.\" We have more.",
     "It says \"Sold out.\" | We have more."},
    {"quote goes on", "It says \"Sold out.\" on top.",
     "It says \"Sold out.\" on top."},
    {"marks in a quote", "It says \"Sold out. Try again.\" We know.",
     "It says \"Sold out. Try again.\" | We know."},
    {"mark behind a quote", "It says \"Sold out\". We know.",
     "It says \"Sold out\". | We know."},
    {"curly", "It says \u201cSold out!\u201d We know.",
     "It says \u201cSold out!\u201d | We know."},
    {"single quote", "It says 'no.' We know.", "It says 'no.' | We know."},
    {"bold", "**It ships.** You pay.", "**It ships.** | You pay."},
    {"smiley", "Hooray!! :) It ships.", "Hooray!! :) | It ships."},
    {"emoji", "It ships! \U0001F389\U0001F389 You pay.",
     "It ships! \U0001F389\U0001F389 | You pay."},
    {"emoji, glued", "It ships!\U0001F44D\U0001F3FD You pay.",
     "It ships!\U0001F44D\U0001F3FD | You pay."},
    {"emoji for a mark", "It ships \U0001F389 You pay.",
     "It ships \U0001F389 You pay."},
    {"heart", "Take care. <3 Ana is here.", "Take care. <3 | Ana is here."},
    {"titles", "Ask Dr. Ito or Mrs. Lee.", "Ask Dr. Ito or Mrs. Lee."},
    {"e.g. and i.e.", "Name one, e.g. Kim, i.e. Lee.",
     "Name one, e.g. Kim, i.e. Lee."},
    {"etc. goes on", "Cups, mugs, etc. are sold out.",
     "Cups, mugs, etc. are sold out."},
    {"etc. ends", "Cups, mugs, etc. We have plates.",
     "Cups, mugs, etc. | We have plates."},
    {"number", "See order No. 5 and no. 6.", "See order No. 5 and no. 6."},
    {"number with letters", "See no. AB12 here. No. We ship.",
     "See no. AB12 here. | No. | We ship."},
    {"a bare no", "No. We can't.", "No. | We can't."},
    {"number, then more", "It is order no. 5. We pay.",
     "It is order no. 5. | We pay."},
    {"clock", "Until 5 p.m. on Friday. Then not.",
     "Until 5 p.m. on Friday. | Then not."},
    {"clock ends", "Until 5 p.m. Then not.", "Until 5 p.m. | Then not."},
    {"company", "Acme Inc. ships it. Acme Inc. Ships.",
     "Acme Inc. ships it. | Acme Inc. | Ships."},
    {"date", "It comes on Jan. 5 or Tue. 6.", "It comes on Jan. 5 or Tue. 6."},
    {"approx.", "It takes approx. Two days.", "It takes approx. Two days."},
    {"initials", "Ask J. Smith or Mary R. Lee. They know.",
     "Ask J. Smith or Mary R. Lee. | They know."},
    {"a letter ends", "It has vitamin C. We tested it.",
     "It has vitamin C. | We tested it."},
    {"I ends", "So do I. We agree.", "So do I. | We agree."},
    {"degree", "See Lee, M.D. for that.", "See Lee, M.D. for that."},
    {"price", "It is 3.50 now. Or 3. You pay.",
     "It is 3.50 now. | Or 3. | You pay."},
    {"version", "Use v2.1. It helps.", "Use v2.1. | It helps."},
    {"file", "Open setup.exe. Then wait.", "Open setup.exe. | Then wait."},
    {"URL", "See https://x.io/a.b?c=1! It helps.",
     "See https://x.io/a.b?c=1! | It helps."},
    {"address", "Mail a.b@x.io. We answer.", "Mail a.b@x.io. | We answer."},
    {"code", "Type `a. B` first. Then wait.",
     "Type `a. B` first. | Then wait."},
    {"counted in a line", "Do this: 1. Open it. 2. Save it.",
     "Do this: 1. Open it. | 2. Save it."},
    {"nothing but marks", "... !! ?", ""},
    {"a divider", "It ships.\n-----\nYou pay.", "It ships. | You pay."},
    {"empty", "", ""},
    {"white", " \r\n\t", ""},
};

static const row lines[] = {
    {"blank line", "It ships\n\nyou pay", "It ships | you pay"},
    {"blank line with spaces", "It ships\n \t\nyou pay", "It ships | you pay"},
    {"CRLF blank line", "It ships\r\n\r\nyou pay", "It ships | you pay"},
    {"lone CR", "It ships\r\ryou pay", "It ships | you pay"},
    {"CRLF is one break", "We are glad that\r\nyou wrote",
     "We are glad that\r\nyou wrote"},
    {"chat", "Ok\nLet me look\nIt ships on Monday",
     "Ok | Let me look | It ships on Monday"},
    {"chat, small letters", "ok\nlet me look\nit ships",
     "ok | let me look\nit ships"},
    {"chat, mid-sentence", "I am sorry that\nYour order is late",
     "I am sorry that\nYour order is late"},
    {"wrapped",
     "We are sorry that your parcel has not come yet, and the team in\n"
     "Rome will send a new one. It should be with you on Monday or on\n"
     "Tuesday at the latest.",
     "We are sorry that your parcel has not come yet, and the team in\n"
     "Rome will send a new one. | It should be with you on Monday or on\n"
     "Tuesday at the latest."},
    {"wrapped before a name",
     "We are sorry that your parcel has not come yet. Please call our man\n"
     "Roberto at the office. He is there from nine to five on every day.",
     "We are sorry that your parcel has not come yet. | Please call our man\n"
     "Roberto at the office. | He is there from nine to five on every day."},
    {"a short line over wrapped ones",
     "Your parcel\nWe are sorry that your parcel has not come yet, and the "
     "team will\nsend a new one.",
     "Your parcel | We are sorry that your parcel has not come yet, and the "
     "team will\nsend a new one."},
    {"list", "Please send:\n- the order number\n- your name",
     "Please send: | - the order number | - your name"},
    {"numbered", "1. Open it\n2) Save it\n(3) Close it",
     "1. Open it | 2) Save it | (3) Close it"},
    {"bullets", "\u2022 one\n* two\n\u2013 three\na) four",
     "\u2022 one | * two | \u2013 three | a) four"},
    {"item of two sentences", "- Open it. Then save.\n- Close",
     "- Open it. | Then save. | - Close"},
    {"item wrapped",
     "- the order number that we sent you when you\n  Ordered the lamp\n"
     "- your name",
     "- the order number that we sent you when you\n  Ordered the lamp | "
     "- your name"},
    {"text behind a list", "- one\n- two\nThat is all.",
     "- one | - two | That is all."},
    {"a hyphen is no bullet", "It is\n-5 degrees", "It is\n-5 degrees"},
    {"link on its own line",
     "You can read all about returns in this place\nhttps://x.io/a",
     "You can read all about returns in this place\nhttps://x.io/a"},
    {"comma", "Well,\nOk then", "Well,\nOk then"},
};

static const row zones[] = {
    {"greeting", "Hi Ana, it ships. You pay.",
     "Hi Ana, | it ships. | You pay."},
    {"greeting line", "Hi Ana,\n\nIt ships.", "Hi Ana, | It ships."},
    {"quotes left out", "It ships.\n> a. b.\nYou pay.", "It ships. | You pay."},
    {"code left out", "Run\n```\na. b.\n```\nYou pay.", "Run | You pay."},
    {"history left out", "It ships.\n\nOn 2 Mar, Kim wrote:\n> a. b.",
     "It ships."},
    {"said", "Ana said:\nIt ships.", "Ana said: | It ships."},
    {"signature by lines", "It ships.\n\nBest,\nAna. B. Ortiz\nAcme",
     "It ships. | Best, | Ana. B. Ortiz | Acme"},
    {"initials are none", "It ships. ^AB", "It ships."},
    {"initials are cut off", "It ships soon ^AB", "It ships soon"},
    {"split marks too", "@77 It ships soon 1/2 ^AB", "@77 It ships soon"},
    {"only a mention", "@77", ""},
    {"mention, greeting", "@77 Hi Kim, it ships.", "Hi Kim, | it ships."},
};

/* What a sentence is said to be, besides its bytes. */
static const struct {
    const char *name, *text;
    size_t at;
    const char *begin; /* what stands at begin, to the end */
    unsigned paragraph;
    sw_zone_kind zone;
    bool question, item, link;
} facts[] = {
    {"plain", "It ships.", 0, "It ships.", 0, SW_ZONE_BODY, 0, 0, 0},
    {"question", "Is it?", 0, "Is it?", 0, SW_ZONE_BODY, 1, 0, 0},
    {"question, bracket", "(Is it?)", 0, "(Is it?)", 0, SW_ZONE_BODY, 1, 0, 0},
    {"question, smiley", "Is it? :)", 0, "Is it? :)", 0, SW_ZONE_BODY, 1, 0, 0},
    {"question in a quote", "Is it \"on?\"", 0, "Is it \"on?\"", 0,
     SW_ZONE_BODY, 1, 0, 0},
    {"interrobang", "Is it?!", 0, "Is it?!", 0, SW_ZONE_BODY, 1, 0, 0},
    {"question inside", "Is (it?) on.", 0, "Is (it?) on.", 0, SW_ZONE_BODY, 0,
     0, 0},
    {"item", "- one\n- two", 1, "two", 0, SW_ZONE_BODY, 0, 1, 0},
    {"numbered item", "12) Open it. Then save.", 0, "Open it.", 0, SW_ZONE_BODY,
     0, 1, 0},
    {"its second sentence", "12) Open it. Then save.", 1, "Then save.", 0,
     SW_ZONE_BODY, 0, 1, 0},
    {"behind the list", "- one\nThat is all.", 1, "That is all.", 0,
     SW_ZONE_BODY, 0, 0, 0},
    {"URL", "It ships. See x.io/a.", 1, "See x.io/a.", 0, SW_ZONE_BODY, 0, 0,
     1},
    {"before the URL", "It ships. See x.io/a.", 0, "It ships.", 0, SW_ZONE_BODY,
     0, 0, 0},
    {"address", "Mail a@x.io", 0, "Mail a@x.io", 0, SW_ZONE_BODY, 0, 0, 1},
    {"mention", "@77 @78 it ships", 0, "it ships", 0, SW_ZONE_BODY, 0, 0, 0},
    {"mention, split", "@77 (1/2) It ships", 0, "It ships", 0, SW_ZONE_BODY, 0,
     0, 0},
    {"mention inside", "Ask @kim now", 0, "Ask @kim now", 0, SW_ZONE_BODY, 0, 0,
     0},
    {"paragraphs", "A b.\n\n\nC d.\n \nE f.", 2, "E f.", 2, SW_ZONE_BODY, 0, 0,
     0},
    {"paragraphs, CRLF", "A b.\r\nC d.\r\n\r\nE f.", 2, "E f.", 1, SW_ZONE_BODY,
     0, 0, 0},
    {"paragraphs across a quote", "A b.\n\n> x\n\nC d.", 1, "C d.", 2,
     SW_ZONE_BODY, 0, 0, 0},
    {"paragraphs, accents", "\u00c0 b\u00e9.\n\n\u00c9 d.", 1, "\u00c9 d.", 1,
     SW_ZONE_BODY, 0, 0, 0},
    {"greeting", "Hi Ana,\nit ships.", 0, "Hi Ana,", 0, SW_ZONE_GREETING, 0, 0,
     0},
    {"signature", "It ships.\n\nBest,\nAna", 2, "Ana", 1, SW_ZONE_SIGNATURE, 0,
     0, 0},
};

/* The same sentences where all bits are known before. */
static void same_by_bits(sw_str text, sw_arena *arena, const sw_sentences *want)
{
    sw_bits *const bits =
        sw_arena_alloc(arena, sw_bits_blocks(text.len) * sizeof *bits);
    sw_zones found;
    sw_sentences got;
    ck_assert_ptr_nonnull(bits);
    sw_bits_all(text.ptr, text.len, bits);
    ck_assert(sw_zone_parse_bits(text, bits, false, arena, &found));
    ck_assert(sw_sentence_parse(text, &found, arena, &got));
    ck_assert_uint_eq(got.count, want->count);
    for (size_t k = 0; k < got.count; k++)
        ck_assert(got.at[k].start == want->at[k].start &&
                  got.at[k].begin == want->at[k].begin &&
                  got.at[k].end == want->at[k].end &&
                  got.at[k].paragraph == want->at[k].paragraph &&
                  got.at[k].zone == want->at[k].zone);
}

/* Parses a copy of its own size; the arena holds all but the copy. */
static char *parse(const char *text, sw_arena *arena, sw_sentences *out)
{
    sw_zones found;
    const size_t len = strlen(text);
    char *const copy = malloc(len + (len == 0));
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text, len);
    sw_arena_init(arena, 0);
    ck_assert(sw_zone_parse((sw_str){copy, len}, arena, &found));
    ck_assert(sw_sentence_parse((sw_str){copy, len}, &found, arena, out));
    same_by_bits((sw_str){copy, len}, arena, out);
    return copy;
}

static void check_order(const sw_sentences *s, size_t len)
{
    size_t end = 0;
    for (size_t k = 0; k < s->count; k++) {
        const sw_sentence *one = &s->at[k];
        /* not an assertion each: Check notes every one that it passes */
        if (one->start < end || one->begin < one->start ||
            one->end <= one->begin ||
            (k > 0 && one->paragraph < one[-1].paragraph))
            ck_abort_msg("sentence %zu, %zu..%zu, is out of order", k,
                         one->start, one->end);
        end = one->end;
    }
    ck_assert_uint_le(end, len);
}

static void check_row(const row *r)
{
    sw_arena arena;
    sw_sentences s;
    sw_buf out;
    char *const copy = parse(r->text, &arena, &s);
    check_order(&s, strlen(r->text));
    sw_buf_init(&out, 0);
    for (size_t k = 0; k < s.count; k++) {
        sw_buf_put_c(&out, k > 0 ? " | " : "");
        sw_buf_put(&out,
                   (sw_str){copy + s.at[k].start, s.at[k].end - s.at[k].start});
    }
    ck_assert_msg(strcmp(sw_buf_c(&out), r->want) == 0, "%s: %s, not %s",
                  r->name, sw_buf_c(&out), r->want);
    sw_buf_release(&out);
    sw_arena_release(&arena);
    free(copy);
}

START_TEST(mark)
{
    check_row(&marks[_i]);
}
END_TEST

/* Words that are cut short, and what may follow them in their sentence. */
static const struct {
    const char *words, *next;
} cut_words[] = {
    {"approx capt cf col dr e.g eg excl figs gen hon i.e ie incl lt messrs "
     "mmes mr mrs ms mx prof resp rev sgt viz vs fig",
     "Two"},
    {"apr aug bldg ch dec feb fri inv jan jul jun mar mon no nos nov nr num "
     "oct p para pg ph pp qty ref rm rs sat sep sept ste sun thu thur thurs "
     "tue tues v wed fig acct apt avg ext max min sec st tel ver vol",
     "5"},
    {"a.m add'l al appt asst ave blvd bros cm co corp dept div e.u esq est etc "
     "ft gmbh hr hrs hwy inc info jr kg km lb lbs llc ln ltd mgr mins misc mm "
     "mo n.b oz p.m p.s pc pcs pkg plc rd secs sr tbsp temp tsp u.k u.s u.s.a "
     "wk wks yr yrs acct apt avg ext max min sec st tel ver vol approx",
     "two"},
};

START_TEST(cut)
{
    for (const char *w = cut_words[_i].words; *w != '\0'; w += *w == ' ') {
        char text[60] = "It was the ", *const word = text + strlen(text);
        const size_t len = strcspn(w, " ");
        sw_arena arena;
        sw_sentences s;
        memcpy(word, w, len);
        sprintf(word + len, ". %s more", cut_words[_i].next);
        free(parse(text, &arena, &s));
        ck_assert_msg(s.count == 1, "%s", text);
        sw_arena_release(&arena);
        w += len;
    }
}
END_TEST

START_TEST(line)
{
    check_row(&lines[_i]);
}
END_TEST

START_TEST(zone)
{
    check_row(&zones[_i]);
}
END_TEST

START_TEST(fact)
{
    sw_arena arena;
    sw_sentences s;
    char *const copy = parse(facts[_i].text, &arena, &s);
    const char *const name = facts[_i].name;
    ck_assert_uint_gt(s.count, facts[_i].at);
    const sw_sentence *const at = &s.at[facts[_i].at];
    ck_assert_msg(
        sw_str_equal_c((sw_str){copy + at->begin, at->end - at->begin},
                       facts[_i].begin),
        "%s: begins at byte %zu", name, at->begin);
    ck_assert_msg(at->paragraph == facts[_i].paragraph, "%s: paragraph %u",
                  name, at->paragraph);
    ck_assert_msg(at->zone == facts[_i].zone, "%s: zone %u", name, at->zone);
    ck_assert_msg(at->question == facts[_i].question, "%s: question", name);
    ck_assert_msg(at->item == facts[_i].item, "%s: item", name);
    ck_assert_msg(at->link == facts[_i].link, "%s: link", name);
    sw_arena_release(&arena);
    free(copy);
}
END_TEST

START_TEST(at_byte)
{
    sw_arena arena;
    sw_sentences s;
    /*                       01234567890123456 */
    char *const copy = parse("A b.  C d.\n\nE f.", &arena, &s);
    static const size_t want[] = {0, 0, 0, 0, 1, 1, 1, 1, 1,
                                  1, 2, 2, 2, 2, 2, 2, 2, 2};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        ck_assert_uint_eq(sw_sentence_at(&s, i), want[i]);
    s.count = 0;
    ck_assert_uint_eq(sw_sentence_at(&s, 3), 0);
    sw_arena_release(&arena);
    free(copy);
}
END_TEST

/* ---- hostile texts ------------------------------------------------------- */

static const char *const hostile[] = {
    ".",        ". ",         "! ",          "?",        "...",
    "... ",     "A. ",        "1. ",         "1.",       "a.b.",
    ":)",       ": ) ",       "!)",          "!\"",      "! :) ",
    "a\n",      "aB \n",      "A\n",         "- a\n",    "\n\n",
    " ",        "a ",         "\u2026",      "-\n",      "\"a.\" ",
    "^A ",      "@a ",        "x.io/a ",     "e.g. ",    "a",
    "\u00e9. ", "\U0001F389", "\U0001F389 ", "> a\nb\n", "```\na\n```\nb\n",
    "(a? ",
};

START_TEST(linear)
{
    const size_t size = (1u << 19) / UNIT_SLOWER;
    const size_t unit = strlen(hostile[_i]);
    const size_t len = size / unit * unit;
    char *const text = malloc(size);
    sw_arena arena;
    sw_zones found;
    sw_sentences s;
    ck_assert_ptr_nonnull(text);
    for (size_t at = 0; at < len; at += unit)
        memcpy(text + at, hostile[_i], unit);
    sw_arena_init(&arena, 0);
    const clock_t start = clock();
    ck_assert(sw_zone_parse((sw_str){text, len}, &arena, &found));
    ck_assert(sw_sentence_parse((sw_str){text, len}, &found, &arena, &s));
    const double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    ck_assert_msg(seconds < 2, "%s took %.1f s", hostile[_i], seconds);
    check_order(&s, len);
    sw_arena_release(&arena);
    free(text);
}
END_TEST

Suite *suite_sentence(void)
{
    Suite *const suite = suite_create("sentence");
    TCase *const rows = tcase_create("rows");
    TCase *const slow = tcase_create("hostile");
    tcase_add_loop_test(rows, mark, 0, COUNT(marks));
    tcase_add_loop_test(rows, cut, 0, COUNT(cut_words));
    tcase_add_loop_test(rows, line, 0, COUNT(lines));
    tcase_add_loop_test(rows, zone, 0, COUNT(zones));
    tcase_add_loop_test(rows, fact, 0, COUNT(facts));
    tcase_add_test(rows, at_byte);
    suite_add_tcase(suite, rows);
    tcase_set_timeout(slow, 30);
    tcase_add_loop_test(slow, linear, 0, COUNT(hostile));
    suite_add_tcase(suite, slow);
    return suite;
}
