/*
 * html_cut.c - parts of an HTML body that its writer did not write.
 *
 * Each mail program marks the mail that it answers in its own way, and only by
 * those marks can history be told from an answer: a customer's words must not
 * be linted as the agent's. The tables are the known marks.
 */
#include "talk/html_cut.h"

#ifdef SW_GUMBO

#include <stdbool.h>
#include <string.h>
#include <strings.h>

typedef struct mark {
    const char *name;
    sw_html_part part;
} mark;

static const mark classes[] = {
    {"gmail_quote", SW_HTML_QUOTE},
    {"gmail_attr", SW_HTML_QUOTE},
    {"yahoo_quoted", SW_HTML_QUOTE},
    {"freshdesk_quote", SW_HTML_QUOTE},
    {"moz-cite-prefix", SW_HTML_QUOTE},
    {"protonmail_quote", SW_HTML_QUOTE},
    {"tutanota_quote", SW_HTML_QUOTE},
    {"front-blockquote", SW_HTML_QUOTE},
    {"zmail_extra", SW_HTML_QUOTE},
    {"OutlookMessageHeader", SW_HTML_QUOTE_REST},
    {"gmail_signature", SW_HTML_SIGN},
    {"gmail_signature_prefix", SW_HTML_SIGN},
    {"moz-signature", SW_HTML_SIGN},
    {"protonmail_signature_block", SW_HTML_SIGN},
    {"signature", SW_HTML_SIGN},
};

static const mark ids[] = {
    {"divRplyFwdMsg", SW_HTML_QUOTE_REST},
    {"appendonsend", SW_HTML_QUOTE_REST},
    {"mail-editor-reference-message-container", SW_HTML_QUOTE_REST},
    {"OLK_SRC_BODY_SECTION", SW_HTML_QUOTE_REST},
    {"isForwardContent", SW_HTML_QUOTE},
    {"reply-intro", SW_HTML_QUOTE},
    {"Signature", SW_HTML_SIGN},
    {"ms-outlook-mobile-signature", SW_HTML_SIGN},
};

const char *sw_html_attribute(const GumboElement *element, const char *name)
{
    for (unsigned i = 0; i < element->attributes.length; i++) {
        const GumboAttribute *a = element->attributes.data[i];

        if (strcasecmp(a->name, name) == 0)
            return a->value;
    }
    return NULL;
}

/* Is the name one of the words of the list? */
static bool has_word(const char *list, const char *name)
{
    size_t len = strlen(name);

    while (*list) {
        size_t word;

        list += strspn(list, " \t\r\n\f");
        word = strcspn(list, " \t\r\n\f");
        if (word == len && memcmp(list, name, len) == 0)
            return true;
        list += word;
    }
    return false;
}

/* "display: none" as it comes, with and without blanks. */
static bool says_none(const char *style)
{
    const char *at = style;

    while ((at = strstr(at, "display"))) {
        at += strlen("display");
        at += strspn(at, " \t");
        if (*at++ != ':')
            continue;
        at += strspn(at, " \t");
        if (strncasecmp(at, "none", 4) == 0)
            return true;
    }
    return false;
}

static bool is_hidden(const GumboElement *element)
{
    static const GumboTag never[] = {GUMBO_TAG_HEAD,     GUMBO_TAG_STYLE,
                                     GUMBO_TAG_SCRIPT,   GUMBO_TAG_TITLE,
                                     GUMBO_TAG_TEMPLATE, GUMBO_TAG_OBJECT,
                                     GUMBO_TAG_SVG,      GUMBO_TAG_SELECT};
    const char *style = sw_html_attribute(element, "style");

    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
        if (element->tag == never[i])
            return true;
    return sw_html_attribute(element, "hidden") || (style && says_none(style));
}

sw_html_part sw_html_part_of(const GumboElement *element)
{
    const char *class, *id, *smart;

    if (is_hidden(element))
        return SW_HTML_HIDDEN;
    if (element->tag == GUMBO_TAG_BLOCKQUOTE)
        return SW_HTML_QUOTE;
    class = sw_html_attribute(element, "class");
    for (size_t i = 0; class && i < sizeof classes / sizeof classes[0]; i++)
        if (has_word(class, classes[i].name))
            return classes[i].part;
    id = sw_html_attribute(element, "id");
    for (size_t i = 0; id && i < sizeof ids / sizeof ids[0]; i++)
        if (strcmp(id, ids[i].name) == 0)
            return ids[i].part;
    if (id && strncmp(id, "yahoo_quoted", strlen("yahoo_quoted")) == 0)
        return SW_HTML_QUOTE;
    smart = sw_html_attribute(element, "data-smartmail");
    return smart && strcmp(smart, "gmail_signature") == 0 ? SW_HTML_SIGN
                                                          : SW_HTML_KEPT;
}

#endif
