/*
 * zone_name.c - is this word somebody's name?
 *
 * Nobody can know. A word is taken for a name when it has a capital and is not
 * one that sentences begin with, or when it stands for a person: "team".
 */
#include "doc/zone_part.h"

enum { NAME_BYTES = 40 }; /* longest word of a name */

/* People without a name, titles, and what joins two names. */
static const sw_look_words called = {
    ['a' - 'a'] = "all again and",
    ['b' - 'a'] = "both buyer",
    ['c' - 'a'] = "customer customers client",
    ['d' - 'a'] = "dear dr",
    ['e' - 'a'] = "everyone everybody esteemed",
    ['f' - 'a'] = "folks friend friends",
    ['g' - 'a'] = "guys guest guests gentlemen",
    ['l' - 'a'] = "loyal ladies",
    ['m' - 'a'] = "member members madam ma'am mr mrs ms mx miss",
    ['o' - 'a'] = "or",
    ['p' - 'a'] = "prof",
    ['r' - 'a'] = "respected",
    ['s' - 'a'] = "shopper subscriber sir sirs support",
    ['t' - 'a'] = "there team",
    ['u' - 'a'] = "user users",
    ['v' - 'a'] = "valued",
};
/* Words that sentences begin with: never a name. */
static const sw_look_words starts = {
    ['a' - 'a'] = "a an are at as apologies actually after about any "
                  "all-right alright absolutely also again another ah "
                  "appreciate am always although according additionally",
    ['b' - 'a'] = "by but before be been because based basically",
    ['c' - 'a'] = "can could currently certainly check click can't congrats "
                  "congratulations correct clearly",
    ['d' - 'a'] = "do does did definitely don't doesn't due",
    ['e' - 'a'] = "every each exactly especially",
    ['f' - 'a'] = "from for first following further frankly fortunately "
                  "finally firstly",
    ['g' - 'a'] = "great good glad got go give generally",
    ['h' - 'a'] = "he how have has had happy however hope hoping here hi "
                  "hello hey hmm honestly hopefully",
    ['i' - 'a'] = "i im ive it its is if in indeed i'm i've i'd i'll it's",
    ['j' - 'a'] = "just",
    ['k' - 'a'] = "kindly",
    ['l' - 'a'] = "let let's luckily looks last lastly",
    ['m' - 'a'] = "my may mostly make most many more maybe",
    ['n' - 'a'] = "no nope not nice now no-one next never",
    ['o' - 'a'] = "our ok okay on of once oh open one obviously",
    ['p' - 'a'] = "please pls per perfect perhaps",
    ['r' - 'a'] = "really regarding reading right",
    ['s' - 'a'] = "she sure sorry so second sadly seems since see sounds some "
                  "secondly",
    ['t' - 'a'] = "this that these those there's the they thanks thank thx to "
                  "today then try take two three that's tomorrow though true "
                  "technically",
    ['u' - 'a'] = "unfortunately understood use unless until usually",
    ['w' - 'a'] = "we what why when where who which would will was were well "
                  "welcome with while wow we're won't wrong",
    ['y' - 'a'] = "you your yours yes yeah yep you're you've yesterday",
};

size_t sw_zone_title_dot(sw_str text, size_t end, sw_str word)
{
    if (end >= text.len || text.ptr[end] != '.')
        return end;
    const bool title = sw_look_one_of(word, "mr mrs ms mx dr prof st jr sr");
    return title || word.len == 1 ? end + 1 : end;
}

bool sw_zone_is_called(sw_str word)
{
    return sw_look_listed(word, called);
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
    return adverb || sw_look_listed(base, starts) ||
           (len < word.len && sw_look_listed(word, starts));
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
    if (sw_look_listed(word, called))
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
