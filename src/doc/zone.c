/* zone.c - the names of the zones, and which one stands at a byte. */
#include "doc/zone.h"

#include "base/byte.h"
#include "doc/zone_part.h"

static const struct {
    sw_str name;
    bool block;
} kinds[] = {
#define SW_X_(name, text, block) {{(text), sizeof(text) - 1}, (block)},
    SW_ZONE_MAP(SW_X_)
#undef SW_X_
};

const char *sw_zone_name(sw_zone_kind kind)
{
    return (unsigned)kind < SW_ZONE_COUNT ? kinds[kind].name.ptr : "";
}

sw_zone_kind sw_zone_of(sw_str name)
{
    unsigned kind = 0;
    while (kind < SW_ZONE_COUNT && !sw_str_equal(name, kinds[kind].name))
        kind++;
    return (sw_zone_kind)kind;
}

bool sw_zone_is_block(sw_zone_kind kind)
{
    return (unsigned)kind < SW_ZONE_COUNT && kinds[kind].block;
}

bool sw_zone_parse_bits(sw_str text, const sw_bits *bits, bool ignores,
                        sw_arena *arena, sw_zones *out)
{
    *out = (sw_zones){.bits = bits};
    return sw_zone_blocks(text, ignores, arena, out) &&
           sw_zone_inlines(text, arena, out);
}

bool sw_zone_parse(sw_str text, sw_arena *arena, sw_zones *out)
{
    return sw_zone_parse_bits(text, NULL, false, arena, out);
}

/* The first of the sorted zones that ends behind byte i; count if none. */
static size_t first_behind(const sw_zone *at, size_t count, size_t i)
{
    size_t low = 0, high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (at[middle].end > i)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

sw_zone_kind sw_zone_block_at(const sw_zones *zones, size_t i)
{
    const sw_zone *const at = zones->blocks.at;
    const size_t k = first_behind(at, zones->blocks.count, i);
    const bool in = k < zones->blocks.count && at[k].start <= i;
    return in ? at[k].kind : SW_ZONE_BODY;
}

size_t sw_zone_inline_behind(const sw_zones *zones, size_t i)
{
    return first_behind(zones->inlines.at, zones->inlines.count, i);
}

const sw_zone *sw_zone_inline_at(const sw_zones *zones, size_t i)
{
    const sw_zone *const at = zones->inlines.at;
    const size_t k = sw_zone_inline_behind(zones, i);
    return k < zones->inlines.count && at[k].start <= i ? &at[k] : NULL;
}

const sw_zone *sw_zone_touched(const sw_zones *zones, size_t start, size_t end,
                               unsigned mask)
{
    const sw_zone *const at = zones->blocks.at;
    /* an empty range touches the zone that holds its place */
    const size_t last = end > start ? end : start + 1;
    size_t k = first_behind(at, zones->blocks.count, start);
    for (; k < zones->blocks.count && at[k].start < last; k++) {
        if ((mask & (1u << at[k].kind)) == 0)
            return &at[k];
    }
    return NULL;
}
