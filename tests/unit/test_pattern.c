/* test_pattern.c - the author's pattern through the loader and real PCRE2. */
#include "unit.h"

#include "rule/compile.h"
#include "rule/pattern.h"

#include <stdlib.h>
#include <string.h>

/* ---- fragments that the rows may use ------------------------------------ */

/* SW_STR is no constant expression, says ISO C. */
#define T_(words)                \
    {                            \
        words, sizeof(words) - 1 \
    }

static sw_fragment known[] = {
    {.name = "cant", .text = T_("(?:can't|can ?not|cant)")},
    {.name = "we", .text = T_("we|i|our team")},
    {.name = "neg", .text = T_("not|never|no longer")},
    {.name = "refuse", .text = T_("{we} {cant}")},
    {.name = "verb", .text = T_("(?<verb>ship|send)")},
    {.name = "group", .text = T_("a(?:b|c)")},
    {.name = "capture", .text = T_("a(?<c>b)")},
    {.name = "comment", .text = T_("x(?#a ' b)y")},
    {.name = "loose", .text = T_("\\Qa.b")},
    {.name = "flag", .text = T_("(?-i)NO")},
    {.name = "open", .text = T_("a(b")},
    {.name = "a", .text = T_("x{b}")},
    {.name = "b", .text = T_("y {c}")},
    {.name = "c", .text = T_("zz{a}z")},
    {.name = "self", .text = T_("{self}")},
    {.name = "bad", .text = T_("("), .state = SW_FRAGMENT_BAD},
    {.name = "d0", .text = T_("0123456789012345678901234567890123456789")},
    {.name = "d1", .text = T_("{d0}{d0}{d0}{d0}{d0}{d0}{d0}{d0}{d0}{d0}")},
    {.name = "d2", .text = T_("{d1}{d1}{d1}{d1}{d1}{d1}{d1}{d1}{d1}{d1}")},
    {.name = "d3", .text = T_("{d2}{d2}{d2}{d2}{d2}{d2}{d2}{d2}{d2}{d2}")},
    {.name = "d4", .text = T_("{d3}{d3}{d3}{d3}{d3}{d3}{d3}{d3}{d3}{d3}")},
    {.name = "e0", .text = T_("\\E\\E\\E\\E\\E\\E\\E\\E")},
    {.name = "n1", .text = T_("{n2}")},
    {.name = "n2", .text = T_("{n3}")},
    {.name = "n3", .text = T_("{n4}")},
    {.name = "n4", .text = T_("{n5}")},
    {.name = "n5", .text = T_("{n6}")},
    {.name = "n6", .text = T_("{n7}")},
    {.name = "n7", .text = T_("{n8}")},
    {.name = "n8", .text = T_("{n9}")},
    {.name = "n9", .text = T_("{n10}")},
    {.name = "n10", .text = T_("{n11}")},
    {.name = "n11", .text = T_("{n12}")},
    {.name = "n12", .text = T_("{n13}")},
    {.name = "n13", .text = T_("{n14}")},
    {.name = "n14", .text = T_("{n15}")},
    {.name = "n15", .text = T_("{n16}")},
    {.name = "n16", .text = T_("{n17}")},
    {.name = "n17", .text = T_("x")},
};

static sw_arena arena;
static sw_map fragments;

static void setup(void)
{
    fragments = (sw_map){0};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        ck_assert(sw_map_put(&fragments, &arena, sw_str_of(known[i].name),
                             &known[i]));
}

static void teardown(void)
{
    sw_arena_release(&arena);
}

/* ---- what matches what -------------------------------------------------- */

