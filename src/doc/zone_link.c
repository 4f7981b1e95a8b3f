/*
 * zone_link.c - URLs and e-mail addresses, with and without a scheme.
 *
 * People write "acme.com/help." and "fine.so we" alike. A bare domain counts
 * when its last label is one that hardly is an English word; one that is
 * needs a path behind it.
 */
#include "doc/zone_part.h"

#include "base/utf8.h"

#include <string.h>

enum { LABEL_BYTES = 63, DOMAIN_BYTES = 253 };

static const char *const schemes[] = {"https://", "http://", "ftp://",
                                      "mailto:", "www."};

static const char domains[] =
    "com org net edu gov mil int io biz info co uk de fr es nl eu ca au nz ie "
    "ch se dk fi pl pt cz jp cn br mx ru kr sg hk za tr gr tv ly gl dev ai "
    "example test tech xyz cloud";
static const char words[] =
    "me it in is so at to us be no my am as help support store shop email "
    "chat page link site online app live news care team today one go zone "
    "world company services center page page website";

static bool is_host_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-';
}

/* Is host two labels or more, the last one of letters? *last is that one. */
static bool is_host(sw_str host, sw_str *last)
{
    size_t label = 0, labels = 0;
    if (host.len > DOMAIN_BYTES)
        return false;
    for (size_t i = 0; i <= host.len; i++) {
        if (i < host.len && is_host_byte(host.ptr[i]))
            continue;
        if ((i < host.len && host.ptr[i] != '.') || i == label ||
            i - label > LABEL_BYTES)
            return false;
        *last = sw_str_part(host, label, i);
        label = i + 1;
        labels++;
    }
    for (size_t i = 0; i < last->len; i++) {
        if (last->ptr[i] < 'A' || last->ptr[i] == '-')
            return false;
    }
    return labels >= 2 && last->len >= 2;
}

/* Behind the URL that goes on at i: up to white space or a bracket, without
 * the marks of the sentence around it. */
static size_t tail_end(sw_str text, size_t i, size_t end)
{
    size_t depth = 0, closes = 0;
    size_t at = i;
    while (at < end) {
        size_t size;
        const uint32_t code = sw_utf8_at(text, at, &size);
        if (code <= ' ' || sw_look_among(code, "<>\"`|\\^") ||
            (code > 0x7F && !sw_utf8_is_word(code)))
            break;
        depth += code == '(';
        closes += code == ')';
        at += size;
    }
    while (at > i) {
        const char c = text.ptr[at - 1];
        if (c == ')' && closes > depth)
            closes--;
        else if (!sw_look_among((unsigned char)c, ".,!?;:'*_]"))
            break;
        at--;
    }
    return at;
}

static size_t scheme_url(sw_str text, size_t i, size_t end, sw_zone_kind *kind)
{
    for (size_t k = 0; k < sizeof schemes / sizeof *schemes; k++) {
        if (!sw_look_starts(text, i, schemes[k]))
            continue;
        const size_t from = i + strlen(schemes[k]);
        if (from >= end || !sw_look_is_word(text, from))
            continue;
        const size_t at = tail_end(text, from, end);
        *kind = SW_ZONE_URL;
        return at > from ? at : 0;
    }
    return 0;
}

/* What a URL without scheme goes on with behind its host: ":8080", "/help" */
static size_t bare_url(sw_str text, size_t host, size_t end, sw_str last)
{
    size_t at = host;
    if (at + 1 < end && text.ptr[at] == ':' && text.ptr[at + 1] >= '0' &&
        text.ptr[at + 1] <= '9') {
        at++;
        while (at < end && text.ptr[at] >= '0' && text.ptr[at] <= '9')
            at++;
    }
    const bool path =
        at < end && sw_look_among((unsigned char)text.ptr[at], "/?#") &&
        at + 1 < end && (text.ptr[at] == '/' || sw_look_is_word(text, at + 1));
    if (!sw_look_one_of(last, domains) &&
        !(path && text.ptr[at] == '/' && sw_look_one_of(last, words)))
        return 0;
    return path ? tail_end(text, at, end) : at;
}

/* The run of bytes that an address or a host is made of. */
static size_t run_end(sw_str text, size_t i, size_t end)
{
    for (; i < end; i++) {
        const char c = text.ptr[i];
        if (!is_host_byte(c) && c != '.' && c != '@' && c != '_' && c != '+')
            break;
    }
    return i;
}

size_t sw_zone_link(sw_str text, size_t i, size_t end, sw_zone_kind *kind,
                    size_t *skip)
{
    const size_t url = scheme_url(text, i, end, kind);
    if (url != 0)
        return url;
    /* a word's run is skipped whole; one from "@" on may be looked at again */
    const bool sign_first = i < end && text.ptr[i] == '@';
    const size_t run = run_end(
        text, i, sign_first && end - i > DOMAIN_BYTES ? i + DOMAIN_BYTES : end);
    size_t stop = run;
    *skip = run > i ? run : i + 1;
    while (stop > i && !is_host_byte(text.ptr[stop - 1]))
        stop--;
    while (stop > i && text.ptr[stop - 1] == '-')
        stop--;
    const sw_str all = sw_str_part(text, i, stop);
    const size_t sign = sw_str_find_byte(all, '@', 0);
    const sw_str host =
        sign == SW_NOWHERE ? all : sw_str_part(all, sign + 1, all.len);
    sw_str last;
    if (!is_host(host, &last) || (sign == 0 && !sw_look_one_of(last, domains)))
        return 0;
    if (sign != SW_NOWHERE) {
        *kind = SW_ZONE_ADDRESS;
        return stop;
    }
    *kind = SW_ZONE_URL;
    if (i > 0 && sw_look_among((unsigned char)text.ptr[i - 1], "/\\_."))
        return 0;
    return bare_url(text, stop, end, last);
}
