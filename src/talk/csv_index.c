/*
 * csv_index.c - where the rows of each conversation stand in a table.
 *
 * Rows of one conversation mostly follow each other, but nothing promises it:
 * an export by time mixes them, and tweets only say which tweet they answer.
 * So a table is read twice. The first pass keeps 44 bytes for each run of rows
 * of one conversation (ids as 64-bit hashes) and groups the runs; the second
 * fetches one group after the other. Memory does not grow with the texts, and
 * a table in order costs one run a conversation.
 */
#include "talk/csv_index.h"

#include "base/mem.h"
#include "talk/reader.h"
#include "talk/stamp.h"

#include <stdlib.h>
#include <string.h>

sw_str sw_csv_cell(const sw_csv_row *row, const sw_csv_columns *columns,
                   sw_csv_field field)
{
    size_t at = columns->at[field];

    return at < row->count ? sw_str_trim(row->cells[at]) : (sw_str){0};
}

bool sw_csv_row_fits(const sw_csv_row *row, const sw_csv_columns *columns)
{
    for (size_t i = columns->count; i < row->count; i++)
        if (sw_str_trim(row->cells[i]).len)
            return false;
    for (int f = 0; f < SW_CSV_FIELD_COUNT; f++)
        if (columns->at[f] != SW_NOWHERE && columns->at[f] >= row->count)
            return false;
    return true;
}

/* ---- keys ---------------------------------------------------------------- */

/* An id as a number: "8" and "8.0", as some programs save it, are one. */
static uint64_t key_of(sw_str id)
{
    uint64_t value = 0;
    size_t at = 0;

    if (id.len == 0)
        return 0;
    while (at < id.len && at < 18 && id.ptr[at] >= '0' && id.ptr[at] <= '9')
        value = value * 10 + (uint64_t)(id.ptr[at++] - '0');
    if (at > 0 &&
        (at == id.len || sw_str_equal_c(sw_str_part(id, at, id.len), ".0")))
        return value + 1; /* 0 is "none" */
    return sw_str_hash(SW_HASH_START, id) | 1ULL << 63;
}

static uint64_t key_of_row(const sw_csv_row *row, const sw_csv_columns *columns)
{
    uint64_t alone = 1ULL << 62 | row->line, key;

    if (columns->tweets || columns->at[SW_CSV_ID] != SW_NOWHERE) {
        key = key_of(sw_csv_cell(row, columns,
                                 columns->tweets ? SW_CSV_OWN : SW_CSV_ID));
        return key ? key : alone;
    }
    /* No id: one conversation when rows say who speaks, else one a row. */
    return columns->says_who || columns->at[SW_CSV_AUTHOR] != SW_NOWHERE
               ? 1
               : alone;
}

/* ---- runs ---------------------------------------------------------------- */

static sw_csv_run *push(sw_csv_index *index, sw_talk_error *error)
{
    sw_csv_run *more;

    if (index->count == index->cap) {
        size_t cap = index->cap ? index->cap * 2 : 256;

        if (index->count >= SW_CSV_RUNS_MAX) {
            sw_talk_fail(error, SW_TALK_FAILED, "limit", 0,
                         "more than %zu million conversations, or parts of "
                         "them that do not follow each other; sort the table "
                         "by conversation, or cut it",
                         SW_CSV_RUNS_MAX / 1000000);
            return NULL;
        }
        more = sw_mem_realloc(index->runs, cap * sizeof *more);
        if (!more) {
            sw_talk_fail_nomem(error);
            return NULL;
        }
        index->runs = more;
        index->cap = cap;
    }
    more = &index->runs[index->count++];
    memset(more, 0, sizeof *more);
    return more;
}

