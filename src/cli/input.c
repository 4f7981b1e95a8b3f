/*
 * input.c - PATHs -> inputs with names, kinds and open descriptors.
 *
 * A folder stands for every draft and transcript below it: regular files that
 * end in .txt, .md, .markdown, as a reader of transcripts wants it, or in
 * nothing at all; hidden names are passed over, and so are folders behind
 * symbolic links, which may lead back.
 */
#include "cli/input.h"

#include "cli/say.h"

#include "conf/file.h"
#include "talk/reader.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEEPEST 64 /* folders below folders */

typedef struct names SW_VEC(const char *) names;

/* Folders still to be walked, deepest last. */
typedef struct walk {
    sw_arena *arena;
    sw_inputs *out;
    struct SW_VEC(struct todo {
        const char *path;
        unsigned depth;
    }) todo;
    bool failed;
} walk;

static bool add(sw_inputs *out, sw_arena *arena, const sw_input *input)
{
    sw_input *to = SW_VEC_PUSH(out, arena);

    if (to)
        *to = *input;
    return to != NULL;
}

/* ---- folders ------------------------------------------------------------- */

static bool ends_in_one(const char *name, const char *const *endings)
{
    sw_str s = sw_str_of(name);

    for (size_t i = 0; endings[i]; i++)
        if (s.len > strlen(endings[i]) &&
            sw_str_equal_fold(sw_str_part(s, s.len - strlen(endings[i]), s.len),
                              sw_str_of(endings[i])))
            return true;
    return false;
}

static bool looks_like_ours(const char *name)
{
    static const char *const drafts[] = {".txt", ".md", ".markdown", NULL};
    const sw_talk_reader *reader;

    if (!strrchr(name, '.') || ends_in_one(name, drafts))
        return true;
    for (size_t i = 0; (reader = sw_talk_reader_at(i)) != NULL; i++)
        if (reader->endings && ends_in_one(name, reader->endings))
            return true;
    return false;
}

static int by_name(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;

    return strcmp(*x, *y);
}

/* The folder's names, sorted, hidden ones left out. */
static bool list_names(walk *w, const char *path, names *out)
{
    DIR *folder = opendir(path);
    struct dirent *entry;

    if (!folder)
        return false;
    while ((entry = readdir(folder))) {
        const char **name;

        if (entry->d_name[0] == '.')
            continue;
        name = SW_VEC_PUSH(out, w->arena);
        if (name)
            *name =
                sw_arena_copy(w->arena, entry->d_name, strlen(entry->d_name));
        if (!name || !*name)
            w->failed = true;
    }
    closedir(folder);
    if (out->count && !w->failed)
        qsort(out->at, out->count, sizeof *out->at, by_name);
    return true;
}

static void add_error(walk *w, const char *path, const char *code,
                      const char *words)
{
    const sw_input input = {
        .path = path, .name = path, .error_code = code, .error = words};

    if (!add(w->out, w->arena, &input))
        w->failed = true;
}

/* Files of one folder into out, its folders onto the list of those to do. */
static void walk_one(walk *w, const char *path, unsigned depth)
{
    names list = {0};

    if (!list_names(w, path, &list)) {
        add_error(w, path, errno == EACCES ? "denied" : "read",
                  errno == EACCES ? "permission denied" : "cannot be read");
        return;
    }
    for (size_t i = list.count; i-- > 0 && !w->failed;) {
        struct stat st;
        const char *full =
            sw_file_join(w->arena, sw_str_of(path), sw_str_of(list.at[i]));
        struct todo *todo;

        if (!full) {
            w->failed = true;
        } else if (lstat(full, &st) == 0 && S_ISLNK(st.st_mode) &&
                   sw_file_is_folder(full)) {
            continue;
        } else if (stat(full, &st) == 0 &&
                   (S_ISDIR(st.st_mode) ||
                    (S_ISREG(st.st_mode) && looks_like_ours(list.at[i])))) {
            todo = SW_VEC_PUSH(&w->todo, w->arena);
            if (!todo)
                w->failed = true;
            else
                *todo =
                    (struct todo){full, S_ISDIR(st.st_mode) ? depth + 1 : 0};
        }
    }
}

