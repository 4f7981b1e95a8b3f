/* embed.c - check a reply from a C program, and mend it.
 *
 *     cc embed.c $(pkg-config --cflags --libs saywell) && ./a.out
 *
 * Without an argument it checks the reply below, as an answer to the customer
 * below; with one it checks that text. */
#include <saywell.h>

#include <stdio.h>
#include <string.h>

static bool put(void *ctx, const char *bytes, size_t len)
{
    return fwrite(bytes, 1, len, ctx) == len;
}

static int fail(const saywell_error *err)
{
    saywell_error_write(err, put, stderr);
    return 2;
}

static void show(const saywell_finding *f)
{
    printf("%zu:%zu %s: %s\n", f->start.line, f->start.column, f->rule,
           f->message);
    for (size_t i = 0; i < f->evidence_count; i++)
        printf("    the customer wrote: %s\n", f->evidence[i].text);
    if (f->fix_count > 0)
        printf("    %s: %s\n",
               f->fixes[0].trust == SAYWELL_SAFE ? "safe" : "for you to judge",
               f->fixes[0].preview);
}

/* One session a thread; the rules are shared. */
static int check(const saywell_rules *rules, const saywell_reply *reply)
{
    saywell_session *session = saywell_session_new(rules);
    saywell_result *result;
    saywell_error err;
    const saywell_edit *edits;
    size_t count;

    if (session == NULL)
        return 2;
    saywell_session_set(session, SAYWELL_WANT_FIX, 1);
    if (saywell_check(session, reply, &result, &err) != SAYWELL_OK) {
        saywell_session_free(session);
        return fail(&err);
    }
    for (size_t i = 0; i < saywell_result_count(result); i++)
        show(saywell_result_at(result, i));
    edits = saywell_result_fix(result, &count);
    printf("\nwith every safe rewrite:\n");
    saywell_apply(reply->text, reply->len, edits, count, put, stdout);
    saywell_result_free(result);
    saywell_session_free(session);
    return 0;
}

int main(int argc, char **argv)
{
    static const char customer[] = "My lamp is two weeks late!";
    static const char text[] =
        "No, we can't ship until Monday. I'm sorry for the delay.\n";
    saywell_reply reply = {.text = argc > 1 ? argv[1] : text,
                           .customer = argc > 1 ? NULL : customer,
                           .position = SAYWELL_FIRST};
    saywell_builder *builder = saywell_builder_new();
    saywell_rules *rules;
    saywell_error err;
    int status;

    if (builder == NULL)
        return 2;
    if (saywell_builder_add_default(builder, &err) != SAYWELL_OK) {
        saywell_builder_free(builder);
        return fail(&err);
    }
    if (saywell_builder_finish(builder, &rules, &err) != SAYWELL_OK)
        return fail(&err); /* the builder is gone either way */
    reply.len = strlen(reply.text);
    reply.customer_len = reply.customer != NULL ? strlen(reply.customer) : 0;
    status = check(rules, &reply);
    saywell_rules_free(rules);
    return status;
}
