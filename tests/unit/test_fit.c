/* test_fit.c - words fitted to their place: replaced, dropped, inserted.
 *
 * In the tables <...> marks the match. Besides the result every row is held
 * against the law that words outside the match stay as they are. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "unit.h"

#include "fix/eval.h"
#include "fix/insert.h"
#include "fix/spot.h"

struct row {
    const char *name, *text, *captures, *words;
    const char *want; /* NULL: unavailable */
    const char *dialect, *voice;
};

static const struct row rows[] = {
    /* capitals */
    {"at the start", "<We can't> ship.", NULL, "we can", "We can ship.", 0, 0},
    {"within", "So <you have to> sign in.", NULL, "Please",
     "So please sign in.", 0, 0},
    {"chat in lower case", "<im sorry> for the delay", NULL, "I apologize",
     "I apologize for the delay", 0, 0},
    {"lower case stays lower", "<you have to> sign in", NULL, "Please",
     "please sign in", 0, 0},
    {"I within", "Hello and <sorry> for that.", NULL, "I apologize",
     "Hello and I apologize for that.", 0, 0},
    {"I'll within", "Yes, <let me> see.", NULL, "I'll go and",
     "Yes, I'll go and see.", 0, 0},
    {"from I at the start", "<I'm unable to> see it.", NULL, "we can't",
     "We can't see it.", 0, 0},
    {"from I in chat", "ok. <I'm unable to> see it. sure.", NULL, "We can't",
     "ok. we can't see it. sure.", 0, 0},
    {"a name within stays", "So <Ana can't> see it.", "who=Ana", "{who} can",
     "So Ana can see it.", 0, 0},
    {"behind a greeting", "Hi Emma, <sorry about> that.", NULL,
     "{voice|subject} apologize for", "Hi Emma, I apologize for that.", 0, 0},
    {"capitals are the template's", "We do <NOT> ship there.", NULL,
     "{0|lower}", "We do not ship there.", 0, 0},
    {"loud stays loud", "<WE CAN'T SHIP> IT.", "who=WE verb=SHIP",
     "{who} can {verb}", "WE CAN SHIP IT.", 0, 0},
    {"own case stays", "<The app> is there.", NULL, "iPhone support",
     "iPhone support is there.", 0, 0},
    {"accents too", "<Our caf\u00e9> is open.", NULL, "\u00e9clairs are",
     "\u00c9clairs are is open.", 0, 0},
    {"a sentence of the template", "Our shop: <no idea>.", NULL,
     "let me see. {voice|subject}'ll ask", "Our shop: let me see. We'll ask.",
     0, 0},
    {"a new sentence within", "I hear you<, but that's> the rule.",
     "next=that's", ". {next|sentence}", "I hear you. That's the rule.", 0, 0},
    /* apostrophes, spelling, person */
    {"straight", "It's us. <Look> here.", NULL, "don't look",
     "It's us. Don't look here.", 0, 0},
    {"curly", "It\u2019s us. <Look> here.", NULL, "don't look",
     "It\u2019s us. Don\u2019t look here.", 0, 0},
    {"a copy keeps its own", "It\u2019s me, it\u2019s us. <Look, isn't> it.",
     "w=isn't", "{w} that's",
     "It\u2019s me, it\u2019s us. Isn't that\u2019s it.", 0, 0},
    {"UK", "The colour is red. <Sorry> for that.", NULL, "I apologize",
     "The colour is red. I apologise for that.", 0, 0},
    {"UK by setting", "<Sorry> for that.", NULL, "Apologize",
     "Apologise for that.", "uk", 0},
    {"US from UK words", "<Sorry> for that.", NULL, "I apologise",
     "I apologize for that.", 0, 0},
    {"we by setting", "<Sorry> for that.", NULL, "{voice|subject} apologize",
     "We apologize for that.", 0, "we"},
    {"we by the draft", "Our fault. <Sorry> for that.", NULL,
     "{voice|subject} apologize", "Our fault. We apologize for that.", 0, 0},
    /* borders */
    {"no doubled space", "We <really can't> ship.", NULL, " can ",
     "We can ship.", 0, 0},
    {"no space before a stop", "We can't <ship>.", NULL, "send it ",
     "We can't send it.", 0, 0},
    {"no doubled stop", "<So sorry>!", NULL, "I apologize.", "I apologize!", 0,
     0},
    {"a slot stays whole", "<So sorry>.", NULL, "I apologize for [what].",
     "I apologize for [what].", 0, 0},
    {"no orphaned comma", "We <can't>, sorry.", NULL, "can,", "We can, sorry.",
     0, 0},
    {"an empty map word", "I'm <very sorry> for it.", "much=very",
     "{much|gone} pleased", "I'm pleased for it.", 0, 0},
    {"an empty word within", "I <see very well> now.", "much=very",
     "look {much|gone} well", "I look well now.", 0, 0},
    {"a mark closes up", "It is late <but> fine.", NULL, ", and",
     "It is late, and fine.", 0, 0},
    /* line breaks */
    {"wrapped lines stay wrapped", "We <can't ship it\nuntil> Monday.", NULL,
     "can ship it from", "We can ship it\nfrom Monday.", 0, 0},
    {"CRLF and indentation", "We <can't\r\n  ship until> Monday.", NULL,
     "can ship from", "We can\r\n  ship from Monday.", 0, 0},
    {"a copied break stays", "We <can't ship\nit until> Monday.",
     "what=ship\nit", "can {what} from", "We can ship\nit from Monday.", 0, 0},
    {"nowhere to put it", "We <can't\nship> it.", NULL, "sail", "We sail it.",
     0, 0},
    /* zones */
    {"around a link", "<We can't open https://a.example/x until> noon.",
     "what=open_https://a.example/x", "We can {what} from",
     "We can open https://a.example/x from noon.", 0, 0},
    {"a link that would go", "<We can't open https://a.example/x until> noon.",
     NULL, "We can open it from", NULL, 0, 0},
    {"a field that would move", "<See {{name}} and Bob> now.",
     "a={{name}} b=Bob", "Ask {b} and {a}", NULL, 0, 0},
    {"a quote is not touched", "<You wrote \"no\" twice> here.", NULL,
     "you wrote it", NULL, 0, 0},
    {"nothing changes", "<We can> ship.", NULL, "we can", "We can ship.", 0, 0},
    {"words may not stick", "We <can't >ship.", NULL, "can", NULL, 0, 0},
    /* deletions */
    {"an opener", "<Unfortunately>, we can't.", NULL, "", "We can't.", 0, 0},
    {"an opener with its comma", "<Sadly, >we can't.", NULL, "", "We can't.", 0,
     0},
    {"an opener in chat", "<sadly>, we can't.", NULL, "", "we can't.", 0, 0},
    {"a second sentence", "Hi there all. <Sadly>, we can't.", NULL, "",
     "Hi there all. We can't.", 0, 0},
    {"with a dash", "<Sadly> - we can't.", NULL, "", "We can't.", 0, 0},
    {"with dots", "<Sadly>... we can't.", NULL, "", "We can't.", 0, 0},
    {"from I", "<I'm afraid> you can't.", NULL, "", "You can't.", 0, 0},
    {"before a capital", "<Sadly>, Ana can't.", NULL, "", "Ana can't.", 0, 0},
    {"before its own case", "<Sadly>, iPhones can't.", NULL, "",
     "iPhones can't.", 0, 0},
    {"before a link", "<Sadly>, https://a.example is down.", NULL, "",
     "https://a.example is down.", 0, 0},
    {"before a field", "<Sadly>, {{name}} is down.", NULL, "",
     "{{name}} is down.", 0, 0},
    {"before a number", "<Sadly>, 3 are gone.", NULL, "", "3 are gone.", 0, 0},
    {"before a quote", "<Sadly>, \"no\" is no word.", NULL, "",
     "\"no\" is no word.", 0, 0},
    {"before a mention", "<Sadly>, @ana is out.", NULL, "", "@ana is out.", 0,
     0},
    {"over a line break", "Fine.\n\n<Sadly>,\nwe can't.", NULL, "",
     "Fine.\n\nWe can't.", 0, 0},
    {"a line break stays", "Fine. <Sadly>,\r\nwe can't.", NULL, "",
     "Fine.\r\nWe can't.", 0, 0},
    {"within", "We <just> can't.", NULL, "", "We can't.", 0, 0},
    {"within, at a line's end", "We can <just>\nship it.", NULL, "",
     "We can\nship it.", 0, 0},
    {"at the end of a clause", "We can't, <sorry>.", NULL, "", "We can't.", 0,
     0},
    {"in front of a comma", "We can't <sorry>, and more.", NULL, "",
     "We can't, and more.", 0, 0},
    {"between commas", "We can't, <sorry>, and more.", NULL, "",
     "We can't, and more.", 0, 0},
    {"without a closing mark", "We can't ship it, <sorry>", NULL, "",
     "We can't ship it", 0, 0},
    {"behind a dash", "We can't ship it - <sorry>.", NULL, "",
     "We can't ship it.", 0, 0},
    {"in brackets", "We can't (<sorry>) ship it.", NULL, "",
     "We can't ship it.", 0, 0},
    {"behind a bracket", "We can't (<sorry> again) ship it.", NULL, "",
     "We can't (again) ship it.", 0, 0},
    {"behind an abbreviation", "It is no. 12 <a>.", NULL, "", "It is no. 12.",
     0, 0},
    {"behind a mark", "It is 12. <We>.", NULL, "", "It is 12.", 0, 0},
    {"a smiley stays apart", "We can't ship it, <sorry> :)", NULL, "",
     "We can't ship it, :)", 0, 0},
    {"a sentence", "We can't. <Sorry>! It is late.", NULL, "",
     "We can't. It is late.", 0, 0},
    {"the last sentence", "We can't. <Sorry>.", NULL, "", "We can't.", 0, 0},
    {"the last sentence, line end stays", "We can't. <Sorry>.\n", NULL, "",
     "We can't.\n", 0, 0},
    {"a paragraph", "We can't.\n\n<Sorry>.\n\nIt is late.", NULL, "",
     "We can't.\n\nIt is late.", 0, 0},
    {"a paragraph's last sentence", "We can't. <Sorry>.\n\nIt is late.", NULL,
     "", "We can't.\n\nIt is late.", 0, 0},
    {"a list item", "These:\n- <Sorry>.\n- We can't.", NULL, "",
     "These:\n- We can't.", 0, 0},
    {"all there is", "<Sorry>.", NULL, "", NULL, 0, 0},
    {"all but the greeting", "Hi Ana,\n\n<Sorry>.\n\nBest,\nBo", NULL, "", NULL,
     0, 0},
    {"emoji stays", "We can't. <Sorry> \U0001F600", NULL, "",
     "We can't. \U0001F600", 0, 0},
};

