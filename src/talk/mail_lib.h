/* mail_lib.h - GMime's functions, found when a mail comes. */
#ifndef SW_TALK_MAIL_LIB_H
#define SW_TALK_MAIL_LIB_H

#include "talk/module.h"

#ifdef SW_GMIME /* the build found the library: its name */

/* What GMime lets an old program use it marks; none of it is used here. */
#include <gmime/gmime.h>

/* X_(result, name, arguments) */
#define SW_MAIL_LIB_MAP(X_)                                                    \
    X_(void, g_mime_init, (void))                                              \
    X_(void, g_object_unref, (void *))                                         \
    X_(gboolean, g_type_check_instance_is_a, (GTypeInstance *, GType))         \
    X_(gint64, g_date_time_to_unix, (GDateTime *))                             \
    X_(GMimeStream *, g_mime_stream_mem_new_with_buffer,                       \
       (const char *, size_t))                                                 \
    X_(GMimeParser *, g_mime_parser_new_with_stream, (GMimeStream *))          \
    X_(GMimeMessage *, g_mime_parser_construct_message,                        \
       (GMimeParser *, GMimeParserOptions *))                                  \
    X_(const char *, g_mime_message_get_message_id, (GMimeMessage *))          \
    X_(const char *, g_mime_message_get_subject, (GMimeMessage *))             \
    X_(GDateTime *, g_mime_message_get_date, (GMimeMessage *))                 \
    X_(InternetAddressList *, g_mime_message_get_addresses,                    \
       (GMimeMessage *, GMimeAddressType))                                     \
    X_(GMimeObject *, g_mime_message_get_mime_part, (GMimeMessage *))          \
    X_(int, internet_address_list_length, (InternetAddressList *))             \
    X_(InternetAddress *, internet_address_list_get_address,                   \
       (InternetAddressList *, int))                                           \
    X_(const char *, internet_address_get_name, (InternetAddress *))           \
    X_(GType, internet_address_mailbox_get_type, (void))                       \
    X_(const char *, internet_address_mailbox_get_addr,                        \
       (InternetAddressMailbox *))                                             \
    X_(const char *, g_mime_object_get_header, (GMimeObject *, const char *))  \
    X_(GMimeContentType *, g_mime_object_get_content_type, (GMimeObject *))    \
    X_(gboolean, g_mime_content_type_is_type,                                  \
       (GMimeContentType *, const char *, const char *))                       \
    X_(const char *, g_mime_object_get_disposition, (GMimeObject *))           \
    X_(GType, g_mime_multipart_get_type, (void))                               \
    X_(GType, g_mime_text_part_get_type, (void))                               \
    X_(int, g_mime_multipart_get_count, (GMimeMultipart *))                    \
    X_(GMimeObject *, g_mime_multipart_get_part, (GMimeMultipart *, int))      \
    X_(const char *, g_mime_text_part_get_charset, (GMimeTextPart *))          \
    X_(GMimeContentEncoding, g_mime_part_get_content_encoding, (GMimePart *))  \
    X_(GMimeDataWrapper *, g_mime_part_get_content, (GMimePart *))             \
    X_(GMimeStream *, g_mime_stream_mem_new, (void))                           \
    X_(ssize_t, g_mime_data_wrapper_write_to_stream,                           \
       (GMimeDataWrapper *, GMimeStream *))                                    \
    X_(GByteArray *, g_mime_stream_mem_get_byte_array, (GMimeStreamMem *))     \
    X_(GMimeFilter *, g_mime_filter_charset_new, (const char *, const char *)) \
    X_(GMimeStream *, g_mime_stream_filter_new, (GMimeStream *))               \
    X_(int, g_mime_stream_filter_add, (GMimeStreamFilter *, GMimeFilter *))    \
    X_(int, g_mime_stream_flush, (GMimeStream *))

typedef struct sw_mail_lib {
    sw_module module;
#define SW_X_(result, name, arguments) result(*name) arguments;
    SW_MAIL_LIB_MAP(SW_X_)
#undef SW_X_
} sw_mail_lib;

/* Loads what is not loaded yet. It stays loaded until the program ends: GLib
 * registers types that cannot be taken back. */
sw_talk_status sw_mail_lib_load(sw_mail_lib *lib, sw_talk_error *error);

#endif
#endif
