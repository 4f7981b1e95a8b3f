/*
 * output.c - where results go: standard output, or a file, whole or not.
 */
#include "cli/output.h"

#include "cli/say.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BLOCK ((size_t)64 << 10)

bool sw_output_begin(sw_output *out, sw_arena *arena, const char *path)
{
    return sw_output_begin_as(out, arena, path, NULL);
}

bool sw_output_begin_as(sw_output *out, sw_arena *arena, const char *path,
                        const char *name)
{
    *out = (sw_output){.path = path};
    out->block = sw_arena_alloc(arena, BLOCK);
    if (!out->block) {
        sw_say("out of memory");
        return false;
    }
    if (path && !sw_replace_begin_as(&out->file, arena, path, name)) {
        sw_say("%s: %s", path, out->file.error);
        return false;
    }
    return true;
}

static bool give(sw_output *out, const char *bytes, size_t len)
{
    if (out->failed)
        return false;
    if (out->path) {
        out->failed = !sw_replace_write(&out->file, (sw_str){bytes, len});
        return !out->failed;
    }
    while (len > 0) {
        ssize_t n = write(STDOUT_FILENO, bytes, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            out->failed = true;
            out->pipe = errno == EPIPE;
            if (!out->pipe)
                sw_say("standard output: %s", strerror(errno));
            return false;
        }
        bytes += n;
        len -= (size_t)n;
    }
    return true;
}

bool sw_output_flush(sw_output *out)
{
    size_t len = out->len;

    out->len = 0;
    return give(out, out->block, len);
}

bool sw_output_write(void *ctx, const char *bytes, size_t len)
{
    sw_output *out = ctx;

    if (len > BLOCK - out->len && !sw_output_flush(out))
        return false;
    if (len > BLOCK)
        return give(out, bytes, len);
    if (len) /* bytes may be NULL then */
        memcpy(out->block + out->len, bytes, len);
    out->len += len;
    return !out->failed;
}

bool sw_output_end(sw_output *out, bool keep)
{
    bool ok = sw_output_flush(out);

    if (!out->path)
        return ok;
    if (!keep) {
        sw_replace_drop(&out->file);
        return ok;
    }
    if (sw_replace_commit(&out->file))
        return true;
    sw_say("%s: %s", out->path, out->file.error);
    return false;
}
