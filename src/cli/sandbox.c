/*
 * sandbox.c - give away every power that the work does not need.
 *
 * Linux has two ways that need no root. Landlock says which files may be
 * written and that none may be executed; a seccomp filter refuses the calls
 * for networks, programs and other processes. It is a list of what is refused,
 * not of what is allowed: another C library makes other calls, and a linter
 * that dies in March because of an update in February helps nobody. Reading
 * stays free, for configuration, packs and libraries are found as they are
 * needed.
 * Source: the kernel's documentation of Landlock and of seccomp filters.
 */
#ifdef __linux__
#define _GNU_SOURCE /* O_PATH, syscall */
#endif

#include "cli/sandbox.h"

#include "base/vec.h"
#include "cli/say.h"
#include "conf/file.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__)) && \
    defined(__has_include)
#if __has_include(<linux/landlock.h>)
#define CAN_SANDBOX 1
#endif
#endif

#ifdef CAN_SANDBOX

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- files --------------------------------------------------------------- */

#define WRITES                                                       \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | \
     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | \
     LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |     \
     LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |   \
     LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)
#define IN_FOLDER                                                     \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | \
     LANDLOCK_ACCESS_FS_MAKE_REG)
/* Later kernels know these; older headers do not. */
#define REFER    (1ULL << 13) /* from version 2 */
#define TRUNCATE (1ULL << 14) /* from version 3 */

static bool allow(int rules, const char *path, uint64_t late)
{
    struct landlock_path_beneath_attr rule = {
        .allowed_access = LANDLOCK_ACCESS_FS_WRITE_FILE | (late & TRUNCATE)};
    struct stat st;
    bool ok;
    int fd = open(path, O_PATH | O_CLOEXEC);

    if (fd < 0)
        return errno == ENOENT; /* whoever writes there will say so */
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
        rule.allowed_access = IN_FOLDER | (late & TRUNCATE);
    rule.parent_fd = fd;
    ok = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
                 &rule, 0) == 0;
    close(fd);
    return ok;
}

static const char *hold_files(const char *const *writable, size_t count)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
                           LANDLOCK_CREATE_RULESET_VERSION);
    uint64_t late = (version >= 2 ? REFER : 0) | (version >= 3 ? TRUNCATE : 0);
    struct landlock_ruleset_attr attr = {
        .handled_access_fs = WRITES | LANDLOCK_ACCESS_FS_EXECUTE | late};
    bool ok = true;
    int rules;

    if (version < 1)
        return "this kernel has no Landlock (or it is switched off)";
    rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
    if (rules < 0)
        return "the kernel refuses a Landlock ruleset";
    for (size_t i = 0; i < count && ok; i++)
        ok = allow(rules, writable[i], late);
    ok = ok && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return ok ? NULL : "the kernel refuses the Landlock ruleset";
}

/* ---- calls --------------------------------------------------------------- */

#ifdef __x86_64__
#define ARCH AUDIT_ARCH_X86_64
#else
#define ARCH AUDIT_ARCH_AARCH64
#endif

static const unsigned short refused[] = {
    /* networks */
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept,
    SYS_accept4, SYS_sendto, SYS_sendmsg, SYS_sendmmsg,
    /* programs and other processes */
    SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv,
    SYS_process_vm_writev, SYS_kcmp, SYS_pidfd_getfd,
    /* the machine */
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_setns, SYS_unshare,
    SYS_bpf, SYS_perf_event_open, SYS_keyctl, SYS_add_key, SYS_request_key,
    SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load,
    SYS_reboot, SYS_swapon, SYS_swapoff, SYS_userfaultfd, SYS_io_uring_setup,
    /* what files say about themselves */
    SYS_fchmodat, SYS_fchownat, SYS_setxattr, SYS_lsetxattr};

#define REFUSED (sizeof refused / sizeof refused[0])

/* Landlock says nothing about modes and owners, and a file that is written
 * anew gets those of the old one; so fchmod and fchown, which want a
 * descriptor, stay. */
static const char *hold_calls(void)
{
    enum { HEAD = 5 };
    struct sock_filter code[HEAD + REFUSED + 2] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        /* the x32 calls of x86-64 would slip through */
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000u, REFUSED + 1, 0)};
    struct sock_fprog program = {.len = sizeof code / sizeof code[0],
                                 .filter = code};

    for (size_t i = 0; i < REFUSED; i++)
        code[HEAD + i] =
            (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, refused[i],
                                         (unsigned char)(REFUSED - i), 0);
    code[HEAD + REFUSED] =
        (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    code[HEAD + REFUSED + 1] = (struct sock_filter)BPF_STMT(
        BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0
               ? NULL
               : "the kernel refuses a seccomp filter";
}

const char *sw_sandbox_enter(const char *const *writable, size_t count)
{
    const char *words;

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return "the kernel does not know PR_SET_NO_NEW_PRIVS";
    words = hold_files(writable, count);
    return words ? words : hold_calls();
}

#else

const char *sw_sandbox_enter(const char *const *writable, size_t count)
{
    (void)writable;
    (void)count;
    return "it needs Linux on x86-64 or ARM, built with its Landlock header";
}

#endif

/* ---- a run --------------------------------------------------------------- */

typedef struct folders {
    sw_arena *arena;
    struct SW_VEC(const char *) at;
    bool failed;
} folders;

/* The folder of a file that will be written, and the file: a pipe or a device
 * is written as it is. */
static void add(folders *to, const char *path)
{
    const char *real, *folder, **slot;
    sw_str part;

    if (!path)
        return;
    real = sw_file_real_path(to->arena, path);
    part = sw_file_folder(sw_str_of(real));
    folder = real ? sw_arena_copy(to->arena, part.ptr, part.len) : NULL;
    slot = SW_VEC_PUSH(&to->at, to->arena);
    if (slot)
        *slot = folder;
    to->failed = to->failed || !folder || !slot;
    slot = SW_VEC_PUSH(&to->at, to->arena);
    if (slot)
        *slot = real;
    to->failed = to->failed || !slot;
}

bool sw_sandbox_run(sw_run *run)
{
    const sw_options *o = &run->options;
    folders to = {.arena = &run->arena};
    const char *words;

    if (!o->sandbox)
        return true;
    add(&to, o->output);
    add(&to, o->resume);
    add(&to, o->write_baseline ? o->baseline : NULL);
    for (size_t i = 0; o->in_place && i < o->operands.count; i++) {
        const char *path = o->operands.at[i];
        const char **slot = NULL;

        if (!sw_file_is_folder(path)) {
            add(&to, path);
            continue;
        }
        slot = SW_VEC_PUSH(&to.at, &run->arena);
        if (slot)
            *slot = path;
        to.failed = to.failed || !slot;
    }
    words =
        to.failed ? "out of memory" : sw_sandbox_enter(to.at.at, to.at.count);
    if (words)
        sw_say("--sandbox: %s", words);
    return !words;
}
