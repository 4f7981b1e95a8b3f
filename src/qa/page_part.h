/* page_part.h - files that are compiled in as they are.
 *
 * Defined in the generated gen/page_part.c: rules/embed.c writes it from
 * page.css, page.js and the built-in pack's accuracy.json. */
#ifndef SW_QA_PAGE_PART_H
#define SW_QA_PAGE_PART_H

#include <stddef.h>

extern const char sw_page_css[], sw_page_js[], sw_page_accuracy[];
extern const size_t sw_page_css_len, sw_page_js_len, sw_page_accuracy_len;

#endif
