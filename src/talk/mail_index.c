/*
 * mail_index.c - where the mails of each thread stand in a mailbox.
 *
 * A thread's mails may stand anywhere in a box of gigabytes, so it is read
 * twice: once for what ties mails together (ids, references; else subject and
 * people) and for what only the whole box knows: whose box it is, and which
 * lines somebody sets under each of their mails. Kept are some 60 bytes a mail.
 */
#include "talk/mail_index.h"

#include "base/mem.h"
#include "talk/mail_quote.h"
#include "talk/reader.h"
#include "talk/stamp.h"

#include <stdio.h>
#include <string.h>

#define BLOCK       ((size_t)1 << 20)
#define LEARN_MAX   ((size_t)256 << 10) /* bytes of a mail to learn from */
#define TALLY_SLOTS ((size_t)1 << 16)
#define SIGN_TIMES  3 /* a tail is a signature from here on */

struct sw_mail_count {
    uint64_t key;
    uint32_t times;
};

/* ---- tallies ------------------------------------------------------------- */

/* How often the key was seen, this time included when `add`; a full table
 * learns nothing new. */
static uint32_t tally(const sw_mail_tally *t, uint64_t key)
{
    size_t at = (size_t)(key >> 7) & (TALLY_SLOTS - 1);

    for (; t->slots && t->slots[at].key; at = (at + 1) & (TALLY_SLOTS - 1))
        if (t->slots[at].key == key)
            return t->slots[at].times;
    return 0;
}

static uint32_t tally_add(sw_mail_tally *t, uint64_t key)
{
    size_t at = (size_t)(key >> 7) & (TALLY_SLOTS - 1);

    if (!t->slots)
        return 0; /* one mail teaches nothing */
    while (t->slots[at].key && t->slots[at].key != key)
        at = (at + 1) & (TALLY_SLOTS - 1);
    if (!t->slots[at].key) {
        if (t->used * 2 > TALLY_SLOTS)
            return 0;
        t->used++;
        t->slots[at].key = key;
    }
    return ++t->slots[at].times;
}

static bool tally_init(sw_mail_tally *t)
{
    t->slots = sw_mem_alloc(TALLY_SLOTS * sizeof *t->slots);
    if (t->slots)
        memset(t->slots, 0, TALLY_SLOTS * sizeof *t->slots);
    return t->slots != NULL;
}

/* ---- keys ---------------------------------------------------------------- */

/* Capitals do not count in addresses and subjects. */
static uint64_t hash_fold(uint64_t h, sw_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        h = sw_str_hash(h, (sw_str){&c, 1});
    }
    return h;
}

static uint64_t key_of(const char *kind, sw_str s)
{
    uint64_t h = hash_fold(sw_str_hash(SW_HASH_START, sw_str_of(kind)), s);

    return h ? h : 1;
}

/* Without "Re:", "Fwd: AW:" and the like. */
static sw_str bare_subject(const char *subject)
{
    static const char *const marks[] = {"re:",   "fw:", "fwd:", "aw:", "wg:",
                                        "antw:", "sv:", "vs:",  "tr:", "rv:"};
    sw_str s = sw_str_trim(sw_str_of(subject));
    bool again = true;

    while (again) {
        again = false;
        for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
            sw_str mark = sw_str_of(marks[i]);

            if (!sw_str_equal_fold(sw_str_part(s, 0, mark.len), mark))
                continue;
            s = sw_str_trim(sw_str_part(s, mark.len, s.len));
            again = true;
        }
    }
    return s;
}

/* Subject and the two people, whoever writes: "Order" alone would put
 * strangers into one thread. */
static uint64_t subject_key(const sw_mail *mail)
{
    sw_str subject = bare_subject(mail->subject);
    uint64_t from, to;

    if (subject.len == 0 || mail->to.count == 0)
        return 0;
    from = key_of("a", sw_str_of(mail->from.address));
    to = key_of("a", sw_str_of(mail->to.at[0].address));
    return key_of("s", subject) ^ (from + to);
}

