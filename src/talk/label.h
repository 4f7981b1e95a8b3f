/* label.h - what a speaker's label says about who they are. */
#ifndef SW_TALK_LABEL_H
#define SW_TALK_LABEL_H

#include "talk/conversation.h"

/* How much of a label is words of office: "Agent", "Support Team" and
 * "Visitor 48" are whole; "Agent Ana" and "Shop Support" are part names. */
typedef enum sw_label_kind {
    SW_LABEL_NAME, /* a name, or anything */
    SW_LABEL_PART,
    SW_LABEL_WHOLE
} sw_label_kind;

/* The role is unknown for SW_LABEL_NAME. */
sw_label_kind sw_label_read(sw_str label, sw_role *role);
/* A value of a role column: agent, outbound, end-user, "private" ... or a
 * label; unknown when it is none. */
sw_role sw_label_value(sw_str value);

/* Does this text greet as the side that was called: "thank you for
 * contacting", "how can I help"? */
bool sw_label_greets(sw_str text);
/* Said by a machine in somebody's name: attachment notices, surveys, "this
 * conversation was closed", "ticket received". */
bool sw_label_is_notice(sw_str text);

#endif
