/* test_rewrite.c - fixes of findings: offered, taken along, chosen. */
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "unit.h"

#include "base/utf8.h"

/* ---- a bare no in front of an offer -------------------------------------- */

static const struct {
    const char *name, *text;
    const char *no;   /* words of the bare no */
    const char *cant; /* words of the refusal */
    const char *want; /* its first fix; NULL: none is offered */
    bool taken;       /* the bare no carries the same fix */
} takes[] = {
    {"comma", "No, we can't ship until Monday.", "No", "can't ship until",
     "We can ship from Monday.", true},
    {"full stop", "Unfortunately, no. We can't ship until Monday.",
     "Unfortunately, no", "can't ship until", "We can ship from Monday.", true},
    {"dash", "No \u2014 we can't ship until Monday.", "No", "can't ship until",
     "We can ship from Monday.", true},
    {"no mark", "Sure, no we can't ship until Monday.", "no",
     "can't ship until", "Sure, we can ship from Monday.", true},
    {"the subject is matched", "No, we can't ship until Monday.", "No",
     "we can't ship until", "We can ship from Monday.", true},
    {"longer subject", "No. Our store can't ship until Monday.", "No",
     "can't ship until", "Our store can ship from Monday.", true},
    {"a name keeps its capital", "Ok, no. Ana can't ship until Monday.", "no",
     "can't ship until", NULL, false},
    {"behind a greeting", "Hi Bo, no. We can't ship until Monday.", "no",
     "can't ship until", "Hi Bo, we can ship from Monday.", true},
    {"a name behind a greeting", "Hi Bo, no. Ana can't ship until Monday.",
     "no", "can't ship until", "Hi Bo, Ana can ship from Monday.", true},
    {"chat", "no, we can't ship until monday", "no", "can't ship until",
     "we can ship from monday", true},
    {"wrapped", "No,\nwe can't ship until Monday.", "No", "can't ship until",
     "We can ship from Monday.", true},
    {"wrapped behind", "No, we can't\nship until Monday.", "No",
     "can't\nship until", "We can\nship from Monday.", true},
    {"something between", "No, sorry, we can't ship until Monday.", "No",
     "can't ship until", NULL, false},
    {"a sentence's words between", "No, sorry. We can't ship until Monday.",
     "No", "can't ship until", NULL, false},
    {"because", "No because we can't ship until Monday.", "No",
     "can't ship until", NULL, false},
    {"told", "I told Bo no, we can't ship until Monday.", "no",
     "can't ship until", NULL, false},
    {"a fact stays", "No refunds. We can't ship until Monday.", "No refunds",
     "can't ship until", NULL, false},
    {"behind", "We can't ship until Monday, no.", "no", "can't ship until",
     NULL, false},
    {"a paragraph of its own", "No.\n\nWe can't ship until Monday.", "No",
     "can't ship until", NULL, false},
    {"far away", "No. It is late. We can't ship until Monday.", "No",
     "can't ship until", "No. It is late. We can ship from Monday.", false},
    {"in another sentence", "I'd say no. We can't ship until Monday.", "no",
     "can't ship until", NULL, false},
    {"as words of another",
     "It is no better there. We can't ship until Monday.", "no",
     "can't ship until", "It is no better there. We can ship from Monday.",
     false},
};

static int by_start(const void *a, const void *b)
{
    const sw_finding *x = a, *y = b;

    return x->start < y->start ? -1 : x->start > y->start;
}

static void sort_findings(struct draft *d)
{
    qsort(d->check.findings.at, d->check.findings.count, sizeof(sw_finding),
          by_start);
}

static sw_finding *find_rule(struct draft *d, const char *id)
{
    for (size_t i = 0; i < d->check.findings.count; i++)
        if (!strcmp(d->check.findings.at[i].rule->info.id, id))
            return &d->check.findings.at[i];
    ck_abort_msg("no finding of %s", id);
    return NULL;
}

static const char *after_fix(struct draft *d, const saywell_fix *fix)
{
    return draft_after(d, fix->edits, fix->edit_count);
}

static void open_takes(struct draft *d, int row, const sw_rule *list[1])
{
    sw_rule *no, *cant;

    draft_open(d, takes[row].text, NULL, NULL);
    no = draft_rule(d, "bare-no", "What I can do is [offer].", SAYWELL_HUMAN);
    cant = draft_rule(d, "cannot", "{0}", SAYWELL_SAFE);
    cant = draft_rule(d, "cannot-until", "{who}can {verb} from", SAYWELL_SAFE);
    list[0] = no;
    cant->takes = (sw_rules_list){list, 1};
    draft_words(d, no, takes[row].no, NULL);
    draft_words(d, cant, takes[row].cant,
                strncmp(takes[row].cant, "we ", 3) == 0 ? "who=we_ verb=ship"
                                                        : "who= verb=ship");
    sort_findings(d);
    ck_assert(sw_rewrite_run(&d->check));
}

