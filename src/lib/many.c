/* many.c - many replies at once, their texts read side by side.
 *
 * The prefilter reads eight places in the time of two, so the texts of a block
 * of replies go through it, joined, before the first of them is judged. What it
 * learned is looked up when the judge asks; a reply is checked as if it were
 * alone. */
#include "lib/many.h"

#include "saywell.h"

#define BLOCK       64                   /* replies */
#define BLOCK_BYTES ((size_t)256 * 1024) /* of their texts, about */

/* The texts of some of the replies, up to *count of them. */
static size_t gather(const saywell_session *s, const saywell_reply *replies,
                     size_t *count, sw_str *texts)
{
    size_t n = 0, bytes = 0, i = 0;

    for (; i < *count && i < BLOCK && bytes < BLOCK_BYTES; i++) {
        const saywell_reply *r = &replies[i];
        if (r->text == NULL || r->len > s->max_bytes)
            continue;
        texts[n++] = (sw_str){r->text, r->len};
        bytes += r->len;
        if (r->customer != NULL && r->customer_len <= s->max_bytes) {
            texts[n++] = (sw_str){r->customer, r->customer_len};
            bytes += r->customer_len;
        }
    }
    *count = i;
    return n;
}

/* Without memory to read ahead, each reply reads for itself, or says so. */
static saywell_status check_block(saywell_session *s,
                                  const saywell_reply *replies, size_t *count,
                                  saywell_result **results,
                                  saywell_error *errors)
{
    sw_str texts[2 * BLOCK];
    size_t n = gather(s, replies, count, texts);
    saywell_status first = SAYWELL_OK;

    if (n > 1)
        sw_matcher_ahead(s->matcher, texts, n);
    for (size_t i = 0; i < *count; i++) {
        saywell_status status = saywell_check(
            s, &replies[i], &results[i], errors != NULL ? &errors[i] : NULL);
        if (first == SAYWELL_OK)
            first = status;
    }
    sw_matcher_ahead(s->matcher, NULL, 0);
    return first;
}

saywell_status sw_many_check(saywell_session *s, const saywell_reply *replies,
                             size_t n, saywell_result **results,
                             saywell_error *errors)
{
    saywell_status first = SAYWELL_OK;

    for (size_t at = 0, count; at < n; at += count) {
        saywell_status status;
        count = n - at;
        status = check_block(s, replies + at, &count, results + at,
                             errors != NULL ? errors + at : NULL);
        if (first == SAYWELL_OK)
            first = status;
    }
    return first;
}
