/* glob.h - path patterns as in .gitignore, less negation. */
#ifndef SW_CONF_GLOB_H
#define SW_CONF_GLOB_H

#include "base/str.h"

/* path is relative to the folder that the pattern belongs to. Without a slash
 * a pattern means a file or folder of that name anywhere; with one it starts
 * at that folder. A folder's pattern covers all below it. "*" and "?" stay
 * inside a name, "**" does not, "[a-z]" "[!a]" are classes. */
bool sw_glob_match(sw_str pattern, sw_str path);

#endif
