/* cue.h - WebVTT and SubRip, cue by cue, and the voices in a cue. */
#ifndef SW_TALK_CUE_H
#define SW_TALK_CUE_H

#include "base/buf.h"

#include <stdint.h>

/* Zeroed but for rest: at the first line. */
typedef struct sw_cues {
    sw_str rest;
    size_t line;   /* of the line taken last, from 1 */
    size_t number; /* of the cue given last, from 1 */
} sw_cues;

typedef struct sw_cue {
    size_t number, line; /* line: of the payload's first */
    int64_t begin, end;  /* milliseconds */
    sw_str payload;      /* its lines, as they stand */
} sw_cue;

/* The next cue; comments, styles and what has no times are passed over. */
bool sw_cue_next(sw_cues *cues, sw_cue *cue);
/* Does the text begin like a file of captions? */
bool sw_cue_looks_so(sw_str text);

/* A piece of a payload that one voice speaks. */
typedef struct sw_voice {
    sw_str name; /* empty: nobody new is named */
    sw_str text; /* in `plain` */
    size_t line; /* of the payload, from 0 */
} sw_voice;

/* Takes the next line of *rest apart: <v Ana>text, "Ana: text", ">> Ana: text";
 * tags dropped and entities decoded into plain (which is not cleared: voices
 * of one payload can be held together). *line counts. False at the end. */
bool sw_cue_voice(sw_str *rest, size_t *line, sw_buf *plain, sw_voice *voice);

#endif
