/*
 * file_status.c - how reading a file went, in one list of words.
 *
 * Readers of files live on several floors; what can go wrong is called the
 * same on all of them.
 */
#include "base/file_status.h"

static const struct {
    const char *code, *words;
} kinds[] = {
    [SW_FILE_OK] = {"ok", "no error"},
    [SW_FILE_MISSING] = {"missing", "no such file or folder"},
    [SW_FILE_FOLDER] = {"folder", "is a folder"},
    [SW_FILE_DENIED] = {"denied", "permission denied"},
    [SW_FILE_TOO_LONG] = {"limit", "too long (more than 64 MiB)"},
    [SW_FILE_NOMEM] = {"memory", "out of memory"},
    [SW_FILE_STOPPED] = {"stopped", "stopped"},
    [SW_FILE_FAILED] = {"read", "cannot be read"},
};

const char *sw_file_words(sw_file_status status)
{
    return kinds[status].words;
}

const char *sw_file_code(sw_file_status status)
{
    return kinds[status].code;
}
