/* batch_join.h - what workers made of the blocks, into the output in order.
 *
 * Between the rooms of a batch, on the main thread. */
#ifndef SW_CLI_BATCH_JOIN_H
#define SW_CLI_BATCH_JOIN_H

#include "cli/batch.h"

/* Says so, and stops the run. */
void sw_batch_nomem(sw_batch *batch);
/* The block's findings into the report or to the sink, unless the run was
 * stopped; then the block is free for another one. */
void sw_batch_join(sw_batch *batch, sw_job *job);
/* A block that nobody needs any more, to be filled again. */
void sw_batch_recycle(sw_batch *batch, sw_job *job);
/* So many bytes of all inputs are read and printed. */
void sw_batch_tick(sw_batch *batch, uint64_t read);

#endif