static const struct row {
    const char *pattern, *text;
    const char *match; /* the matched bytes; NULL: no match */
    int no_edges;
} rows[] = {
    /* plain words and edges */
    {"no", "No, thanks", "No", 0},
    {"no", "not now", NULL, 0},
    {"no", "casino", NULL, 0},
    {"no", "not", "no", 1},
    {"can", "we can't", NULL, 0},
    {"can", "we can\xE2\x80\x99t", NULL, 0},
    {"can", "we can`t do", NULL, 0},
    {"can", "we can'tell", "can", 0},
    {"can", "we can", "can", 0},
    {"can", "can't", "can", 1},
    {"can't", "CAN'T", "CAN'T", 0},
    {"no[.!]", "no. We", "no.", 0},
    {"na\xC3\xAFve", "NA\xC3\x8FVE", "NA\xC3\x8FVE", 0},
    {"caf", "caf\xC3\xA9", NULL, 0},
    {"a|b", "xb b", "b", 0},
    {"\\d+", "order 12345", "12345", 0},
    /* spaces */
    {"we can", "we can", "we can", 0},
    {"we can", "we \r\n  can", "we \r\n  can", 0},
    {"we can",
     "we\xC2\xA0\xE2\x80\xAF"
     "can",
     "we\xC2\xA0\xE2\x80\xAF"
     "can",
     0},
    {"we can", "wecan", NULL, 0},
    {"we can", "we                can", "we                can", 0},
    {"we can", "we                 can", NULL, 0}, /* 17 */
    {"we  can", "we can", "we can", 0},
    {"can ?not", "cannot", "cannot", 0},
    {"can ?not", "can\tnot", "can\tnot", 0},
    {"can ??not", "can not", "can not", 0},
    {"can  ?not", "cannot", "cannot", 0},
    {"a\\ b", "a b", "a b", 0},
    {"a\\ b", "a\tb", NULL, 0},
    {"a\\ +b", "a   b", "a   b", 0},
    {"a\\s{2,}b", "a   b", "a   b", 0},
    {"a \\n", "a \n", "a \n", 1},
    {"we\xC2\xA0"
     "can",
     "we can", "we can", 0},
    /* apostrophes, quotes, hyphens */
    {"can't", "can\xE2\x80\x99t", "can\xE2\x80\x99t", 0},
    {"can't", "can\xCA\xBCt", "can\xCA\xBCt", 0},
    {"can't", "can\xE2\x80\x98t", "can\xE2\x80\x98t", 0},
    {"can't", "can\xC2\xB4t", "can\xC2\xB4t", 0},
    {"can't", "can`t", "can`t", 0},
    {"can\xE2\x80\x99t", "can't", "can't", 0},
    {"can'?t", "cant", "cant", 0},
    {"can'{0,1}t", "cant", "cant", 0},
    {"can\\'t", "can\xE2\x80\x99t", NULL, 0},
    {"can\\'t", "can't", "can't", 0},
    {"\"no\"", "\xE2\x80\x9Cno\xE2\x80\x9D", "\xE2\x80\x9Cno\xE2\x80\x9D", 0},
    {"\"no\"", "\xC2\xABno\xC2\xBB", "\xC2\xABno\xC2\xBB", 0},
    {"\\\"no", "\xE2\x80\x9Cno", NULL, 0},
    {"non-refundable", "non\xE2\x80\x91refundable", "non\xE2\x80\x91refundable",
     0},
    {"non-refundable", "non\xE2\x80\x93refundable", "non\xE2\x80\x93refundable",
     0},
    {"a - b", "a \xE2\x80\x94 b", NULL, 0},
    {"a\\-b",
     "a\xE2\x80\x90"
     "b",
     NULL, 0},
    /* classes */
    {"a[ ,]b",
     "a\xC2\xA0"
     "b",
     "a\xC2\xA0"
     "b",
     0},
    {"x[^']+", "xyz\xE2\x80\x99s", "xyz", 0},
    {"[\"']no", "\xE2\x80\x9Dno", "\xE2\x80\x9Dno", 0},
    {"[a-c]+", "abc", "abc", 0},
    {"[ac-]+", "a-c", "a-c", 0},
    {"[ac-]+", "a\xE2\x80\x90", "a", 0},
    {"x[ -~]", "x\xC2\xA0", NULL, 1},
    {"x[ -~]", "x~", "x~", 1},
    {"[{}]", "{", "{", 0},
    {"[]x]", "]", "]", 0},
    {"[^]x]", "y", "y", 0},
    {"[[:alpha:]']+", "don\xE2\x80\x99t", "don\xE2\x80\x99t", 0},
    {"[\\]']+", "]\xE2\x80\x99", "]\xE2\x80\x99", 0},
    {"[\\Q ']\\E]+", "']", "']", 0},
    {"[\\x{2019}]", "\xE2\x80\x99", "\xE2\x80\x99", 0},
    {"[\\p{Lu}-]", "-", "-", 0},
    /* what the conveniences leave alone */
    {"\\Qa.b{x} '\\E", "a.b{x} '", "a.b{x} '", 0},
    {"\\Qa.b", "axb", NULL, 0},
    {"a\\x{20}b", "a\tb", NULL, 0},
    {"(?#it's - \"x\" {y})no", "no", "no", 0},
    {"(?'v'no) \\k'v'", "no no", "no no", 0},
    {"(?<v>no) \\k<v>", "no  no", "no  no", 0},
    {"(?P<v>no) (?P=v)", "no no", "no no", 0},
    {"(?<v>no) \\g{v}", "no no", "no no", 0},
    {"(?<v>a|b)(?&v)", "ab", "ab", 0},
    {"(?<v>no)?(?(<v>) way|yes)", "no way", "no way", 0},
    {"(?(?=a)a b|c)", "a b", "a b", 0},
    {"x{2}y{1,}z{0,3}?", "xxyyzz", "xxyyzz", 0},
    {"x{2}y{1,}z{0,3}?", "xxyyzz", "xxyy", 1},
    {"\\{name\\}", "{name}", "{name}", 0},
    {"a}", "a}", "a}", 0},
    {"\\N{3}", "abc", "abc", 0},
    {"\\N{U+41}", "A", "A", 0},
    {"\\p{Lu}\\pL", "Ab", "Ab", 0},
    {"\\o{101}", "A", "A", 0},
    {"\\cA", "\x01", "\x01", 0},
    {"\\R", "\r\n", "\r\n", 0},
    {"a(?=[ ]b)", "a b", "a", 0},
    {"(?-i)No", "no No", "No", 0},
    {"(?i:no)", "NO", "NO", 0},
    {"(?>a+)b", "aab", "aab", 0},
    {"(?|(a)|(b))c", "bc", "bc", 0},
    {"^no", "so no", NULL, 0},
    {"no$", "no way no", "no", 0},
    {"^b", "a\nb", NULL, 0},
    {"\\.", "a.", ".", 0},
    /* fragments */
    {"{cant} wait", "cannot wait", "cannot wait", 0},
    {"{we} can", "our team can", "our team can", 0},
    {"{we}s", "is", "is", 0},
    {"{refuse} go", "I can not go", "I can not go", 0},
    {"{verb} it", "send it", "send it", 0},
    {"{comment}", "xy", "xy", 0},
    {"{loose}c", "a.bc", "a.bc", 0},
    {"{flag} way", "NO WAY", "NO WAY", 0},
    {"{flag} way", "no way", NULL, 0},
    {"{neg}{0}x", "x", "x", 0},
    {"(?:{neg} )?go", "never go", "never go", 0},
    /* look-behinds */
    {"(?<!if )we", "if we", NULL, 0},
    {"(?<!if )we", "if  we", NULL, 0},
    {"(?<!if )we", "if \n we", "we", 0}, /* one or two, no more */
    {"(?<!if )we", "so we", "we", 0},
    {"(?<!if |when )we", "when we", NULL, 0},
    {"(?<!if |when |since |because |that )we", "that we", NULL, 0},
    {"(?<!{neg} )sure", "no longer sure", NULL, 0},
    {"(?<!{neg} )sure", "never  sure", NULL, 0},
    {"(?<!{neg} )sure", "very sure", "sure", 0},
    {"(?<=(?:if|when) )we", "when we", "we", 0},
    {"(?<=can ?not )go", "cannot go", "go", 0},
    {"(?<=can ?not )go", "can not  go", "go", 0},
    {"(?<=can't )go", "can\xE2\x80\x99t go", "go", 0},
    {"(?<=colou?r )red", "color red", "red", 0},
    {"(?<!\\w{3} )we", "the we", NULL, 0},
    {"(?<=^|[.!?] )no", "Hi! No", "No", 0},
    {"(?<=^|[.!?] )no", "no", "no", 0},
    {"(?<=(?<!so )if )we", "so if we", NULL, 0},
    {"(?<=(?<!so )if )we", "as if we", "we", 0},
};

