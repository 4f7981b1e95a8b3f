/*
 * module.c - a library that only some inputs need, loaded when one comes.
 *
 * A draft must not wait for parsers of mail and HTML to be linked in, so they
 * are opened by the name that the build found, on the first input that wants
 * them. A build without one, or a machine without it, says which it is.
 */
#include "talk/module.h"

#include "talk/reader.h"

#include <dlfcn.h>
#include <string.h>

sw_talk_status sw_module_load(sw_module *module, const char *soname,
                              const char *what, const char *package,
                              sw_talk_error *error)
{
    if (module->library)
        return SW_TALK_ONE;
    if (!*soname)
        return sw_talk_fail(error, SW_TALK_FAILED, "module", 0,
                            "%s cannot be read: this saywell was built without "
                            "%s; install it and build again (make deps)",
                            what, package);
    module->library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
    if (!module->library)
        return sw_talk_fail(error, SW_TALK_FAILED, "module", 0,
                            "%s cannot be read: %s is not here; install %s",
                            what, soname, package);
    return SW_TALK_ONE;
}

bool sw_module_find(const sw_module *module, const char *symbol, void *to)
{
    void *address = dlsym(module->library, symbol);

    memcpy(to, &address, sizeof address); /* functions too, says POSIX */
    return address != NULL;
}

void sw_module_release(sw_module *module)
{
    if (module->library)
        dlclose(module->library);
    module->library = NULL;
}
