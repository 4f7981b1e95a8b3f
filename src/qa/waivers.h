/* waivers.h - findings that somebody has looked at and let stand.
 *
 *     {"waivers": [{"fingerprint": "0f5a...", "reason": "legal wants these
 *       words", "who": "Dana", "until": "2027-01-31"}]}
 */
#ifndef SW_QA_WAIVERS_H
#define SW_QA_WAIVERS_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "saywell.h"

#define SW_WAIVERS_MAX 100000

typedef struct sw_waiver {
    const char *fingerprint, *reason, *who;
    const char *until; /* "2027-01-31", or NULL: for good */
    int64_t until_day; /* the last day on which it holds */
    size_t line;       /* in the file */
    size_t used;       /* findings that it let stand */
    size_t late;       /* findings of a day on which it no longer held */
} sw_waiver;

/* Zeroed is valid: none. Lives in the arena it was read into. */
typedef struct sw_waivers {
    const char *name; /* of the file; or NULL */
    struct SW_VEC(sw_waiver *) list;
    sw_map by_fingerprint; /* -> sw_waiver */
} sw_waivers;

/* Reads the file's bytes (JSON with comments). Errors name line, column and
 * key path. The bytes are not kept. */
saywell_status sw_waivers_read(sw_waivers *waivers, const char *name,
                               sw_str bytes, sw_arena *arena,
                               saywell_error *err);
/* Does a waiver let this finding stand on that day? dated false: no day is
 * known, and every waiver holds. Counts. */
bool sw_waivers_cover(sw_waivers *waivers, const char *fingerprint, bool dated,
                      int64_t day);

#endif
