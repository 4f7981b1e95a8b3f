/*
 * csv_index.c - where the rows of each conversation stand in a table.
 *
 * Rows of one conversation mostly follow each other, but nothing promises it:
 * an export by time mixes them, and tweets only say which tweet they answer.
 * So a table is read twice. The first pass keeps 40 bytes for each run of rows
 * of one conversation (ids as 64-bit hashes) and groups the runs (unite.c); the
 * second fetches one group after the other. Memory does not grow with the
 * texts, and a table in order costs one run a conversation.
 */
#include "talk/csv_index.h"

#include "base/mem.h"
#include "talk/reader.h"
#include "talk/stamp.h"

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

        if (index->count >= SW_UNITE_MAX) {
            sw_talk_fail(error, SW_TALK_FAILED, "limit", 0,
                         "more than %zu million conversations, or parts of "
                         "them that do not follow each other; sort the table "
                         "by conversation, or cut it",
                         SW_UNITE_MAX / 1000000);
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

/* ---- the whole ----------------------------------------------------------- */

static bool unite(sw_csv_index *index)
{
    for (size_t i = 0; i < index->count; i++)
        if (!sw_unite_add(&index->groups) ||
            !sw_unite_key(&index->groups, index->runs[i].key) ||
            !sw_unite_key(&index->groups, index->runs[i].parent))
            return false;
    return true;
}

static sw_talk_status group(sw_csv_index *index, bool by_time,
                            sw_talk_error *error)
{
    int64_t *times = NULL;
    bool ok = unite(index);

    if (ok && by_time) {
        times = sw_mem_alloc((index->count + 1) * sizeof *times);
        ok = times != NULL;
        for (size_t i = 0; ok && i < index->count; i++)
            times[i] = index->runs[i].time;
    }
    ok = ok && sw_unite_finish(&index->groups, times);
    sw_mem_free(times);
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
    index->runs = NULL;
    sw_unite_release(&index->groups);
}
