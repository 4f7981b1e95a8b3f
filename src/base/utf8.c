/* utf8.c - validate, step, count; UTF-16 length; a few classes.
 *
 * The tables are abridged from Unicode's (UnicodeData, EastAsianWidth,
 * PropList): what stands in mail and chat, not every historic script. All are
 * sorted by code point. */
#include "base/utf8.h"

#include "base/byte.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define COUNT(list) (sizeof(list) / sizeof *(list))

static unsigned char byte_at(sw_str s, size_t i)
{
    return (unsigned char)s.ptr[i];
}

static bool is_inner(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* The second byte's range shuts out overlong forms, surrogates and what is too
 * high. */
size_t sw_utf8_well_formed(sw_str s, size_t i)
{
    unsigned char lead = byte_at(s, i);
    size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

    if (size == 1)
        return 1;
    if (lead < 0xC2 || lead > 0xF4 || size > s.len - i)
        return 0;
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    unsigned char second = byte_at(s, i + 1);
    if (second < low || second > high)
        return 0;
    for (size_t k = 2; k < size; k++) {
        if (!is_inner(byte_at(s, i + k)))
            return 0;
    }
    return size;
}

#ifdef __SSE2__
static __m128i load_16(const char *bytes)
{
    return _mm_loadu_si128((const __m128i *)(const void *)bytes);
}

/* Is one of 64 bytes over 0x7F? */
static bool any_high(const char *bytes)
{
    return _mm_movemask_epi8(_mm_or_si128(
               _mm_or_si128(load_16(bytes), load_16(bytes + 16)),
               _mm_or_si128(load_16(bytes + 32), load_16(bytes + 48)))) != 0;
}
#endif

/* The first byte over 0x7F at or after i; the length when there is none. */
static size_t skip_ascii(sw_str s, size_t i)
{
#ifdef __SSE2__
    while (s.len - i >= 64 && !any_high(s.ptr + i))
        i += 64;
    while (s.len - i >= 16) {
        int high = _mm_movemask_epi8(load_16(s.ptr + i));
        if (high)
            return i + (size_t)__builtin_ctz((unsigned)high);
        i += 16;
    }
#endif
    while (s.len - i >= 8) {
        uint64_t high = sw_bytes_load(s.ptr + i) & SW_BYTES_HIGH;
        if (high)
            return i + (size_t)__builtin_ctzll(high) / 8;
        i += 8;
    }
    while (i < s.len && byte_at(s, i) < 0x80)
        i++;
    return i;
}

size_t sw_utf8_valid(sw_str s)
{
    size_t i = skip_ascii(s, 0);

    while (i < s.len) {
        size_t size = sw_utf8_well_formed(s, i);
        if (!size)
            return i;
        i += size;
        if (i < s.len && byte_at(s, i) < 0x80)
            i = skip_ascii(s, i);
    }
    return i;
}

size_t sw_utf8_valid_bits(sw_str s, const sw_bits *bits)
{
    size_t at = 0; /* behind the last character over U+007F */

    for (size_t k = 0; k < sw_bits_blocks(s.len); k++) {
        const size_t start = k * SW_BITS_BLOCK;
        uint64_t high = bits[k].high;
        while (high != 0) {
            const size_t i = start + (size_t)__builtin_ctzll(high);
            high &= high - 1;
            if (i < at)
                continue;
            const size_t size = sw_utf8_well_formed(s, i);
            if (size == 0)
                return i;
            at = i + size;
        }
    }
    return s.len;
}

uint32_t sw_utf8_wide(sw_str s, size_t i, size_t *size)
{
    static const unsigned char masks[5] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    unsigned char lead = byte_at(s, i);
    size_t n = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    uint32_t code = lead & masks[n];

    for (size_t k = 1; k < n && i + k < s.len; k++)
        code = code << 6 | (byte_at(s, i + k) & 0x3F);
    *size = n;
    return code;
}

uint32_t sw_utf8_before(sw_str s, size_t i, size_t *size)
{
    size_t start = i - 1;

    while (start > 0 && i - start < 4 && is_inner(byte_at(s, start)))
        start--;
    return sw_utf8_at(s, start, size);
}

/* How many of eight bytes have their high bit set in bits. */
static size_t count_high(uint64_t bits)
{
    return (size_t)(((bits & SW_BYTES_HIGH) >> 7) * SW_BYTES_ONE >> 56);
}

size_t sw_utf8_count(sw_str s)
{
    size_t inner = 0, i = sw_byte_high(s.ptr, 0, s.len);

    for (; i + 8 <= s.len; i += 8) {
        uint64_t eight = sw_bytes_load(s.ptr + i);
        inner += count_high(eight & ~(eight << 1));
    }
    for (; i < s.len; i++)
        inner += is_inner(byte_at(s, i));
    return s.len - inner;
}

size_t sw_utf16_count(sw_str s)
{
    size_t pairs = 0, i = sw_byte_high(s.ptr, 0, s.len);

    /* leads of four bytes: 1111.... */
    for (; i + 8 <= s.len; i += 8) {
        uint64_t eight = sw_bytes_load(s.ptr + i);
        pairs += count_high(eight & eight << 1 & eight << 2 & eight << 3);
    }
    for (; i < s.len; i++)
        pairs += byte_at(s, i) >= 0xF0;
    return sw_utf8_count(s) + pairs;
}

size_t sw_utf8_put(char out[4], uint32_t code)
{
    static const unsigned char leads[5] = {0, 0, 0xC0, 0xE0, 0xF0};

    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = 0xFFFD;
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = size; i-- > 1; code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(leads[size] | code);
    return size;
}

/* ---- classes ------------------------------------------------------------ */

struct range {
    uint32_t first, last;
};

static bool is_in(const struct range *ranges, size_t count, uint32_t code)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && code >= ranges[low].first;
}

