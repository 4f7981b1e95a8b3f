/* publish.h - findings in scratch -> the result that the caller keeps. */
#ifndef SW_LIB_PUBLISH_H
#define SW_LIB_PUBLISH_H

#include "lib/run.h"

/* Fills result from the check: findings of the least severity and above, the
 * worst max_findings of them, with places, messages, fingerprints; limited
 * rules; the composed fix (NULL: none known). SAYWELL_NOMEM or OK. */
saywell_status sw_publish_run(const saywell_session *s, const sw_check *c,
                              const sw_edits *fix, saywell_result *result);

#endif
