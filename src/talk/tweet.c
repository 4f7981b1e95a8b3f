/*
 * tweet.c - the words of a tweet, without who it is to and who signs it.
 *
 * "@77 We can't. 1/2 ^AB": the mention is the address and the mark is the
 * signature. Left in, the address would hide the first word from the rules
 * and the mark would look like shouting.
 */
#include "talk/tweet.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}
static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t word_end(sw_str s, size_t at)
{
    while (at < s.len && s.ptr[at] != ' ' && s.ptr[at] != '\n')
        at++;
    return at;
}

static bool all(sw_str s, size_t from, bool (*is)(char))
{
    for (size_t i = from; i < s.len; i++)
        if (!is(s.ptr[i]))
            return false;
    return s.len > from;
}

static bool is_mark(sw_str word)
{
    size_t slash = sw_str_find_byte(word, '/', 0);

    if (word.len < 2 || word.len > 14)
        return false;
    if (word.ptr[0] == '^') /* ^AB, ^A/B */
        return all(word, 1, is_letter) || (slash != SW_NOWHERE && slash < 4);
    if (word.ptr[0] == '*')
        return word.len < 6 && all(word, 1, is_capital);
    if (word.ptr[0] == '-')
        return is_capital(word.ptr[1]) && all(word, 1, is_letter);
    return slash != SW_NOWHERE && slash > 0 && word.len < 6 &&
           all(sw_str_part(word, 0, slash), 0, is_digit) &&
           all(word, slash + 1, is_digit);
}

sw_str sw_tweet_words(sw_str tweet)
{
    sw_str s = sw_str_trim(tweet);

    while (s.len && s.ptr[0] == '@')
        s = sw_str_trim(sw_str_part(s, word_end(s, 0), s.len));
    for (;;) {
        size_t at = s.len;

        while (at > 0 && s.ptr[at - 1] != ' ' && s.ptr[at - 1] != '\n')
            at--;
        if (at == 0 || !is_mark(sw_str_part(s, at, s.len)))
            return s;
        s = sw_str_trim(sw_str_part(s, 0, at));
    }
}
