/* module.h - a library that only some inputs need, loaded when one comes. */
#ifndef SW_TALK_MODULE_H
#define SW_TALK_MODULE_H

#include "talk/talk.h"

/* Zeroed: not loaded. Hand it to sw_module_release. */
typedef struct sw_module {
    void *library;
} sw_module;

/* Loads soname ("libgumbo.so.1"; "" = this build has it not) unless it is
 * loaded already. SW_TALK_ONE, or SW_TALK_FAILED: the words say what it was
 * wanted for (`what`: "HTML bodies") and which package brings it. */
sw_talk_status sw_module_load(sw_module *module, const char *soname,
                              const char *what, const char *package,
                              sw_talk_error *error);
/* Fills *to, a pointer to a function or to data, with the symbol's address;
 * false when the library has it not. */
bool sw_module_find(const sw_module *module, const char *symbol, void *to);
void sw_module_release(sw_module *module);

#endif