static bool add_keys(sw_unite *u, const sw_mail *mail)
{
    if (mail->id[0] && !sw_unite_key(u, key_of("m", sw_str_of(mail->id))))
        return false;
    for (size_t i = 0; i < mail->references.count; i++)
        if (!sw_unite_key(u, key_of("m", sw_str_of(mail->references.at[i]))))
            return false;
    return mail->references.count || sw_unite_key(u, subject_key(mail));
}

/* ---- learning ------------------------------------------------------------ */

static uint64_t sign_key(const char *address, sw_str tail)
{
    return sw_str_hash(key_of("t", sw_str_of(address)), tail);
}

static bool learn_sign(sw_mail_index *index, const sw_mail *mail,
                       sw_arena *arena)
{
    size_t starts[SW_MAIL_TAILS], count;
    sw_mail_cut cut;

    if (!sw_mail_cut_read(mail->text, arena, &cut))
        return false;
    count = sw_mail_tails(cut.text, starts);
    for (size_t i = 0; i < count; i++)
        tally_add(&index->signs,
                  sign_key(mail->from.address,
                           sw_str_part(cut.text, starts[i], cut.text.len)));
    return true;
}

sw_str sw_mail_unsigned(const sw_mail_index *index, const char *address,
                        sw_str text)
{
    size_t starts[SW_MAIL_TAILS];
    size_t count = sw_mail_tails(text, starts);

    while (count-- > 0) {
        sw_str tail = sw_str_part(text, starts[count], text.len);

        if (tally(&index->signs, sign_key(address, tail)) < SIGN_TIMES)
            continue;
        text.len = starts[count];
        while (text.len && strchr(" \t\r\n", text.ptr[text.len - 1]))
            text.len--;
        return text;
    }
    return text;
}

/* Who stands in the header of most mails so far: one of them is the box's. */
static void learn_people(sw_mail_index *index, const sw_mail *mail,
                         uint32_t *best)
{
    for (size_t i = 0; i <= mail->to.count; i++) {
        const char *address =
            i ? mail->to.at[i - 1].address : mail->from.address;
        uint64_t key = key_of("p", sw_str_of(address));
        uint32_t times;
        bool again = false;

        for (size_t k = 0; k < i && !again; k++)
            again = key == key_of("p", sw_str_of(k ? mail->to.at[k - 1].address
                                                   : mail->from.address));
        if (again || !address[0] || strlen(address) >= sizeof index->own)
            continue;
        times = tally_add(&index->people, key);
        if (times > *best) {
            *best = times;
            snprintf(index->own, sizeof index->own, "%s", address);
        }
    }
}

/* The box is somebody's who is in nearly all mails and alone in that. */
static void settle_own(sw_mail_index *index, uint32_t best)
{
    size_t rivals = 0;

    for (size_t i = 0; index->people.slots && i < TALLY_SLOTS; i++)
        rivals += (size_t)index->people.slots[i].times * 3 > (size_t)best * 2;
    if (index->count < 3 || best * 10 < index->count * 9 || rivals > 1)
        index->own[0] = '\0';
}

/* ---- one mail ------------------------------------------------------------ */

/* Takes one ">" off lines that begin with ">From ". */
static void unescape(sw_buf *bytes)
{
    size_t out = 0;

    for (size_t i = 0; i < bytes->len; i++) {
        bool start = i == 0 || bytes->ptr[i - 1] == '\n';
        size_t marks = 0;

        while (start && i + marks < bytes->len && bytes->ptr[i + marks] == '>')
            marks++;
        if (marks &&
            sw_str_starts(sw_str_part(sw_buf_str(bytes), i + marks, bytes->len),
                          SW_STR("From ")))
            i++;
        bytes->ptr[out++] = bytes->ptr[i];
    }
    bytes->len = out;
}

sw_talk_status sw_mail_index_fetch(sw_mail_index *index,
                                   const sw_mail_spot *spot, sw_buf *bytes,
                                   sw_talk_error *error)
{
    size_t got;

    sw_buf_clear(bytes);
    if (bytes->cap < spot->len + 1) {
        char *more = sw_mem_realloc(bytes->ptr, spot->len + 1);

        if (!more)
            return sw_talk_fail_nomem(error);
        bytes->ptr = more;
        bytes->cap = spot->len + 1;
    }
    got = sw_spool_read(&index->spool, spot->offset, bytes->ptr, spot->len);
    if (got != spot->len)
        return sw_talk_fail(error, SW_TALK_FAILED, "read", spot->line,
                            "the file changed while it was read");
    bytes->len = got;
    if (index->box)
        unescape(bytes);
    return SW_TALK_ONE;
}

