/* html_cut.h - parts of an HTML body that its writer did not write. */
#ifndef SW_TALK_HTML_CUT_H
#define SW_TALK_HTML_CUT_H

#include "base/str.h"

#ifdef SW_GUMBO /* the build found the library: its name */

#include <gumbo.h>

typedef enum sw_html_part {
    SW_HTML_KEPT,
    SW_HTML_HIDDEN,     /* never shown: leave it out */
    SW_HTML_QUOTE,      /* history: this element */
    SW_HTML_QUOTE_REST, /* history: this and all that follows */
    SW_HTML_SIGN        /* a signature */
} sw_html_part;

sw_html_part sw_html_part_of(const GumboElement *element);
/* The attribute's value; NULL when the element has it not. */
const char *sw_html_attribute(const GumboElement *element, const char *name);

#endif
#endif