/* Words in front of the match open the result and words behind it close it;
 * the first behind may have got a capital. */
static void keeps_outside(const char *before, const char *behind, sw_str got)
{
    sw_str b = sw_str_of(before), e = sw_str_of(behind);
    size_t at = 0, into = 0;
    sw_word want, word;

    while (sw_spot_word(b, &at, b.len, &want)) {
        ck_assert(sw_spot_word(got, &into, got.len, &word));
        ck_assert_str_eq(word.fold, want.fold);
    }
    at = 0;
    while (sw_spot_word(e, &at, e.len, &want)) {
        do {
            ck_assert_msg(sw_spot_word(got, &into, got.len, &word),
                          "%s is gone", want.fold);
        } while (strcmp(word.fold, want.fold) != 0);
    }
}

static void check_law(struct draft *d, size_t start, size_t end,
                      const char *got)
{
    sw_str text = d->check.doc.text;
    const char *before = sw_arena_copy(&d->arena, text.ptr, start);
    const char *behind =
        sw_arena_copy(&d->arena, text.ptr + end, text.len - end);

    keeps_outside(before, behind, sw_str_of(got));
}

START_TEST(replace)
{
    const struct row *row = &rows[_i];
    struct draft d = {0};
    size_t start, end;
    const char *plain = draft_mark(&d, row->text, &start, &end);
    char *text = strdup(plain);
    sw_pieces pieces = {0};
    sw_edits edits = {0};
    sw_template t;
    sw_finding *f;
    sw_fitted done;
    sw_style style;
    sw_fit fit;

    draft_close(&d);
    draft_open(&d, text, row->dialect, row->voice);
    style = sw_style_of(&d.rules, &d.check.doc);
    sw_fit_init(&fit, &d.rules, &d.check.doc, &style, &d.arena);
    t = draft_template(&d, row->words);
    f = draft_find(&d, draft_rule(&d, "r", NULL, SAYWELL_SAFE), start, end,
                   row->captures);
    ck_assert_int_eq(
        sw_eval_run(&t, f, &d.check.doc, &style, &d.arena, &pieces), SW_FITTED);
    done = sw_fit_replace(&fit, start, start, end, &pieces, 0, &edits);
    ck_assert_msg(done == (row->want ? SW_FITTED : SW_FITTED_NOT), "%s",
                  row->name);
    if (row->want) {
        const char *got = draft_after(&d, edits.at, edits.count);

        ck_assert_msg(strcmp(got, row->want) == 0, "%s: %s", row->name, got);
        check_law(&d, start, end, got);
    }
    draft_close(&d);
    free(text);
}
END_TEST