/* Rules of one pattern. */
typedef struct compiled {
    sw_pattern pattern;
    sw_code_slot slot;
    saywell_rules rules;
} compiled;

static void compile_to(compiled *made, sw_str text, bool edges)
{
    sw_pattern *pattern = &made->pattern;
    sw_pattern_fault fault;
    sw_expansion x;
    char message[160] = "";
    size_t offset = 0;

    memset(made, 0, sizeof *made);
    made->rules.patterns = pattern;
    made->rules.codes = &made->slot;
    if (sw_pattern_expand(&fragments, text, edges, &arena, &x, &fault))
        ck_abort_msg("%s: %s at %zu", text.ptr, fault.message, fault.offset);
    pattern->expanded = x.text;
    pattern->names = x.names;
    pattern->code = sw_compile_text(pattern->expanded, &offset, message);
    made->slot = pattern->code;
    if (!pattern->code)
        ck_abort_msg("%s -> %s: %s at %zu", text.ptr, x.text.ptr, message,
                     offset);
    for (size_t i = 0; i < x.text.len; i++)
        ck_assert_uint_lt(x.map[i], text.len);
}

START_TEST(matches)
{
    const struct row *row = &rows[_i];
    pcre2_match_data *data;
    const PCRE2_SIZE *place;
    compiled made;
    int found;

    compile_to(&made, sw_str_of(row->pattern), !row->no_edges);
    data = pcre2_match_data_create_from_pattern(made.pattern.code->code, NULL);
    found =
        pcre2_match(sw_compile_jit(&made.rules, 0)->code, (PCRE2_SPTR)row->text,
                    strlen(row->text), 0, 0, data, NULL);
    place = pcre2_get_ovector_pointer(data);
    if (!row->match && found > 0)
        ck_abort_msg("%s -> %s matches \"%.*s\" in \"%s\"", row->pattern,
                     made.pattern.expanded.ptr, (int)(place[1] - place[0]),
                     row->text + place[0], row->text);
    if (row->match && found <= 0)
        ck_abort_msg("%s -> %s does not match \"%s\"", row->pattern,
                     made.pattern.expanded.ptr, row->text);
    if (row->match)
        ck_assert_msg(place[1] - place[0] == strlen(row->match) &&
                          memcmp(row->text + place[0], row->match,
                                 strlen(row->match)) == 0,
                      "%s matches \"%.*s\" in \"%s\"", row->pattern,
                      (int)(place[1] - place[0]), row->text + place[0],
                      row->text);
    pcre2_match_data_free(data);
    sw_compile_free(made.slot);
}
END_TEST

