/* report_impl.h - what the formats share: the report and the table row.
 *
 * A format is one file and one `const struct sw_report_format`. It writes into
 * report->out; the public functions of report.c hand those bytes on after each
 * call, so nothing grows with the number of replies. */
#ifndef SW_REPORT_IMPL_H
#define SW_REPORT_IMPL_H

#include "base/buf.h"
#include "base/json_write.h"
#include "saywell.h"

/* One reply and what was found in it. */
typedef struct sw_report_item {
    const saywell_origin *origin; /* never NULL */
    sw_str text;
    const saywell_result *result;
} sw_report_item;

/* NULL where a format has nothing to say. */
struct sw_report_format {
    void (*begin)(saywell_report *report);
    /* Begins a part: what stands between replies is then up to join. NULL: the
     * format cannot be made in parts. */
    void (*part)(saywell_report *part);
    /* What comes before the part's bytes; NULL: nothing. */
    void (*join)(saywell_report *whole, saywell_report *part);
    void (*reply)(saywell_report *report, const sw_report_item *item);
    void (*error)(saywell_report *report, const saywell_origin *origin,
                  const char *code, const char *message);
    void (*line)(saywell_report *report, const saywell_origin *origin);
    void (*end)(saywell_report *report);
};

/* Lives from saywell_report_new to saywell_report_free; one thread. */
struct saywell_report {
    const struct sw_report_format *format;
    const saywell_rules *rules; /* or NULL */
    saywell_report_options options;
    saywell_write_fn *write;
    void *ctx;
    saywell_summary summary;
    sw_buf out;    /* made, not handed on yet */
    sw_buf item;   /* json: findings of one reply; text: one line */
    sw_buf held;   /* jsonl: replies of the line that is being made */
    sw_buf errors; /* json: error objects until the end; jsonl: of the line */
    size_t held_count;
    struct sw_report_line { /* the line asked for last, so that a line of */
        size_t number;      /* megabytes is walked once for its columns */
        size_t byte, utf16; /* where it starts */
    } line;
    bool is_part;          /* keeps its bytes in out until they are joined */
    bool incomplete;       /* json: a reply was limited; jsonl: in this line */
    saywell_status status; /* the first failure; sticks */
};

extern const struct sw_report_format sw_report_text;
extern const struct sw_report_format sw_report_json;
extern const struct sw_report_format sw_report_jsonl;
extern const struct sw_report_format sw_report_line;
extern const struct sw_report_format sw_report_sarif;
extern const struct sw_report_format sw_report_github;
extern const struct sw_report_format sw_report_checkstyle;
extern const struct sw_report_format sw_report_rdjson;
extern const struct sw_report_format sw_report_lt;
extern const struct sw_report_format sw_report_gitlab;

/* For a format where nothing stands between replies. */
void sw_report_plain_part(saywell_report *part);
/* "warning" */
const char *sw_report_severity(saywell_severity severity);
/* Column from 1 in the unit that the options ask for. */
size_t sw_report_column(saywell_report *report, sw_str text,
                        const saywell_place *place);
/* The line that holds byte `at`, without its end; of a line longer than that,
 * SW_REPORT_REACH bytes to both sides. */
#define SW_REPORT_REACH 4096
sw_str sw_report_line_at(sw_str text, size_t at);
/* Where the bytes of text[i, ...) end that are a glyph each, one column wide:
 * printable ASCII. */
size_t sw_report_even(sw_str text, size_t i);
/* Words for people and terminals: control characters, bidirectional marks
 * and line breaks are shown escaped ("\n", "\x1b", "\u202e"). */
void sw_report_plain(sw_buf *out, sw_str words);
/* The same for one code point; gives the terminal columns it takes. `before`
 * is the code point before it, 0 at the start. */
size_t sw_report_glyph(sw_buf *out, uint32_t code, uint32_t before);

#endif
