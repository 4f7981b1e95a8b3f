/* zone_part.h - what the rooms behind zone.h share, and nobody else sees. */
#ifndef SW_DOC_ZONE_PART_H
#define SW_DOC_ZONE_PART_H

#include "doc/look.h"
#include "doc/zone.h"

/* zone_block.c: fills zones->blocks. ignores: lines may say "saywell: ignore".
 */
bool sw_zone_blocks(sw_str text, bool ignores, sw_arena *arena,
                    sw_zones *zones);
/* zone_inline.c: fills zones->inlines; wants the blocks. */
bool sw_zone_inlines(sw_str text, sw_arena *arena, sw_zones *zones);

/* zone_name.c: the end of the name, title or unfilled field at i; 0 when there
 * is none. Lower-case names count only when `any` is set. */
size_t sw_zone_name_at(sw_str text, size_t i, size_t limit, bool any);
/* Is the rest of words, from i on, nothing but a few names? */
bool sw_zone_only_names(sw_str words, size_t i);
/* Past the dot of "Dr." or "J.": word ends at end. */
size_t sw_zone_title_dot(sw_str text, size_t end, sw_str word);
/* Is word one that sentences begin with? */
bool sw_zone_is_start(sw_str word);
/* Is word one that stands for people, or a title? */
bool sw_zone_is_called(sw_str word);
enum { SW_ZONE_NAME_WORDS = 5 }; /* most words of a name and its titles */

/* zone_greet.c: the end of the salutation that starts at byte at, which is no
 * white space; 0 when none does. */
size_t sw_zone_greeting(sw_str text, size_t at);
/* zone_close.c: where the closing lines ("Kind regards,", a name, ...) that end
 * at limit begin, not before floor; SW_NOWHERE when there are none. limit is a
 * line start or the end of the text. */
size_t sw_zone_closing(sw_str text, size_t floor, size_t limit);

/* zone_slot.c: the end of the unfilled field that starts at byte i of text,
 * which is one of {$%[< and before end, at most at end; 0 when there is none.
 * In a name's place, any word in brackets is a field. */
size_t sw_zone_slot_at(sw_str text, size_t i, size_t end, bool name);
/* The same for any byte. */
static inline size_t sw_zone_slot(sw_str text, size_t i, size_t end, bool name)
{
    if (i >= end || sw_byte_is(text.ptr[i], SW_BYTE_WORD | SW_BYTE_SPACE) ||
        !sw_look_among((unsigned char)text.ptr[i], "{$%[<"))
        return 0;
    return sw_zone_slot_at(text, i, end, name);
}

/* zone_link.c: the end of the URL or address at i, a word's start or "@", at
 * most at end; 0 when there is none. *skip: where to look on if not. */
size_t sw_zone_link(sw_str text, size_t i, size_t end, sw_zone_kind *kind,
                    size_t *skip);

/* zone_mark.c: the end of a "^AB" or a "1/2" at i, within from..end; 0 when
 * there is none. */
size_t sw_zone_initials(sw_str text, size_t i, size_t end);
size_t sw_zone_split(sw_str text, size_t i, size_t from, size_t end);

#endif