/* ---- what is refused ---------------------------------------------------- */

static const struct refusal {
    const char *pattern;
    const char *at;       /* the bytes that the caret covers */
    const char *message;  /* part of the message */
    const char *fragment; /* whose text is wrong; NULL: the pattern's */
} refusals[] = {
    {"a(?x) b", "(?x", "flag x", NULL},
    {"a(?ix:b)", "(?ix", "flag x", NULL},
    {"a(?i-x:b)", "(?i-x", "flag x", NULL},
    {"(*UTF)a", "(*", "(*...) is not taken", NULL},
    {"(*positive_lookahead:a)", "(*", "(?=...)", NULL},
    {"a\\C", "\\C", "\\C is not taken", NULL},
    {"a(?C1)b", "(?C", "callouts", NULL},
    {"a{,3}", "{,3}", "write {0,n}", NULL},
    {"a {2,3}b", " {2,3}", "\\s{2,3}", NULL},
    {"we *can", " *", "already a run", NULL},
    {"we +can", " +", "already a run", NULL},
    {"we + can", " +", "already a run", NULL},
    {"{cnat} go", "{cnat}", "did you mean {cant}?", NULL},
    {"{zzzzzz} go", "{zzzzzz}", "there is no fragment", NULL},
    {"x {a} y", "{a}", "a -> b -> c -> a", "c"},
    {"{self}", "{self}", "self -> self", "self"},
    {"go {bad}", "{bad}", "error of its own", NULL},
    {"{open}", "(", "never closed", "open"},
    {"\\yes", "\\y", "no escape that PCRE2 knows", NULL},
    {"\\Ua", "\\U", "no escape that PCRE2 knows", NULL},
    {"(a) \\1", "\\1", "(?<name>...)", NULL},
    {"(a) \\g{1}", "\\g{1}", "(?<name>...)", NULL},
    {"(a) \\g{-1}", "\\g{-1}", "(?<name>...)", NULL},
    {"(a) \\g2x", "\\g2", "(?<name>...)", NULL},
    {"(a)(?1)", "(?1)", "(?<name>...)", NULL},
    {"(a)(?-1)", "(?-1)", "(?<name>...)", NULL},
    {"(a)(?(1)b)", "(?(1)", "(?<name>...)", NULL},
    {"a (b", "(", "never closed", NULL},
    {"a b)", ")", "closes nothing", NULL},
    {"a [b", "[", "never closed", NULL},
    {"a { b", "{", "write \\{", NULL},
    {"{2x}", "{", "write \\{", NULL},
    {"a\\", "\\", "nothing behind it", NULL},
    {"a(?#b", "(?#", "comment", NULL},
    {"a(?%b)", "(?%", "no group of PCRE2", NULL},
    {"a(?<1x>b)", "(?<1x>", "name", NULL},
    {"a(?<x b)", "(?<x ", "closed by >", NULL},
    {"a(?P!b)", "(?P!", "(?P", NULL},
    {"\\p{Lu", "\\p{", "never closed", NULL},
    {"\\kx", "\\k", "\\k<name>", NULL},
    {"\\o1", "\\o", "\\o{101}", NULL},
    {"(?<!a b c d e)f", " ", "at most 3 spaces; use \"except\" or \"clause\"",
     NULL},
    {"(?<!{capture})x", "(?<c>", "plain alternatives", "capture"},
    {"(?<!{neg}+)x", "+", "no fixed length; use \"except\"", NULL},
    {"(?<!a", "(", "never closed", NULL},
    {"(?<!a *)b", " *", "already a run", NULL},
    {"(?<!{cnat})b", "{cnat}", "did you mean {cant}?", NULL},
    {"(?<!{self})b", "{self}", "self -> self", "self"},
    {"(?<!(?=a{neg})b)c", "{neg}", "in a group of a look-behind", NULL},
    {"(?<![ab]?c?d?e?f?g?h?i?j?)k", "j", "too many variants", NULL},
    {"x{d4}", "x", "longer than 64 KiB", NULL},
    {"{n1}", "{n17}", "nested more than 16", "n16"},
    {"a\xC3(b", "\xC3", "not UTF-8", NULL},
};

