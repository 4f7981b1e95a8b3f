/* input.h - PATHs -> inputs with names, kinds and open descriptors. */
#ifndef SW_CLI_INPUT_H
#define SW_CLI_INPUT_H

#include "base/arena.h"
#include "base/vec.h"
#include "talk/stream.h"

#include <sys/stat.h>

typedef enum sw_input_kind { /* in the order of --input's values */
                             SW_INPUT_AUTO,
                             SW_INPUT_DRAFT,
                             SW_INPUT_CONVERSATIONS
} sw_input_kind;

/* One thing to read, as named by the user or found in a folder. */
typedef struct sw_input {
    const char *path; /* to open; NULL = standard input */
    const char *name; /* to show and to look up configuration; NULL = none */
    const char *error_code, *error; /* cannot be read, known already */
    bool found; /* in a folder: `ignore` and the name's ending decide */
} sw_input;

typedef struct sw_inputs SW_VEC(sw_input) sw_inputs;

/* Everything that the PATHs name, in their order, folders by name. No PATH or
 * "-" is standard input, shown as stdin_name (or NULL). False: no memory. */
bool sw_input_list(const char *const *paths, size_t count,
                   const char *stdin_name, sw_arena *arena, sw_inputs *out);

/* An input being read. */
typedef struct sw_source {
    sw_stream stream;
    struct stat seen; /* of the file when it was opened */
    bool is_file;
} sw_source;

sw_file_status sw_input_open(const sw_input *input, sw_source *source);
void sw_input_close(sw_source *source);

/* Takes an input that was read whole; name is to show. */
typedef void sw_input_take(void *ctx, const char *name, sw_str text);
/* Everything that the PATHs name, each as one text. False when one could not
 * be read: it was said which and why, and the others were taken. */
bool sw_input_texts(const char *const *paths, size_t count, sw_arena *arena,
                    sw_input_take *take, void *ctx);

#endif
