/*
 * glob.c - path patterns as in .gitignore, less negation.
 *
 * Stars are matched by falling back to the last one, never by recursion: the
 * last "*" while no slash is crossed, then the last "**".
 */
#include "conf/glob.h"

/* A class at pattern[at] == '['; true when byte is in it. *next: behind it. */
static bool in_class(sw_str pattern, size_t at, char byte, size_t *next)
{
    size_t i = at + 1;
    bool not = i < pattern.len && pattern.ptr[i] == '!', found = false;

    i += not ;
    for (size_t first = i; i < pattern.len; i++) {
        if (pattern.ptr[i] == ']' && i > first) {
            *next = i + 1;
            return found != not ;
        }
        if (i + 2 < pattern.len && pattern.ptr[i + 1] == '-' &&
            pattern.ptr[i + 2] != ']') {
            found =
                found || (pattern.ptr[i] <= byte && byte <= pattern.ptr[i + 2]);
            i += 2;
        } else {
            found = found || pattern.ptr[i] == byte;
        }
    }
    *next = at + 1; /* never closed: a bracket like any other */
    return byte == '[';
}

/* One step: does the pattern at p take this byte? */
static bool takes(sw_str pattern, size_t p, char byte, size_t *next)
{
    if (p >= pattern.len)
        return false;
    *next = p + 1;
    if (pattern.ptr[p] == '?')
        return byte != '/';
    if (pattern.ptr[p] == '[')
        return byte != '/' && in_class(pattern, p, byte, next);
    return pattern.ptr[p] == byte;
}

static bool whole(sw_str pattern, sw_str path)
{
    size_t p = 0, i = 0, next;
    size_t star = SW_NOWHERE, star_i = 0, deep = SW_NOWHERE, deep_i = 0;

    while (i < path.len || p < pattern.len) {
        if (p < pattern.len && pattern.ptr[p] == '*') {
            bool two = p + 1 < pattern.len && pattern.ptr[p + 1] == '*';

            p += two ? 2 : 1;
            if (two) {
                if (p < pattern.len && pattern.ptr[p] == '/')
                    p++; /* "**" + "/" may stand for nothing at all */
                deep = p;
                deep_i = i;
                star = SW_NOWHERE;
            } else {
                star = p;
                star_i = i;
            }
            continue;
        }
        if (i < path.len && takes(pattern, p, path.ptr[i], &next)) {
            p = next;
            i++;
        } else if (star != SW_NOWHERE && star_i < path.len &&
                   path.ptr[star_i] != '/') {
            p = star;
            i = ++star_i;
        } else if (deep != SW_NOWHERE && deep_i < path.len) {
            p = deep;
            i = ++deep_i;
            star = SW_NOWHERE;
        } else {
            return false;
        }
    }
    return true;
}

bool sw_glob_match(sw_str pattern, sw_str path)
{
    bool anchored;

    if (pattern.len && pattern.ptr[pattern.len - 1] == '/')
        pattern.len--;
    anchored = sw_str_find_byte(pattern, '/', 0) != SW_NOWHERE;
    if (pattern.len && pattern.ptr[0] == '/')
        pattern = sw_str_part(pattern, 1, pattern.len);
    if (pattern.len == 0)
        return false;
    for (size_t from = 0, end; from < path.len; from = end + 1) {
        end = sw_str_find_byte(path, '/', from);
        if (end == SW_NOWHERE)
            end = path.len;
        if (whole(pattern, sw_str_part(path, anchored ? 0 : from, end)))
            return true;
    }
    return false;
}
