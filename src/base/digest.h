/* digest.h - 64 bits over a stream of bytes, whatever pieces it comes in. */
#ifndef SW_BASE_DIGEST_H
#define SW_BASE_DIGEST_H

#include "base/str.h"

/* Tells contents apart that differ by accident; it is no defence against who
 * makes two on purpose. Zeroed is valid: nothing seen. */
typedef struct sw_digest {
    uint64_t lanes[4];
    uint64_t len;
    unsigned char rest[32]; /* bytes that fill no block yet: len % 32 */
} sw_digest;

void sw_digest_add(sw_digest *digest, sw_str bytes);
uint64_t sw_digest_value(const sw_digest *digest);
/* Of one piece. */
uint64_t sw_digest_of(sw_str bytes);

#endif
