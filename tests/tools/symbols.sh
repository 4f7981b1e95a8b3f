#!/bin/sh
# symbols.sh - what the library shows, keeps and calls.
#
#     symbols.sh BUILD
#
# 1. The shared library exports what saywell.h declares, and nothing else.
# 2. No writable data: two threads, two editors, one library.
# 3. None of the calls that a library has no business to make.
set -u

build=$1
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

judge() { # judge WHAT FILE: an empty file is right
    if [ -s "$2" ]; then
        echo "symbols: $1:"
        sed 's/^/    /' "$2"
        failed=$((failed + 1))
    else
        passed=$((passed + 1))
    fi
}

# A declaration starts with SAYWELL_API and ends in a semicolon; its name is
# the word before the first bracket.
tr '\n' ' ' <"$top/include/saywell.h" | tr ';' '\n' |
    sed -n 's/.*SAYWELL_API \([^(]*\)(.*/\1/p' |
    sed 's/.*[^a-z0-9_]\([a-z0-9_]*\) *$/\1/' | grep . | sort >"$work/declared"
nm -D --defined-only "$build/libsaywell.so" | awk '{ print $3 }' |
    grep -v '^_\(init\|fini\|edata\|end\|_bss_start\)$' | sort >"$work/exported"
[ -s "$work/declared" ] || echo "nothing declared?" >>"$work/undeclared"
comm -13 "$work/declared" "$work/exported" >>"$work/undeclared"
comm -23 "$work/declared" "$work/exported" >"$work/undefined"
judge "exported, but not declared in saywell.h" "$work/undeclared"
judge "declared in saywell.h, but not exported" "$work/undefined"

# .data.rel.ro holds constant tables of pointers: read-only once loaded.
objdump -t "$build/libsaywell.a" | awk '
    /^[^ ]+\.o: / { object = $1 }
    / O / && match($0, /\.(data|bss|tdata|tbss|ldata|lbss)[^ \t]*/) {
        section = substr($0, RSTART, RLENGTH)
        if (section !~ /^\.data\.rel\.ro/)
            print object " " section " " $NF
    }
    /\*COM\*/ { print object " common " $NF }' >"$work/writable"
judge "writable data" "$work/writable"

cat >"$work/banned" <<'END'
_Exit
_exit
abort
access
asctime
atexit
atof
atoi
chdir
ctime
dprintf
environ
exit
fopen
fork
fprintf
fputs
getc
getenv
gets
gmtime
localeconv
localtime
mktemp
open
perror
popen
printf
putc
putchar
puts
quick_exit
raise
rand
random
secure_getenv
setenv
setlocale
signal
sprintf
srand
stderr
stdin
stdout
strcat
strcpy
strerror
strtok
syslog
system
tmpfile
tmpnam
usleep
vfprintf
vprintf
vsprintf
END
nm -u "$build/libsaywell.a" 2>/dev/null | awk '
    /\.o:$/ { object = $1 }
    $1 == "U" {
        name = $2
        sub(/@.*/, "", name)
        sub(/^__isoc99_/, "", name)
        if (name ~ /^__.*_chk$/) { # fortified
            sub(/^__/, "", name)
            sub(/_chk$/, "", name)
        }
        print name " " object
    }' | sort -u >"$work/calls"
join "$work/banned" "$work/calls" >"$work/banned-calls"
judge "calls that a library has no business to make" "$work/banned-calls"

# Of ours, all names begin with sw_ or saywell_.
nm -g --defined-only "$build/libsaywell.a" 2>/dev/null |
    awk 'NF == 3 && $3 !~ /^(sw_|saywell_)/ { print $3 }' >"$work/names"
judge "names without sw_ or saywell_" "$work/names"

echo "symbols: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
