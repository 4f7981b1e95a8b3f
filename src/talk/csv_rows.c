/*
 * csv_rows.c - a table row by row, from any place in it.
 *
 * libcsv calls back for each cell and row and cannot be asked to stop; so it
 * is fed a line at a time, behind which no more than one row can end. Rows
 * know where they began, in bytes of the file (UTF-16 too), so that they can
 * be read again.
 */
#include "talk/csv_rows.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf16.h"
#include "base/utf8.h"
#include "talk/csv_sniff.h"
#include "talk/module.h"
#include "talk/reader.h"

#include <string.h>

#ifndef SW_CSV /* the build found libcsv: its name */

sw_talk_status sw_csv_new(sw_csv **out, sw_stream *stream, sw_talk_error *error)
{
    sw_module module = {0};

    (void)stream;
    *out = NULL;
    return sw_module_load(&module, "", "CSV", "libcsv", error);
}
void sw_csv_free(sw_csv *csv)
{
    (void)csv;
}
sw_talk_status sw_csv_next(sw_csv *csv, sw_csv_row *row, sw_talk_error *error)
{
    (void)csv, (void)row, (void)error;
    return SW_TALK_END;
}
void sw_csv_seek(sw_csv *csv, uint64_t offset, size_t line)
{
    (void)csv, (void)offset, (void)line;
}

#else

#include <csv.h>

#define BLOCK ((size_t)64 << 10)
#define JUMP  ((size_t)4 << 10) /* read first after a jump */

typedef void cell_fn(void *, size_t, void *);
typedef void row_fn(int, void *);

/* Of libcsv, found when it is loaded. */
typedef struct library {
    int (*init)(struct csv_parser *, unsigned char);
    int (*fini)(struct csv_parser *, cell_fn *, row_fn *, void *);
    void (*free)(struct csv_parser *);
    size_t (*parse)(struct csv_parser *, const void *, size_t, cell_fn *,
                    row_fn *, void *);
    int (*set_opts)(struct csv_parser *, unsigned char);
    void (*set_delim)(struct csv_parser *, unsigned char);
    void (*set_realloc)(struct csv_parser *, void *(*)(void *, size_t));
    void (*set_free)(struct csv_parser *, void (*)(void *));
} library;

struct sw_csv {
    sw_module module;
    library lib;
    struct csv_parser parser;
    sw_spool spool;
    sw_encoding encoding;
    bool begun; /* the parser is initialised */

    char block[BLOCK]; /* as it stands in the file */
    size_t kept;       /* bytes of it that are not decoded yet */
    uint64_t ahead;    /* where in the file the next block begins */
    size_t want;       /* bytes of the next block: few after a jump */
    sw_buf decoded;    /* UTF-16 only */
    sw_str text;       /* not parsed yet */
    uint64_t offset;   /* of text's first byte in the file */
    size_t line;       /* of text's first byte */
    bool cr;           /* the byte before was \r */
    bool at_end, failed;

    sw_buf bytes; /* cells of one row, one behind the other */
    size_t *ends; /* SW_CSV_CELLS_MAX of them */
    sw_str *cells;
    size_t count;
    bool row_done, too_many;
};

static bool find_all(sw_csv *csv)
{
    const struct {
        const char *symbol;
        void *to;
    } symbols[] = {{"csv_init", &csv->lib.init},
                   {"csv_fini", &csv->lib.fini},
                   {"csv_free", &csv->lib.free},
                   {"csv_parse", &csv->lib.parse},
                   {"csv_set_opts", &csv->lib.set_opts},
                   {"csv_set_delim", &csv->lib.set_delim},
                   {"csv_set_realloc_func", &csv->lib.set_realloc},
                   {"csv_set_free_func", &csv->lib.set_free}};

    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++)
        if (!sw_module_find(&csv->module, symbols[i].symbol, symbols[i].to))
            return false;
    return true;
}

/* ---- bytes --------------------------------------------------------------- */

/* The next block into text, which is used up; false at the end. */
static bool refill(sw_csv *csv)
{
    size_t got, done;

    if (csv->at_end)
        return false;
    got = sw_spool_read(&csv->spool, csv->ahead, csv->block + csv->kept,
                        csv->want - csv->kept);
    csv->want = csv->want * 2 < BLOCK ? csv->want * 2 : BLOCK;
    csv->failed = got == SW_NOWHERE;
    csv->at_end = csv->failed || got == 0;
    if (csv->at_end)
        return false;
    csv->ahead += got;
    got += csv->kept;
    csv->kept = 0;
    if (csv->encoding == SW_ENCODING_UTF8) {
        csv->text = (sw_str){csv->block, got};
        return true;
    }
    sw_buf_clear(&csv->decoded);
    done = sw_utf16_decode(csv->encoding, (sw_str){csv->block, got},
                           &csv->decoded);
    csv->kept = got - done;
    csv->failed = csv->kept > 3; /* more than half a character */
    memmove(csv->block, csv->block + done, csv->kept);
    csv->text = sw_buf_str(&csv->decoded);
    return !csv->failed && !csv->decoded.failed;
}

