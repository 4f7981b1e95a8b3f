/*
 * mail_mark.c - the lines that mail programs set above an old message.
 *
 * "On <date>, <name> wrote:" in the language of whoever reads the mail, wrapped
 * where the line was full; "-----Original Message-----"; Outlook's block of
 * header fields; the help desks' "reply above this line". A sentence that
 * merely ends in "wrote:" is none: an attribution has a date or an address.
 */
#include "talk/mail_mark.h"

#include <string.h>

#define ATTRIBUTION_MAX      \
    400 /* ---- attributions \
           -------------------------------------------------------- */

/* How it begins and the verb in it; an empty start is an address first. */
static const struct {
    const char *start, *verb;
} languages[] = {
    {"On ", "wrote:"},
    {"On ", "writes:"},
    {"Am ", " schrieb"},
    {"Le ", " a \xc3\xa9"
            "crit"},
    {"El ", " escribi\xc3\xb3"},
    {"Il ", " ha scritto"},
    {"Op ", " schreef"},
    {"Em ", " escreveu"},
    {"Den ", " skrev"},
    {"W dniu ", " pisze"},
    {"W dniu ", " napisa"},
    {"Dnia ", " napisa"},
    {"", " wrote:"},
    {"", " schrieb:"},
};

static bool has_digit(sw_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
            return true;
    return false;
}

static bool is_attribution(sw_str s)
{
    bool address = sw_str_find_byte(s, '@', 0) != SW_NOWHERE;

    if (s.len == 0 || s.len > ATTRIBUTION_MAX || s.ptr[s.len - 1] != ':')
        return false;
    if (!address && !has_digit(s))
        return false;
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
        if ((languages[i].start[0] || address) &&
            sw_str_starts_fold(s, languages[i].start) &&
            sw_str_holds_fold(s, languages[i].verb))
            return true;
    /* 2026-03-02 9:00 GMT+01:00 Kim <kim@mail.example>: */
    return address && s.ptr[0] >= '0' && s.ptr[0] <= '9' &&
           sw_str_ends(s, SW_STR(">:"));
}

/* One line, or up to three of a wrapped one, which are neighbours in memory. */
static size_t read_attribution(const sw_str *lines, size_t count,
                               sw_mail_mark *mark)
{
    for (size_t n = 1; n <= count && n <= 3; n++) {
        sw_str last = sw_str_trim(lines[n - 1]);
        sw_str whole = {lines[0].ptr,
                        (size_t)(last.ptr + last.len - lines[0].ptr)};

        if (last.len == 0)
            return 0;
        if (!is_attribution(sw_str_trim(whole)))
            continue;
        mark->attribution = true;
        mark->author = sw_str_trim(whole);
        return n;
    }
    return 0;
}

/* ---- lines of dashes with words in them ---------------------------------- */

static size_t read_original(sw_str line)
{
    static const char *const words[] = {
        "original message",          "forwarded message",
        "original-nachricht",        "urspr\xc3\xbcngliche nachricht",
        "weitergeleitete nachricht", "message d'origine",
        "message original",          "message transf\xc3\xa9r\xc3\xa9",
        "mensaje original",          "mensaje reenviado",
        "messaggio originale",       "oorspronkelijk bericht",
        "mensagem original",         "original appointment"};
    size_t dashes = 0;
    sw_str inner;

    line = sw_str_trim(line);
    if (sw_str_starts_fold(line, "begin forwarded message:"))
        return 1;
    while (dashes < line.len && line.ptr[dashes] == '-')
        dashes++;
    if (dashes < 2 || line.len > 100 || line.ptr[line.len - 1] != '-')
        return 0;
    inner = sw_str_trim(sw_str_part(line, dashes, line.len));
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (sw_str_starts_fold(inner, words[i]))
            return 1;
    return 0;
}

/* ---- blocks of header fields --------------------------------------------- */

typedef enum field { FIELD_NONE, FIELD_FROM, FIELD_OTHER } field;