/* Depth first, so that what stands together comes together. Depth 0 on the
 * list marks a file. */
static bool walk_folder(sw_arena *arena, sw_inputs *out, const char *path)
{
    walk w = {.arena = arena, .out = out};
    size_t before = out->count;

    walk_one(&w, path, 1);
    while (w.todo.count && !w.failed) {
        struct todo next = w.todo.at[--w.todo.count];

        if (next.depth == 0) {
            const sw_input input = {
                .path = next.path, .name = next.path, .found = true};

            w.failed = !add(out, arena, &input);
        } else if (next.depth < DEEPEST) {
            walk_one(&w, next.path, next.depth);
        } else {
            add_error(&w, next.path, "folder", "is nested too deep");
        }
    }
    if (out->count == before && !w.failed)
        add_error(&w, path, "folder",
                  "holds no drafts (.txt, .md, .markdown, no ending) and no "
                  "transcripts (.jsonl, .csv, .log, .vtt, .eml, .mbox ...)");
    return !w.failed;
}

bool sw_input_list(const char *const *paths, size_t count,
                   const char *stdin_name, sw_arena *arena, sw_inputs *out)
{
    const sw_input from_stdin = {.name = stdin_name};

    if (count == 0)
        return add(out, arena, &from_stdin);
    for (size_t i = 0; i < count; i++) {
        const sw_input input = {.path = paths[i], .name = paths[i]};
        bool ok;

        if (strcmp(paths[i], "-") == 0)
            ok = add(out, arena, &from_stdin);
        else if (sw_file_is_folder(paths[i]))
            ok = walk_folder(arena, out, paths[i]);
        else
            ok = add(out, arena, &input);
        if (!ok)
            return false;
    }
    return true;
}

/* ---- one input ----------------------------------------------------------- */

sw_file_status sw_input_open(const sw_input *input, sw_source *source)
{
    int fd = STDIN_FILENO;

    *source = (sw_source){.stream = {.fd = -1}};
    if (input->path) {
        fd = open(input->path, O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            return errno == EACCES || errno == EPERM     ? SW_FILE_DENIED
                   : errno == ENOENT || errno == ENOTDIR ? SW_FILE_MISSING
                                                         : SW_FILE_FAILED;
        source->is_file = fstat(fd, &source->seen) == 0;
    }
    sw_stream_init(&source->stream, fd);
    return SW_FILE_OK;
}

void sw_input_close(sw_source *source)
{
    int fd = source->stream.fd;

    sw_stream_release(&source->stream);
    if (fd > STDIN_FILENO)
        close(fd);
}

/* ---- whole texts --------------------------------------------------------- */

static bool take_whole(const sw_input *input, sw_input_take *take, void *ctx)
{
    const char *name = input->name ? input->name : "<stdin>";
    sw_source source;
    sw_str text = {0};
    sw_file_status status;

    if (input->error) {
        sw_say("%s: %s", name, input->error);
        return false;
    }
    status = sw_input_open(input, &source);
    if (!status)
        status = sw_stream_rest(&source.stream, &text);
    if (status)
        sw_say("%s: %s", name, sw_file_words(status));
    else
        take(ctx, name, text);
    sw_input_close(&source);
    return status == SW_FILE_OK;
}

bool sw_input_texts(const char *const *paths, size_t count, sw_arena *arena,
                    sw_input_take *take, void *ctx)
{
    sw_inputs inputs = {0};
    bool ok = sw_input_list(paths, count, NULL, arena, &inputs);

    if (!ok)
        sw_say("out of memory");
    for (size_t i = 0; i < inputs.count; i++)
        ok = take_whole(&inputs.at[i], take, ctx) && ok;
    return ok;
}
