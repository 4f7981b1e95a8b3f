/* utf16.h - UTF-16 as some programs export it, into UTF-8. */
#ifndef SW_BASE_UTF16_H
#define SW_BASE_UTF16_H

#include "base/buf.h"

typedef enum sw_encoding {
    SW_ENCODING_UTF8,
    SW_ENCODING_UTF16_LE,
    SW_ENCODING_UTF16_BE
} sw_encoding;

/* By the byte order mark, whose length goes to *mark; without one, text whose
 * every second byte is NUL at the start is UTF-16 too. */
sw_encoding sw_utf16_sniff(sw_str head, size_t *mark);
/* Appends the longest prefix that can be told (whole characters) to out and
 * gives its bytes; less than bytes.len when a surrogate stands alone or the
 * last character is cut. */
size_t sw_utf16_decode(sw_encoding encoding, sw_str bytes, sw_buf *out);

#endif
