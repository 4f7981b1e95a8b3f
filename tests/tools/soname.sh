#!/bin/sh
# soname.sh - the name under which a shared library is loaded: libgumbo.so.1
#
#     soname.sh NAME [CC...]        NAME as in -lNAME; nothing when it is not
#                                   here
set -eu

name=$1
shift
[ $# -gt 0 ] || set -- cc
for ending in so dylib; do
    path=$("$@" -print-file-name="lib$name.$ending" 2>/dev/null) || continue
    case $path in
    /*) break ;;
    *) path= ;;
    esac
done
if [ -z "${path-}" ]; then # Apple's compiler knows no folders of Homebrew's
    folder=$(pkg-config --variable=libdir "$name" 2>/dev/null) || exit 0
    path=$folder/lib$name.dylib
    [ ! -f "$path" ] || echo "$path"
    exit 0
fi
readelf -d "$path" | sed -n 's/.*SONAME.*\[\(.*\)\].*/\1/p'
