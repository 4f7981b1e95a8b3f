/*
 * html.c - an HTML body -> the text that its reader saw, and whence each byte.
 *
 * Gumbo makes a tree as a browser would; one walk over it writes the text. The
 * tree may be as deep as the body has tags, so the walk climbs by parents and
 * never calls itself, and the tree is not handed back node by node but with the
 * arena it was made in. White space, line ends and list marks are owed until
 * something visible comes, so none is left over at either end.
 */
#include "talk/html.h"

#include "talk/html_align.h"
#include "talk/html_cut.h"
#include "talk/reader.h"

#include <string.h>

void sw_html_release(sw_html *html)
{
    sw_module_release(&html->gumbo);
}

#ifndef SW_GUMBO

sw_talk_status sw_html_convert(sw_html *html, sw_str source, unsigned cut,
                               sw_arena *arena, sw_html_text *out,
                               sw_talk_error *error)
{
    (void)source, (void)cut, (void)arena;
    *out = (sw_html_text){0};
    return sw_module_load(&html->gumbo, "", "HTML bodies", "gumbo-parser",
                          error);
}

#else

#include "base/buf.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdio.h>

#define TREE_MAX ((size_t)64 << 20) /* bytes that Gumbo may take */

typedef enum flow {
    INLINE,
    LINE,      /* begins and ends a line */
    PARAGRAPH, /* and an empty one between */
    BREAK,
    CELL,
    ITEM
} flow;

static const unsigned char flows[GUMBO_TAG_LAST + 1] = {
    [GUMBO_TAG_P] = PARAGRAPH,   [GUMBO_TAG_H1] = PARAGRAPH,
    [GUMBO_TAG_H2] = PARAGRAPH,  [GUMBO_TAG_H3] = PARAGRAPH,
    [GUMBO_TAG_H4] = PARAGRAPH,  [GUMBO_TAG_H5] = PARAGRAPH,
    [GUMBO_TAG_H6] = PARAGRAPH,  [GUMBO_TAG_UL] = PARAGRAPH,
    [GUMBO_TAG_OL] = PARAGRAPH,  [GUMBO_TAG_DL] = PARAGRAPH,
    [GUMBO_TAG_PRE] = PARAGRAPH, [GUMBO_TAG_TABLE] = PARAGRAPH,
    [GUMBO_TAG_HR] = PARAGRAPH,  [GUMBO_TAG_BLOCKQUOTE] = PARAGRAPH,
    [GUMBO_TAG_DIV] = LINE,      [GUMBO_TAG_SECTION] = LINE,
    [GUMBO_TAG_ARTICLE] = LINE,  [GUMBO_TAG_HEADER] = LINE,
    [GUMBO_TAG_FOOTER] = LINE,   [GUMBO_TAG_MAIN] = LINE,
    [GUMBO_TAG_ASIDE] = LINE,    [GUMBO_TAG_NAV] = LINE,
    [GUMBO_TAG_ADDRESS] = LINE,  [GUMBO_TAG_CENTER] = LINE,
    [GUMBO_TAG_FIGURE] = LINE,   [GUMBO_TAG_FORM] = LINE,
    [GUMBO_TAG_TR] = LINE,       [GUMBO_TAG_DT] = LINE,
    [GUMBO_TAG_DD] = LINE,       [GUMBO_TAG_CAPTION] = LINE,
    [GUMBO_TAG_BODY] = LINE,     [GUMBO_TAG_BR] = BREAK,
    [GUMBO_TAG_TD] = CELL,       [GUMBO_TAG_TH] = CELL,
    [GUMBO_TAG_LI] = ITEM,
};

typedef struct writer {
    sw_str source;
    unsigned cut;
    sw_arena *arena;
    sw_buf out;
    struct SW_VEC(sw_text_run) runs;
    unsigned lines;        /* line ends owed */
    bool space;            /* a blank owed */
    size_t space_at;       /* where it came from */
    char mark[16];         /* of a list item, owed */
    const GumboNode *list; /* whose item came last */
    unsigned item;         /* its number */
    const GumboNode *pre;  /* outermost element that keeps white space */
    bool did_cut, failed;
} writer;

/* ---- writing ------------------------------------------------------------- */

static void put(writer *w, sw_str bytes, size_t source)
{
    const sw_text_run *last =
        w->runs.count ? &w->runs.at[w->runs.count - 1] : NULL;

    if (!last || source != last->source + (w->out.len - last->text)) {
        sw_text_run *run = SW_VEC_PUSH(&w->runs, w->arena);

        if (!run) {
            w->failed = true;
            return;
        }
        *run = (sw_text_run){w->out.len, source};
    }
    sw_buf_put(&w->out, bytes);
}