typedef struct indexing {
    sw_mail_index *index;
    sw_mail_reader *reader;
    sw_talk_error *error;
    sw_arena scratch;
    sw_buf bytes;
    uint32_t most; /* mails that one address is in */
    int64_t date;  /* of the last mail that has one */
} indexing;

static sw_talk_status look_at(indexing *x, sw_mail_spot *spot)
{
    sw_mail_index *index = x->index;
    bool body = index->box && spot->len <= LEARN_MAX;
    sw_talk_status status =
        sw_mail_index_fetch(index, spot, &x->bytes, x->error);
    sw_mail mail;

    if (status != SW_TALK_ONE)
        return status;
    status = sw_mail_read(x->reader, sw_buf_str(&x->bytes), body, &x->scratch,
                          &mail, x->error);
    if (status == SW_TALK_BAD && body) { /* said when it is its turn */
        body = false;
        status = sw_mail_read(x->reader, sw_buf_str(&x->bytes), false,
                              &x->scratch, &mail, x->error);
    }
    if (status == SW_TALK_FAILED)
        return status;
    if (mail.has_date)
        x->date = mail.date;
    spot->date = x->date;
    learn_people(index, &mail, &x->most);
    if (!sw_unite_add(&index->threads) || !add_keys(&index->threads, &mail) ||
        (body && !learn_sign(index, &mail, &x->scratch)))
        return sw_talk_fail_nomem(x->error);
    sw_arena_reset(&x->scratch);
    return SW_TALK_ONE;
}

static sw_talk_status add_spot(indexing *x, uint64_t from, uint64_t to,
                               size_t line)
{
    sw_mail_index *index = x->index;
    void *more;

    if (to - from <= 2) /* a border and nothing */
        return SW_TALK_ONE;
    if (to - from > SW_MAIL_MAX) {
        more = sw_mem_realloc(index->long_ones, (index->long_count + 1) *
                                                    sizeof *index->long_ones);
        if (!more)
            return sw_talk_fail_nomem(x->error);
        index->long_ones = more;
        index->long_ones[index->long_count++] = (uint32_t)line;
        return SW_TALK_ONE;
    }
    if (index->count >= SW_UNITE_MAX || line > UINT32_MAX)
        return sw_talk_fail(x->error, SW_TALK_FAILED, "limit", 0,
                            "more than %zu million mails",
                            SW_UNITE_MAX / 1000000);
    if (index->count == index->cap) {
        size_t cap = index->cap ? index->cap * 2 : 64;

        more = sw_mem_realloc(index->spots, cap * sizeof *index->spots);
        if (!more)
            return sw_talk_fail_nomem(x->error);
        index->spots = more;
        index->cap = cap;
    }
    index->spots[index->count] = (sw_mail_spot){
        .offset = from, .len = (uint32_t)(to - from), .line = (uint32_t)line};
    return look_at(x, &index->spots[index->count++]);
}

/* ---- the box ------------------------------------------------------------- */

bool sw_mail_is_border(sw_str line)
{
    size_t space;
    sw_stamp stamp;

    if (!sw_str_starts(line, SW_STR("From ")))
        return false;
    line = sw_str_part(line, 5, line.len);
    space = sw_str_find_byte(line, ' ', 0);
    while (space + 1 < line.len && line.ptr[space + 1] == ' ')
        space++;
    return space != SW_NOWHERE &&
           sw_stamp_read(line, space + 1, false, &stamp) != SW_NOWHERE;
}

/* Where the file is being looked through for borders. */
typedef struct walk {
    uint64_t at;    /* of the block */
    uint64_t begin; /* of the open mail; borders are not part of one */
    size_t line, begin_line;
    bool open, blank, inside; /* inside a line longer than a block */
} walk;

