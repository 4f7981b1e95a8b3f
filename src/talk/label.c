/*
 * label.c - what a speaker's label says about who they are.
 *
 * "Customer" is a customer and "Customer Service" is not; "Agent 7" is an
 * agent and "Agent Smith" may be a customer of that name. So words of office
 * are counted: a label that is made of nothing else speaks for itself, one
 * that holds a name besides is a hint, to be weighed against everything else
 * in the file.
 */
#include "talk/label.h"

#include <string.h>

typedef enum office {
    OFFICE_NONE,
    OFFICE_AGENT,
    OFFICE_CUSTOMER,
    OFFICE_BOT,
    OFFICE_SYSTEM,
    OFFICE_NEUTRAL /* goes with any: "live", "team" */
} office;

static const struct {
    const char *word;
    office office;
} words[] = {
    {"agent", OFFICE_AGENT},
    {"agents", OFFICE_AGENT},
    {"rep", OFFICE_AGENT},
    {"representative", OFFICE_AGENT},
    {"support", OFFICE_AGENT},
    {"operator", OFFICE_AGENT},
    {"advisor", OFFICE_AGENT},
    {"adviser", OFFICE_AGENT},
    {"staff", OFFICE_AGENT},
    {"service", OFFICE_AGENT},
    {"services", OFFICE_AGENT},
    {"care", OFFICE_AGENT},
    {"helpdesk", OFFICE_AGENT},
    {"help", OFFICE_AGENT},
    {"csr", OFFICE_AGENT},
    {"specialist", OFFICE_AGENT},
    {"associate", OFFICE_AGENT},
    {"consultant", OFFICE_AGENT},
    {"technician", OFFICE_AGENT},
    {"admin", OFFICE_AGENT},
    {"moderator", OFFICE_AGENT},
    {"employee", OFFICE_AGENT},
    {"me", OFFICE_AGENT},
    {"customer", OFFICE_CUSTOMER},
    {"customers", OFFICE_CUSTOMER},
    {"client", OFFICE_CUSTOMER},
    {"visitor", OFFICE_CUSTOMER},
    {"guest", OFFICE_CUSTOMER},
    {"user", OFFICE_CUSTOMER},
    {"caller", OFFICE_CUSTOMER},
    {"buyer", OFFICE_CUSTOMER},
    {"shopper", OFFICE_CUSTOMER},
    {"consumer", OFFICE_CUSTOMER},
    {"you", OFFICE_CUSTOMER},
    {"enduser", OFFICE_CUSTOMER},
    {"lead", OFFICE_CUSTOMER},
    {"contact", OFFICE_CUSTOMER},
    {"requester", OFFICE_CUSTOMER},
    {"bot", OFFICE_BOT},
    {"chatbot", OFFICE_BOT},
    {"virtual", OFFICE_BOT},
    {"automated", OFFICE_BOT},
    {"automatic", OFFICE_BOT},
    {"ivr", OFFICE_BOT},
    {"autoreply", OFFICE_BOT},
    {"trigger", OFFICE_BOT},
    {"assistant", OFFICE_AGENT},
    {"system", OFFICE_SYSTEM},
    {"notification", OFFICE_SYSTEM},
    {"end", OFFICE_NEUTRAL},
    {"live", OFFICE_NEUTRAL},
    {"team", OFFICE_NEUTRAL},
    {"desk", OFFICE_NEUTRAL},
    {"tech", OFFICE_NEUTRAL},
    {"technical", OFFICE_NEUTRAL},
    {"online", OFFICE_NEUTRAL},
    {"chat", OFFICE_NEUTRAL},
    {"the", OFFICE_NEUTRAL},
    {"message", OFFICE_NEUTRAL},
    {"human", OFFICE_NEUTRAL},
    {"success", OFFICE_NEUTRAL},
    {"centre", OFFICE_NEUTRAL},
    {"center", OFFICE_NEUTRAL},
    {"anonymous", OFFICE_NEUTRAL},
    {"website", OFFICE_NEUTRAL},
};

static office office_of(sw_str word)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (sw_str_equal_fold(word, sw_str_of(words[i].word)))
            return words[i].office;
    return OFFICE_NONE;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

/* The next run of letters from *at; digits and marks between words count for
 * nothing: "Visitor #48", "end-user". */
