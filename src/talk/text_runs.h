/* text_runs.h - runs laid over runs: text made from text made from a source. */
#ifndef SW_TALK_TEXT_RUNS_H
#define SW_TALK_TEXT_RUNS_H

#include "talk/conversation.h"

/* below leads from a middle text to the source; *runs lead from a text to the
 * middle one and become runs to the source (none stands for "as it is").
 * False: no memory. */
bool sw_text_runs_over(const sw_text_run *below, size_t below_count,
                       const sw_text_run **runs, size_t *count,
                       sw_arena *arena);

#endif