/* What is owed, now that something is to be seen. */
static void settle(writer *w, size_t source)
{
    if (w->out.len == 0)
        w->lines = 0, w->space = false;
    if (w->lines)
        w->space = false;
    for (; w->lines; w->lines--)
        put(w, SW_STR("\n"), source);
    if (w->space)
        put(w, SW_STR(" "), w->space_at);
    w->space = false;
    if (w->mark[0])
        put(w, sw_str_of(w->mark), source);
    w->mark[0] = '\0';
}

static void owe_lines(writer *w, unsigned n)
{
    if (w->lines < n)
        w->lines = n;
}

static void put_text(writer *w, const char *text, GumboStringPiece original)
{
    sw_str rest = sw_str_of(text);
    sw_html_align align = {.source = w->source};

    align.at = (size_t)(original.data - w->source.ptr);
    align.end = align.at + original.length;
    while (rest.len && !w->failed) {
        size_t size;
        uint32_t code = sw_utf8_at(rest, 0, &size);
        size_t source = sw_html_align_next(&align, rest, size);

        if (code == '\n' && w->pre) {
            w->lines++;
        } else if (code == ' ' && w->pre) {
            settle(w, source);
            put(w, SW_STR(" "), source);
        } else if (code == ' ' || code == '\t' || code == '\n' ||
                   code == '\r' || code == '\f' || code == 0xa0) {
            w->space_at = w->space ? w->space_at : source;
            w->space = true;
        } else {
            settle(w, source);
            put(w, sw_str_part(rest, 0, size), source);
        }
        rest = sw_str_part(rest, size, rest.len);
    }
}

/* Smileys come as pictures with the character as their words. */
static void put_picture(writer *w, const GumboElement *e)
{
    const char *words = sw_html_attribute(e, "alt");
    size_t at = e->start_pos.offset;

    if (!words || !(words[0] & 0x80) || strlen(words) > 16)
        return;
    settle(w, at);
    put(w, sw_str_of(words), at);
}

static void owe_item(writer *w, const GumboNode *node)
{
    const GumboNode *list = node->parent;
    bool ordered =
        list->type == GUMBO_NODE_ELEMENT && list->v.element.tag == GUMBO_TAG_OL;

    w->item = w->list == list ? w->item + 1 : 1;
    w->list = list;
    owe_lines(w, 1);
    snprintf(w->mark, sizeof w->mark, ordered ? "%u. " : "- ", w->item);
}

/* ---- walking ------------------------------------------------------------- */

static bool keeps_space(const GumboElement *e)
{
    const char *style;

    if (e->tag == GUMBO_TAG_PRE || e->tag == GUMBO_TAG_TEXTAREA)
        return true;
    style = sw_html_attribute(e, "style");
    return style && strstr(style, "white-space") && strstr(style, "pre");
}

static void border(writer *w, const GumboNode *node, bool begins)
{
    switch ((flow)flows[node->v.element.tag]) {
    case PARAGRAPH:
        owe_lines(w, 2);
        break;
    case LINE:
        owe_lines(w, 1);
        break;
    case BREAK:
        w->lines += begins;
        break;
    case CELL:
        w->space_at = w->space ? w->space_at : node->v.element.start_pos.offset;
        w->space = true;
        break;
    case ITEM:
        if (begins)
            owe_item(w, node);
        else
            owe_lines(w, 1);
        break;
    case INLINE:
        break;
    }
}

/* Is the element to be entered? *stop: nothing behind it either. */
static bool enter(writer *w, const GumboNode *node, bool *stop)
{
    const GumboElement *e = &node->v.element;
    sw_html_part part = sw_html_part_of(e);
    bool quote = part == SW_HTML_QUOTE || part == SW_HTML_QUOTE_REST;

    if (part == SW_HTML_HIDDEN)
        return false;
    if ((quote && (w->cut & SW_HTML_QUOTES)) ||
        (part == SW_HTML_SIGN && (w->cut & SW_HTML_SIGNATURE))) {
        w->did_cut = true;
        *stop = part == SW_HTML_QUOTE_REST;
        owe_lines(w, 1);
        return false;
    }
    border(w, node, true);
    if (e->tag == GUMBO_TAG_IMG)
        put_picture(w, e);
    if (!w->pre && keeps_space(e))
        w->pre = node;
    return true;
}

static void leave(writer *w, const GumboNode *node)
{
    border(w, node, false);
    if (w->pre == node)
        w->pre = NULL;
}

/* Looks at a node; gives whether its children are to be seen. */
static bool visit(writer *w, const GumboNode *node, bool *stop)
{
    switch (node->type) {
    case GUMBO_NODE_ELEMENT:
        return enter(w, node, stop);
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
        put_text(w, node->v.text.text, node->v.text.original_text);
        return false;
    case GUMBO_NODE_DOCUMENT:
    case GUMBO_NODE_COMMENT:
    case GUMBO_NODE_TEMPLATE:
        break;
    }
    return false;
}

/* The node behind this one that is not inside it, leaving what it was in;
 * NULL when there is none. */
