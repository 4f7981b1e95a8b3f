/* html.h - an HTML body -> the text that its reader saw, and whence each byte.
 *
 * Parsed by Gumbo, which is loaded on first use. Entities are decoded once,
 * blocks become lines, list items get their marks, what is hidden is left
 * out. Quoted history and signatures, by the marks that mail programs and help
 * desks put on them, are cut where asked. */
#ifndef SW_TALK_HTML_H
#define SW_TALK_HTML_H

#include "talk/module.h"
#include "talk/talk.h"

#define SW_HTML_MAX_TAGS ((size_t)20000) /* of one body */

enum { SW_HTML_QUOTES = 1, SW_HTML_SIGNATURE = 2 }; /* what to cut */

/* Zeroed: nothing loaded. Hand it to sw_html_release. */
typedef struct sw_html {
    sw_module gumbo;
} sw_html;

typedef struct sw_html_text {
    sw_str text;             /* valid UTF-8 */
    const sw_text_run *runs; /* to bytes of the source, as in sw_turn */
    size_t run_count;
    bool cut; /* something was, as asked */
} sw_html_text;

/* Is this body HTML, whatever the field is called? It begins with a tag, or
 * holds two tags that end something or break a line. */
bool sw_html_looks_so(sw_str body);
/* source is valid UTF-8; out lives in the arena. SW_TALK_BAD: too many tags;
 * SW_TALK_FAILED: no memory, or Gumbo cannot be loaded. */
sw_talk_status sw_html_convert(sw_html *html, sw_str source, unsigned cut,
                               sw_arena *arena, sw_html_text *out,
                               sw_talk_error *error);
void sw_html_release(sw_html *html);

#endif
