/* test_zone.c - zones of replies as people write them, and of hostile ones. */
#include "unit.h"

#include "base/buf.h"
#include "doc/zone.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

/* blocks and inlines: "kind<bytes>" each, divided by one space. */
typedef struct row {
    const char *name, *text, *blocks, *inlines;
} row;

/* ---- greetings ----------------------------------------------------------- */

static const row greetings[] = {
    {"name", "Hi Ana,\nit ships today.", "greeting<Hi Ana,>", ""},
    {"no name", "Hi, no we can't change it.", "greeting<Hi,>", ""},
    {"text on the line", "Hi Emma, sorry about that.", "greeting<Hi Emma,>",
     ""},
    {"title", "Dear Ms. Ortiz,\n\nIt ships.", "greeting<Dear Ms. Ortiz,>", ""},
    {"there", "Hey there! It ships.", "greeting<Hey there!>", ""},
    {"daytime", "Good morning, Sam. It ships.", "greeting<Good morning, Sam.>",
     ""},
    {"daytime alone", "Good afternoon.\nIt ships.", "greeting<Good afternoon.>",
     ""},
    {"dash", "Hi team - it ships.", "greeting<Hi team ->", ""},
    {"em dash", "Hi Sam \u2014 it ships.", "greeting<Hi Sam \u2014>", ""},
    {"two names", "Hello Ana and Sam,\nok", "greeting<Hello Ana and Sam,>", ""},
    {"slash", "Hi Ana/Sam,\nok", "greeting<Hi Ana/Sam,>", ""},
    {"initial", "Hello J. Smith,\nok", "greeting<Hello J. Smith,>", ""},
    {"hyphen", "Dear Anne-Marie,\nok", "greeting<Dear Anne-Marie,>", ""},
    {"accents", "Hi Jos\u00e9 \u00c1lvarez,\nok",
     "greeting<Hi Jos\u00e9 \u00c1lvarez,>", ""},
    {"small name", "hi sam, ok", "greeting<hi sam,>", ""},
    {"small no name", "hi yes, we can", "greeting<hi>", ""},
    {"customer", "Dear customer,\nok", "greeting<Dear customer,>", ""},
    {"valued", "Dear Valued Customer:\nok", "greeting<Dear Valued Customer:>",
     ""},
    {"sir or madam", "Dear Sir/Madam,\nok", "greeting<Dear Sir/Madam,>", ""},
    {"whom", "To whom it may concern,\nok", "greeting<To whom it may concern,>",
     ""},
    {"comma twice", "Hi, Ana! It ships.", "greeting<Hi, Ana!>", ""},
    {"adverb", "Hi, Unfortunately, it is late.", "greeting<Hi,>", ""},
    {"adverb in -ly", "Hi, Regrettably, it is late.", "greeting<Hi,>", ""},
    {"name in -ly", "Hi, Emily, it ships.", "greeting<Hi, Emily,>", ""},
    {"marks", "Hello!!! It ships.", "greeting<Hello!!!>", ""},
    {"emoji", "Hi Ana \U0001F44B, it ships.", "greeting<Hi Ana \U0001F44B,>",
     ""},
    {"emoji for a mark", "Hi \U0001F44B it ships.", "greeting<Hi \U0001F44B>",
     ""},
    {"smiley behind", "Hi Ana! :) It ships.", "greeting<Hi Ana! :)>", ""},
    {"line end", "Hi Ana\nit ships", "greeting<Hi Ana>", ""},
    {"only that", "Hello", "greeting<Hello>", ""},
    {"CRLF", "Hi Ana,\r\n\r\nIt ships.", "greeting<Hi Ana,>", ""},
    {"blank lines and tabs first", "\n\t\n\tHi Ana,\nok", "greeting<Hi Ana,>",
     ""},
    {"no mark, a name", "Hi Emma thanks for writing", "greeting<Hi Emma>", ""},
    {"no mark, no name", "Hi we can ship it", "greeting<Hi>", ""},
    {"no mark, contracted", "Hi I\u2019m on it", "greeting<Hi>", ""},
    {"behind a mention", "@77 Hi Kim, done.", "greeting<Hi Kim,>",
     "mention<@77>"},
    {"braces", "Hi {{first_name}},\nok", "greeting<Hi {{first_name}},>",
     "placeholder<{{first_name}}>"},
    {"brackets", "Hi [name],\nok", "greeting<Hi [name],>",
     "placeholder<[name]>"},
    {"angles", "Hello <FirstName>,\nok", "greeting<Hello <FirstName>,>",
     "placeholder<<FirstName>>"},
    {"percent", "Hi %name%,\nok", "greeting<Hi %name%,>",
     "placeholder<%name%>"},
    {"there was", "Hi there was a problem", "", ""},
    {"hi-res", "Hi-res pictures are best", "", ""},
    {"high", "High demand slows us", "", ""},
    {"question", "Hello? Is it on?", "", ""},
    {"dear me", "Dear, oh dear", "", ""},
    {"evening", "Evening delivery costs more.", "", ""},
    {"greetings from", "Greetings from all of us", "", ""},
    {"not the first line", "It ships.\nHi Ana,", "", ""},
    {"below a quote", "> late\n\nHi Kim,\nok",
     "quote<> late> greeting<Hi Kim,>", ""},
};

