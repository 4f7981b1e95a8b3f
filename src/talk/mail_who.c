/*
 * mail_who.c - whose mail is it: ours, a customer's, a machine's?
 *
 * "our_domains" and "agents" of the configuration decide. Without them two
 * things tell nearly as well: an address that is in all mails of a box is the
 * box's owner, and of two that write to each other help@ is the house. Who
 * opens a thread tells nothing, for agents do so too; and nothing is guessed.
 */
#include "talk/mail_who.h"

#include <string.h>

static sw_str domain_of(const char *address)
{
    sw_str s = sw_str_of(address);
    size_t at = sw_str_find_byte(s, '@', 0);

    return at == SW_NOWHERE ? (sw_str){0} : sw_str_part(s, at + 1, s.len);
}

/* Where everybody has an address, the domain says nothing. */
static bool is_public(sw_str domain)
{
    static const char *const domains[] = {
        "gmail.com", "googlemail.com", "outlook.com",    "hotmail.com",
        "live.com",  "msn.com",        "yahoo.com",      "icloud.com",
        "me.com",    "aol.com",        "gmx.de",         "gmx.net",
        "web.de",    "proton.me",      "protonmail.com", "t-online.de",
        "mail.ru",   "yandex.ru",      "qq.com",         "163.com",
        "orange.fr", "hotmail.co.uk",  "yahoo.co.uk",    "fastmail.com"};

    for (size_t i = 0; i < sizeof domains / sizeof domains[0]; i++)
        if (sw_str_equal_fold(domain, sw_str_of(domains[i])))
            return true;
    return domain.len == 0;
}

/* The domain, one below it, or the whole address. */
static bool is_on(const char *address, sw_str domain)
{
    sw_str whole = sw_str_of(address), own = domain_of(address);
    size_t dot;

    if (domain.len && domain.ptr[0] == '@')
        domain = sw_str_part(domain, 1, domain.len);
    if (sw_str_find_byte(domain, '@', 0) != SW_NOWHERE)
        return sw_str_equal_fold(whole, domain);
    if (sw_str_equal_fold(own, domain))
        return true;
    dot = own.len > domain.len ? own.len - domain.len - 1 : SW_NOWHERE;
    return domain.len && dot != SW_NOWHERE && own.ptr[dot] == '.' &&
           sw_str_equal_fold(sw_str_part(own, dot + 1, own.len), domain);
}

/* The same house as this address of ours. */
static bool is_like(const char *address, const char *ours)
{
    sw_str domain = domain_of(ours);

    return ours[0] &&
           is_on(address, is_public(domain) ? sw_str_of(ours) : domain);
}

static bool is_configured(const sw_mail_who *who)
{
    return who->options->our_domains.count || who->options->agents.count;
}

/* help@, orders-eu@: an address that is no person's. */
static bool is_office(const char *address)
{
    static const char *const words[] = {"help",
                                        "helpdesk",
                                        "support",
                                        "service",
                                        "services",
                                        "care",
                                        "contact",
                                        "info",
                                        "hello",
                                        "team",
                                        "office",
                                        "sales",
                                        "orders",
                                        "order",
                                        "billing",
                                        "returns",
                                        "customer",
                                        "customers",
                                        "customercare",
                                        "customerservice",
                                        "customersupport",
                                        "shop",
                                        "feedback",
                                        "questions",
                                        "enquiries",
                                        "inquiries",
                                        "kundenservice",
                                        "kontakt",
                                        "hilfe",
                                        "reservations",
                                        "bookings",
                                        "complaints"};
    sw_str local = sw_str_of(address);
    size_t at = 0;

    local = sw_str_part(local, 0, sw_str_find_byte(local, '@', 0));
    while (at < local.len) {
        size_t start = at;

        while (at < local.len && !strchr(".-_+", local.ptr[at]))
            at++;
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
            if (sw_str_equal_fold(sw_str_part(local, start, at),
                                  sw_str_of(words[i])))
                return true;
        at++;
    }
    return false;
}

/* Of the two who write to each other in the thread's first mail, the one that
 * is an office and not a person. */
static const char *office_of(const sw_mail *first)
{
    const char *from, *to;

    if (!first || first->to.count == 0)
        return "";
    from = first->from.address;
    to = first->to.at[0].address;
    if (is_office(from) == is_office(to))
        return "";
    return is_office(from) ? from : to;
}

bool sw_mail_is_ours(const sw_mail_who *who, const sw_mail *first,
                     const sw_mail_address *address)
{
    const sw_talk_names *domains = &who->options->our_domains;

    if (sw_names_match(who->staff.agents, sw_str_of(address->name)) ||
        sw_names_match(who->staff.agents, sw_str_of(address->address)))
        return true;
    for (size_t i = 0; i < domains->count; i++)
        if (is_on(address->address, sw_str_of(domains->at[i])))
            return true;
    if (is_configured(who))
        return false;
    return is_like(address->address, who->box) ||
           is_like(address->address, office_of(first));
}

sw_role sw_mail_role(const sw_mail_who *who, const sw_mail *first,
                     const sw_mail *mail)
{
    bool internal = mail->to.count > 0;

    if (mail->automatic)
        return SW_ROLE_SYSTEM;
    if (!is_configured(who) && !who->box[0] && !office_of(first)[0])
        return SW_ROLE_UNKNOWN;
    if (!sw_mail_is_ours(who, first, &mail->from))
        return SW_ROLE_CUSTOMER;
    if (sw_names_match(who->staff.bots, sw_str_of(mail->from.name)) ||
        sw_names_match(who->staff.bots, sw_str_of(mail->from.address)))
        return SW_ROLE_BOT;
    for (size_t i = 0; i < mail->to.count && internal; i++)
        internal = sw_mail_is_ours(who, first, &mail->to.at[i]);
    return internal ? SW_ROLE_NOTE : SW_ROLE_AGENT;
}