static const struct {
    const char *name, *text;
    sw_insert where;
    size_t sentence;
    const char *words, *want;
} inserts[] = {
    {"before", "We can't. It is late.", SW_INSERT_BEFORE_SENTENCE, 1, "sure.",
     "We can't. Sure. It is late."},
    {"after", "We can't. It is late.", SW_INSERT_AFTER_SENTENCE, 0, "Sure.",
     "We can't. Sure. It is late."},
    {"after, no mark", "we can't ship it", SW_INSERT_AFTER_SENTENCE, 0, "Sure.",
     "we can't ship it. sure."},
    {"a mark of its own", "We can't.", SW_INSERT_AFTER_SENTENCE, 0,
     "I see [what]", "We can't. I see [what]."},
    {"start", "We can't.", SW_INSERT_START, 0, "I see.", "I see. We can't."},
    {"start, same line", "Hi Ana, we can't.", SW_INSERT_START, 0, "I see.",
     "Hi Ana, I see. we can't."},
    {"start, own line", "Hi Ana,\n\nWe can't.", SW_INSERT_START, 0, "I see.",
     "Hi Ana,\n\nI see.\n\nWe can't."},
    {"start, CRLF", "Hi Ana,\r\nWe can't.", SW_INSERT_START, 0, "I see.",
     "Hi Ana,\r\nI see.\r\nWe can't."},
    {"end", "We can't.\n\nBest regards,\nBo", SW_INSERT_END, 0, "I see.",
     "We can't. I see.\n\nBest regards,\nBo"},
    {"end, list", "Do this:\r\n- One.\r\n- Two.", SW_INSERT_END, 0, "I see.",
     "Do this:\r\n- One.\r\n- Two.\r\n\r\nI see."},
    {"no body", "", SW_INSERT_END, 0, "I see.", NULL},
    {"no words", "We can't.", SW_INSERT_END, 0, " ", NULL},
    {"curly, UK", "It\u2019s our colour.", SW_INSERT_END, 0,
     "we apologize, don't we?",
     "It\u2019s our colour. We apologise, don\u2019t we?"},
};

