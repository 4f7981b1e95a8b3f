/* str.c - bytes with a length: compare, trim, cut, find. */
#include "base/str.h"

#include <string.h>

#define FAR          16 /* the most that sw_str_distance counts */
#define LONGEST_SLIP 64 /* longer strings are not compared at all */
#define SHORT_NEEDLE 16

sw_str sw_str_of(const char *c_string)
{
    return (sw_str){c_string, c_string ? strlen(c_string) : 0};
}

sw_str sw_str_part(sw_str s, size_t start, size_t end)
{
    if (end > s.len)
        end = s.len;
    if (start > end)
        start = end;
    return (sw_str){s.ptr ? s.ptr + start : NULL, end - start};
}

bool sw_str_equal(sw_str a, sw_str b)
{
    return a.len == b.len &&
           (a.len == 0 || (a.ptr && b.ptr && memcmp(a.ptr, b.ptr, a.len) == 0));
}

bool sw_str_equal_c(sw_str a, const char *b)
{
    return sw_str_equal(a, sw_str_of(b));
}

static unsigned char fold(char byte)
{
    unsigned char c = (unsigned char)byte;
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : c;
}

bool sw_str_equal_fold(sw_str a, sw_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        if (fold(a.ptr[i]) != fold(b.ptr[i]))
            return false;
    }
    return true;
}

bool sw_str_starts_fold(sw_str s, const char *with)
{
    sw_str start = sw_str_of(with);

    return s.len >= start.len &&
           sw_str_equal_fold(sw_str_part(s, 0, start.len), start);
}

/* At a place that begins with this byte. */
static bool holds_from(sw_str s, sw_str needle, char first)
{
    size_t last = s.len - needle.len;
    size_t at = sw_str_find_byte(s, first, 0);

    for (; at <= last; at = sw_str_find_byte(s, first, at + 1)) {
        size_t same = 1;

        while (same < needle.len &&
               fold(s.ptr[at + same]) == fold(needle.ptr[same]))
            same++;
        if (same == needle.len)
            return true;
    }
    return false;
}

bool sw_str_holds_fold(sw_str s, const char *needle)
{
    sw_str n = sw_str_of(needle);
    char small = (char)fold(needle[0]), capital = small;

    if (n.len == 0 || n.len > s.len)
        return n.len == 0;
    if (small >= 'a' && small <= 'z')
        capital = (char)(small - 'a' + 'A');
    return holds_from(s, n, small) ||
           (capital != small && holds_from(s, n, capital));
}

int sw_str_compare(sw_str a, sw_str b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    int order = least ? memcmp(a.ptr, b.ptr, least) : 0;

    if (order)
        return order < 0 ? -1 : 1;
    return (a.len > b.len) - (a.len < b.len);
}

bool sw_str_starts(sw_str s, sw_str with)
{
    return s.len >= with.len && sw_str_equal(sw_str_part(s, 0, with.len), with);
}

bool sw_str_ends(sw_str s, sw_str with)
{
    return s.len >= with.len &&
           sw_str_equal(sw_str_part(s, s.len - with.len, s.len), with);
}

size_t sw_str_find_byte(sw_str s, char byte, size_t from)
{
    if (from >= s.len || !s.ptr)
        return SW_NOWHERE;
    const char *hit = memchr(s.ptr + from, byte, s.len - from);
    return hit ? (size_t)(hit - s.ptr) : SW_NOWHERE;
}

static size_t find_short(sw_str s, sw_str needle, size_t from)
{
    size_t last = s.len - needle.len;
    sw_str starts = sw_str_part(s, 0, last + 1);

    for (size_t i = from; i <= last; i++) {
        i = sw_str_find_byte(starts, needle.ptr[0], i);
        if (i == SW_NOWHERE)
            return SW_NOWHERE;
        if (memcmp(s.ptr + i, needle.ptr, needle.len) == 0)
            return i;
    }
    return SW_NOWHERE;
}

/* Where the greatest suffix of needle begins, in byte order or (turned) in
 * the opposite one, and its period. */
static size_t greatest_suffix(sw_str needle, bool turned, size_t *period)
{
    size_t best = 0, rival = 1, same = 0, p = 1;

    while (rival + same < needle.len) {
        unsigned char a = (unsigned char)needle.ptr[best + same];
        unsigned char b = (unsigned char)needle.ptr[rival + same];
        if (a == b) {
            if (same + 1 == p) {
                rival += p;
                same = 0;
            } else {
                same++;
            }
        } else if ((a > b) != turned) {
            rival += same + 1;
            same = 0;
            p = rival - best;
        } else {
            best = rival++;
            same = 0;
            p = 1;
        }
    }
    *period = p;
    return best;
}