START_TEST(refuses)
{
    const struct refusal *row = &refusals[_i];
    sw_str text = sw_str_of(row->pattern);
    sw_pattern_fault fault;
    sw_expansion x;

    ck_assert_msg(sw_pattern_expand(&fragments, text, true, &arena, &x,
                                    &fault) == SAYWELL_PATTERN,
                  "%s is taken: %s", row->pattern, x.text.ptr);
    ck_assert_msg(strstr(fault.message, row->message) != NULL, "%s: %s",
                  row->pattern, fault.message);
    if (row->fragment) {
        ck_assert_msg(fault.fragment != NULL, "%s: %s", row->pattern,
                      fault.message);
        ck_assert_str_eq(fault.fragment->name, row->fragment);
        text = fault.fragment->text;
    } else {
        ck_assert_ptr_null(fault.fragment);
    }
    ck_assert_msg(fault.len == strlen(row->at) &&
                      fault.offset + fault.len <= text.len &&
                      memcmp(text.ptr + fault.offset, row->at, fault.len) == 0,
                  "%s: the place is \"%.*s\"", row->pattern, (int)fault.len,
                  text.ptr + fault.offset);
    /* a fault leaves no fragment half open */
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        ck_assert_int_ne(known[i].state, 1);
}
END_TEST

/* ---- what PCRE2 refuses: the map leads back ----------------------------- */

static const struct late {
    const char *pattern, *at, *message;
} lates[] = {
    {"we (?:can|*)t", "*", "nothing in front"},
    {"it's [z-a] b", "[z-a]", "range"},
    {"it's ok (?<!a+)b", "(?<!", "no fixed length"},
    {"it's a{3,1}b", "{3,1}", "out of order"},
    {"it's \\k<nope> b", "\\k<nope>", "no group of this name"},
    {"it's \\p{Nope} b", "\\p{Nope}", "property"},
    {"it's \\x{110000} b", "\\x{110000}", "too large"},
    {"it's [[:nope:]]", "[[:nope:]]", "POSIX"},
    {"it's {flag}{2}{3,1}", "{3,1}", "out of order"},
    {"x{99999}", "{99999}", "too big"},
};