static bool next_word(sw_str s, size_t *at, sw_str *word)
{
    size_t start;

    while (*at < s.len && !is_letter(s.ptr[*at]))
        (*at)++;
    start = *at;
    while (*at < s.len && is_letter(s.ptr[*at]))
        (*at)++;
    *word = sw_str_part(s, start, *at);
    return word->len > 0;
}

static sw_role role_of(const unsigned seen[OFFICE_NEUTRAL + 1])
{
    if (seen[OFFICE_BOT])
        return SW_ROLE_BOT;
    if (seen[OFFICE_SYSTEM])
        return SW_ROLE_SYSTEM;
    if (seen[OFFICE_AGENT]) /* "Customer Service" too */
        return SW_ROLE_AGENT;
    return seen[OFFICE_CUSTOMER] ? SW_ROLE_CUSTOMER : SW_ROLE_UNKNOWN;
}

sw_label_kind sw_label_read(sw_str label, sw_role *role)
{
    unsigned seen[OFFICE_NEUTRAL + 1] = {0};
    size_t at = 0;
    sw_str word;

    while (next_word(label, &at, &word))
        seen[office_of(word)]++;
    *role = role_of(seen);
    if (*role == SW_ROLE_UNKNOWN)
        return SW_LABEL_NAME;
    return seen[OFFICE_NONE] ? SW_LABEL_PART : SW_LABEL_WHOLE;
}

sw_role sw_label_value(sw_str value)
{
    static const struct {
        const char *value;
        sw_role role;
    } values[] = {
        {"outbound", SW_ROLE_AGENT},   {"outgoing", SW_ROLE_AGENT},
        {"out", SW_ROLE_AGENT},        {"sent", SW_ROLE_AGENT},
        {"teammate", SW_ROLE_AGENT},   {"business", SW_ROLE_AGENT},
        {"inbound", SW_ROLE_CUSTOMER}, {"incoming", SW_ROLE_CUSTOMER},
        {"in", SW_ROLE_CUSTOMER},      {"received", SW_ROLE_CUSTOMER},
        {"note", SW_ROLE_NOTE},        {"internal", SW_ROLE_NOTE},
        {"private", SW_ROLE_NOTE},     {"comment", SW_ROLE_NOTE},
        {"supervisor", SW_ROLE_NOTE},  {"event", SW_ROLE_SYSTEM},
    };
    sw_role role;

    value = sw_str_trim(value);
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (sw_str_equal_fold(value, sw_str_of(values[i].value)))
            return values[i].role;
    if (sw_str_equal_fold(value, SW_STR("internal note")) ||
        sw_str_equal_fold(value, SW_STR("private note")))
        return SW_ROLE_NOTE;
    return sw_label_read(value, &role) == SW_LABEL_WHOLE ? role
                                                         : SW_ROLE_UNKNOWN;
}

bool sw_label_greets(sw_str text)
{
    static const char *const phrases[] = {
        "thank you for contacting", "thanks for contacting",
        "thank you for calling",    "thanks for calling",
        "thank you for reaching",   "thanks for reaching",
        "thank you for choosing",   "thank you for chatting",
        "thanks for chatting",      "how can i help",
        "how may i help",           "how can i assist",
        "how may i assist",         "what can i do for you",
        "what can i help you"};

    text = sw_str_part(text, 0, 400);
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++)
        if (sw_str_holds_fold(text, phrases[i]))
            return true;
    return false;
}

bool sw_label_is_notice(sw_str text)
{
    static const char *const phrases[] = {"this is an automated",
                                          "this is an automatic",
                                          "automatic reply",
                                          "auto-reply",
                                          "do not reply to this",
                                          "has been received and",
                                          "we have received your request",
                                          "your request has been received",
                                          "your ticket has been received",
                                          "how would you rate the support",
                                          "please rate",
                                          "rate your experience",
                                          "conversation was closed",
                                          "this conversation has been closed",
                                          "conversation closed",
                                          "chat closed",
                                          "out of office",
                                          "attachment(s) added",
                                          "attachment added:"};

    text = sw_str_trim(text);
    if (text.len > 200)
        return false; /* a letter that says so somewhere is a letter */
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++)
        if (sw_str_holds_fold(text, phrases[i]))
            return true;
    return false;
}
