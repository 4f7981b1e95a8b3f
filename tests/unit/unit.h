/* unit.h - the list of unit suites, once. */
#ifndef SW_TESTS_UNIT_H
#define SW_TESTS_UNIT_H

#include <check.h>

/* How much slower this build is: large inputs are made so much smaller. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define UNIT_SLOWER 8
#else
#define UNIT_SLOWER 1
#endif

#define UNIT_SUITES(X_) \
    X_(arena)           \
    X_(bits)            \
    X_(byte)            \
    X_(str)             \
    X_(utf8)            \
    X_(buf)             \
    X_(map)             \
    X_(pool)            \
    X_(digest)          \
    X_(json_write)      \
    X_(json_read)       \
    X_(json_string)     \
    X_(json_text)       \
    X_(look)            \
    X_(zone)            \
    X_(ignore_line)     \
    X_(sentence)        \
    X_(place)           \
    X_(doc)             \
    X_(pattern)         \
    X_(template)        \
    X_(load)            \
    X_(ruleset)         \
    X_(schema)          \
    X_(literal)         \
    X_(stored)          \
    X_(language)        \
    X_(measure)         \
    X_(judge)           \
    X_(many)            \
    X_(native)          \
    X_(sieve)           \
    X_(heat)            \
    X_(screen)          \
    X_(suspect)         \
    X_(tier)            \
    X_(past)            \
    X_(paths)           \
    X_(edit)            \
    X_(style)           \
    X_(eval)            \
    X_(fit)             \
    X_(rewrite)         \
    X_(report)          \
    X_(glob)            \
    X_(quality)         \
    X_(config)          \
    X_(opt)             \
    X_(conversation)    \
    X_(stream)          \
    X_(names)           \
    X_(stamp)           \
    X_(label)           \
    X_(log_head)        \
    X_(read_log)        \
    X_(html)            \
    X_(json_feed)       \
    X_(mapping)         \
    X_(read_vtt)        \
    X_(mail_quote)      \
    X_(read_csv)        \
    X_(read_mail)       \
    X_(talk_fault)      \
    X_(fix_work)        \
    X_(frame)           \
    X_(message)         \
    X_(position)        \
    X_(page)            \
    X_(diff)            \
    X_(replace)         \
    X_(progress)        \
    X_(sandbox)

#define SUITE_(name) Suite *suite_##name(void);
UNIT_SUITES(SUITE_)
#undef SUITE_

#endif
