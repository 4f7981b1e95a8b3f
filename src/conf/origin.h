/* origin.h - where a value came from, so that it can be told. */
#ifndef SW_CONF_ORIGIN_H
#define SW_CONF_ORIGIN_H

#include "base/buf.h"

typedef enum sw_origin_kind {
    SW_ORIGIN_DEFAULT, /* the pack or the program */
    SW_ORIGIN_PROFILE,
    SW_ORIGIN_ENVIRONMENT,
    SW_ORIGIN_TEAM,     /* .saywell.json */
    SW_ORIGIN_PERSONAL, /* saywell/config.json */
    SW_ORIGIN_COMMAND
} sw_origin_kind;

typedef struct sw_origin {
    sw_origin_kind kind;
    const char *name; /* file, profile, variable or option; or NULL */
    size_t line;      /* in the file, from 1; 0 = none */
    size_t column;
    size_t offset;   /* byte in the file */
    const char *key; /* key path in the file, or NULL */
} sw_origin;

/* "default", "file", "command line", ...: for programs. */
const char *sw_origin_kind_name(sw_origin_kind kind);
/* ".saywell.json:4", "command line (--set)", "profile social": for people. */
void sw_origin_put(sw_buf *out, const sw_origin *origin);

#endif
