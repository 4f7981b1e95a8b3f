/* fold.c - a text as literals see it, sixteen bytes a step.
 *
 * Nearly all of a reply is ASCII with single spaces: there a byte becomes a
 * byte, and the places in the folded text run along with those in the text.
 * What breaks step, a character of more bytes or more white space, is looked
 * at alone and noted. */
#include "match/fold.h"

#include <string.h>

#include "base/byte.h"
#include "base/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define FAR 1000 /* bytes looked back over for what ends a reach */

typedef struct folding {
    sw_str text;
    size_t at; /* in the text */
    char *to;
    size_t n; /* bytes of it */
    sw_arena *arena;
    sw_folded *out;
} folding;

/* sw_literal_fold of ASCII, and what it gives up on as it is: a unit test
 * compares the two. */
static const char ascii[129] =
    /* clang-format off */
    "\000\001\002\003\004\005\006\007\010     \016\017"
    "\020\021\022\023\024\025\026\027\030\031\032\033\034\035\036\037"
    " !\"#$%&'()*+,-./"
    "0000000000:;<=>\?"
    "@abcdefghijklmno"
    "pqrstuvwxyz[\\]^_"
    "'abcdefghijklmno"
    "pqrstuvwxyz{|}~\177";
/* clang-format on */

/* ---- what keeps step ----------------------------------------------------- */

#ifdef __SSE2__
#define STEP 16

/* The bytes that are low to high. */
static inline __m128i among(__m128i bytes, char low, char high)
{
    const __m128i from = _mm_sub_epi8(bytes, _mm_set1_epi8(low));

    return _mm_cmpeq_epi8(_mm_min_epu8(from, _mm_set1_epi8((char)(high - low))),
                          from);
}

/* What stands in a step's bytes: byte n as bit n. */
typedef struct step_set {
    unsigned wide, spaces, upper;
} step_set;

static inline step_set fold_step(const char *from, char *to)
{
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)from);
    const __m128i upper = among(bytes, 'A', 'Z');
    const __m128i digit = among(bytes, '0', '9');
    const __m128i white = _mm_or_si128(
        among(bytes, '\t', '\r'), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(' ')));
    const __m128i grave = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('`'));
    __m128i less = /* what a byte loses */
        _mm_and_si128(digit, _mm_sub_epi8(bytes, _mm_set1_epi8('0')));

    less = _mm_or_si128(less, _mm_and_si128(upper, _mm_set1_epi8('A' - 'a')));
    less = _mm_or_si128(
        less, _mm_and_si128(white, _mm_sub_epi8(bytes, _mm_set1_epi8(' '))));
    less = _mm_or_si128(less, _mm_and_si128(grave, _mm_set1_epi8('`' - '\'')));
    _mm_storeu_si128((__m128i *)(void *)to, _mm_sub_epi8(bytes, less));
    return (step_set){(unsigned)_mm_movemask_epi8(bytes),
                      (unsigned)_mm_movemask_epi8(white),
                      (unsigned)_mm_movemask_epi8(upper)};
}

/* Folds up to the next byte that breaks step; the last bytes of the text by a
 * copy of them. */
static void fold_plain(folding *f)
{
    const char *const end = f->text.ptr + f->text.len;
    const char *from = f->text.ptr + f->at;
    char *to = f->to + f->n;
    unsigned spaced = f->n > 0 && to[-1] == ' ';
    unsigned odd = 0, capital = 0, shouts = 0;

    while (from < end && odd == 0) {
        const size_t left = (size_t)(end - from);
        char last[STEP] = {0};
        size_t kept = STEP;
        step_set s;
        if (left < STEP)
            memcpy(last, from, left);
        s = fold_step(left < STEP ? last : from, to);
        odd = s.wide | (s.spaces & (s.spaces << 1 | spaced));
        spaced = s.spaces >> (STEP - 1);
        shouts |= s.upper & (s.upper << 1 | capital);
        capital = s.upper >> (STEP - 1);
        if (odd != 0)
            kept = (size_t)__builtin_ctz(odd);
        else if (left < STEP)
            kept = left;
        from += kept;
        to += kept;
    }
    f->at = (size_t)(from - f->text.ptr);
    f->n = (size_t)(to - f->to);
    f->out->shouts = f->out->shouts || shouts != 0;
}
#else
static void fold_plain(folding *f)
{
    (void)f;
}
#endif

/* ---- one character ------------------------------------------------------- */

/* From here on, folded bytes stand for others than those that run along. */
static bool add_step(folding *f)
{
    const size_t count = f->out->steps.count;
    sw_fold_step *step;

    if (count > 0 && f->out->steps.at[count - 1].folded == f->n) {
        f->out->steps.at[count - 1].from = (uint32_t)f->at;
        return true;
    }
    step = SW_VEC_PUSH(&f->out->steps, f->arena);
    if (step == NULL)
        return false;
    *step = (sw_fold_step){(uint32_t)f->n, (uint32_t)f->at};
    return true;
}

/* Bytes that the character at f->at takes, by the first of them. */
static size_t wide_size(const folding *f)
{
    const unsigned char first = (unsigned char)f->text.ptr[f->at];
    const size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;

    return f->at + size <= f->text.len ? size : 1; /* 1: no UTF-8 */
}

