/*
 * zone_name.c - is this word somebody's name?
 *
 * Nobody can know. A word is taken for a name when it has a capital and is not
 * one that sentences begin with, or when it stands for a person: "team".
 */
#include "doc/zone_part.h"

enum { NAME_BYTES = 40 }; /* longest word of a name */

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

size_t sw_zone_title_dot(sw_str text, size_t end, sw_str word)
{
    const bool dot = end < text.len && text.ptr[end] == '.';
    const bool title = sw_look_one_of(word, "mr mrs ms mx dr prof st jr sr");
    return dot && (title || word.len == 1) ? end + 1 : end;
}

bool sw_zone_is_called(sw_str word)
{
    return sw_look_one_of(word, called);
}

/* Is word, up to its apostrophe, one that a sentence begins with? Adverbs
 * in -ly are too many to list. */
bool sw_zone_is_start(sw_str word)
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
size_t sw_zone_name_at(sw_str text, size_t i, size_t limit, bool any)
{
    const size_t slot = sw_zone_slot(text, i, limit, true);
    if (slot != 0)
        return slot;
    const size_t end = sw_look_word(text, i, limit);
    const sw_str word = sw_str_part(text, i, end);
    if (word.len == 0 || word.len > NAME_BYTES)
        return word.len == 0 && i < limit && text.ptr[i] == '&' ? i + 1 : 0;
    if (sw_look_one_of(word, called))
        return sw_zone_title_dot(text, end, word);
    if (sw_zone_is_start(word) || (!any && !sw_look_is_upper(text, i)))
        return 0;
    return sw_zone_title_dot(text, end, word);
}

bool sw_zone_only_names(sw_str words, size_t i)
{
    for (int count = 0; i < words.len; count++) {
        i = sw_look_white(words, i, words.len, NULL);
        const size_t name = sw_zone_name_at(words, i, words.len, false);
        if (name == 0 || count >= SW_ZONE_NAME_WORDS)
            return false;
        i = name;
        while (i < words.len &&
               sw_look_among((unsigned char)words.ptr[i], ",. "))
            i++;
    }
    return true;
}