START_TEST(take)
{
    struct draft d;
    const sw_rule *list[1];
    const sw_finding *no, *cant;
    sw_edits chosen;

    open_takes(&d, _i, list);
    no = find_rule(&d, "bare-no");
    cant = find_rule(&d, "cannot-until");
    if (!takes[_i].want) {
        ck_assert_msg(cant->fixes.count == 0, "%s", takes[_i].name);
        ck_assert(!no->fixes.at[0].with);
        ck_assert(sw_rewrite_choose(&d.check, &chosen));
        ck_assert_uint_eq(chosen.count, 0);
        draft_close(&d);
        return;
    }
    ck_assert_msg(cant->fixes.count == 1, "%s", takes[_i].name);
    ck_assert_msg(!strcmp(after_fix(&d, cant->fixes.at), takes[_i].want),
                  "%s: %s", takes[_i].name, after_fix(&d, cant->fixes.at));
    ck_assert(!cant->fixes.at[0].with);
    ck_assert_uint_eq(no->fixes.count, takes[_i].taken ? 2 : 1);
    if (takes[_i].taken) {
        ck_assert_str_eq(no->fixes.at[0].with, "cannot-until");
        ck_assert_str_eq(after_fix(&d, no->fixes.at), takes[_i].want);
    }
    ck_assert_int_eq(no->fixes.at[no->fixes.count - 1].trust, SAYWELL_HUMAN);
    ck_assert(sw_rewrite_choose(&d.check, &chosen));
    ck_assert_str_eq(draft_after(&d, chosen.at, chosen.count), takes[_i].want);
    draft_close(&d);
}
END_TEST

static const struct {
    const char *text;
    bool offered;
} unflagged[] = {
    {"No, we can't ship until Monday.", false},
    {"No. We can't ship until Monday.", false},
    {"Sorry, no. We can't ship until Monday.", false},
    {"That is it and no, we can't ship until Monday.", false},
    {"Hello there, hi Bo, nope, we can't ship until Monday.", false},
    {"It is no better there. We can't ship until Monday.", true},
    {"You wrote \"no\" and we can't ship until Monday.", true},
    {"We can't ship until Monday. No.", true},
    {"Sorry. We can't ship until Monday.", true},
};

/* As when the rule for a bare no is off. */
START_TEST(unflagged_no)
{
    struct draft d;
    sw_rule *cant;
    const sw_rule *list[1];
    const sw_finding *f;

    draft_open(&d, unflagged[_i].text, NULL, NULL);
    list[0] = draft_rule(&d, "bare-no", NULL, SAYWELL_HUMAN);
    cant = draft_rule(&d, "cannot-until", "can {verb} from", SAYWELL_SAFE);
    cant->takes = (sw_rules_list){list, 1};
    f = draft_words(&d, cant, "can't ship until", "verb=ship");
    ck_assert(sw_rewrite_run(&d.check));
    ck_assert_msg(f->fixes.count == (unflagged[_i].offered ? 1 : 0), "%s",
                  unflagged[_i].text);
    draft_close(&d);
}
END_TEST

START_TEST(one_edit_covers_both)
{
    struct draft d;
    const sw_rule *list[1];
    const saywell_fix *fix;

    open_takes(&d, 0, list);
    fix = &find_rule(&d, "cannot-until")->fixes.at[0];
    ck_assert_uint_eq(fix->edit_count, 1);
    ck_assert_uint_eq(fix->edits[0].start, 0);
    ck_assert_uint_eq(fix->edits[0].end, strlen("No, we can't ship until"));
    ck_assert_str_eq(fix->edits[0].text, "We can ship from");
    draft_close(&d);
}
END_TEST

START_TEST(no_list_means_one_word)
{
    struct draft d;
    const sw_rule *list[1];
    sw_map none = {0};

    open_takes(&d, 1, list);
    d.rules.lists = none;
    for (size_t i = 0; i < d.check.findings.count; i++)
        d.check.findings.at[i].fixes.count = 0;
    ck_assert(sw_rewrite_run(&d.check));
    ck_assert_uint_eq(find_rule(&d, "cannot-until")->fixes.count, 0);
    draft_close(&d);
}
END_TEST