/* ---- quotes, history, fences, speakers ----------------------------------- */

static const row blocks[] = {
    {"one line", "> it is late", "quote<> it is late>", ""},
    {"nested", "a\n> > x\n>> y\n>z\nb", "quote<> > x\n>> y\n>z>", ""},
    {"leading spaces", "a\n  > x\nb", "quote<  > x>", ""},
    {"blank between", "> x\n\n> y\nb", "quote<> x\n\n> y>", ""},
    {"inline replies", "> x\nNo.\n> y\nYes.", "quote<> x> quote<> y>", ""},
    {"CRLF", "> x\r\n> y\r\nb", "quote<> x\r\n> y>", ""},
    {"lone CR", "> x\r> y\rb", "quote<> x\r> y>", ""},
    {"angry faces", ">:( and\n>.<", "", ""},
    {"an arrow", "Go to Tools > Options -> Save", "", ""},
    {"wrote, quoted, then text",
     "On Mon, 2 Mar 2026 at 09:00, Kim Lee wrote:\n> late\n\nIt ships.",
     "quote<On Mon, 2 Mar 2026 at 09:00, Kim Lee wrote:\n> late>", ""},
    {"wrote, wrapped",
     "Ok.\n\nOn Mon, Mar 2, 2026 at 9:00 AM Kim Lee <kim@mail.example>\n"
     "wrote:\n\n> late\n> again\n",
     "quote<On Mon, Mar 2, 2026 at 9:00 AM Kim Lee <kim@mail.example>\n"
     "wrote:\n\n> late\n> again>",
     "address<kim@mail.example>"},
    {"wrote, no marks", "Ok.\nOn 2 Mar, Kim wrote:\nlate\n\nagain\n",
     "quote<On 2 Mar, Kim wrote:\nlate\n\nagain\n>", ""},
    {"address wrote", "Ok.\nKim <kim@mail.example> wrote:\nlate",
     "quote<Kim <kim@mail.example> wrote:\nlate>", "address<kim@mail.example>"},
    {"no date", "On page five you wrote:\nlate", "", ""},
    {"wrote inside", "On 2 March you wrote: late.", "", ""},
    {"Original Message", "Ok.\n\n-----Original Message-----\nFrom: Kim\nlate",
     "quote<-----Original Message-----\nFrom: Kim\nlate>", ""},
    {"Forwarded Message", "-------- Forwarded Message --------\nlate",
     "quote<-------- Forwarded Message --------\nlate>", ""},
    {"Begin forwarded", "See:\n\nBegin forwarded message:\n\nlate",
     "quote<Begin forwarded message:\n\nlate>", ""},
    {"Outlook",
     "Ok.\n\nFrom: Kim\nSent: Monday\nTo: Ana\nSubject: Late\n\nlate",
     "quote<From: Kim\nSent: Monday\nTo: Ana\nSubject: Late\n\nlate>", ""},
    {"Outlook, bold", "Ok.\n*From:* Kim\n*Sent:* Monday\n*Subject:* Late\nlate",
     "quote<*From:* Kim\n*Sent:* Monday\n*Subject:* Late\nlate>", ""},
    {"Outlook, a line over it",
     "Ok.\n________________________________\nFrom: Kim\nSent: Monday\n"
     "Subject: Late\n\nlate\n",
     "quote<________________________________\nFrom: Kim\nSent: Monday\n"
     "Subject: Late\n\nlate\n>",
     ""},
    {"a journey", "From: Paris\nTo: Rome\nDate: 5 May", "", ""},
    {"a line by itself", "Ok.\n__________\nThat is all.", "", ""},
    {"reply above", "Ok.\n##- Please type your reply above this line -##\nold",
     "quote<##- Please type your reply above this line -##\nold>", ""},
    {"fence", "Run:\n```sh\nmake > log\n```\nDone.",
     "code-block<```sh\nmake > log\n```>", ""},
    {"fence of tildes", "~~~\na\n```\n~~~~", "code-block<~~~\na\n```\n~~~~>",
     ""},
    {"fence left open", "```\nIt ships.\n> x", "quote<> x>", ""},
    {"shorter run", "````\na\n```\nb", "", ""},
    {"decoration", "~~~~~~~~~~~~\nSale\n~~~~~~~~~~~~", "", ""},
    {"no zones in code", "```\n\"a\" acme.com\n```",
     "code-block<```\n\"a\" acme.com\n```>", ""},
    {"said", "Ana said:\nIt is late.", "said<Ana said:>", ""},
    {"said, role", "Sam (customer) said\nIt is late.",
     "said<Sam (customer) said>", ""},
    {"said, handle", "user_77 said\n> late\nOk.",
     "said<user_77 said> quote<> late>", ""},
    {"said, small letters, quoted", "home user said\n\n> late",
     "said<home user said> quote<> late>", ""},
    {"wrote", "Ana Ortiz wrote:\nlate", "said<Ana Ortiz wrote:>", ""},
    {"she said", "She said:\nno", "", ""},
    {"as I said", "As I said\nno", "", ""},
    {"text said", "the error message said\nno", "", ""},
    {"said in text", "Ana said: it is late.", "", ""},
};

