/* batch.h - blocks of input to workers, results in the order of the input. */
#ifndef SW_CLI_BATCH_H
#define SW_CLI_BATCH_H

#include "cli/check_run.h"
#include "cli/job.h"

struct sw_worker;
struct sw_resume_entry;

/* The main thread's side of a run: cuts, puts, joins. */
typedef struct sw_batch {
    sw_check *check;
    struct sw_pool *pool; /* NULL until there is a second block */
    size_t wanted;        /* workers */
    sw_job *filling;      /* being cut, or NULL */
    sw_job *waiting;      /* the first of all, while it may be the only one */
    sw_job *free, *all;
    const sw_setup *told; /* the sink knows of */
    size_t inputs, again; /* done; by another run */
    uint64_t read;        /* bytes of all inputs */
} sw_batch;

/* False: no memory. */
bool sw_batch_begin(sw_batch *batch, sw_check *check);
/* Stops; what nobody began is dropped. */
void sw_batch_end(sw_batch *batch);

/* What to check, in order. Text is copied. Failure is check->stopped. */
void sw_batch_draft(sw_batch *batch, sw_feed *feed, sw_str text);
void sw_batch_lines(sw_batch *batch, sw_feed *feed, sw_str lines, size_t first);
/* Takes over the arena that the conversation lives in. */
void sw_batch_talk(sw_batch *batch, sw_feed *feed,
                   const sw_conversation *conversation, sw_arena *arena);
/* BAD, FAULT, UNCHECKED or NOTE: kept in its place among the others. feed may
 * be NULL. */
void sw_batch_words(sw_batch *batch, sw_item_kind kind, sw_feed *feed,
                    const saywell_origin *origin, const char *code,
                    const char *words);
/* The transcript is read to its end, or the draft when results are kept for
 * another run. */
void sw_batch_close(sw_batch *batch, sw_feed *feed);
/* One input more is given. */
void sw_batch_count(sw_batch *batch);
/* What is there of the input was printed by another run: as then. False: that
 * cannot be read any more; nothing was printed. */
bool sw_batch_again(sw_batch *batch, sw_feed *feed,
                    const struct sw_resume_entry *entry);

/* Waits until everything given so far is checked and printed. */
void sw_batch_rest(sw_batch *batch);
/* Called before a read: while that would have to wait, prints what there is.
 * False: the run is to stop. */
bool sw_batch_before_read(void *batch, int fd);

/* How many workers that makes: --jobs, or 0 for the processors that this
 * process may use. */
size_t sw_batch_workers(size_t asked);

#endif