static sw_talk_status take_line(indexing *x, walk *w, sw_str line,
                                uint64_t start, uint64_t end)
{
    sw_talk_status status = SW_TALK_ONE;

    w->line++;
    if (w->blank && sw_mail_is_border(line)) {
        if (w->open)
            status = add_spot(x, w->begin, start, w->begin_line);
        w->open = true;
        w->begin = end;
        w->begin_line = w->line + 1;
        w->blank = false;
    } else {
        w->blank = sw_str_trim(line).len == 0;
    }
    return status;
}

static sw_talk_status walk_block(indexing *x, walk *w, sw_str block, bool last,
                                 size_t *used)
{
    sw_talk_status status = SW_TALK_ONE;

    *used = 0;
    while (*used < block.len && status == SW_TALK_ONE) {
        size_t end = sw_str_find_byte(block, '\n', *used);
        sw_str line;

        if (end == SW_NOWHERE && !last && *used > 0)
            break; /* the rest of it comes with the next block */
        line = sw_str_part(block, *used, end);
        end = end == SW_NOWHERE ? block.len : end + 1;
        if (!w->inside)
            status = take_line(x, w, line, w->at + *used, w->at + end);
        w->inside = block.ptr[end - 1] != '\n';
        *used = end;
    }
    return status;
}

static sw_talk_status walk_box(indexing *x, char *block)
{
    walk w = {.blank = true};
    sw_talk_status status = SW_TALK_ONE;
    size_t got, used;

    while (status == SW_TALK_ONE) {
        got = sw_spool_read(&x->index->spool, w.at, block, BLOCK);
        if (got == SW_NOWHERE)
            return sw_talk_fail(x->error, SW_TALK_FAILED, "read", w.line,
                                "cannot be read");
        if (got == 0)
            break;
        status = walk_block(x, &w, (sw_str){block, got}, got < BLOCK, &used);
        w.at += used;
    }
    if (status == SW_TALK_ONE && w.open)
        status = add_spot(x, w.begin, w.at, w.begin_line);
    return status;
}

/* One mail is the whole file. */
static sw_talk_status walk_mail(indexing *x, char *block)
{
    uint64_t at = 0;
    size_t got;

    while ((got = sw_spool_read(&x->index->spool, at, block, BLOCK)) > 0 &&
           got != SW_NOWHERE && at <= SW_MAIL_MAX)
        at += got;
    if (got == SW_NOWHERE)
        return sw_talk_fail(x->error, SW_TALK_FAILED, "read", 1,
                            "cannot be read");
    return at ? add_spot(x, 0, at, 1) : SW_TALK_ONE;
}

static bool finish(sw_mail_index *index)
{
    int64_t *times = sw_mem_alloc((index->count + 1) * sizeof *times);
    bool ok;

    for (size_t i = 0; times && i < index->count; i++)
        times[i] = index->spots[i].date;
    ok = times && sw_unite_finish(&index->threads, times);
    sw_mem_free(times);
    return ok;
}

sw_talk_status sw_mail_index_read(sw_mail_index *index, sw_stream *stream,
                                  bool box, sw_mail_reader *reader,
                                  sw_talk_error *error)
{
    indexing x = {.index = index, .reader = reader, .error = error};
    char *block = sw_mem_alloc(BLOCK);
    sw_talk_status status;

    index->box = box;
    if (!block ||
        (box && !(tally_init(&index->signs) && tally_init(&index->people)))) {
        sw_mem_free(block);
        return sw_talk_fail_nomem(error);
    }
    status =
        sw_spool_open(&index->spool, stream, box ? "mailbox" : "mail", error);
    if (status == SW_TALK_ONE)
        status = box ? walk_box(&x, block) : walk_mail(&x, block);
    if (status == SW_TALK_ONE)
        settle_own(index, x.most);
    if (status == SW_TALK_ONE && !finish(index))
        status = sw_talk_fail_nomem(error);
    sw_mem_free(block);
    sw_buf_release(&x.bytes);
    sw_arena_release(&x.scratch);
    return status;
}

void sw_mail_index_release(sw_mail_index *index)
{
    sw_mem_free(index->spots);
    sw_mem_free(index->long_ones);
    sw_mem_free(index->signs.slots);
    sw_mem_free(index->people.slots);
    sw_unite_release(&index->threads);
}