/* ---- signatures ---------------------------------------------------------- */

static const row signatures[] = {
    {"mark", "It ships.\n-- \nAna\nAcme", "signature<-- \nAna\nAcme>", ""},
    {"bare mark", "--\nAna\n> hi\n", "signature<--\nAna\n> hi\n>", ""},
    {"mark, CRLF", "Ok.\r\n-- \r\nAna\r\n", "signature<-- \r\nAna\r\n>", ""},
    {"divider", "a\n--\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13", "", ""},
    {"mark over history", "Ok.\n-- \nAna\nOn 2 Mar, Kim wrote:\n> late",
     "signature<-- \nAna\n> quote<On 2 Mar, Kim wrote:\n> late>", ""},
    {"formula", "It ships.\n\nKind regards,\nAna Ortiz\nSupport",
     "signature<Kind regards,\nAna Ortiz\nSupport>", ""},
    {"company and phone",
     "Ok.\n\nBest,\nAna\nAcme Inc.\n+1 555 0100\nacme.com\n",
     "signature<Best,\nAna\nAcme Inc.\n+1 555 0100\nacme.com\n>",
     "url<acme.com>"},
    {"without comma", "It ships.\nBest regards\nAna",
     "signature<Best regards\nAna>", ""},
    {"one line", "It ships.\nKind regards, Ana", "signature<Kind regards, Ana>",
     ""},
    {"thanks and a name", "Please write.\n\nThanks!\nAna",
     "signature<Thanks!\nAna>", ""},
    {"thanks, comma", "Please write.\n\nThanks,", "signature<Thanks,>", ""},
    {"two formulas", "Ok.\n\nMany thanks,\n\nBest regards,\nAna",
     "signature<Many thanks,\n\nBest regards,\nAna>", ""},
    {"thanks over a formula", "Ok.\nThanks!\nBest regards,\nAna",
     "signature<Best regards,\nAna>", ""},
    {"above the mark", "Ok.\nCheers,\nAna\n-- \nAcme",
     "signature<Cheers,\nAna\n-- \nAcme>", ""},
    {"above history", "Ok.\nBest,\nAna\n\nOn 2 Mar, Kim wrote:\n> late\n",
     "signature<Best,\nAna\n\n> quote<On 2 Mar, Kim wrote:\n> late>", ""},
    {"phone footer", "Ok.\n\nSent from my iPhone",
     "signature<Sent from my iPhone>", ""},
    {"phone footer below", "Ok.\n\nBest,\nAna\n\nSent from my iPhone",
     "signature<Best,\nAna\n\nSent from my iPhone>", ""},
    {"placeholder name", "Ok.\n\nSincerely,\n[Agent Name]",
     "signature<Sincerely,\n[Agent Name]>", "placeholder<[Agent Name]>"},
    {"name below a comma", "It ships.\n\nThanks for telling us,\nJoel",
     "signature<Joel>", ""},
    {"name behind a dash", "It ships.\n\n\u2013 Ana\n",
     "signature<\u2013 Ana\n>", ""},
    {"at a line's end", "It ships on Monday. Kind regards, Ana",
     "signature<Kind regards, Ana>", ""},
    {"confidential",
     "Ok.\n\nYours sincerely\n\nJ. R. Doe\n\nThis email and any files with "
     "it are meant for you alone, and if you are not you, forget it.",
     "signature<Yours sincerely\n\nJ. R. Doe\n\nThis email and any files with "
     "it are meant for you alone, and if you are not you, forget it.>",
     ""},
    {"a list of one", "Please bring:\n\n- Passport", "", ""},
    {"a list of two", "We have\n\n- Red\n\n- Blue", "", ""},
    {"thanks at a line's end", "It works. Thanks, Ana", "", ""},
    {"thanks alone", "It works.\nThanks!", "", ""},
    {"thanks for", "It works.\nThank you for your patience.", "", ""},
    {"thanks to a name", "Thanks, Ana", "", ""},
    {"text below", "Best,\nwe will ship it on Monday.", "", ""},
    {"question below", "Ok.\nThanks,\nAnything else?", "", ""},
    {"best of", "Ok.\nBest of luck", "", ""},
    {"too much below", "Best,\n1\n2\n3\n4\n5\n6\n7\n8", "", ""},
};

