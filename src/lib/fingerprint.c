/* fingerprint.c - what a finding is, wherever it stands.
 *
 * A 64-bit hash (FNV-1a) of rule id, folded match, folded sentence and the
 * running number among equals: it moves with its text from line to line and
 * from file to file, and two like findings in one reply stay two. Folded:
 * lower case, straight apostrophes, white-space runs as one space. */
#include "lib/fingerprint.h"

#include <stdlib.h>

#include "base/byte.h"
#include "base/utf8.h"

typedef struct print {
    uint64_t hash;
    size_t index;
} print;

/* Of an ASCII character that is no white space. */
static uint64_t hash_ascii(uint64_t h, char c)
{
    if (sw_byte_is(c, SW_BYTE_UPPER))
        c = (char)(c | 0x20);
    return sw_str_hash_byte(h, (unsigned char)(c == '`' ? '\'' : c));
}

static uint64_t hash_wide(uint64_t h, uint32_t code)
{
    char bytes[4];
    size_t len;

    if (sw_utf8_is_apostrophe(code))
        code = '\'';
    len = sw_utf8_put(bytes, sw_utf8_lower(code));
    return sw_str_hash(h, (sw_str){bytes, len});
}

static uint64_t fold_hash(uint64_t h, sw_str text, size_t start, size_t end)
{
    bool space = false;
    size_t size;

    for (size_t at = start; at < end; at += size) {
        uint32_t code = sw_utf8_at(text, at, &size);
        bool white = sw_utf8_is_space(code);
        if (white && !space)
            h = sw_str_hash_byte(h, ' ');
        else if (!white)
            h = code < 0x80 ? hash_ascii(h, (char)code) : hash_wide(h, code);
        space = white;
    }
    return sw_str_hash_byte(h, '\n');
}

static int by_hash(const void *a, const void *b)
{
    const print *x = a, *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Hashes without the running number. Findings come in order of place, so the
 * sentence's part is made once a sentence. */
static void hash_all(const sw_check *c, const sw_finding *const *kept,
                     size_t count, print *prints)
{
    size_t sentence = SW_NOWHERE;
    uint64_t said = 0;

    for (size_t i = 0; i < count; i++) {
        const sw_finding *f = kept[i];
        uint64_t h = sw_str_hash(SW_HASH_START, sw_str_of(f->rule->info.id));
        if (f->sentence != sentence && f->sentence < c->doc.sentences.count) {
            const sw_sentence *s = &c->doc.sentences.at[f->sentence];
            said = fold_hash(SW_HASH_START, c->doc.text, s->start, s->end);
            sentence = f->sentence;
        }
        h = fold_hash(sw_str_hash(h, SW_STR("\n")), c->doc.text, f->start,
                      f->end);
        h = sw_str_hash(h, (sw_str){(const char *)&said, sizeof said});
        prints[i] = (print){h, i};
    }
}

bool sw_fingerprint_all(const sw_check *c, const sw_finding *const *kept,
                        saywell_result *result)
{
    size_t count = result->count, number = 0;
    print *prints = sw_arena_zero(c->arena, count + 1, sizeof *prints);

    if (prints == NULL)
        return false;
    hash_all(c, kept, count, prints);
    qsort(prints, count, sizeof *prints, by_hash);
    for (size_t i = 0; i < count; i++) {
        char digits[20], hex[16];
        sw_str made;
        uint64_t h = prints[i].hash;
        number = i > 0 && prints[i - 1].hash == h ? number + 1 : 0;
        h = sw_str_hash(h, sw_str_decimal(digits, number));
        made = sw_str_hex(hex, h);
        result->findings[prints[i].index].fingerprint =
            sw_arena_copy(&result->arena, made.ptr, made.len);
        if (result->findings[prints[i].index].fingerprint == NULL)
            return false;
    }
    return true;
}
