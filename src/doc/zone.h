/* zone.h - what the parts of a reply are: greeting, quote, signature, URL ...
 */
#ifndef SW_DOC_ZONE_H
#define SW_DOC_ZONE_H

#include "base/arena.h"
#include "base/bits.h"
#include "base/str.h"
#include "base/vec.h"

/* Block zones cover whole stretches of the reply and do not overlap each
 * other; a match may not touch one unless its rule names it. Inline zones lie
 * inside block zones or the body; a match may hold one, but not begin or end
 * in it. */
#define SW_ZONE_MAP(X_)                                                       \
    X_(BODY, "body", 0)             /* what is in no other block zone */      \
    X_(GREETING, "greeting", 1)     /* "Hi Ana," at the start */              \
    X_(QUOTE, "quote", 1)           /* ">" lines, "On ... wrote:", Outlook */ \
    X_(SIGNATURE, "signature", 1)   /* behind "-- ", or a closing block */    \
    X_(CODE_BLOCK, "code-block", 1) /* fenced by ``` or ~~~ */                \
    X_(SAID, "said", 1)             /* "Ana said:" header lines */            \
    X_(URL, "url", 0)                                                         \
    X_(ADDRESS, "address", 0)         /* e-mail address */                    \
    X_(CODE, "code", 0)               /* `code` */                            \
    X_(PLACEHOLDER, "placeholder", 0) /* {{name}} ${name} %name% [[slot]] */  \
    X_(QUOTED, "quoted", 0)           /* text in double quotes */             \
    X_(MENTION, "mention", 0)         /* @name */                             \
    X_(INITIALS, "initials", 0)       /* ^AB *TLC -Becky at the very end */   \
    X_(SPLIT, "split", 0)             /* 1/2 of a split message */            \
    X_(IGNORE, "ignore", 1) /* "saywell: ignore ...", where that counts */

typedef enum sw_zone_kind {
#define SW_X_(name, text, block) SW_ZONE_##name,
    SW_ZONE_MAP(SW_X_)
#undef SW_X_
        SW_ZONE_COUNT
} sw_zone_kind;

typedef struct sw_zone { /* half-open bytes of the reply */
    size_t start, end;
    sw_zone_kind kind;
} sw_zone;

/* Two sorted lists without overlaps. What no block covers is body. */
typedef struct sw_zones {
    struct SW_VEC(sw_zone) blocks, inlines;
    const sw_bits *bits; /* sw_bits_all of the text, or NULL */
} sw_zones;

const char *sw_zone_name(sw_zone_kind kind);
/* SW_ZONE_COUNT for an unknown name. */
sw_zone_kind sw_zone_of(sw_str name);
bool sw_zone_is_block(sw_zone_kind kind);

/* Finds the zones of valid UTF-8 text. False when out of memory. Linear in
 * text.len whatever the text. */
bool sw_zone_parse(sw_str text, sw_arena *arena, sw_zones *out);
/* The same of a text whose bits (or NULL) live as long as the zones; ignores:
 * lines that say "saywell: ignore" count (ignore_line.h). */
bool sw_zone_parse_bits(sw_str text, const sw_bits *bits, bool ignores,
                        sw_arena *arena, sw_zones *out);
/* The block zone kind at byte i (BODY outside all blocks). */
sw_zone_kind sw_zone_block_at(const sw_zones *zones, size_t i);
/* Index of the first inline zone that ends behind byte i; their count if none
 * does. */
size_t sw_zone_inline_behind(const sw_zones *zones, size_t i);
/* The inline zone that holds byte i, or NULL. */
const sw_zone *sw_zone_inline_at(const sw_zones *zones, size_t i);
/* The first block zone that overlaps start..end and is not in the mask
 * (1u << kind), or NULL. */
const sw_zone *sw_zone_touched(const sw_zones *zones, size_t start, size_t end,
                               unsigned mask);

#endif