static const GumboNode *next_of(writer *w, const GumboNode *node,
                                const GumboNode *root)
{
    while (node != root) {
        const GumboNode *parent = node->parent;
        const GumboVector *children = &parent->v.element.children;

        if (node->index_within_parent + 1 < children->length)
            return children->data[node->index_within_parent + 1];
        leave(w, parent);
        node = parent;
    }
    return NULL;
}

static void walk(writer *w, const GumboNode *root)
{
    const GumboNode *node = root;
    bool stop = false;

    while (!stop && !w->failed) {
        bool inside = visit(w, node, &stop);

        if (inside && node->v.element.children.length) {
            node = node->v.element.children.data[0];
            continue;
        }
        if (inside)
            leave(w, node);
        node = next_of(w, node, root);
        if (!node)
            return;
    }
}

/* ---- the parser ---------------------------------------------------------- */

/* What Gumbo takes. It does not expect to be refused, so a refusal jumps out
 * of it; nothing is lost, for all it has is in the arena. */
typedef struct tree {
    sw_arena arena;
    size_t left;
    bool no_memory;
    jmp_buf refused;
} tree;

static void *give(void *userdata, size_t size)
{
    tree *t = userdata;
    void *p = size <= t->left ? sw_arena_alloc(&t->arena, size) : NULL;

    if (!p) {
        t->no_memory = size <= t->left;
        longjmp(t->refused, 1);
    }
    t->left -= size;
    return p;
}

static void take_back(void *userdata, void *p)
{
    (void)userdata, (void)p;
}

typedef GumboOutput *parse_fn(const GumboOptions *, const char *, size_t);

/* NULL: refused. */
static const GumboOutput *parse(parse_fn *parse_with, GumboOptions *options,
                                tree *t, sw_str source)
{
    if (setjmp(t->refused))
        return NULL;
    options->allocator = give;
    options->deallocator = take_back;
    options->userdata = t;
    options->max_errors = 0; /* each would copy the whole path to it */
    return parse_with(options, source.ptr, source.len);
}

static size_t count_tags(sw_str source)
{
    size_t n = 0;

    for (size_t i = 0; (i = sw_str_find_byte(source, '<', i)) != SW_NOWHERE;
         i++)
        n++;
    return n;
}

static sw_talk_status load(sw_html *html, parse_fn **parse_with,
                           GumboOptions *options, sw_talk_error *error)
{
    const GumboOptions *standard;
    sw_talk_status status = sw_module_load(&html->gumbo, SW_GUMBO,
                                           "HTML bodies", "libgumbo", error);

    if (status != SW_TALK_ONE)
        return status;
    if (!sw_module_find(&html->gumbo, "gumbo_parse_with_options", parse_with) ||
        !sw_module_find(&html->gumbo, "kGumboDefaultOptions", &standard))
        return sw_talk_fail(error, SW_TALK_FAILED, "module", 0,
                            "HTML bodies cannot be read: " SW_GUMBO
                            " is not the library that it is called");
    *options = *standard;
    return SW_TALK_ONE;
}

static sw_talk_status write_text(writer *w, const GumboOutput *parsed,
                                 sw_html_text *out, sw_talk_error *error)
{
    const char *copy;

    sw_buf_init(&w->out, 4 * w->source.len + 64);
    walk(w, parsed->root);
    copy = sw_arena_copy(w->arena, w->out.ptr, w->out.len);
    if (w->failed || w->out.failed || !copy)
        return sw_talk_fail_nomem(error);
    *out = (sw_html_text){
        {copy, w->out.len}, w->runs.at, w->runs.count, w->did_cut};
    return SW_TALK_ONE;
}

sw_talk_status sw_html_convert(sw_html *html, sw_str source, unsigned cut,
                               sw_arena *arena, sw_html_text *out,
                               sw_talk_error *error)
{
    writer w = {.source = source, .cut = cut, .arena = arena};
    tree t = {.left = TREE_MAX};
    parse_fn *parse_with;
    GumboOptions options;
    const GumboOutput *parsed;
    sw_talk_status status = load(html, &parse_with, &options, error);

    *out = (sw_html_text){.text = {"", 0}};
    if (status != SW_TALK_ONE)
        return status;
    if (count_tags(source) > SW_HTML_MAX_TAGS)
        return sw_talk_fail(error, SW_TALK_BAD, "limit", 0,
                            "the HTML has more than %zu tags",
                            SW_HTML_MAX_TAGS);
    parsed = parse(parse_with, &options, &t, source);
    if (parsed)
        status = write_text(&w, parsed, out, error);
    else if (t.no_memory)
        status = sw_talk_fail_nomem(error);
    else
        status = sw_talk_fail(error, SW_TALK_BAD, "limit", 0,
                              "the HTML is nested so wildly that its tree "
                              "takes more than %zu MiB",
                              TREE_MAX >> 20);
    sw_buf_release(&w.out);
    sw_arena_release(&t.arena);
    return status;
}

#endif
