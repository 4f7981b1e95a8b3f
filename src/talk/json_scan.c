/*
 * json_scan.c - where a JSON value ends, in pieces of any size.
 *
 * Nearly all bytes of an export stand in strings, so those are looked at eight
 * at a time: a word without quote and backslash is none of our business.
 */
#include "talk/json_scan.h"

#include <string.h>

#define LOW_BITS  0x0101010101010101ULL
#define HIGH_BITS 0x8080808080808080ULL

static bool has_byte(uint64_t word, unsigned char byte)
{
    uint64_t x = word ^ (LOW_BITS * byte);

    return ((x - LOW_BITS) & ~x & HIGH_BITS) != 0;
}

/* The next quote or backslash at or after i. */
static size_t skip_plain(sw_str text, size_t i)
{
    uint64_t word;

    while (text.len - i >= sizeof word) {
        memcpy(&word, text.ptr + i, sizeof word);
        if (has_byte(word, '"') || has_byte(word, '\\'))
            break;
        i += sizeof word;
    }
    while (i < text.len && text.ptr[i] != '"' && text.ptr[i] != '\\')
        i++;
    return i;
}

/* Past the rest of a string; in_string stays set when it is not over. */
static size_t scan_string(sw_json_scan *s, sw_str text, size_t i)
{
    while (i < text.len) {
        if (s->escaped) {
            s->escaped = false;
            i++;
            continue;
        }
        i = skip_plain(text, i);
        if (i == text.len)
            return i;
        if (text.ptr[i++] == '"') {
            s->in_string = false;
            return i;
        }
        s->escaped = true;
    }
    return i;
}

static bool ends_word(char c)
{
    return c == ',' || c == ']' || c == '}' || c == ' ' || c == '\n' ||
           c == '\t' || c == '\r' || c == ':' || c == '"' || c == '[' ||
           c == '{';
}

size_t sw_json_scan_on(sw_json_scan *scan, sw_str text, size_t i)
{
    while (i < text.len) {
        char c = text.ptr[i];

        if (scan->in_string) {
            i = scan_string(scan, text, i);
            if (!scan->in_string && scan->depth == 0) {
                scan->done = true;
                return i;
            }
            continue;
        }
        if (scan->in_word && ends_word(c)) {
            scan->done = true;
            return i;
        }
        i++;
        if (c == '"') {
            scan->in_string = true;
        } else if (c == '{' || c == '[') {
            scan->depth++;
        } else if ((c == '}' || c == ']') && scan->depth) {
            if (--scan->depth == 0) {
                scan->done = true;
                return i;
            }
        } else if (scan->depth == 0) {
            scan->in_word = true;
        }
    }
    return i;
}

bool sw_json_scan_end(const sw_json_scan *scan)
{
    return scan->in_word || scan->done;
}
