/*
 * mail_part.c - one message's bytes -> who, when, what it answers, its words.
 *
 * GMime undoes what mail does to text. Ours is the choice: of alternatives the
 * plain one, of several parts all that are text and not attached, HTML where
 * there is nothing else. What a part says its charset is, is believed when
 * its bytes allow it; without a word on it, and not UTF-8, it is Windows-1252
 * as in every mail program.
 */
#include "talk/mail_part.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "talk/mail_lib.h"
#include "talk/reader.h"

#include <string.h>

#ifndef SW_GMIME

sw_talk_status sw_mail_reader_new(sw_mail_reader **out, sw_talk_error *error)
{
    sw_module module = {0};

    *out = NULL;
    return sw_module_load(&module, "", "mail", "GMime 3", error);
}
void sw_mail_reader_free(sw_mail_reader *reader)
{
    (void)reader;
}
sw_talk_status sw_mail_read(sw_mail_reader *reader, sw_str bytes, bool body,
                            sw_arena *arena, sw_mail *out, sw_talk_error *error)
{
    (void)reader, (void)bytes, (void)body, (void)arena, (void)out, (void)error;
    return SW_TALK_FAILED;
}
sw_talk_status sw_mail_history(sw_mail_reader *reader, const sw_mail *mail,
                               sw_arena *arena, sw_str *out,
                               sw_talk_error *error)
{
    (void)reader, (void)mail, (void)arena, (void)out, (void)error;
    return SW_TALK_FAILED;
}

#else

struct sw_mail_reader {
    sw_mail_lib lib;
    sw_html html;
};

sw_talk_status sw_mail_reader_new(sw_mail_reader **out, sw_talk_error *error)
{
    sw_mail_reader *reader = sw_mem_alloc(sizeof *reader);
    sw_talk_status status;

    *out = NULL;
    if (!reader)
        return sw_talk_fail_nomem(error);
    memset(reader, 0, sizeof *reader);
    status = sw_mail_lib_load(&reader->lib, error);
    if (status == SW_TALK_ONE)
        *out = reader;
    else
        sw_mail_reader_free(reader);
    return status;
}

void sw_mail_reader_free(sw_mail_reader *reader)
{
    if (reader)
        sw_html_release(&reader->html);
    sw_mem_free(reader);
}

/* One message being read. */
typedef struct reading {
    const sw_mail_lib *lib;
    sw_arena *arena;
    sw_mail *out;
    sw_talk_error *error;
    bool failed;
} reading;

/* ---- strings ------------------------------------------------------------- */

/* A copy; bytes that are not UTF-8 become "?": a name must not stop a mail. */
static const char *own(reading *r, const char *s)
{
    sw_str text = sw_str_of(s);
    char *copy = sw_arena_copy(r->arena, text.len ? s : "", text.len);
    size_t at = 0;

    if (!copy) {
        r->failed = true;
        return "";
    }
    while (at < text.len) {
        at +=
            sw_utf8_valid(sw_str_part((sw_str){copy, text.len}, at, text.len));
        if (at < text.len)
            copy[at++] = '?';
    }
    return copy;
}

static const char *header(const reading *r, GMimeMessage *message,
                          const char *name)
{
    return r->lib->g_mime_object_get_header((GMimeObject *)message, name);
}

/* ---- the header ---------------------------------------------------------- */

static bool is_a(const reading *r, void *object, GType type)
{
    return object && r->lib->g_type_check_instance_is_a(object, type);
}

static sw_mail_address address_at(reading *r, InternetAddressList *list, int i)
{
    const sw_mail_lib *lib = r->lib;
    InternetAddress *a = lib->internet_address_list_get_address(list, i);
    sw_mail_address out = {"", ""};

    if (!a)
        return out;
    out.name = own(r, lib->internet_address_get_name(a));
    if (is_a(r, a, lib->internet_address_mailbox_get_type()))
        out.address = own(r, lib->internet_address_mailbox_get_addr(
                                 (InternetAddressMailbox *)a));
    return out;
}

static void read_addresses(reading *r, GMimeMessage *message,
                           GMimeAddressType type)
{
    InternetAddressList *list =
        r->lib->g_mime_message_get_addresses(message, type);
    int count = list ? r->lib->internet_address_list_length(list) : 0;

    for (int i = 0; i < count && r->out->to.count < SW_MAIL_NAMED_MAX; i++) {
        sw_mail_address *to = SW_VEC_PUSH(&r->out->to, r->arena);

        if (!to) {
            r->failed = true;
            return;
        }
        *to = address_at(r, list, i);
    }
}

