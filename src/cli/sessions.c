/* sessions.c - what one thread keeps: a session for each setup it has met. */
#include "cli/sessions.h"

#include "base/mem.h"

struct sw_sessions_row {
    const sw_setup *setup;
    saywell_session *session;
    struct sw_sessions_row *next;
};

static void release(const sw_sessions *all, struct sw_sessions_row *row)
{
    if (!all->is_first)
        saywell_session_free(row->session);
    sw_mem_free(row);
}

saywell_session *sw_sessions_for(sw_sessions *all, const sw_setup *setup,
                                 bool *made)
{
    struct sw_sessions_row *row = all->rows;

    while (row && row->setup != setup)
        row = row->next;
    if (made)
        *made = !row;
    if (row)
        return row->session;
    row = sw_mem_alloc(sizeof *row);
    if (!row)
        return NULL;
    *row = (struct sw_sessions_row){.setup = setup, .next = all->rows};
    row->session =
        all->is_first ? setup->session : sw_setup_session(setup, all->run);
    if (!row->session) {
        release(all, row);
        return NULL;
    }
    all->rows = row;
    return row->session;
}

void sw_sessions_prepare(sw_sessions *all)
{
    for (struct sw_sessions_row *row = all->rows; row; row = row->next)
        saywell_session_prepare(row->session);
}

void sw_sessions_release(sw_sessions *all, sw_check_stats *stats)
{
    while (all->rows) {
        struct sw_sessions_row *next = all->rows->next;

        if (stats)
            sw_check_stats_add(stats, all->rows->session);
        release(all, all->rows);
        all->rows = next;
    }
}
