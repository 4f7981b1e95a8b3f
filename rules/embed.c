/*
 * embed.c - write the pack and the schemas as C, to be compiled in.
 *
 *     embed rules/en/pack.json rules/en/tone.json -- rules/schema/a.json >b.c
 *     embed --page css=src/qa/page.css js=src/qa/page.js >page_part.c
 *     embed --mappings rules/mappings/zendesk.json >c.c
 *
 * The second form writes files that the program carries as they are.
 * Runs on the build machine. Bytes become numbers, not string literals: C
 * promises room for 4095 characters in a literal, and a pack has more.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void die(const char *what, const char *path)
{
    fprintf(stderr, "embed: %s: %s: %s\n", path, what, strerror(errno));
    exit(1);
}

/* Writes one file's bytes into a brace, a NUL at the end; gives its length. */
static size_t embed_file(const char *path)
{
    FILE *in = fopen(path, "rb");
    size_t len = 0;
    int byte;

    if (!in)
        die("cannot be read", path);
    while ((byte = getc(in)) != EOF) {
        /* char may be signed: 0xE2 is -30 there, or the compiler warns */
        printf("%s%d,", len % 20 ? "" : "\n    ",
               byte < 128 ? byte : byte - 256);
        len++;
    }
    if (ferror(in))
        die("cannot be read", path);
    fclose(in);
    printf("0};\n\n");
    return len;
}

static size_t embed_bytes(const char *path, const char *array, size_t number)
{
    printf("static const char %s_%zu[] = {", array, number);
    return embed_file(path);
}

/* "css=src/qa/page.css" becomes sw_page_css. */
static void embed_part(const char *word)
{
    const char *path = strchr(word, '=');
    int width = path ? (int)(path - word) : 0;

    if (!path)
        die("is not NAME=FILE", word);
    printf("const char sw_page_%.*s[] = {", width, word);
    printf("const size_t sw_page_%.*s_len = %zu;\n\n", width, word,
           embed_file(path + 1));
}

/* "rules/schema/output.schema.json" -> "output" */
static int short_name(const char *path, const char **start)
{
    const char *slash = strrchr(path, '/');

    *start = slash ? slash + 1 : path;
    return (int)strcspn(*start, ".");
}

/* prefix: "TYPE NAME", what the list is and how its name begins. */
static void embed_list(char **paths, size_t count, const char *prefix,
                       const char *array, const char *count_name,
                       int full_names)
{
    size_t *lens = calloc(count + 1, sizeof *lens);

    if (!lens)
        die("out of memory", array);
    for (size_t i = 0; i < count; i++)
        lens[i] = embed_bytes(paths[i], array, i);
    printf("const struct %s_%s[] = {\n", prefix, array);
    for (size_t i = 0; i < count; i++) {
        const char *name = paths[i];
        int width = full_names ? (int)strlen(name) : short_name(name, &name);

        printf("    {\"%.*s\", %s_%zu, %zu},\n", width, name, array, i,
               lens[i]);
    }
    printf("    {NULL, NULL, 0}};\n"
           "const size_t %s_%s = %zu;\n\n",
           strchr(prefix, ' ') + 1, count_name, count);
    free(lens);
}

static void embed_mappings(int argc, char **argv)
{
    printf("/* Made by rules/embed.c from rules/mappings; do not edit. */\n"
           "#include \"talk/mapping.h\"\n"
           "#include \"talk/reader.h\"\n\n");
    embed_list(argv, (size_t)argc, "sw_shipped_file sw_shipped", "mappings",
               "mapping_count", 0);
    printf("const char *const sw_talk_kinds[] = {\n"
           "    \"auto\", \"draft\", SW_TALK_READERS,\n");
    for (int i = 0; i < argc; i++) {
        const char *name;
        int width = short_name(argv[i], &name);

        printf("    \"%.*s\",\n", width, name);
    }
    printf("    NULL};\n");
}

static void embed_page(int argc, char **argv)
{
    printf("/* Made by rules/embed.c; do not edit. */\n"
           "#include \"qa/page_part.h\"\n\n");
    for (int i = 0; i < argc; i++)
        embed_part(argv[i]);
}

static void embed_pack(int argc, char **argv)
{
    static const char prefix[] = "sw_builtin_file sw_builtin";
    int border = 0;

    while (border < argc && strcmp(argv[border], "--") != 0)
        border++;
    printf("/* Made by rules/embed.c from rules/; do not edit. */\n"
           "#include \"rule/builtin.h\"\n\n");
    embed_list(argv, (size_t)border, prefix, "pack", "pack_count", 1);
    embed_list(argv + border + 1,
               (size_t)(border < argc ? argc - border - 1 : 0), prefix,
               "schemas", "schema_count", 0);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--mappings") == 0)
        embed_mappings(argc - 2, argv + 2);
    else if (argc > 1 && strcmp(argv[1], "--page") == 0)
        embed_page(argc - 2, argv + 2);
    else
        embed_pack(argc - 1, argv + 1);
    if (fflush(stdout) != 0 || ferror(stdout))
        die("cannot be written", "standard output");
    return 0;
}
