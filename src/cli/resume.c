/*
 * resume.c - a batch's diary: which inputs are done, and what came of them.
 *
 * Made to be killed at any moment. Frames are only ever added; each has its
 * length and a hash before it, so that a torn one is seen; an input counts only
 * when its last line is there whole. Everything behind the last such line is
 * cut off before a run adds its own. Results are kept, not only names, so that
 * the output of the second run is that of a run which was never stopped.
 */
#include "cli/resume.h"

#include "base/digest.h"
#include "base/json_read.h"
#include "base/json_write.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/say.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MARK     "saywell resume 1"
#define HEAD_MAX 8192 /* bytes of a frame's line */
#define BUCKETS  1024

struct sw_resume {
    const char *path;
    int fd;
    sw_arena *arena;
    uint64_t end;                   /* where the next frame goes */
    uint64_t begun;                 /* first frame of the input in hand */
    size_t parts;                   /* of it */
    sw_resume_entry *done[BUCKETS]; /* by the hash of the name */
    size_t count;
    sw_buf line;         /* a frame being made */
    char head[HEAD_MAX]; /* one being read */
    bool failed;
};

/* What a frame's line says; numbers not given are 0. */
typedef struct frame {
    sw_str kind; /* "part", "done", "begin" */
    sw_str text; /* of a name, as it stands */
    uint64_t at[16];
    size_t count;
} frame;

static bool fail(sw_resume *r, const char *words)
{
    if (!r->failed)
        sw_say("%s: %s", r->path, words);
    r->failed = true;
    return false;
}

/* ---- frames out ---------------------------------------------------------- */

static bool write_all(sw_resume *r, sw_str bytes)
{
    while (bytes.len > 0) {
        ssize_t n = pwrite(r->fd, bytes.ptr, bytes.len, (off_t)r->end);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return fail(r, n < 0 ? strerror(errno) : "cannot be written");
        r->end += (uint64_t)n;
        bytes = sw_str_part(bytes, (size_t)n, bytes.len);
    }
    return true;
}

/* A line is believed when its last number is that of the others. */
static uint64_t digest_line(sw_str kind, const uint64_t *numbers, size_t count)
{
    sw_digest d = {0};

    sw_digest_add(&d, kind);
    if (count)
        sw_digest_add(&d,
                      (sw_str){(const char *)numbers, count * sizeof *numbers});
    return sw_digest_value(&d);
}

/* {"kind": [numbers], "text": "..."} and a newline, then bytes and another. */
static bool put_frame(sw_resume *r, const char *kind, const uint64_t *numbers,
                      size_t count, sw_str text, sw_str bytes)
{
    sw_json json;

    sw_buf_clear(&r->line);
    sw_json_init(&json, &r->line, false);
    sw_json_object(&json);
    sw_json_key(&json, kind);
    sw_json_array(&json);
    for (size_t i = 0; i < count; i++)
        sw_json_number(&json, numbers[i]);
    sw_json_number(&json, digest_line(sw_str_of(kind), numbers, count));
    sw_json_end_array(&json);
    sw_json_key(&json, "text");
    sw_json_string(&json, text);
    sw_json_end_object(&json);
    sw_buf_byte(&r->line, '\n');
    if (bytes.len) {
        sw_buf_put(&r->line, bytes);
        sw_buf_byte(&r->line, '\n');
    }
    if (r->line.failed)
        return fail(r, "out of memory");
    return write_all(r, sw_buf_str(&r->line));
}

/* For people who look into the file; it is found by its hash. */
static sw_str name_shown(const char *name)
{
    sw_str s = sw_str_of(name);

    if (s.len > 1000 || sw_utf8_valid(s) != s.len)
        return (sw_str){0};
    return s;
}

bool sw_resume_add(sw_resume *r, sw_str bytes, const saywell_summary *sum)
{
    const uint64_t numbers[] = {
        bytes.len,         sw_digest_of(bytes), sum->replies,
        sum->error,        sum->warning,        sum->suggestion,
        sum->fixable_safe, sum->fixable_human,  sum->skipped,
        sum->limited,      sum->omitted};

    if (r->failed)
        return false;
    if (r->parts++ == 0)
        r->begun = r->end;
    return put_frame(r, "part", numbers, sizeof numbers / sizeof numbers[0],
                     (sw_str){0}, bytes);
}

static void time_of(const struct stat *st, uint64_t *seconds, uint64_t *nano)
{
    *seconds = (uint64_t)st->st_mtime;
#ifdef __APPLE__
    *nano = (uint64_t)st->st_mtimensec;
#else
    *nano = (uint64_t)st->st_mtim.tv_nsec;
#endif
}