/* Up to and with the next end of line, or all there is. */
static sw_str piece_of(sw_str text)
{
    size_t at = 0;

    while (at < text.len && text.ptr[at] != '\n' && text.ptr[at] != '\r')
        at++;
    return sw_str_part(text, 0, at + 1);
}

static void step_over(sw_csv *csv, sw_str piece)
{
    char last = piece.ptr[piece.len - 1];

    csv->offset += csv->encoding == SW_ENCODING_UTF8
                       ? piece.len
                       : 2 * sw_utf16_count(piece);
    csv->line += last == '\r' || (last == '\n' && !(csv->cr && piece.len == 1));
    csv->cr = last == '\r';
    csv->text = sw_str_part(csv->text, piece.len, csv->text.len);
}

/* ---- cells --------------------------------------------------------------- */

static void on_cell(void *bytes, size_t len, void *context)
{
    sw_csv *csv = context;

    if (csv->count >= SW_CSV_CELLS_MAX) {
        csv->too_many = true;
        return;
    }
    sw_buf_put(&csv->bytes, (sw_str){bytes, len});
    csv->ends[csv->count++] = csv->bytes.len;
}

static void on_row(int last, void *context)
{
    sw_csv *csv = context;

    (void)last;
    csv->row_done = true;
}

static sw_talk_status finish_row(sw_csv *csv, sw_csv_row *row,
                                 sw_talk_error *error)
{
    size_t start = 0;

    if (csv->bytes.failed)
        return sw_talk_fail_nomem(error);
    if (csv->too_many)
        return sw_talk_fail(error, SW_TALK_FAILED, "limit", row->line,
                            "more than %zu columns", SW_CSV_CELLS_MAX);
    if (sw_utf8_valid(sw_buf_str(&csv->bytes)) < csv->bytes.len)
        return sw_talk_fail(error, SW_TALK_FAILED, "utf8", row->line,
                            "the row in line %zu is not UTF-8; save it as CSV "
                            "UTF-8, or convert it: iconv -f WINDOWS-1252 -t "
                            "UTF-8",
                            row->line);
    for (size_t i = 0; i < csv->count; i++) {
        csv->cells[i] = (sw_str){csv->bytes.ptr + start, csv->ends[i] - start};
        start = csv->ends[i];
    }
    row->cells = csv->cells;
    row->count = csv->count;
    return SW_TALK_ONE;
}

static sw_talk_status end_of_file(sw_csv *csv, bool inside, sw_csv_row *row,
                                  sw_talk_error *error)
{
    if (csv->decoded.failed)
        return sw_talk_fail_nomem(error);
    if (csv->failed || csv->kept)
        return sw_talk_fail(error, SW_TALK_FAILED,
                            csv->encoding == SW_ENCODING_UTF8 ? "read" : "utf8",
                            csv->line, "line %zu cannot be read", csv->line);
    if (!inside)
        return SW_TALK_END;
    /* Strict from here on only: stray quotes are read as they stand. */
    csv->lib.set_opts(&csv->parser, CSV_STRICT | CSV_STRICT_FINI);
    if (csv->lib.fini(&csv->parser, on_cell, on_row, csv) != 0)
        return sw_talk_fail(error, SW_TALK_FAILED, "csv", row->line,
                            "a quote that opens in the row of line %zu is "
                            "never closed",
                            row->line);
    csv->lib.set_opts(&csv->parser, 0);
    return finish_row(csv, row, error);
}

sw_talk_status sw_csv_next(sw_csv *csv, sw_csv_row *row, sw_talk_error *error)
{
    size_t fed = 0;

    sw_buf_clear(&csv->bytes);
    csv->count = 0;
    csv->row_done = csv->too_many = false;
    *row = (sw_csv_row){0};
    for (;;) {
        sw_str piece;

        if (csv->text.len == 0 && !refill(csv))
            return end_of_file(csv, fed > 0, row, error);
        if (csv->text.len == 0)
            continue;
        piece = piece_of(csv->text);
        if (fed == 0) {
            if (piece.ptr[0] == '\n' || piece.ptr[0] == '\r') {
                step_over(csv, piece); /* an empty line */
                continue;
            }
            row->line = csv->line;
            row->offset = csv->offset;
        }
        if (csv->lib.parse(&csv->parser, piece.ptr, piece.len, on_cell, on_row,
                           csv) != piece.len)
            return sw_talk_fail_nomem(error);
        fed += piece.len;
        step_over(csv, piece);
        if (csv->row_done)
            return finish_row(csv, row, error);
        if (fed > SW_CSV_ROW_MAX)
            return sw_talk_fail(error, SW_TALK_FAILED, "limit", row->line,
                                "the row in line %zu is longer than %zu MiB; "
                                "is a quote in it never closed?",
                                row->line, SW_CSV_ROW_MAX >> 20);
    }
}