static sw_talk_status add_row(sw_csv_index *index, const sw_csv_row *row,
                              const sw_csv_columns *columns, bool *broken,
                              sw_talk_error *error)
{
    sw_csv_run *last = index->count ? &index->runs[index->count - 1] : NULL;
    uint64_t key;
    sw_stamp stamp;

    if (!sw_csv_row_fits(row, columns)) {
        if (index->bad_count < SW_CSV_BAD_MAX)
            index->bad[index->bad_count] = (sw_csv_bad){row->line, row->count};
        index->bad_count++;
        *broken = true;
        return SW_TALK_ONE;
    }
    key = key_of_row(row, columns);
    if (last && last->key == key && !*broken && !columns->tweets) {
        last->rows++;
        return SW_TALK_ONE;
    }
    *broken = false;
    last = push(index, error);
    if (!last)
        return SW_TALK_FAILED;
    *last = (sw_csv_run){.key = key,
                         .offset = row->offset,
                         .line = (uint32_t)row->line,
                         .rows = 1};
    if (columns->tweets) {
        last->parent = key_of(sw_csv_cell(row, columns, SW_CSV_PARENT));
        if (sw_stamp_read(sw_csv_cell(row, columns, SW_CSV_TIME), 0, true,
                          &stamp) != SW_NOWHERE)
            last->time = sw_stamp_seconds(&stamp);
    }
    return SW_TALK_ONE;
}

/* ---- groups -------------------------------------------------------------- */

/* A table of keys, open addressing: what a key's first run is. */
typedef struct table {
    uint32_t *slots; /* run + 1 */
    size_t mask;
} table;

static uint32_t *slot_of(const sw_csv_index *index, const table *t,
                         uint64_t key)
{
    size_t at = (size_t)((key * 0x9e3779b97f4a7c15ULL) >> 20) & t->mask;

    while (t->slots[at] && index->runs[t->slots[at] - 1].key != key)
        at = (at + 1) & t->mask;
    return &t->slots[at];
}

static uint32_t root_of(uint32_t *up, uint32_t i)
{
    while (up[i] != i) {
        up[i] = up[up[i]];
        i = up[i];
    }
    return i;
}

/* Under the earlier of the two. */
static void join(uint32_t *up, uint32_t a, uint32_t b)
{
    a = root_of(up, a);
    b = root_of(up, b);
    if (a < b)
        up[b] = a;
    else
        up[a] = b;
}

/* Runs of one key, and tweets with those they answer, come under one root.
 * Answers to a tweet that is not here belong together too: the first of them
 * stands for it, under its key. */
static void unite(sw_csv_index *index, table *keys, table *absent, uint32_t *up)
{
    for (uint32_t i = 0; i < index->count; i++) {
        uint32_t *slot = slot_of(index, keys, index->runs[i].key);

        up[i] = i;
        if (*slot)
            join(up, *slot - 1, i);
        else
            *slot = i + 1;
    }
    for (uint32_t i = 0; i < index->count; i++) {
        uint64_t parent = index->runs[i].parent;
        size_t at =
            (size_t)((parent * 0x9e3779b97f4a7c15ULL) >> 20) & absent->mask;
        uint32_t *slot;

        if (!parent)
            continue;
        slot = slot_of(index, keys, parent);
        if (*slot) {
            join(up, *slot - 1, i);
            continue;
        }
        while (absent->slots[at] &&
               index->runs[absent->slots[at] - 1].parent != parent)
            at = (at + 1) & absent->mask;
        if (absent->slots[at])
            join(up, absent->slots[at] - 1, i);
        else
            absent->slots[at] = i + 1;
    }
}

