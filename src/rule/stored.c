/*
 * stored.c - a compiled pattern read from bytes instead of compiled again.
 *
 * Compiling is 10 to 40 times dearer than copying what it gave, and a start
 * with the built-in pack compiled a hundred patterns to look at one draft. So
 * rules/freeze.c writes their codes (pcre2_serialize_encode) into the tables.
 *
 * Bytes of another PCRE2, or of one built otherwise, must not be read: they
 * are read only when everything that shapes them is what it was at the build
 * (a shared libpcre2 may have been replaced since), and PCRE2 itself checks
 * byte order and the sizes of its types. Otherwise the pattern is compiled as
 * any other. The bytes are part of the program; none ever comes from a file.
 *
 * PCRE2 puts 1,088 bytes of character tables before every code. All codes have
 * the same, so what they all begin with is kept once and put before each.
 */
#include "rule/stored.h"

#include "base/mem.h"

#include <stddef.h>
#include <string.h>

/* Bytes of a code that are put together on the stack, as nearly all are: on
 * the heap each would leave a hole that the next does not fit into. */
#define SMALL 6144

bool sw_stored_version(uint32_t what, char version[SW_STORED_VERSION])
{
    int len = pcre2_config(what, NULL);

    return len > 0 && len <= SW_STORED_VERSION &&
           pcre2_config(what, version) == len;
}

static bool same_version(uint32_t what, const char *built)
{
    char now[SW_STORED_VERSION];

    return sw_stored_version(what, now) && strcmp(now, built) == 0;
}

static bool same_pcre2(const sw_stored_head *head)
{
    uint32_t link_size = 0;

    return head->version != NULL &&
           pcre2_config(PCRE2_CONFIG_LINKSIZE, &link_size) >= 0 &&
           link_size == head->link_size &&
           same_version(PCRE2_CONFIG_VERSION, head->version) &&
           same_version(PCRE2_CONFIG_UNICODE_VERSION, head->unicode);
}

pcre2_code *sw_stored_read(const sw_stored_head *head, sw_str bytes,
                           pcre2_general_context *memory)
{
    size_t len = head->bytes.len + bytes.len;
    pcre2_code *code = NULL;
    _Alignas(max_align_t) unsigned char small[SMALL];
    unsigned char *whole = small;

    if (!same_pcre2(head) || (len > SMALL && !(whole = sw_mem_alloc(len))))
        return NULL;
    memcpy(whole, head->bytes.ptr, head->bytes.len);
    memcpy(whole + head->bytes.len, bytes.ptr, bytes.len);
    if (pcre2_serialize_decode(&code, 1, whole, memory) != 1)
        code = NULL;
    if (whole != small)
        sw_mem_free(whole);
    return code;
}