/* <a@b> <c@d>: what stands between the brackets. */
static void read_ids(reading *r, const char *value)
{
    sw_str rest = sw_str_of(value);

    while (rest.len) {
        size_t open = sw_str_find_byte(rest, '<', 0), close;
        const char **to;

        if (open == SW_NOWHERE)
            return;
        close = sw_str_find_byte(rest, '>', open);
        if (close == SW_NOWHERE)
            return;
        if (r->out->references.count >= SW_MAIL_NAMED_MAX)
            return;
        to = SW_VEC_PUSH(&r->out->references, r->arena);
        if (to)
            *to =
                sw_arena_copy(r->arena, rest.ptr + open + 1, close - open - 1);
        if (!to || !*to) {
            r->failed = true;
            r->out->references.count -= to != NULL;
            return;
        }
        rest = sw_str_part(rest, close + 1, rest.len);
    }
}

static bool starts_fold(const char *s, const char *with)
{
    return sw_str_starts_fold(sw_str_of(s), with);
}

/* Out of office, receipts, bounces: nobody wrote them. */
static bool is_automatic(const reading *r, GMimeMessage *message)
{
    static const char *const marks[] = {"X-Autoreply", "X-Autorespond",
                                        "X-Autoresponse", "X-Autogenerated",
                                        "X-AutoReply-From"};
    static const char *const subjects[] = {"automatic reply:",
                                           "auto:",
                                           "autoreply",
                                           "auto-reply",
                                           "out of office",
                                           "automatische antwort",
                                           "abwesenheit",
                                           "r\xc3\xa9ponse automatique",
                                           "respuesta autom\xc3\xa1tica",
                                           "undeliverable:",
                                           "delivery status notification"};
    const char *value = header(r, message, "Auto-Submitted");

    if (value && !starts_fold(value, "no"))
        return true;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (header(r, message, marks[i]))
            return true;
    value = header(r, message, "Precedence");
    if (value &&
        (starts_fold(value, "auto_reply") || starts_fold(value, "auto-reply")))
        return true;
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++)
        if (starts_fold(r->out->subject, subjects[i]))
            return true;
    return false;
}

static void read_header(reading *r, GMimeMessage *message)
{
    const sw_mail_lib *lib = r->lib;
    InternetAddressList *from =
        lib->g_mime_message_get_addresses(message, GMIME_ADDRESS_TYPE_FROM);
    GDateTime *date = lib->g_mime_message_get_date(message);

    r->out->id = own(r, lib->g_mime_message_get_message_id(message));
    r->out->subject = own(r, lib->g_mime_message_get_subject(message));
    if (from && lib->internet_address_list_length(from) > 0)
        r->out->from = address_at(r, from, 0);
    read_addresses(r, message, GMIME_ADDRESS_TYPE_TO);
    read_addresses(r, message, GMIME_ADDRESS_TYPE_CC);
    read_ids(r, header(r, message, "References"));
    read_ids(r, header(r, message, "In-Reply-To"));
    r->out->has_date = date != NULL;
    if (date)
        r->out->date = lib->g_date_time_to_unix(date);
    r->out->automatic = is_automatic(r, message);
}

/* ---- parts --------------------------------------------------------------- */

/* A part that is text, in the order of the message. */
typedef struct leaf {
    GMimeObject *part;
    unsigned choice; /* which multipart/alternative it is one of; 0 = none */
    bool html;
} leaf;

/* A multipart whose parts are being looked at. */
typedef struct level {
    GMimeMultipart *parts;
    int next;
    unsigned choice;
} level;

typedef struct leaves SW_VEC(leaf) leaves;

static bool is_type(const reading *r, GMimeObject *part, const char *type,
                    const char *sub)
{
    GMimeContentType *t = r->lib->g_mime_object_get_content_type(part);

    return t && r->lib->g_mime_content_type_is_type(t, type, sub);
}

static void add_leaf(reading *r, GMimeObject *part, unsigned choice,
                     leaves *out)
{
    const char *disposition = r->lib->g_mime_object_get_disposition(part);
    leaf *to;

    if (!is_a(r, part, r->lib->g_mime_text_part_get_type()) ||
        (disposition && starts_fold(disposition, "attachment")) ||
        !(is_type(r, part, "text", "plain") ||
          is_type(r, part, "text", "html")))
        return;
    to = SW_VEC_PUSH(out, r->arena);
    if (to)
        *to = (leaf){part, choice, is_type(r, part, "text", "html")};
    else
        r->failed = true;
}