/* ---- trust, messages, previews ------------------------------------------- */

static const struct {
    const char *name, *text, *words, *captures, *rewrite;
    saywell_trust want;
    const char *preview;
} fixes[] = {
    {"plain", "Hello. We  can't ship it\nand more. Bye.", "can't", NULL, "can",
     SAYWELL_SAFE, "We can ship it and more."},
    {"emoji", "We can't \U0001F600 \U0001F605 ship\u00a0it.", "can't", NULL,
     "can", SAYWELL_SAFE, "We can \U0001F600 \U0001F605 ship it."},
    {"a slot", "We can't ship it.", "can't", NULL, "can [do]", SAYWELL_HUMAN,
     "We can [do] ship it."},
    {"a lost number", "We ship in 5 days.", "in 5 days", NULL, "soon",
     SAYWELL_HUMAN, "We ship soon."},
    {"a changed number", "We ship in 15 days.", "in 15 days", NULL, "in 5 days",
     SAYWELL_HUMAN, "We ship in 5 days."},
    {"a kept number", "We ship in 5 days.", "in 5 days", "n=5",
     "within {n} days", SAYWELL_SAFE, "We ship within 5 days."},
    {"two sentences", "One is a. Two is b.", "a. Two", NULL, "a, two",
     SAYWELL_SAFE, "One is a, two is b."},
    {"a sentence that goes", "We can't. Sorry.", "Sorry", NULL, "",
     SAYWELL_SAFE, "We can't."},
};

START_TEST(fix)
{
    struct draft d;
    const saywell_fix *got;
    const sw_finding *f;

    draft_open(&d, fixes[_i].text, NULL, NULL);
    f = draft_words(&d, draft_rule(&d, "r", fixes[_i].rewrite, SAYWELL_SAFE),
                    fixes[_i].words, fixes[_i].captures);
    ck_assert(sw_rewrite_run(&d.check));
    ck_assert_uint_eq(f->fixes.count, 1);
    got = &f->fixes.at[0];
    ck_assert_msg(got->trust == fixes[_i].want, "%s", fixes[_i].name);
    ck_assert_msg(!strcmp(got->preview, fixes[_i].preview), "%s: %s",
                  fixes[_i].name, got->preview);
    ck_assert_str_eq(got->message, "Title");
    draft_close(&d);
}
END_TEST

START_TEST(long_preview_is_cut)
{
    struct draft d;
    sw_buf text = {0};
    const sw_finding *f;

    for (int i = 0; i < 500; i++)
        sw_buf_put_c(&text, "\u00fcber \u00e9t\u00e9 ");
    sw_buf_put_c(&text, "can't");
    for (int i = 0; i < 500; i++)
        sw_buf_put_c(&text, " \u00fcber \u00e9t\u00e9");
    draft_open(&d, sw_buf_c(&text), NULL, NULL);
    f = draft_words(&d, draft_rule(&d, "r", "can", SAYWELL_SAFE), "can't",
                    NULL);
    ck_assert(sw_rewrite_run(&d.check));
    ck_assert_uint_lt(strlen(f->fixes.at[0].preview), 1000);
    ck_assert_ptr_nonnull(strstr(f->fixes.at[0].preview, " can "));
    ck_assert_uint_eq(sw_utf8_valid(sw_str_of(f->fixes.at[0].preview)),
                      strlen(f->fixes.at[0].preview));
    draft_close(&d);
    sw_buf_release(&text);
}
END_TEST

START_TEST(a_patterns_rewrites_come_before_the_rules)
{
    struct draft d;
    sw_pattern pattern = {0};
    sw_rewrite own[2] = {{.trust = SAYWELL_HUMAN, .message = "Say this"},
                         {.trust = SAYWELL_SAFE}};
    sw_finding *f;

    draft_open(&d, "We can't ship.", NULL, NULL);
    own[0].text = draft_template(&d, "{nobody} may");
    own[1].text = draft_template(&d, "may");
    own[1].message = "Say this";
    pattern.rewrites = own;
    pattern.rewrite_count = 2;
    f = draft_words(&d, draft_rule(&d, "r", "can", SAYWELL_SAFE), "can't",
                    NULL);
    f->pattern = &pattern;
    ck_assert(sw_rewrite_run(&d.check));
    ck_assert_uint_eq(f->fixes.count, 1);
    ck_assert_str_eq(after_fix(&d, f->fixes.at), "We may ship.");
    ck_assert_str_eq(f->fixes.at[0].message, "Say this");
    draft_close(&d);
}
END_TEST