/* ---- inline zones -------------------------------------------------------- */

static const row inlines[] = {
    {"https", "See https://acme.com/a?b=1#c.", "",
     "url<https://acme.com/a?b=1#c>"},
    {"www", "See www.acme.com, please", "", "url<www.acme.com>"},
    {"bare", "See acme.com/help.", "", "url<acme.com/help>"},
    {"bare, port", "On acme.com:8080/x!", "", "url<acme.com:8080/x>"},
    {"bare, country", "At shop.acme.co.uk?", "", "url<shop.acme.co.uk>"},
    {"brackets inside", "(https://x.io/a_(b))", "", "url<https://x.io/a_(b)>"},
    {"in angles", "<https://x.io/a>", "", "url<https://x.io/a>"},
    {"Markdown", "[here](https://x.io/a).", "", "url<https://x.io/a>"},
    {"curly quote behind", "\u201chttps://x.io/a", "", "url<https://x.io/a>"},
    {"word TLD, path", "See t.me/acme now", "", "url<t.me/acme>"},
    {"word TLD, glue", "That is fine.so we ship. It works.it does", "", ""},
    {"versions, files", "Use v2.1 or 3.5 with setup.py and a.txt", "", ""},
    {"e.g.", "Say e.g. this, i.e. that.", "", ""},
    {"address", "Mail ana.o+x@shop.example.", "",
     "address<ana.o+x@shop.example>"},
    {"domain of addresses", "all @hotmail.com users", "",
     "address<@hotmail.com>"},
    {"two signs", "a@b@c.com", "", ""},
    {"code", "Type `rm -rf x` now", "", "code<`rm -rf x`>"},
    {"code, two ticks", "``a`b``", "", "code<``a`b``>"},
    {"tick for apostrophe", "can`t and don`t", "", ""},
    {"tick left open", "the ` key", "", ""},
    {"not past a blank line", "the `a\n\nb`", "", ""},
    {"quote mark in code", "`\"` and \"a\"", "", "code<`\"`> quoted<\"a\">"},
    {"double braces", "For {{ user.name | default: 'x' }}!", "",
     "placeholder<{{ user.name | default: 'x' }}>"},
    {"Liquid", "{% if vip %}Hi", "", "placeholder<{% if vip %}>"},
    {"braces", "For {name} and ${name}", "",
     "placeholder<{name}> placeholder<${name}>"},
    {"percent", "%first_name%, save 20% or 30%", "",
     "placeholder<%first_name%>"},
    {"environment", "Open %appdata% in Explorer", "", ""},
    {"double square", "Call [[their number]]", "",
     "placeholder<[[their number]]>"},
    {"square", "On [DATE], [INSERT ORDER NUMBER], [what you can do]", "",
     "placeholder<[DATE]> placeholder<[INSERT ORDER NUMBER]> "
     "placeholder<[what you can do]>"},
    {"square text", "the code [in the box], [1], [x], [sic]", "", ""},
    {"square link", "[order status](x)", "", ""},
    {"angles", "<first name> <order_id> <b>bold</b>", "",
     "placeholder<<first name>> placeholder<<order_id>>"},
    {"quoted", "It says \"Out of stock.\" there", "",
     "quoted<\"Out of stock.\">"},
    {"curly", "It says \u201cnone\u201d there", "", "quoted<\u201cnone\u201d>"},
    {"low and high", "It says \u201enone\u201c there", "",
     "quoted<\u201enone\u201c>"},
    {"mixed", "It says \u201cnone\" there", "", "quoted<\u201cnone\">"},
    {"over a line end", "It says \"out\nof stock\".", "",
     "quoted<\"out\nof stock\">"},
    {"not over a blank line", "It says \"out\n\nof stock\".", "", ""},
    {"swallows", "Say \"see acme.com, {name}\" now", "",
     "quoted<\"see acme.com, {name}\">"},
    {"left open", "He said \"hello. Then \"bye\" and went", "",
     "quoted<\"bye\">"},
    {"inches", "a 5\" by 7\" print, \"new\"", "", "quoted<\"new\">"},
    {"not across a block", "say \"a\n> b\"\nc\"", "quote<> b\">", ""},
    {"mention", "@kim and @lee_2, write to us", "",
     "mention<@kim> mention<@lee_2>"},
    {"no mention", "meet @ noon, a@", "", ""},
    {"caret", "On its way. ^AB", "", "initials<^AB>"},
    {"caret, name, glued", "On its way!^Ana", "", "initials<^Ana>"},
    {"star", "On its way. *TLC", "", "initials<*TLC>"},
    {"dash", "On its way. -Becky", "", "initials<-Becky>"},
    {"slash", "On its way. /MT", "", "initials</MT>"},
    {"tilde", "On its way. ~Ana\n", "", "initials<~Ana>"},
    {"own line", "On its way.\n-Becky", "", "initials<-Becky>"},
    {"before a link", "Look: ^AB https://x.io/a", "",
     "initials<^AB> url<https://x.io/a>"},
    {"line in the middle", "Done. ^AB\nBye", "", "initials<^AB>"},
    {"a list", "-Red\n-Blue\nare sold out", "", ""},
    {"bold and a word", "*NEW* offer, x^Y is", "", ""},
    {"split", "@77 Your refund left today. 1/2 ^AB", "",
     "mention<@77> split<1/2> initials<^AB>"},
    {"split, brackets", "Your refund left today (2/3)", "", "split<(2/3)>"},
    {"split first", "@77 1/2 Your refund left", "", "mention<@77> split<1/2>"},
    {"a date", "It ships by 3/4", "", ""},
    {"a measure", "1/2 cup of it", "", ""},
    {"a score", "They won 3/2 and 1/2/3", "", ""},
    {"empty", "", "", ""},
    {"white", " \t\r\n ", "", ""},
};

