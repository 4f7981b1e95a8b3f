/* labels.h - the speakers of a file that nobody knows, for one message. */
#ifndef SW_TALK_LABELS_H
#define SW_TALK_LABELS_H

#include "base/buf.h"
#include "talk/conversation.h"

#define SW_LABELS 8 /* that are kept; the rest are counted */

typedef struct sw_label_count {
    char name[64]; /* cut there, between characters */
    size_t turns;
} sw_label_count;

/* Zeroed is empty. Fixed size: counting cannot fail. */
typedef struct sw_labels {
    sw_label_count at[SW_LABELS];
    size_t count, others;
    size_t turns; /* whose speaker has a label and no role */
} sw_labels;

void sw_labels_add(sw_labels *labels, const sw_conversation *c);
/* "\"Ana\" (3), \"Kim Lee\" (1) and others" */
void sw_labels_list(const sw_labels *labels, sw_buf *out);
/* "\"agents\": [\"Ana\"]": the line of configuration that would name one;
 * of a mail address "our_domains". */
void sw_labels_mend(const sw_labels *labels, sw_buf *out);

#endif
