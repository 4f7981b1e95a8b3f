/* builtin.h - the pack and the schemas compiled into the library.
 *
 * Defined in the generated gen/builtin.c: rules/embed.c writes it from
 * rules/en and rules/schema. A NUL stands behind the bytes, outside len. */
#ifndef SW_RULE_BUILTIN_H
#define SW_RULE_BUILTIN_H

#include <stddef.h>

struct sw_builtin_file {
    const char *name; /* "rules/en/pack.json"; of a schema "rules" */
    const char *bytes;
    size_t len;
};

/* pack.json first, then the rules files by name. */
extern const struct sw_builtin_file sw_builtin_pack[];
extern const size_t sw_builtin_pack_count;
extern const struct sw_builtin_file sw_builtin_schemas[];
extern const size_t sw_builtin_schema_count;

#endif
