/* token.h - an author's pattern cut into tokens, each with its place.
 *
 * The cutter knows just as much of PCRE2's syntax as is needed to tell a plain
 * character from the inside of something else. What it cannot pass on is
 * refused here, by name and with advice. */
#ifndef SW_RULE_TOKEN_H
#define SW_RULE_TOKEN_H

#include "base/str.h"

typedef enum sw_token_kind {
    SW_TOKEN_END,
    SW_TOKEN_PLAIN,    /* one character; the conveniences touch these only */
    SW_TOKEN_ESCAPE,   /* \d \x{41} \. with all they take */
    SW_TOKEN_QUOTED,   /* \Q..\E */
    SW_TOKEN_COMMENT,  /* (?#..) */
    SW_TOKEN_GROUP,    /* a head that opens: ( (?: (?<name> (?= (?(cond) */
    SW_TOKEN_BEHIND,   /* (?<= (?<! (?<* */
    SW_TOKEN_FLAGS,    /* (?i), which opens nothing */
    SW_TOKEN_CALL,     /* (?&name) (?P=name) (?R), which opens nothing */
    SW_TOKEN_CLOSE,    /* ) */
    SW_TOKEN_BAR,      /* | */
    SW_TOKEN_CLASS,    /* [..] whole */
    SW_TOKEN_REPEAT,   /* ? * + {n} {n,} {n,m} with a ? or + behind */
    SW_TOKEN_META,     /* ^ $ . */
    SW_TOKEN_FRAGMENT, /* {name} */
    SW_TOKEN_COUNT
} sw_token_kind;

typedef struct sw_token {
    sw_token_kind kind;
    size_t start, end; /* in the author's text */
    uint32_t code;     /* PLAIN: the character */
    sw_str name;       /* FRAGMENT: its name; GROUP: the capture's, or empty */
} sw_token;

typedef struct sw_cutter {
    sw_str text; /* valid UTF-8 */
    size_t at;
    size_t bad, bad_len; /* place of the fault */
    char message[240];
} sw_cutter;

void sw_token_start(sw_cutter *cutter, sw_str text);
/* False for a fault: its place and words are in the cutter. */
bool sw_token_next(sw_cutter *cutter, sw_token *token);
/* From a group, which is the token, to its own close; to END where there is
 * none. False for a fault, as above; the token is END then, too. */
bool sw_token_skip(sw_cutter *cutter, sw_token *token);
/* The token that would come next begins so; for a look ahead of one. */
bool sw_token_repeats(const sw_cutter *cutter);
/* End of the escape whose backslash stands at `at`: behind all it takes. */
size_t sw_token_escape_end(sw_str text, size_t at);

#endif