bool sw_resume_done(sw_resume *r, const char *name, uint64_t with,
                    const struct stat *seen, uint64_t content, bool found,
                    size_t bad_lines)
{
    uint64_t numbers[] = {sw_digest_of(sw_str_of(name)),
                          (uint64_t)seen->st_size,
                          content,
                          0,
                          0,
                          r->parts ? r->begun : r->end,
                          r->parts,
                          bad_lines,
                          found,
                          with};

    if (r->failed)
        return false;
    time_of(seen, &numbers[3], &numbers[4]);
    r->parts = 0;
    return put_frame(r, "done", numbers, sizeof numbers / sizeof numbers[0],
                     name_shown(name), (sw_str){0});
}

/* ---- frames in ----------------------------------------------------------- */

/* The line of a frame at offset, without its newline; empty: there is none. */
static sw_str read_head(sw_resume *r, uint64_t offset)
{
    ssize_t n = pread(r->fd, r->head, sizeof r->head, (off_t)offset);
    size_t len = SW_NOWHERE;

    if (n > 0)
        len = sw_str_find_byte((sw_str){r->head, (size_t)n}, '\n', 0);
    return len == SW_NOWHERE ? (sw_str){0} : (sw_str){r->head, len};
}

static bool parse_number(sw_str digits, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < digits.len; i++) {
        unsigned digit = (unsigned)(digits.ptr[i] - '0');

        if (digit > 9 || *out > (UINT64_MAX - digit) / 10)
            return false;
        *out = *out * 10 + digit;
    }
    return digits.len > 0;
}

static bool parse(sw_str head, frame *f)
{
    sw_json_reader json;
    sw_json_event event;

    *f = (frame){0};
    sw_json_read_init(&json, head);
    if (sw_json_read(&json) != SW_JSON_OBJECT ||
        sw_json_read(&json) != SW_JSON_KEY)
        return false;
    f->kind = json.raw;
    if (sw_json_read(&json) != SW_JSON_ARRAY)
        return false;
    while ((event = sw_json_read(&json)) == SW_JSON_NUMBER) {
        if (f->count == sizeof f->at / sizeof f->at[0] ||
            !parse_number(json.raw, &f->at[f->count++]))
            return false;
    }
    if (event != SW_JSON_ARRAY_END || sw_json_read(&json) != SW_JSON_KEY ||
        sw_json_read(&json) != SW_JSON_STRING)
        return false;
    f->text = json.raw;
    if (sw_json_read(&json) != SW_JSON_OBJECT_END ||
        sw_json_read(&json) != SW_JSON_END || f->count == 0)
        return false;
    f->count--;
    return f->at[f->count] == digest_line(f->kind, f->at, f->count);
}

/* Reads the frame's line at offset; *next is behind the frame. */
static bool frame_at(sw_resume *r, uint64_t offset, frame *f, uint64_t *next)
{
    sw_str head = read_head(r, offset);

    if (!head.len || !parse(head, f))
        return false;
    *next = offset + head.len + 1;
    if (sw_str_equal_c(f->kind, "part") && f->at[0])
        *next += f->at[0] + 1;
    return true;
}

static bool keep_done(sw_resume *r, const frame *f)
{
    sw_resume_entry *e = sw_arena_zero(r->arena, 1, sizeof *e);

    if (!e)
        return fail(r, "out of memory");
    e->key = (sw_resume_key){.name = f->at[0],
                             .size = f->at[1],
                             .content = f->at[2],
                             .with = f->at[9],
                             .seconds = (int64_t)f->at[3],
                             .nanoseconds = (int64_t)f->at[4]};
    e->offset = f->at[5];
    e->parts = (size_t)f->at[6];
    e->bad_lines = (size_t)f->at[7];
    e->found = f->at[8] != 0;
    e->next = r->done[e->key.name % BUCKETS]; /* the newest first: it counts */
    r->done[e->key.name % BUCKETS] = e;
    r->count++;
    return true;
}

/* Every frame up to the first that is not whole; r->end is behind the last
 * that counts. */
static bool load(sw_resume *r, uint64_t size)
{
    uint64_t at = r->end, next;
    frame f;

    while (at < size && frame_at(r, at, &f, &next) && next <= size) {
        if (sw_str_equal_c(f.kind, "done")) {
            if (f.count < 10 || f.at[5] > at)
                break;
            if (!keep_done(r, &f))
                return false;
            r->end = next;
        } else if (!sw_str_equal_c(f.kind, "part") || f.count < 11) {
            break;
        }
        at = next;
    }
    return true;
}

/* ---- life ---------------------------------------------------------------- */

