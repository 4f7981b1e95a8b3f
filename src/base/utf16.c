/*
 * utf16.c - UTF-16 as some programs export it, into UTF-8.
 *
 * Spreadsheets save "Unicode text" so, and Notepad did. A mark stands in front
 * nearly always; without one the NULs of plain English give it away.
 */
#include "base/utf16.h"

#define LOOK 16 /* characters that are looked at when there is no mark */

sw_encoding sw_utf16_sniff(sw_str head, size_t *mark)
{
    size_t zeros[2] = {0, 0}, look = head.len / 2 < LOOK ? head.len / 2 : LOOK;

    *mark = 0;
    if (sw_str_starts(head, SW_STR("\xef\xbb\xbf")))
        *mark = 3;
    else if (sw_str_starts(head, SW_STR("\xff\xfe")) ||
             sw_str_starts(head, SW_STR("\xfe\xff")))
        *mark = 2;
    if (*mark == 2)
        return head.ptr[0] == '\xff' ? SW_ENCODING_UTF16_LE
                                     : SW_ENCODING_UTF16_BE;
    if (*mark == 3 || look < 4)
        return SW_ENCODING_UTF8;
    for (size_t i = 0; i < 2 * look; i++)
        zeros[i % 2] += head.ptr[i] == '\0';
    if (zeros[1] == look && zeros[0] == 0)
        return SW_ENCODING_UTF16_LE;
    if (zeros[0] == look && zeros[1] == 0)
        return SW_ENCODING_UTF16_BE;
    return SW_ENCODING_UTF8;
}

static uint32_t unit_at(sw_encoding encoding, sw_str bytes, size_t at)
{
    uint32_t a = (unsigned char)bytes.ptr[at];
    uint32_t b = (unsigned char)bytes.ptr[at + 1];

    return encoding == SW_ENCODING_UTF16_LE ? b << 8 | a : a << 8 | b;
}

size_t sw_utf16_decode(sw_encoding encoding, sw_str bytes, sw_buf *out)
{
    size_t at = 0;

    while (at + 2 <= bytes.len) {
        uint32_t unit = unit_at(encoding, bytes, at), low;
        size_t size = 2;

        if (unit >= 0xdc00 && unit < 0xe000)
            break;
        if (unit >= 0xd800 && unit < 0xdc00) {
            if (at + 4 > bytes.len)
                break;
            low = unit_at(encoding, bytes, at + 2);
            if (low < 0xdc00 || low >= 0xe000)
                break;
            unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
            size = 4;
        }
        sw_buf_code(out, unit);
        at += size;
    }
    return at;
}