static void show(sw_buf *out, sw_str text, const sw_zone *at, size_t count)
{
    sw_buf_clear(out);
    for (size_t k = 0; k < count; k++) {
        sw_buf_put_c(out, k > 0 ? " " : "");
        sw_buf_put_c(out, sw_zone_name(at[k].kind));
        sw_buf_put_c(out, "<");
        sw_buf_put(out, sw_str_part(text, at[k].start, at[k].end));
        sw_buf_put_c(out, ">");
    }
}

/* Sorted, not empty, inside the text, without overlap. */
/* One assertion each for what is wrong: Check notes every one that it passes,
 * and a million notes take seconds. */
static void check_order(const sw_zone *at, size_t count, size_t len, bool block)
{
    size_t end = 0;
    for (size_t k = 0; k < count; k++) {
        if (at[k].start < end || at[k].end <= at[k].start ||
            sw_zone_is_block(at[k].kind) != block)
            ck_abort_msg("zone %zu, %zu..%zu, is out of order", k, at[k].start,
                         at[k].end);
        end = at[k].end;
    }
    ck_assert_uint_le(end, len);
}

static void check_row(const row *r)
{
    sw_arena arena;
    sw_zones zones;
    sw_buf out;
    /* a copy of its own size: a byte read too far is seen by a sanitizer */
    const size_t len = strlen(r->text);
    char *const copy = malloc(len + (len == 0));
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, r->text, len);
    const sw_str text = {copy, len};
    sw_arena_init(&arena, 0);
    sw_buf_init(&out, 0);
    ck_assert(sw_zone_parse(text, &arena, &zones));
    check_order(zones.blocks.at, zones.blocks.count, len, true);
    check_order(zones.inlines.at, zones.inlines.count, len, false);
    show(&out, text, zones.blocks.at, zones.blocks.count);
    ck_assert_msg(strcmp(sw_buf_c(&out), r->blocks) == 0,
                  "%s: blocks are %s, not %s", r->name, sw_buf_c(&out),
                  r->blocks);
    show(&out, text, zones.inlines.at, zones.inlines.count);
    ck_assert_msg(strcmp(sw_buf_c(&out), r->inlines) == 0,
                  "%s: inlines are %s, not %s", r->name, sw_buf_c(&out),
                  r->inlines);
    sw_buf_release(&out);
    sw_arena_release(&arena);
    free(copy);
}