static char fold_wide(folding *f, size_t *size)
{
    uint32_t code;
    char c;

    *size = wide_size(f);
    if (*size == 1)
        return SW_FOLD_FILLER;
    code = sw_utf8_at(f->text, f->at, size);
    c = sw_literal_fold(code);
    if (code == 0x17F || code == 0x212A)
        f->out->exotic = true;
    return c != 0 ? c : SW_FOLD_FILLER;
}

static bool is_capital(sw_str text, size_t at)
{
    return text.ptr[at] >= 'A' && text.ptr[at] <= 'Z';
}

static bool fold_one(folding *f)
{
    const unsigned char byte = (unsigned char)f->text.ptr[f->at];
    size_t size = 1;
    const char c = byte < 0x80 ? ascii[byte] : fold_wide(f, &size);

    if (is_capital(f->text, f->at) && f->at > 0 &&
        is_capital(f->text, f->at - 1))
        f->out->shouts = true;
    f->at += size;
    if (c == ' ' && f->n > 0 && f->to[f->n - 1] == ' ')
        return add_step(f);
    f->to[f->n++] = c;
    return size == 1 || add_step(f);
}

/* ---- texts --------------------------------------------------------------- */

/* Folds the text to `to`, where there is room for it and STEP more bytes. */
static bool fold_to(sw_str text, char *to, sw_arena *arena, sw_folded *out)
{
    folding f = {.text = text, .to = to, .arena = arena, .out = out};

    *out = (sw_folded){.of = text};
    if (!add_step(&f))
        return false;
    for (;;) {
        fold_plain(&f);
        if (f.at >= text.len)
            break;
        if (!fold_one(&f))
            return false;
    }
    out->text = (sw_str){to, f.n};
    return true;
}

bool sw_fold_all(const sw_str *texts, size_t n, sw_arena *arena, sw_folded *out,
                 sw_str *joined)
{
    size_t room = SW_FOLD_FRONT + SW_FOLD_SLACK;
    char *to, *next;

    for (size_t i = 0; i < n; i++)
        room += texts[i].len + 1;
    to = sw_arena_alloc(arena, room);
    if (to == NULL)
        return false;
    memset(to, SW_FOLD_FILLER, SW_FOLD_FRONT);
    to = next = to + SW_FOLD_FRONT;
    for (size_t i = 0; i < n; i++) {
        if (!fold_to(texts[i], next, arena, &out[i]))
            return false;
        next += out[i].text.len;
        *next++ = SW_FOLD_FILLER;
    }
    *joined = (sw_str){to, (size_t)(next - to)};
    memset(next, SW_FOLD_FILLER, SW_FOLD_SLACK);
    return true;
}

bool sw_fold(sw_str text, sw_arena *arena, sw_folded *out)
{
    sw_str joined;

    return sw_fold_all(&text, 1, arena, out, &joined);
}

/* ---- places --------------------------------------------------------------
 */

/* The last step that begins at the folded byte or before it. */
static const sw_fold_step *step_of(const sw_folded *folded, size_t at)
{
    const sw_fold_step *steps = folded->steps.at;
    size_t low = 0, high = folded->steps.count;

    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (steps[middle].folded <= at)
            low = middle;
        else
            high = middle;
    }
    return &steps[low];
}

static size_t place(const sw_fold_step *step, size_t at)
{
    return step->from + (at - step->folded);
}

size_t sw_fold_place(const sw_folded *folded, size_t at)
{
    return place(step_of(folded, at), at);
}

bool sw_fold_shouts(const sw_folded *folded, size_t start, size_t end)
{
    size_t at, last;

    if (!folded->shouts || start >= end)
        return false;
    at = sw_fold_place(folded, start) + 1;
    last = sw_fold_place(folded, end);
    while (at < last &&
           !(is_capital(folded->of, at - 1) && is_capital(folded->of, at)))
        at++;
    return at < last;
}

/* How far back a match can start whose literal starts at `at`; the text's
 * start, when that is too far to be looked for. */
static size_t back(sw_str folded, size_t at, sw_reach far)
{
    const unsigned never = ~(unsigned)far.marks;
    size_t least = 0, spaces = SIZE_MAX;

    if (far.bytes != SW_LITERAL_ANY)
        least = at > far.bytes ? at - far.bytes : 0;
    else if (at > FAR)
        least = at - FAR;
    if (far.spaces != SW_LITERAL_ANY)
        spaces = far.spaces;
    for (; at > least; at--) {
        const char c = folded.ptr[at - 1];
        if (c > SW_LITERAL_LAST_MARK)
            continue;
        if (c == ' ' ? spaces-- == 0 : (sw_literal_mark(c) & never) != 0)
            return at;
    }
    return far.bytes == SW_LITERAL_ANY ? 0 : at;
}

/* The last byte with which white space may begin, which may be cut anywhere,
 * when what is behind it begins at `behind`. */
static size_t last_space(sw_str text, size_t behind)
{
    size_t last = behind - 1;

    while (last > 0 && ((unsigned char)text.ptr[last] & 0xC0) == 0x80)
        last--;
    return last;
}

sw_fold_starts sw_fold_window(const sw_folded *folded, size_t at, sw_reach far)
{
    const size_t first = back(folded->text, at, far);
    const sw_fold_step *step = step_of(folded, at);
    sw_fold_starts starts = {.to = place(step, at)};

    if (folded->text.ptr[at] == ' ')
        starts.to = last_space(folded->of, sw_fold_place(folded, at + 1));
    while (step->folded > first)
        step--;
    starts.from = place(step, first);
    return starts;
}