static bool lock(sw_resume *r)
{
    const struct timespec moment = {0, 50000000};
    struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    /* One that was killed just now may not be quite gone. */
    for (int i = 0; i < 20; i++) {
        if (fcntl(r->fd, F_SETLK, &all) == 0)
            return true;
        nanosleep(&moment, NULL);
    }
    return fail(r, errno == EACCES || errno == EAGAIN
                       ? "another run is using it"
                       : strerror(errno));
}

/* Is it empty, ours, or somebody's letter? */
static bool begin(sw_resume *r, uint64_t with)
{
    uint64_t next;
    struct stat st;
    frame f;

    if (fstat(r->fd, &st) != 0 || !S_ISREG(st.st_mode))
        return fail(r, "is no regular file");
    if (st.st_size > 0) {
        bool ours = frame_at(r, 0, &f, &next) &&
                    sw_str_equal_c(f.kind, "begin") &&
                    sw_str_equal_c(f.text, MARK) && f.count == 1;

        if (!ours)
            return fail(r, "is no state of --resume; nothing was done");
        r->end = next;
        if (f.at[0] == with)
            return load(r, (uint64_t)st.st_size);
        sw_say("%s: was made with other rules or options; everything is "
               "checked again",
               r->path);
        r->end = 0;
        if (ftruncate(r->fd, 0) != 0)
            return fail(r, strerror(errno));
    }
    return put_frame(r, "begin", &with, 1, SW_STR(MARK), (sw_str){0});
}

sw_resume *sw_resume_open(const char *path, uint64_t with, sw_arena *arena)
{
    sw_resume *r = sw_arena_zero(arena, 1, sizeof *r);

    if (!r) {
        sw_say("out of memory");
        return NULL;
    }
    r->path = path;
    r->arena = arena;
    r->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (r->fd < 0) {
        fail(r, errno == EISDIR ? "is a folder" : strerror(errno));
        return NULL;
    }
    if (!lock(r) || !begin(r, with) ||
        (ftruncate(r->fd, (off_t)r->end) != 0 && !fail(r, strerror(errno)))) {
        sw_resume_close(r);
        return NULL;
    }
    return r;
}

bool sw_resume_close(sw_resume *r)
{
    bool ok;

    if (!r)
        return true;
    if (!r->failed && fsync(r->fd) != 0 && errno != EINVAL)
        fail(r, strerror(errno));
    close(r->fd);
    sw_buf_release(&r->line);
    ok = !r->failed;
    return ok;
}

size_t sw_resume_count(const sw_resume *r)
{
    return r->count;
}

/* ---- what is done -------------------------------------------------------- */

const sw_resume_entry *sw_resume_find(const sw_resume *r, const char *name,
                                      uint64_t with, const struct stat *seen)
{
    uint64_t wanted = sw_digest_of(sw_str_of(name)), seconds, nano;

    time_of(seen, &seconds, &nano);
    for (const sw_resume_entry *e = r->done[wanted % BUCKETS]; e; e = e->next) {
        if (e->key.name != wanted)
            continue;
        return e->key.with == with && e->key.size == (uint64_t)seen->st_size &&
                       e->key.seconds == (int64_t)seconds &&
                       e->key.nanoseconds == (int64_t)nano
                   ? e
                   : NULL; /* it has changed; what is older counts less */
    }
    return NULL;
}

static void take_summary(const frame *f, saywell_summary *sum)
{
    *sum = (saywell_summary){.replies = (size_t)f->at[2],
                             .error = (size_t)f->at[3],
                             .warning = (size_t)f->at[4],
                             .suggestion = (size_t)f->at[5],
                             .fixable_safe = (size_t)f->at[6],
                             .fixable_human = (size_t)f->at[7],
                             .skipped = (size_t)f->at[8],
                             .limited = (size_t)f->at[9],
                             .omitted = (size_t)f->at[10]};
}

static bool read_bytes(sw_resume *r, uint64_t offset, size_t len, sw_buf *out)
{
    char block[16384];

    sw_buf_clear(out);
    while (out->len < len && !out->failed) {
        size_t want =
            len - out->len < sizeof block ? len - out->len : sizeof block;
        ssize_t n = pread(r->fd, block, want, (off_t)(offset + out->len));

        if (n <= 0)
            return false;
        sw_buf_put(out, (sw_str){block, (size_t)n});
    }
    return !out->failed;
}

bool sw_resume_part(sw_resume *r, uint64_t *at, sw_buf *bytes,
                    saywell_summary *sum)
{
    frame f;

    if (!frame_at(r, *at, &f, at) || !sw_str_equal_c(f.kind, "part") ||
        f.count < 11)
        return false;
    take_summary(&f, sum);
    return read_bytes(r, *at - (f.at[0] ? f.at[0] + 1 : 0), (size_t)f.at[0],
                      bytes) &&
           sw_digest_of(sw_buf_str(bytes)) == f.at[1];
}