START_TEST(greeting)
{
    check_row(&greetings[_i]);
}
END_TEST

START_TEST(block)
{
    check_row(&blocks[_i]);
}
END_TEST

START_TEST(signature)
{
    check_row(&signatures[_i]);
}
END_TEST

START_TEST(inline_zone)
{
    check_row(&inlines[_i]);
}
END_TEST

/* ---- names and places ---------------------------------------------------- */

START_TEST(names)
{
    for (unsigned k = 0; k < SW_ZONE_COUNT; k++) {
        const char *const name = sw_zone_name((sw_zone_kind)k);
        ck_assert_uint_eq(sw_zone_of(sw_str_of(name)), k);
    }
    ck_assert_uint_eq(sw_zone_of(SW_STR("code-block")), SW_ZONE_CODE_BLOCK);
    ck_assert_uint_eq(sw_zone_of(SW_STR("Body")), SW_ZONE_COUNT);
    ck_assert_uint_eq(sw_zone_of(SW_STR("")), SW_ZONE_COUNT);
    ck_assert(!sw_zone_is_block(SW_ZONE_BODY));
}
END_TEST

START_TEST(places)
{
    /*                         0123456 7890123456 789 */
    const sw_str text = SW_STR("Hi Ana,\nsee a.com\n> x");
    const unsigned quote = 1u << SW_ZONE_QUOTE;
    const unsigned hail = 1u << SW_ZONE_GREETING;
    sw_arena arena;
    sw_zones z;
    sw_arena_init(&arena, 0);
    ck_assert(sw_zone_parse(text, &arena, &z));
    ck_assert_uint_eq(sw_zone_block_at(&z, 0), SW_ZONE_GREETING);
    ck_assert_uint_eq(sw_zone_block_at(&z, 6), SW_ZONE_GREETING);
    ck_assert_uint_eq(sw_zone_block_at(&z, 7), SW_ZONE_BODY);
    ck_assert_uint_eq(sw_zone_block_at(&z, 18), SW_ZONE_QUOTE);
    ck_assert_uint_eq(sw_zone_block_at(&z, 99), SW_ZONE_BODY);
    ck_assert_ptr_null(sw_zone_inline_at(&z, 11));
    ck_assert_ptr_nonnull(sw_zone_inline_at(&z, 12));
    ck_assert_ptr_nonnull(sw_zone_inline_at(&z, 16));
    ck_assert_ptr_null(sw_zone_inline_at(&z, 17));
    ck_assert_ptr_null(sw_zone_touched(&z, 7, 18, 0));
    ck_assert_uint_eq(sw_zone_touched(&z, 6, 18, 0)->kind, SW_ZONE_GREETING);
    ck_assert_ptr_null(sw_zone_touched(&z, 6, 18, hail));
    ck_assert_uint_eq(sw_zone_touched(&z, 0, 21, hail)->kind, SW_ZONE_QUOTE);
    ck_assert_ptr_null(sw_zone_touched(&z, 0, 21, hail | quote));
    ck_assert_ptr_nonnull(sw_zone_touched(&z, 3, 3, 0));
    ck_assert_ptr_null(sw_zone_touched(&z, 7, 7, 0));
    sw_arena_release(&arena);
}
END_TEST