/* From: and its company, in the languages of Outlook. */
static field field_of(sw_str line, sw_str *value)
{
    static const char *const from[] = {"From", "Von",         "De",  "Da",
                                       "Van",  "Fr\xc3\xa5n", "Fra", "Od"};
    static const char *const other[] = {
        "Sent",      "Date",     "To",          "Cc",         "Subject",
        "Gesendet",  "Datum",    "An",          "Betreff",    "Envoy\xc3\xa9",
        "\xc3\x80",  "Objet",    "Enviado",     "Enviado el", "Para",
        "Asunto",    "Inviato",  "Data",        "A",          "Oggetto",
        "Verzonden", "Aan",      "Onderwerp",   "Enviada em", "Assunto",
        "Skickat",   "Till",     "\xc3\x84mne", "Sendt",      "Til",
        "Emne",      "Reply-To", "Importance"};
    size_t colon;
    sw_str name;

    line = sw_str_trim(line);
    while (line.len && line.ptr[0] == '*') /* *From:* of an HTML mail */
        line = sw_str_part(line, 1, line.len);
    colon = sw_str_find_byte(line, ':', 0);
    if (colon == SW_NOWHERE || colon > 20)
        return FIELD_NONE;
    name = sw_str_trim(sw_str_part(line, 0, colon));
    *value = sw_str_trim(sw_str_part(line, colon + 1, line.len));
    while (value->len && value->ptr[0] == '*')
        *value = sw_str_trim(sw_str_part(*value, 1, value->len));
    for (size_t i = 0; i < sizeof from / sizeof from[0]; i++)
        if (sw_str_equal_fold(name, sw_str_of(from[i])))
            return FIELD_FROM;
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
        if (sw_str_equal_fold(name, sw_str_of(other[i])))
            return FIELD_OTHER;
    return FIELD_NONE;
}

/* From: and two more fields right below it. */
static size_t read_fields(const sw_str *lines, size_t count, sw_mail_mark *mark)
{
    size_t n = 1, others = 0;
    sw_str value, ignored;

    if (count < 3 || field_of(lines[0], &value) != FIELD_FROM)
        return 0;
    for (; n < count; n++) {
        if (field_of(lines[n], &ignored) != FIELD_OTHER)
            break;
        others++;
    }
    if (others < 2)
        return 0;
    mark->author = value;
    return n;
}

static bool is_line_of(sw_str line, char c)
{
    line = sw_str_trim(line);
    for (size_t i = 0; i < line.len; i++)
        if (line.ptr[i] != c)
            return false;
    return line.len >= 8;
}

static bool is_reply_above(sw_str line)
{
    return line.len < 200 &&
           (sw_str_holds_fold(line, "reply above this line") ||
            sw_str_holds_fold(line, "write above this line") ||
            sw_str_holds_fold(line, "antworten sie oberhalb dieser zeile") ||
            sw_str_holds_fold(line,
                              "r\xc3\xa9pondre au-dessus de cette ligne") ||
            sw_str_holds_fold(line, "respuesta por encima de esta l"));
}

size_t sw_mail_mark_read(const sw_str *lines, size_t count, sw_mail_mark *mark)
{
    size_t skip, size;

    *mark = (sw_mail_mark){0};
    if (count == 0)
        return 0;
    if (is_reply_above(lines[0])) {
        mark->above = true;
        return 1;
    }
    size = read_attribution(lines, count, mark);
    if (size)
        return size;
    /* A rule or "Original Message", then perhaps the fields. */
    skip = read_original(lines[0]) || is_line_of(lines[0], '_');
    size = read_fields(lines + skip, count - skip, mark);
    if (size)
        return skip + size;
    return read_original(lines[0]);
}

bool sw_mail_is_device(sw_str line)
{
    static const char *const words[] = {"sent from my ",
                                        "sent from mail for ",
                                        "get outlook for ",
                                        "sent via ",
                                        "von meinem iphone gesendet",
                                        "envoy\xc3\xa9 de mon ",
                                        "enviado desde mi ",
                                        "inviato da ",
                                        "sent from outlook"};

    line = sw_str_trim(line);
    if (line.len == 0 || line.len > 80)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (sw_str_starts_fold(line, words[i]))
            return true;
    return false;
}
