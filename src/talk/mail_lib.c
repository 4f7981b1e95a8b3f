/*
 * mail_lib.c - GMime's functions, found when a mail comes.
 *
 * The library itself is opened, not a module of ours: one file to install, and
 * nothing that must be found beside the program. Its headers give the types,
 * so a function of another shape does not compile.
 */
#include "talk/mail_lib.h"

#ifdef SW_GMIME

#include "talk/reader.h"

sw_talk_status sw_mail_lib_load(sw_mail_lib *lib, sw_talk_error *error)
{
    const struct {
        const char *symbol;
        void *to;
    } symbols[] = {
#define SW_X_(result, name, arguments) {#name, &lib->name},
        SW_MAIL_LIB_MAP(SW_X_)
#undef SW_X_
    };
    sw_talk_status status;

    if (lib->module.library)
        return SW_TALK_ONE;
    status = sw_module_load(&lib->module, SW_GMIME, "mail", "GMime 3", error);
    if (status != SW_TALK_ONE)
        return status;
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++)
        if (!sw_module_find(&lib->module, symbols[i].symbol, symbols[i].to))
            return sw_talk_fail(error, SW_TALK_FAILED, "module", 0,
                                "mail cannot be read: %s has no %s; install "
                                "GMime 3.2 or newer",
                                SW_GMIME, symbols[i].symbol);
    lib->g_mime_init();
    return SW_TALK_ONE;
}

#endif
