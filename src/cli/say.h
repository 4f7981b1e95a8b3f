/* say.h - words on standard error, and whether there is a terminal. */
#ifndef SW_CLI_SAY_H
#define SW_CLI_SAY_H

#include "cli/opt.h"

/* "saywell: " and the words and a newline, in one write; what would steer the
 * terminal is shown as "?". */
void sw_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same line, kept for later: sw_say_bytes. */
void sw_say_into(sw_buf *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Lines that sw_say_into made. */
void sw_say_bytes(sw_str lines);
/* An error with place and excerpt, as saywell_error_write makes it. */
void sw_say_error(const saywell_error *err);
/* Colour on this descriptor? The option, then NO_COLOR, FORCE_COLOR,
 * TERM=dumb, then whether it is a terminal. */
bool sw_say_colour(const sw_options *options, int fd);

#endif