START_TEST(an_anchor_gets_an_insertion)
{
    struct draft d;
    sw_rule *rule;
    const sw_finding *f;

    draft_open(&d, "Hi Ana,\n\nWe can't ship.", NULL, NULL);
    rule = draft_rule(&d, "r", "I see that [what].", SAYWELL_HUMAN);
    f = draft_find(&d, rule, 9, 9, NULL);
    ck_assert(sw_rewrite_run(&d.check));
    ck_assert_str_eq(after_fix(&d, f->fixes.at),
                     "Hi Ana,\n\nI see that [what].\n\nWe can't ship.");
    ck_assert_str_eq(f->fixes.at[0].preview,
                     "I see that [what]. We can't ship.");
    draft_close(&d);
}
END_TEST

/* ---- choosing ------------------------------------------------------------ */

static const struct {
    const char *name, *text;
    struct {
        const char *words, *rewrite;
        saywell_trust trust;
    } finding[4];
    const char *want;
} choices[] = {
    {"human is not applied",
     "We do aa. It is bb.",
     {{"aa", "x", SAYWELL_HUMAN}, {"bb", "y", SAYWELL_SAFE}},
     "We do aa. It is y."},
    {"the earlier one wins",
     "We do aa and bb. It is cc.",
     {{"aa", "x", SAYWELL_SAFE},
      {"bb", "y", SAYWELL_SAFE},
      {"cc", "z", SAYWELL_SAFE}},
     "We do x and bb. It is z."},
    {"an edit over two sentences closes both",
     "We do aa. It is bb. So cc.",
     {{"aa. It", "x, and it", SAYWELL_SAFE},
      {"bb", "y", SAYWELL_SAFE},
      {"cc", "z", SAYWELL_SAFE}},
     "We do x, and it is bb. So z."},
    {"overlap",
     "We do aa bb.",
     {{"do aa", "x", SAYWELL_SAFE}, {"aa bb", "y", SAYWELL_SAFE}},
     "We x bb."},
    {"the same twice",
     "We do aa.",
     {{"aa", "x", SAYWELL_SAFE}, {"aa", "x", SAYWELL_SAFE}},
     "We do x."},
    {"never all of the body",
     "Sorry. Sorry!",
     {{"Sorry", "", SAYWELL_SAFE}, {"Sorry!", "", SAYWELL_SAFE}},
     "Sorry!"},
    {"neighbours",
     "We do. Sorry. Thanks! Bye.",
     {{"Sorry", "", SAYWELL_SAFE}, {"Thanks", "", SAYWELL_SAFE}},
     "We do. Bye."},
};

START_TEST(choose)
{
    struct draft d;
    sw_edits chosen;

    draft_open(&d, choices[_i].text, NULL, NULL);
    for (size_t i = 0; choices[_i].finding[i].words; i++)
        draft_words(&d,
                    draft_rule(&d, "r", choices[_i].finding[i].rewrite,
                               choices[_i].finding[i].trust),
                    choices[_i].finding[i].words, NULL);
    ck_assert(sw_rewrite_run(&d.check));
    ck_assert(sw_rewrite_choose(&d.check, &chosen));
    ck_assert_msg(
        !strcmp(draft_after(&d, chosen.at, chosen.count), choices[_i].want),
        "%s: %s", choices[_i].name, draft_after(&d, chosen.at, chosen.count));
    draft_close(&d);
}
END_TEST

#define ROWS(table) ((int)(sizeof(table) / sizeof(table)[0]))

Suite *suite_rewrite(void)
{
    Suite *suite = suite_create("rewrite");
    TCase *tc = tcase_create("rewrite");

    tcase_add_loop_test(tc, take, 0, ROWS(takes));
    tcase_add_loop_test(tc, unflagged_no, 0, ROWS(unflagged));
    tcase_add_test(tc, one_edit_covers_both);
    tcase_add_test(tc, no_list_means_one_word);
    tcase_add_loop_test(tc, fix, 0, ROWS(fixes));
    tcase_add_test(tc, long_preview_is_cut);
    tcase_add_test(tc, a_patterns_rewrites_come_before_the_rules);
    tcase_add_test(tc, an_anchor_gets_an_insertion);
    tcase_add_loop_test(tc, choose, 0, ROWS(choices));
    suite_add_tcase(suite, tc);
    return suite;
}
