#!/bin/sh
# run.sh - build examples/*.c against the installed library, run, compare.
#
#     run.sh BUILD COMPILER...
#
# The library is installed below BUILD/stage; the examples see only what is
# there, by its pkg-config file. What examples/NAME.c prints must be
# tests/examples/NAME.stdout. A static link is tried as well.
set -u

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$1
shift
mkdir -p "$build/stage"
build=$(cd "$build" && pwd)
stage=$build/stage
rm -rf "$stage"
if ! make -s -C "$top" install BUILD="$build" PREFIX="$stage" DESTDIR= \
    >"$build/install.log" 2>&1; then
    cat "$build/install.log"
    echo "examples: 0 passed, 1 failed"
    exit 1
fi
PKG_CONFIG_PATH=$stage/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
LD_LIBRARY_PATH=$stage/lib
DYLD_LIBRARY_PATH=$stage/lib
export PKG_CONFIG_PATH LD_LIBRARY_PATH DYLD_LIBRARY_PATH
cd "$stage" || exit 2

passed=0 failed=0
judge() { # judge STATUS WORDS
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        echo "examples: $2"
        failed=$((failed + 1))
    fi
}

cflags=$(pkg-config --cflags saywell)
shared=$(pkg-config --libs saywell)
static="-Wl,-Bstatic $shared -Wl,-Bdynamic $(pkg-config --libs --static saywell |
    sed 's/-lsaywell//')"
[ "$(uname -s)" != Darwin ] || static=$shared

for source in "$top"/examples/*.c; do
    name=$(basename "$source" .c)
    for way in shared static; do
        case $way in shared) libs=$shared ;; *) libs=$static ;; esac
        # shellcheck disable=SC2086 # flags are lists
        "$@" -std=c11 -Wall -Wextra -Werror -o "$name-$way" "$source" \
            $cflags $libs
        judge $? "$name does not build ($way)"
        "./$name-$way" </dev/null >"$name.stdout" 2>&1
        judge $? "$name fails ($way)"
        diff -u "$here/$name.stdout" "$name.stdout"
        judge $? "$name prints something else ($way)"
    done
done
echo "examples: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