/* ---- hostile texts ------------------------------------------------------- */

/* Repeated up to half a megabyte each: none may cost more than linear time.
 */
static const char *const hostile[] = {
    "\"",
    "\"a ",
    "a\" ",
    "`",
    "`a ",
    "``a `b ",
    "(",
    "[",
    "[[",
    "{",
    "{{",
    "<",
    "%",
    "@",
    "@a",
    "@a.",
    "a@",
    "a.",
    ">",
    ">\n",
    "> x\n\n",
    "```\n",
    "~~~~\n",
    "~~~ x\n",
    "\u201c",
    "\u201ca ",
    "\u201d",
    "1/2 ",
    "(1/2) ",
    "^AB ",
    "-Ab\n",
    "/AB\n",
    "~Ana\n",
    "On 1\n",
    "On 1 wrote:\n",
    "From: a\n",
    "________\n",
    "--\n",
    "--\n\n\n",
    "Ana said:\n",
    "Thanks,\n",
    "Best\n\n",
    "Hi ",
    "https://",
    "http://a(",
    "http://a ^AB ",
    "\r",
    "\n",
    " ",
    "\u00a0",
};

START_TEST(linear)
{
    const size_t size = (1u << 19) / UNIT_SLOWER;
    const size_t unit = strlen(hostile[_i]);
    const size_t len = size / unit * unit;
    char *const text = malloc(size);
    sw_arena arena;
    sw_zones zones;
    ck_assert_ptr_nonnull(text);
    for (size_t at = 0; at < len; at += unit)
        memcpy(text + at, hostile[_i], unit);
    sw_arena_init(&arena, 0);
    const clock_t start = clock();
    ck_assert(sw_zone_parse((sw_str){text, len}, &arena, &zones));
    const double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    /* a twentieth of a second here; the square takes minutes */
    ck_assert_msg(seconds < 2, "%s took %.1f s", hostile[_i], seconds);
    check_order(zones.blocks.at, zones.blocks.count, len, true);
    check_order(zones.inlines.at, zones.inlines.count, len, false);
    sw_arena_release(&arena);
    free(text);
}
END_TEST

Suite *suite_zone(void)
{
    Suite *const suite = suite_create("zone");
    TCase *const rows = tcase_create("rows");
    TCase *const slow = tcase_create("hostile");
    tcase_add_loop_test(rows, greeting, 0, COUNT(greetings));
    tcase_add_loop_test(rows, block, 0, COUNT(blocks));
    tcase_add_loop_test(rows, signature, 0, COUNT(signatures));
    tcase_add_loop_test(rows, inline_zone, 0, COUNT(inlines));
    tcase_add_test(rows, names);
    tcase_add_test(rows, places);
    suite_add_tcase(suite, rows);
    tcase_set_timeout(slow, 30);
    tcase_add_loop_test(slow, linear, 0, COUNT(hostile));
    suite_add_tcase(suite, slow);
    return suite;
}
