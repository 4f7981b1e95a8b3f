/* token_part.h - what token.c and token_group.c share. */
#ifndef SW_RULE_TOKEN_PART_H
#define SW_RULE_TOKEN_PART_H

#include "rule/token.h"

bool sw_token_is_digit(char c);
bool sw_token_is_letter(char c);
bool sw_token_is_word(char c); /* a letter, a digit or _ */
/* The byte at i, 0 past the end. */
char sw_token_peek(sw_str text, size_t i);
/* Behind the first `close` at or after i; 0 when there is none. */
size_t sw_token_behind(sw_str text, size_t i, char close);
/* Behind the digits at i, `most` of them at most. */
size_t sw_token_digits(sw_str text, size_t i, size_t most);

/* Place and words of a fault; always false. */
bool sw_token_fault(sw_cutter *c, size_t start, size_t end, const char *format,
                    ...) __attribute__((format(printf, 4, 5)));
/* The fault of a group that is called by a number. */
bool sw_token_numbered(sw_cutter *c, size_t start, size_t end);

/* The token that begins with the ( at c->at. */
bool sw_token_group(sw_cutter *c, sw_token *token);

#endif