void sw_csv_seek(sw_csv *csv, uint64_t offset, size_t line)
{
    /* Often the row that comes next, or one in the block. */
    if (csv->encoding == SW_ENCODING_UTF8 && csv->text.len &&
        offset < csv->ahead &&
        offset >=
            csv->ahead - (size_t)(csv->text.ptr + csv->text.len - csv->block)) {
        size_t back = (size_t)(csv->ahead - offset);
        const char *end = csv->text.ptr + csv->text.len;

        csv->text = (sw_str){end - back, back};
    } else if (offset != csv->offset || csv->text.len == 0) {
        csv->text = (sw_str){0};
        csv->kept = 0;
        csv->ahead = offset;
        csv->want = JUMP;
        csv->at_end = false;
    }
    csv->offset = offset;
    csv->line = line;
    csv->cr = false;
}

/* ---- life ---------------------------------------------------------------- */

static sw_talk_status look(sw_csv *csv, sw_talk_error *error)
{
    size_t got, mark, cells, skip;
    char delimiter;
    sw_str text;

    got = sw_spool_read(&csv->spool, 0, csv->block, sizeof csv->block);
    if (got == SW_NOWHERE)
        return sw_talk_fail(error, SW_TALK_FAILED, "read", 0, "cannot be read");
    csv->encoding = sw_utf16_sniff((sw_str){csv->block, got}, &mark);
    csv->line = 1;
    csv->want = BLOCK;
    csv->ahead = csv->offset = mark;
    if (!refill(csv) && (csv->failed || csv->decoded.failed))
        return end_of_file(csv, false, &(sw_csv_row){0}, error);
    text = csv->text;
    delimiter = sw_csv_delimiter(text, &cells, &skip);
    if (skip)
        step_over(csv, sw_str_part(text, 0, skip));
    csv->lib.set_delim(&csv->parser,
                       (unsigned char)(delimiter ? delimiter : ','));
    return SW_TALK_ONE;
}

sw_talk_status sw_csv_new(sw_csv **out, sw_stream *stream, sw_talk_error *error)
{
    sw_csv *csv = sw_mem_alloc(sizeof *csv);
    sw_talk_status status;

    *out = NULL;
    if (!csv)
        return sw_talk_fail_nomem(error);
    memset(csv, 0, sizeof *csv);
    csv->ends = sw_mem_alloc(SW_CSV_CELLS_MAX * sizeof *csv->ends);
    csv->cells = sw_mem_alloc(SW_CSV_CELLS_MAX * sizeof *csv->cells);
    status = csv->ends && csv->cells ? SW_TALK_ONE : sw_talk_fail_nomem(error);
    if (status == SW_TALK_ONE)
        status = sw_module_load(&csv->module, SW_CSV, "CSV", "libcsv", error);
    if (status == SW_TALK_ONE && !find_all(csv))
        status =
            sw_talk_fail(error, SW_TALK_FAILED, "module", 0,
                         "CSV cannot be read: %s is another library", SW_CSV);
    if (status == SW_TALK_ONE)
        status = sw_spool_open(&csv->spool, stream, "table", error);
    if (status == SW_TALK_ONE) {
        csv->lib.init(&csv->parser, 0);
        csv->begun = true;
        csv->lib.set_realloc(&csv->parser, sw_mem_realloc);
        csv->lib.set_free(&csv->parser, sw_mem_free);
        status = look(csv, error);
    }
    if (status == SW_TALK_ONE)
        *out = csv;
    else
        sw_csv_free(csv);
    return status;
}

void sw_csv_free(sw_csv *csv)
{
    if (!csv)
        return;
    if (csv->begun)
        csv->lib.free(&csv->parser);
    sw_module_release(&csv->module);
    sw_buf_release(&csv->decoded);
    sw_buf_release(&csv->bytes);
    sw_mem_free(csv->ends);
    sw_mem_free(csv->cells);
    sw_mem_free(csv);
}

#endif