START_TEST(insert)
{
    struct draft d;
    sw_edits edits = {0};
    sw_pieces pieces = {0};
    sw_piece *piece;
    sw_fitted done;
    sw_style style;
    sw_fit fit;

    draft_open(&d, inserts[_i].text, NULL, NULL);
    style = sw_style_of(&d.rules, &d.check.doc);
    sw_fit_init(&fit, &d.rules, &d.check.doc, &style, &d.arena);
    piece = SW_VEC_PUSH(&pieces, &d.arena);
    *piece = (sw_piece){sw_str_of(inserts[_i].words), SW_NOWHERE, false};
    done = sw_insert_run(&fit, inserts[_i].where, inserts[_i].sentence, &pieces,
                         0, &edits);
    ck_assert_msg(done == (inserts[_i].want ? SW_FITTED : SW_FITTED_NOT), "%s",
                  inserts[_i].name);
    if (inserts[_i].want) {
        const char *got = draft_after(&d, edits.at, edits.count);

        ck_assert_uint_eq(edits.count, 1);
        ck_assert_uint_eq(edits.at[0].start, edits.at[0].end);
        ck_assert_msg(strcmp(got, inserts[_i].want) == 0, "%s: %s",
                      inserts[_i].name, got);
    }
    draft_close(&d);
}
END_TEST

