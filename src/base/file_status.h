/* file_status.h - how reading a file went, in one list of words. */
#ifndef SW_BASE_FILE_STATUS_H
#define SW_BASE_FILE_STATUS_H

typedef enum sw_file_status {
    SW_FILE_OK,
    SW_FILE_MISSING, /* errno ENOENT or ENOTDIR */
    SW_FILE_FOLDER,
    SW_FILE_DENIED,
    SW_FILE_TOO_LONG, /* more bytes than buf->max */
    SW_FILE_NOMEM,
    SW_FILE_STOPPED, /* whoever asked no longer wants it */
    SW_FILE_FAILED   /* anything else */
} sw_file_status;

/* Words for people, no full stop: "no such file". */
const char *sw_file_words(sw_file_status status);
/* For "errors" in JSON: "missing", "folder", "denied", "limit", "read". */
const char *sw_file_code(sw_file_status status);

#endif