static const struct range zero_width[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489},   {0x0591, 0x05BD},   {0x05BF, 0x05BF},
    {0x05C1, 0x05C2}, {0x05C4, 0x05C5},   {0x0610, 0x061A},   {0x061C, 0x061C},
    {0x064B, 0x065F}, {0x0670, 0x0670},   {0x06D6, 0x06DC},   {0x06DF, 0x06E4},
    {0x06E7, 0x06E8}, {0x06EA, 0x06ED},   {0x0900, 0x0902},   {0x093C, 0x093C},
    {0x0941, 0x0948}, {0x094D, 0x094D},   {0x0E31, 0x0E31},   {0x0E34, 0x0E3A},
    {0x0E47, 0x0E4E}, {0x1160, 0x11FF},   {0x1AB0, 0x1ACE},   {0x1DC0, 0x1DFF},
    {0x200B, 0x200F}, {0x202A, 0x202E},   {0x2060, 0x206F},   {0x20D0, 0x20F0},
    {0x302A, 0x302D}, {0x3099, 0x309A},   {0xFE00, 0xFE0F},   {0xFE20, 0xFE2F},
    {0xFEFF, 0xFEFF}, {0xE0000, 0xE007F}, {0xE0100, 0xE01EF},
};

static const struct range double_width[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},
    {0x23E9, 0x23EC},   {0x23F0, 0x23F0},   {0x23F3, 0x23F3},
    {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},
    {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
    {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},
    {0x26F2, 0x26F3},   {0x26F5, 0x26F5},   {0x26FA, 0x26FA},
    {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
    {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},
    {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},
    {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
    {0x3041, 0x3247},   {0x3250, 0x4DBF},   {0x4E00, 0xA4CF},
    {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
    {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320},
    {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393},
    {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0},
    {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440},
    {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E},
    {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596},
    {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5},
    {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6DF},
    {0x1F6EB, 0x1F6EF}, {0x1F6F4, 0x1F6FF}, {0x1F7E0, 0x1F7F0},
    {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF},
    {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

int sw_utf8_width(uint32_t code)
{
    if (code < 0x300)
        return 1;
    if (is_in(zero_width, COUNT(zero_width), code))
        return 0;
    return is_in(double_width, COUNT(double_width), code) ? 2 : 1;
}

/* Over U+007F. */
static const struct range spaces[] = {
    {0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
    {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
};

bool sw_utf8_is_space(uint32_t code)
{
    if (code < 0x80)
        return sw_byte_is((char)code, SW_BYTE_SPACE);
    return is_in(spaces, COUNT(spaces), code);
}

bool sw_utf8_is_apostrophe(uint32_t code)
{
    return code == '\'' || code == '`' || code == 0x00B4 || code == 0x02BC ||
           code == 0x2018 || code == 0x2019;
}

/* Over U+007F: controls, spaces, punctuation, symbols, emoji. */
static const struct range not_word[] = {
    {0x0080, 0x00A9},   {0x00AB, 0x00B1},    {0x00B4, 0x00B4},
    {0x00B6, 0x00B8},   {0x00BB, 0x00BB},    {0x00BF, 0x00BF},
    {0x00D7, 0x00D7},   {0x00F7, 0x00F7},    {0x02C2, 0x02C5},
    {0x02D2, 0x02DF},   {0x0375, 0x0375},    {0x037E, 0x037E},
    {0x0384, 0x0385},   {0x0387, 0x0387},    {0x055A, 0x055F},
    {0x0589, 0x058A},   {0x05BE, 0x05BE},    {0x05C0, 0x05C0},
    {0x05C3, 0x05C3},   {0x05F3, 0x05F4},    {0x0600, 0x060F},
    {0x061B, 0x061F},   {0x066A, 0x066D},    {0x06D4, 0x06D4},
    {0x0964, 0x0965},   {0x0970, 0x0970},    {0x0E3F, 0x0E3F},
    {0x0E4F, 0x0E4F},   {0x0E5A, 0x0E5B},    {0x1680, 0x1680},
    {0x2000, 0x206F},   {0x207A, 0x207E},    {0x208A, 0x208E},
    {0x20A0, 0x20CF},   {0x2100, 0x2101},    {0x2103, 0x2106},
    {0x2114, 0x2114},   {0x2116, 0x2118},    {0x211E, 0x2123},
    {0x2140, 0x2144},   {0x2190, 0x245F},    {0x249C, 0x24E9},
    {0x2500, 0x2775},   {0x2794, 0x2BFF},    {0x2E00, 0x2E2E},
    {0x2E30, 0x2E5D},   {0x2E80, 0x2FFF},    {0x3000, 0x3004},
    {0x3008, 0x3020},   {0x3030, 0x3030},    {0x3036, 0x3037},
    {0x303D, 0x303F},   {0x30A0, 0x30A0},    {0x30FB, 0x30FB},
    {0xE000, 0xF8FF},   {0xFD3E, 0xFD3F},    {0xFE00, 0xFE19},
    {0xFE30, 0xFE6F},   {0xFEFF, 0xFEFF},    {0xFF01, 0xFF0F},
    {0xFF1A, 0xFF20},   {0xFF3B, 0xFF40},    {0xFF5B, 0xFF65},
    {0xFFE0, 0xFFFF},   {0x1F000, 0x1F0FF},  {0x1F10D, 0x1FBEF},
    {0xE0000, 0xE01EF}, {0xF0000, 0x10FFFF},
};

bool sw_utf8_is_word(uint32_t code)
{
    if (code < 0x80)
        return sw_byte_is((char)code, SW_BYTE_WORD);
    if (code >= 0x2000 && code <= 0x206F)
        return false; /* quotes and dashes: most of what is not ASCII */
    return !is_in(not_word, COUNT(not_word), code);
}

/* ---- case --------------------------------------------------------------- */

/* Upper-case letters first, first + step, ... last; each lower-case partner
 * stands delta further on. */
struct pairs {
    uint32_t first, last, step, delta;
};

static const struct pairs pairs[] = {
    {0x00C0, 0x00D6, 1, 32}, {0x00D8, 0x00DE, 1, 32}, {0x0100, 0x012E, 2, 1},
    {0x0132, 0x0136, 2, 1},  {0x0139, 0x0147, 2, 1},  {0x014A, 0x0176, 2, 1},
    {0x0179, 0x017D, 2, 1},  {0x0386, 0x0386, 1, 38}, {0x0388, 0x038A, 1, 37},
    {0x038C, 0x038C, 1, 64}, {0x038E, 0x038F, 1, 63}, {0x0391, 0x03A1, 1, 32},
    {0x03A3, 0x03AB, 1, 32}, {0x0400, 0x040F, 1, 80}, {0x0410, 0x042F, 1, 32},
    {0x0460, 0x0480, 2, 1},  {0x048A, 0x04BE, 2, 1},  {0x04C0, 0x04C0, 1, 15},
    {0x04C1, 0x04CD, 2, 1},  {0x04D0, 0x052E, 2, 1},
};

/* Letters that the table above cannot say. Where the two others are equal to
 * the letter itself it has no single partner. */
struct odd_letter {
    uint32_t code, upper, lower;
};

static const struct odd_letter odd_letters[] = {
    {0x00B5, 0x039C, 0x00B5}, {0x00DF, 0x00DF, 0x00DF},
    {0x00FF, 0x0178, 0x00FF}, {0x0130, 0x0130, 'i'},
    {0x0131, 'I', 0x0131},    {0x0138, 0x0138, 0x0138},
    {0x0149, 0x0149, 0x0149}, {0x0178, 0x0178, 0x00FF},
    {0x017F, 'S', 0x017F},    {0x0390, 0x0390, 0x0390},
    {0x03B0, 0x03B0, 0x03B0}, {0x03C2, 0x03A3, 0x03C2},
};

/* The letter and its partners; false when code has no case. */
static bool look_up(uint32_t code, struct odd_letter *out)
{
    if (code < 0x80) {
        *out = (struct odd_letter){code, code & ~0x20u, code | 0x20u};
        return out->lower >= 'a' && out->lower <= 'z';
    }
    for (size_t i = 0; i < COUNT(odd_letters); i++) {
        if (odd_letters[i].code == code) {
            *out = odd_letters[i];
            return true;
        }
    }
    for (size_t i = 0; i < COUNT(pairs); i++) {
        const struct pairs *p = &pairs[i];
        if (code < p->first)
            continue;
        if (code <= p->last && (code - p->first) % p->step == 0) {
            *out = (struct odd_letter){code, code, code + p->delta};
            return true;
        }
        if (code >= p->first + p->delta && code <= p->last + p->delta &&
            (code - p->first - p->delta) % p->step == 0) {
            *out = (struct odd_letter){code, code - p->delta, code};
            return true;
        }
    }
    return false;
}

bool sw_utf8_is_upper(uint32_t code)
{
    struct odd_letter letter;
    return look_up(code, &letter) && letter.lower != code;
}

bool sw_utf8_is_lower(uint32_t code)
{
    struct odd_letter letter;
    return look_up(code, &letter) && letter.lower == code;
}

uint32_t sw_utf8_upper(uint32_t code)
{
    struct odd_letter letter;
    return look_up(code, &letter) ? letter.upper : code;
}

uint32_t sw_utf8_lower(uint32_t code)
{
    struct odd_letter letter;
    return look_up(code, &letter) ? letter.lower : code;
}
