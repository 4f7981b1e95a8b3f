/* job.h - a block of input on its way: what to check, then what came of it.
 *
 * The main thread fills a job with items, a worker turns them into events, the
 * main thread joins those to the report in the order of the input. Between two
 * of these a job belongs to nobody else. */
#ifndef SW_CLI_JOB_H
#define SW_CLI_JOB_H

#include "base/digest.h"
#include "base/vec.h"
#include "cli/setup.h"
#include "talk/labels.h"
#include "talk/talk.h"

#include <sys/stat.h>

/* Who spoke in an input, as far as it was read. */
typedef struct sw_seen {
    unsigned roles; /* as bits */
    size_t agent_turns;
} sw_seen;

/* One input; lives as long as the run. Counts are of what was joined. */
typedef struct sw_feed {
    const char *name; /* to show; NULL = standard input */
    const sw_setup *setup;
    sw_seen seen;
    struct stat file;  /* as it was when it was opened */
    sw_digest content; /* of what was read */
    bool failed, found;
    bool cut;    /* not read to its end: the run was stopped */
    size_t line; /* read up to here; 0 = does not go by lines */
    size_t bad_lines;
    sw_labels *labels; /* speakers that nobody knows; NULL: our own lines */
} sw_feed;

typedef enum sw_item_kind {
    SW_ITEM_DRAFT,     /* a whole text */
    SW_ITEM_LINES,     /* whole lines of our own conversations */
    SW_ITEM_TALK,      /* a conversation that a reader made */
    SW_ITEM_BAD,       /* a record that cannot be used */
    SW_ITEM_FAULT,     /* an input that cannot be checked */
    SW_ITEM_UNCHECKED, /* the same, when why was said and counted before */
    SW_ITEM_NOTE       /* words for standard error */
} sw_item_kind;

typedef struct sw_item {
    sw_item_kind kind;
    sw_feed *feed;
    size_t at, len;               /* DRAFT, LINES: bytes of job->text */
    size_t line;                  /* LINES: number of the first */
    sw_conversation conversation; /* TALK: in `arena` */
    sw_arena arena;
    saywell_origin origin; /* BAD, FAULT */
    const char *code, *words;
} sw_item;

typedef enum sw_event_kind {
    SW_EVENT_REPLY,
    SW_EVENT_ERROR,
    SW_EVENT_LINE, /* the end of an input or conversation */
    SW_EVENT_NOTE  /* words for standard error alone */
} sw_event_kind;

typedef struct sw_event {
    sw_event_kind kind;
    const sw_setup *setup; /* or NULL */
    saywell_origin origin;
    saywell_reply reply; /* REPLY */
    saywell_result *result;
    const char *code, *words; /* ERROR, NOTE */
    bool say;                 /* on standard error too */
} sw_event;

typedef struct sw_job {
    sw_arena arena; /* items, events, and what they point to */
    struct SW_VEC(sw_item) items;
    sw_buf text;   /* of drafts and lines */
    size_t size;   /* bytes of input in it */
    sw_feed *ends; /* the input that ends here, or NULL */
    size_t inputs; /* that end in it */
    uint64_t read; /* bytes of all inputs up to here */

    saywell_report *part; /* holds what was printed; NULL: events are kept */
    struct SW_VEC(sw_event) events;
    sw_buf said;   /* for standard error */
    sw_feed *feed; /* whose turns were seen */
    sw_seen seen;
    size_t bad_lines;
    bool found, failed, nomem;
    saywell_status status; /* of writing into part */

    struct sw_job *next, *sibling; /* of those free; of all */
} sw_job;

/* Made ready for new items. NULL: no memory. */
sw_job *sw_job_new(void);
void sw_job_clear(sw_job *job);
void sw_job_free(sw_job *job);
/* A zeroed item or event of it, or NULL. */
sw_item *sw_job_item(sw_job *job, sw_item_kind kind, sw_feed *feed);
sw_event *sw_job_event(sw_job *job, sw_event_kind kind, const sw_setup *setup,
                       const saywell_origin *origin);

#endif