START_TEST(maps)
{
    const struct late *row = &lates[_i];
    sw_str text = sw_str_of(row->pattern);
    sw_pattern_fault fault;
    sw_expansion x;
    char message[160] = "";
    size_t offset = 0, start, len;

    ck_assert_int_eq(
        sw_pattern_expand(&fragments, text, true, &arena, &x, &fault),
        SAYWELL_OK);
    ck_assert_ptr_null(sw_compile_text(x.text, &offset, message));
    ck_assert_msg(strstr(message, row->message) != NULL, "%s: %s", row->pattern,
                  message);
    sw_pattern_place(text, &x, offset, &start, &len);
    ck_assert_msg(len == strlen(row->at) &&
                      memcmp(row->pattern + start, row->at, len) == 0,
                  "%s: %s at %zu, that is \"%.*s\"", row->pattern, message,
                  offset, (int)len, row->pattern + start);
}
END_TEST

/* ---- the rest ----------------------------------------------------------- */

START_TEST(names_once)
{
    sw_pattern_fault fault;
    sw_expansion x;

    ck_assert_int_eq(
        sw_pattern_expand(&fragments,
                          SW_STR("(?<a>x)|(?'b'y)|(?P<a>z)|{verb}|{verb}"),
                          true, &arena, &x, &fault),
        SAYWELL_OK);
    ck_assert_str_eq(x.names[0], "a");
    ck_assert_str_eq(x.names[1], "b");
    ck_assert_str_eq(x.names[2], "verb");
    ck_assert_ptr_null(x.names[3]);
}
END_TEST

static const struct literal {
    const char *words, *text;
    int matches;
} literals[] = {
    {"No. 5", "the No. 5 bag", 1},
    {"No. 5", "the No 5 bag", 0},
    {"No. 5", "the No. 52 bag", 0},
    {"  Mac  OS\n", "on mac os now", 1},
    {"what? (a+b) {c} [d] $1|2^3\\n*", "what? (a+b) {c} [d] $1|2^3\\n*", 1},
    {"Ana's", "ana\xE2\x80\x99s", 1},
    {"C++", "in C++, yes", 1},
};

START_TEST(literally)
{
    const struct literal *row = &literals[_i];
    pcre2_match_data *data;
    compiled made;
    sw_str text;

    ck_assert_int_eq(sw_pattern_literal(sw_str_of(row->words), &arena, &text),
                     SAYWELL_OK);
    compile_to(&made, text, true);
    data = pcre2_match_data_create(1, NULL);
    ck_assert_msg((pcre2_match(made.pattern.code->code, (PCRE2_SPTR)row->text,
                               strlen(row->text), 0, 0, data, NULL) >= 0) ==
                      (row->matches != 0),
                  "%s -> %s", row->words, made.pattern.expanded.ptr);
    pcre2_match_data_free(data);
    sw_compile_free(made.slot);
}
END_TEST

START_TEST(jit_keeps_the_old_code)
{
    compiled made;
    const sw_code *plain, *fast;

    compile_to(&made, SW_STR("(?<v>no) way"), true);
    plain = sw_compile_use(&made.rules, 0, NULL);
    fast = sw_compile_jit(&made.rules, 0);
    ck_assert_ptr_ne(plain, fast);
    ck_assert_ptr_eq(fast, sw_compile_jit(&made.rules, 0));
    ck_assert_ptr_eq(fast, sw_compile_use(&made.rules, 0, NULL));
    ck_assert_ptr_eq(fast, sw_compile_made(&made.rules, 0));
    ck_assert_uint_eq(plain->name_count, 1); /* still there to be read */
    ck_assert_uint_eq(fast->name_count, 1);
    sw_compile_free(made.slot);
}
END_TEST

Suite *suite_pattern(void)
{
    Suite *suite = suite_create("pattern");
    TCase *tc = tcase_create("pattern");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, matches, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(tc, refuses, 0, sizeof refusals / sizeof *refusals);
    tcase_add_loop_test(tc, maps, 0, sizeof lates / sizeof *lates);
    tcase_add_test(tc, names_once);
    tcase_add_loop_test(tc, literally, 0, sizeof literals / sizeof *literals);
    tcase_add_test(tc, jit_keeps_the_old_code);
    suite_add_tcase(suite, tc);
    return suite;
}