/* All text parts, without calling ourselves: nesting is the sender's. */
static void find_leaves(reading *r, GMimeObject *top, leaves *out)
{
    level levels[SW_MAIL_DEEPEST];
    size_t depth = 0, seen = 0;
    unsigned choices = 0;
    GMimeObject *part = top;
    unsigned choice = 0;

    for (;;) {
        level *l;

        if (part && is_a(r, part, r->lib->g_mime_multipart_get_type())) {
            if (depth < SW_MAIL_DEEPEST) {
                if (is_type(r, part, "multipart", "alternative"))
                    choice = ++choices;
                levels[depth++] = (level){(GMimeMultipart *)part, 0, choice};
            }
            if (is_type(r, part, "multipart", "report"))
                r->out->automatic = true;
        } else if (part) {
            add_leaf(r, part, choice, out);
        }
        while (depth > 0 &&
               levels[depth - 1].next >=
                   r->lib->g_mime_multipart_get_count(levels[depth - 1].parts))
            depth--;
        if (depth == 0 || ++seen > SW_MAIL_PARTS_MAX || r->failed)
            return;
        l = &levels[depth - 1];
        part = r->lib->g_mime_multipart_get_part(l->parts, l->next++);
        choice = l->choice;
    }
}

/* ---- decoding ------------------------------------------------------------ */

/* The part's bytes without transfer encoding, in charset as UTF-8 (NULL: as
 * they are). */
static sw_str decode(reading *r, GMimeObject *part, const char *charset)
{
    const sw_mail_lib *lib = r->lib;
    GMimeDataWrapper *content = lib->g_mime_part_get_content((GMimePart *)part);
    GMimeStream *mem = lib->g_mime_stream_mem_new(), *to = mem;
    GMimeFilter *filter =
        charset ? lib->g_mime_filter_charset_new(charset, "UTF-8") : NULL;
    GByteArray *bytes;
    sw_str text = {0};

    if (filter) {
        to = lib->g_mime_stream_filter_new(mem);
        lib->g_mime_stream_filter_add((GMimeStreamFilter *)to, filter);
        lib->g_object_unref(filter);
    }
    if (content && (!charset || filter)) {
        lib->g_mime_data_wrapper_write_to_stream(content, to);
        lib->g_mime_stream_flush(to);
        bytes = lib->g_mime_stream_mem_get_byte_array((GMimeStreamMem *)mem);
        text.len = bytes->len;
        text.ptr = sw_arena_copy(r->arena, text.len ? (char *)bytes->data : "",
                                 text.len);
        r->failed = r->failed || !text.ptr;
    }
    if (to != mem)
        lib->g_object_unref(to);
    lib->g_object_unref(mem);
    return text;
}