/* A draft of words, marks and line ends, the same for the same seed. */
static void random_draft(unsigned *seed, char *out, size_t *words)
{
    static const char *const list[] = {"We",   "ship",      "it", "12 kg",
                                       "Ana",  "today",     "so", "sorry",
                                       "at 5", "\u00fcber", "no", "I'm"};
    static const char *const marks[] = {" ",  " ",   " ",   ", ",        ". ",
                                        "! ", ".\n", " - ", ".\r\n\r\n", "? "};

    *out = '\0';
    *words = 2 + (*seed >> 8) % 8;
    for (size_t i = 0; i < *words; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        strcat(out, list[(*seed >> 8) % 12]);
        strcat(out, i + 1 == *words ? "." : marks[(*seed >> 16) % 10]);
    }
}

/* No mark that the draft did not have stands where a space or mark was. */
static bool has_new(const char *got, const char *text, const char *bad)
{
    return strstr(got, bad) && !strstr(text, bad);
}

START_TEST(deletions_leave_no_scars)
{
    static const char *const scars[] = {" ,", " .", " !", " ?", ",,",  ",.",
                                        "..", "  ", "( ", ".!", " \n", " \r"};
    unsigned seed = (unsigned)_i * 7919u;

    for (int k = 0; k < 200; k++) {
        char text[256];
        size_t words, at = 0;
        struct draft d;
        sw_style style;
        sw_fit fit;
        sw_word word;

        random_draft(&seed, text, &words);
        draft_open(&d, text, NULL, NULL);
        style = sw_style_of(&d.rules, &d.check.doc);
        sw_fit_init(&fit, &d.rules, &d.check.doc, &style, &d.arena);
        while (sw_spot_word(d.check.doc.text, &at, strlen(text), &word)) {
            sw_pieces none = {0};
            sw_edits edits = {0};
            const char *got;

            if (sw_fit_replace(&fit, word.start, word.start, word.end, &none, 0,
                               &edits))
                continue;
            got = draft_after(&d, edits.at, edits.count);
            for (size_t i = 0; i < sizeof scars / sizeof scars[0]; i++)
                ck_assert_msg(!has_new(got, text, scars[i]),
                              "\"%s\" - %s = \"%s\"", text, word.fold, got);
            check_law(&d, word.start, word.end, got);
        }
        draft_close(&d);
    }
}
END_TEST

Suite *suite_fit(void)
{
    Suite *suite = suite_create("fit");
    TCase *tc = tcase_create("fit");

    tcase_add_loop_test(tc, replace, 0, (int)(sizeof rows / sizeof rows[0]));
    tcase_add_loop_test(tc, insert, 0,
                        (int)(sizeof inserts / sizeof inserts[0]));
    tcase_add_loop_test(tc, deletions_leave_no_scars, 0, 5);
    suite_add_tcase(suite, tc);
    return suite;
}