/* Numbers groups by their first run and sorts runs by group. */
static void arrange(sw_csv_index *index, uint32_t *up)
{
    size_t groups = 0;

    for (uint32_t i = 0; i < index->count; i++) {
        uint32_t root = root_of(up, i);

        if (root == i)
            index->runs[i].group = (uint32_t)groups++;
        else
            index->runs[i].group = index->runs[root].group;
    }
    index->groups = groups;
    memset(index->starts, 0, (groups + 1) * sizeof *index->starts);
    for (uint32_t i = 0; i < index->count; i++)
        index->starts[index->runs[i].group + 1]++;
    for (size_t g = 0; g < groups; g++)
        index->starts[g + 1] += index->starts[g];
    for (uint32_t i = (uint32_t)index->count; i-- > 0;)
        index->order[--index->starts[index->runs[i].group + 1]] = i;
    /* Each start was moved to its group's first; shift them back. */
    for (size_t g = 0; g < groups; g++)
        index->starts[g] = index->starts[g + 1];
    index->starts[groups] = (uint32_t)index->count;
}

/* By time, then by place; a merge, for a hostile order must not be slow. */
static bool earlier(const sw_csv_index *index, uint32_t a, uint32_t b)
{
    const sw_csv_run *x = &index->runs[a], *y = &index->runs[b];

    return x->time < y->time || (x->time == y->time && a < b);
}

static void sort_group(sw_csv_index *index, size_t g, uint32_t *spare)
{
    uint32_t *at = index->order + index->starts[g];
    size_t n = index->starts[g + 1] - index->starts[g];

    for (size_t width = 1; width < n; width *= 2) {
        for (size_t lo = 0; lo < n; lo += 2 * width) {
            size_t mid = lo + width < n ? lo + width : n;
            size_t hi = mid + width < n ? mid + width : n;
            size_t i = lo, j = mid;

            for (size_t k = lo; k < hi; k++)
                spare[k] = j == hi || (i < mid && earlier(index, at[i], at[j]))
                               ? at[i++]
                               : at[j++];
        }
        memcpy(at, spare, n * sizeof *at);
    }
}

static uint32_t *zeroed(size_t count)
{
    uint32_t *p = sw_mem_alloc(count * sizeof *p);

    if (p)
        memset(p, 0, count * sizeof *p);
    return p;
}

static sw_talk_status group(sw_csv_index *index, bool tweets,
                            sw_talk_error *error)
{
    table keys, absent;
    uint32_t *up = zeroed(index->count + 1);
    bool ok;

    keys.mask = 15;
    while (keys.mask < 2 * index->count)
        keys.mask = keys.mask * 2 + 1;
    absent.mask = tweets ? keys.mask : 0;
    keys.slots = zeroed(keys.mask + 1);
    absent.slots = zeroed(absent.mask + 1);
    index->order = zeroed(index->count + 1);
    index->starts = zeroed(index->count + 2);
    ok = up && keys.slots && absent.slots && index->order && index->starts;
    if (ok) {
        unite(index, &keys, &absent, up);
        arrange(index, up);
        for (size_t g = 0; tweets && g < index->groups; g++)
            sort_group(index, g, up); /* no longer needed otherwise */
    }
    sw_mem_free(up);
    sw_mem_free(keys.slots);
    sw_mem_free(absent.slots);
    return ok ? SW_TALK_ONE : sw_talk_fail_nomem(error);
}

sw_talk_status sw_csv_index_read(sw_csv_index *index, sw_csv *csv,
                                 const sw_csv_columns *columns,
                                 sw_talk_error *error)
{
    sw_csv_row row;
    sw_talk_status status;
    bool broken = false;

    while ((status = sw_csv_next(csv, &row, error)) == SW_TALK_ONE) {
        if (row.line > UINT32_MAX)
            return sw_talk_fail(error, SW_TALK_FAILED, "limit", 0,
                                "more than 4 thousand million lines");
        status = add_row(index, &row, columns, &broken, error);
        if (status != SW_TALK_ONE)
            return status;
    }
    return status == SW_TALK_END ? group(index, columns->tweets, error)
                                 : status;
}

void sw_csv_index_release(sw_csv_index *index)
{
    sw_mem_free(index->runs);
    sw_mem_free(index->order);
    sw_mem_free(index->starts);
    index->runs = NULL;
    index->order = index->starts = NULL;
}