/* Two-way matching (Crochemore and Perrin 1991): linear time, no memory. The
 * right part of the needle is compared first, forwards, then the left part;
 * `known` bytes at the front are already right when the needle is periodic. */
static size_t find_long(sw_str s, sw_str needle, size_t from)
{
    size_t period, other;
    size_t cut = greatest_suffix(needle, false, &period);
    size_t turned = greatest_suffix(needle, true, &other);

    if (turned > cut) {
        cut = turned;
        period = other;
    }
    bool periodic = cut + period <= needle.len &&
                    memcmp(needle.ptr, needle.ptr + period, cut) == 0;
    if (!periodic)
        period = (cut > needle.len - cut ? cut : needle.len - cut) + 1;

    size_t known = 0;
    for (size_t i = from; i <= s.len - needle.len;) {
        const char *at = s.ptr + i;
        size_t right = known > cut ? known : cut;
        while (right < needle.len && needle.ptr[right] == at[right])
            right++;
        if (right < needle.len) {
            i += right - cut + 1;
            known = 0;
            continue;
        }
        size_t left = cut;
        while (left > known && needle.ptr[left - 1] == at[left - 1])
            left--;
        if (left <= known)
            return i;
        i += period;
        known = periodic ? needle.len - period : 0;
    }
    return SW_NOWHERE;
}

size_t sw_str_find(sw_str s, sw_str needle, size_t from)
{
    if (from > s.len || needle.len > s.len - from)
        return SW_NOWHERE;
    if (needle.len == 0)
        return from;
    return needle.len <= SHORT_NEEDLE ? find_short(s, needle, from)
                                      : find_long(s, needle, from);
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

sw_str sw_str_trim(sw_str s)
{
    size_t start = 0;
    size_t end = s.len;

    while (start < end && is_blank(s.ptr[start]))
        start++;
    while (end > start && is_blank(s.ptr[end - 1]))
        end--;
    return sw_str_part(s, start, end);
}

bool sw_str_line(sw_str *rest, sw_str *line)
{
    if (rest->len == 0)
        return false;
    size_t end = sw_str_find_byte(*rest, '\n', 0);
    size_t next = end == SW_NOWHERE ? rest->len : end + 1;
    if (end == SW_NOWHERE)
        end = rest->len;
    else if (end > 0 && rest->ptr[end - 1] == '\r')
        end--;
    *line = sw_str_part(*rest, 0, end);
    *rest = sw_str_part(*rest, next, rest->len);
    return true;
}

bool sw_str_number(sw_str s, size_t max, size_t *out)
{
    size_t n = 0;

    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        size_t digit = (size_t)(s.ptr[i] - '0');
        if (n > max / 10 || digit > max - n * 10)
            return false;
        n = n * 10 + digit;
    }
    *out = n;
    return true;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t sw_str_distance(sw_str a, sw_str b)
{
    size_t rows[3][LONGEST_SLIP + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];

    if (a.len > LONGEST_SLIP || b.len > LONGEST_SLIP)
        return FAR;
    for (size_t j = 0; j <= b.len; j++)
        above[j] = before[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            bool same = a.ptr[i - 1] == b.ptr[j - 1];
            row[j] =
                least(above[j - 1] + !same, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
                a.ptr[i - 2] == b.ptr[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return least(above[b.len], FAR);
}

const char *sw_str_nearest(const char *const *words, sw_str meant)
{
    size_t best = 2 + meant.len / 4; /* further away it is no slip */
    const char *near = NULL;

    for (size_t i = 0; words[i]; i++) {
        size_t d = sw_str_distance(sw_str_of(words[i]), meant);

        if (d < best) {
            best = d;
            near = words[i];
        }
    }
    return near;
}

sw_str sw_str_decimal(char space[20], uint64_t n)
{
    size_t start = 20;

    do {
        space[--start] = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    return (sw_str){space + start, 20 - start};
}

sw_str sw_str_hex(char space[16], uint64_t n)
{
    for (size_t i = 16; i-- > 0; n >>= 4)
        space[i] = "0123456789abcdef"[n & 15];
    return (sw_str){space, 16};
}

uint64_t sw_str_hash(uint64_t h, sw_str s)
{
    for (size_t i = 0; i < s.len; i++)
        h = sw_str_hash_byte(h, (unsigned char)s.ptr[i]);
    return h;
}
