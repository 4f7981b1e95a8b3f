/*
 * full.c - this is the full program: nothing is left to another.
 *
 * The quick program of a release has late/late_full.c in the place of this.
 */
#include "cli/full.h"

void sw_full_words(char **argv)
{
    (void)argv;
}

void sw_full_start(sw_str taken)
{
    (void)taken;
}
