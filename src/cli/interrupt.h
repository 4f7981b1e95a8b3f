/* interrupt.h - Ctrl-C: the first time asks for an end, the second is one. */
#ifndef SW_CLI_INTERRUPT_H
#define SW_CLI_INTERRUPT_H

#include <stdbool.h>

/* From now on SIGINT and SIGTERM are noted, unless they were ignored. */
void sw_interrupt_begin(void);
bool sw_interrupted(void);
/* Readable once there was an interrupt, for poll; -1: there is none. Made when
 * it is first asked for, between begin and end. */
int sw_interrupt_fd(void);
/* What to unlink when the second one comes; NULL: nothing. */
void sw_interrupt_unlink(const char *path);
/* As it was before. After an interrupt the process dies of its signal, so that
 * a shell's loop ends too. */
void sw_interrupt_end(void);

#endif
