/*
 * intake.c - a whole text file from a stream, as valid UTF-8.
 *
 * Logs and captions are small and their lines explain each other: they are
 * read whole. An encoding that is neither UTF-8 nor UTF-16 is not guessed, for
 * a wrong guess garbles names in silence.
 */
#include "talk/intake.h"

#include "base/utf16.h"
#include "base/utf8.h"
#include "talk/reader.h"

#include <string.h>

size_t sw_intake_line(sw_str text, size_t at)
{
    size_t line = 1;

    for (size_t i = 0; (i = sw_str_find_byte(text, '\n', i)) < at; i++)
        line++;
    return line;
}

static sw_talk_status fail_encoding(sw_str text, size_t at,
                                    sw_talk_error *error)
{
    return sw_talk_fail(error, SW_TALK_FAILED, "utf8", sw_intake_line(text, at),
                        "line %zu is not UTF-8; convert the file first: iconv "
                        "-f WINDOWS-1252 -t UTF-8, or what it was saved in",
                        sw_intake_line(text, at));
}

sw_talk_status sw_intake_rest(sw_stream *stream, sw_buf *own, sw_str *text,
                              sw_talk_error *error)
{
    sw_file_status status = sw_stream_rest(stream, text);
    sw_encoding encoding;
    size_t mark, valid;

    if (status)
        return sw_talk_fail(error, SW_TALK_FAILED, sw_file_code(status), 0,
                            "%s", sw_file_words(status));
    encoding = sw_utf16_sniff(*text, &mark);
    *text = sw_str_part(*text, mark, text->len);
    if (encoding != SW_ENCODING_UTF8) {
        size_t done = sw_utf16_decode(encoding, *text, own);

        if (own->failed)
            return sw_talk_fail_nomem(error);
        if (done < text->len)
            return sw_talk_fail(error, SW_TALK_FAILED, "utf8",
                                sw_intake_line(sw_buf_str(own), own->len),
                                "not UTF-16 at byte %zu", mark + done);
        *text = sw_buf_str(own);
    }
    valid = sw_utf8_valid(*text);
    return valid == text->len ? SW_TALK_ONE
                              : fail_encoding(*text, valid, error);
}
