/*
 * warm.c - check one draft twice, so that callgrind can count the second time.
 *
 *     valgrind --tool=callgrind --toggle-collect=measured warm DRAFT
 *
 * What an editor's plugin or a server pays for a draft once everything that is
 * made at first use was made.
 */
#include "saywell.h"

#include <stdio.h>

void measured(saywell_session *s, const saywell_reply *reply, size_t *found);

/* Its name is the door: callgrind counts what happens inside. */
__attribute__((noinline)) void
measured(saywell_session *s, const saywell_reply *reply, size_t *found)
{
    saywell_result *result;

    if (saywell_check(s, reply, &result, NULL) == SAYWELL_OK) {
        *found += saywell_result_count(result);
        saywell_result_free(result);
    }
}

static bool read_draft(const char *path, char *text, size_t size, size_t *len)
{
    FILE *in = fopen(path, "rb");

    if (in == NULL)
        return false;
    *len = fread(text, 1, size, in);
    fclose(in);
    return *len > 0;
}

int main(int argc, char **argv)
{
    static char text[65536];
    saywell_builder *b = saywell_builder_new();
    saywell_rules *rules = NULL;
    saywell_reply reply = {.text = text};
    saywell_result *first = NULL;
    saywell_session *s;
    size_t found = 0;

    if (argc < 2 || !read_draft(argv[1], text, sizeof text, &reply.len) ||
        b == NULL || saywell_builder_add_default(b, NULL) != SAYWELL_OK ||
        saywell_builder_finish(b, &rules, NULL) != SAYWELL_OK)
        return 2;
    s = saywell_session_new(rules);
    if (s == NULL || saywell_check(s, &reply, &first, NULL) != SAYWELL_OK)
        return 2;
    measured(s, &reply, &found);
    printf("%zu findings, %zu findings\n", saywell_result_count(first), found);
    saywell_result_free(first);
    saywell_session_free(s);
    saywell_rules_free(rules);
    return found > 0 ? 0 : 2;
}