/* What mail programs show as Windows-1252, whatever it is called. */
static bool is_latin(const char *charset)
{
    static const char *const names[] = {"us-ascii",   "utf-8",  "unknown",
                                        "iso-8859-1", "latin1", "iso8859-1"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (sw_str_equal_fold(sw_str_of(charset), sw_str_of(names[i])) ||
            starts_fold(charset, "unknown"))
            return true;
    return false;
}

/* The part as UTF-8. False: its charset is not known, or it lies. */
static bool words_of(reading *r, const leaf *l, sw_str *out)
{
    const char *charset =
        r->lib->g_mime_text_part_get_charset((GMimeTextPart *)l->part);

    *out = decode(r, l->part, NULL);
    if (!r->failed && sw_utf8_valid(*out) == out->len &&
        (!charset || starts_fold(charset, "utf-8") ||
         starts_fold(charset, "us-ascii") || starts_fold(charset, "ascii")))
        return true;
    if (!charset || is_latin(charset))
        charset = "windows-1252";
    *out = decode(r, l->part, charset);
    return !r->failed && out->ptr && sw_utf8_valid(*out) == out->len;
}

/* Of a choice, the plain part when it says anything. */
static bool is_chosen(const leaves *all, const sw_str *words, size_t i)
{
    const leaf *l = &all->at[i];
    bool plain = false;

    for (size_t k = 0; k < all->count; k++)
        plain = plain || (all->at[k].choice == l->choice && !all->at[k].html &&
                          sw_str_trim(words[k]).len);
    return l->choice == 0 || l->html != plain;
}

/* HTML as text; the markup is kept when it is all there is. */
static sw_talk_status convert(sw_mail_reader *reader, reading *r, sw_str *words)
{
    sw_html_text text;
    sw_talk_status status;

    r->out->markup = *words;
    status = sw_html_convert(&reader->html, *words,
                             SW_HTML_QUOTES | SW_HTML_SIGNATURE, r->arena,
                             &text, r->error);
    *words = text.text;
    return status;
}

static sw_talk_status join(sw_mail_reader *reader, reading *r,
                           const leaves *all, sw_str *words)
{
    sw_buf text = {.max = 2 * SW_MAIL_MAX};
    size_t chosen = 0;
    sw_talk_status status = SW_TALK_ONE;

    for (size_t i = 0; i < all->count && status == SW_TALK_ONE; i++) {
        GMimeContentEncoding how;

        if (!is_chosen(all, words, i) || sw_str_trim(words[i]).len == 0)
            continue;
        how = r->lib->g_mime_part_get_content_encoding(
            (GMimePart *)all->at[i].part);
        r->out->verbatim = chosen == 0 && !all->at[i].html &&
                           how != GMIME_CONTENT_ENCODING_BASE64;
        if (all->at[i].html)
            status = convert(reader, r, &words[i]);
        if (chosen++)
            sw_buf_put(&text, SW_STR("\n\n"));
        sw_buf_put(&text, words[i]);
    }
    if (chosen > 1)
        r->out->markup = (sw_str){0};
    r->out->text.ptr =
        sw_arena_copy(r->arena, text.len ? text.ptr : "", text.len);
    r->out->text.len = text.len;
    r->failed = r->failed || text.failed || !r->out->text.ptr;
    sw_buf_release(&text);
    return status;
}

static sw_talk_status read_body(sw_mail_reader *reader, reading *r,
                                GMimeMessage *message)
{
    leaves all = {0};
    sw_str *words;

    find_leaves(r, r->lib->g_mime_message_get_mime_part(message), &all);
    words = sw_arena_zero(r->arena, all.count + 1, sizeof *words);
    if (r->failed || !words)
        return sw_talk_fail_nomem(r->error);
    for (size_t i = 0; i < all.count; i++) {
        if (words_of(r, &all.at[i], &words[i]))
            continue;
        if (r->failed)
            return sw_talk_fail_nomem(r->error);
        return sw_talk_fail(r->error, SW_TALK_BAD, "charset", 0,
                            "the charset \"%.40s\" is not known, or the words "
                            "are in another",
                            r->lib->g_mime_text_part_get_charset(
                                (GMimeTextPart *)all.at[i].part));
    }
    return join(reader, r, &all, words);
}

/* ---- the whole ----------------------------------------------------------- */

static size_t header_end(sw_str bytes)
{
    for (size_t at = 0; at < bytes.len; at++) {
        at = sw_str_find_byte(bytes, '\n', at);
        if (at == SW_NOWHERE)
            return bytes.len;
        if (at + 1 < bytes.len && bytes.ptr[at + 1] == '\n')
            return at + 2;
        if (at + 2 < bytes.len && bytes.ptr[at + 1] == '\r' &&
            bytes.ptr[at + 2] == '\n')
            return at + 3;
    }
    return bytes.len;
}

sw_talk_status sw_mail_read(sw_mail_reader *reader, sw_str bytes, bool body,
                            sw_arena *arena, sw_mail *out, sw_talk_error *error)
{
    const sw_mail_lib *lib = &reader->lib;
    reading r = {.lib = lib, .arena = arena, .out = out, .error = error};
    sw_talk_status status = SW_TALK_ONE;
    size_t end = header_end(bytes);
    GMimeStream *stream;
    GMimeParser *parser;
    GMimeMessage *message;

    *out = (sw_mail){.id = "", .subject = "", .from = {"", ""}, .body = end};
    if (!body)
        bytes = sw_str_part(bytes, 0, end);
    stream = lib->g_mime_stream_mem_new_with_buffer(bytes.ptr, bytes.len);
    parser = lib->g_mime_parser_new_with_stream(stream);
    message = lib->g_mime_parser_construct_message(parser, NULL);
    if (message) {
        read_header(&r, message);
        if (body && !r.failed)
            status = read_body(reader, &r, message);
        lib->g_object_unref(message);
    } else {
        status = sw_talk_fail(error, SW_TALK_BAD, "mail", 0,
                              "this is not a mail: no header");
    }
    lib->g_object_unref(parser);
    lib->g_object_unref(stream);
    return r.failed ? sw_talk_fail_nomem(error) : status;
}

sw_talk_status sw_mail_history(sw_mail_reader *reader, const sw_mail *mail,
                               sw_arena *arena, sw_str *out,
                               sw_talk_error *error)
{
    sw_html_text text;
    sw_talk_status status =
        sw_html_convert(&reader->html, mail->markup, 0, arena, &text, error);

    *out = text.text;
    return status;
}

#endif
