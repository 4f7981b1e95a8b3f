#!/bin/sh
# python.sh - print the path of a python3 that has the modules named.
#
# The first python3 on PATH may be a version manager's, without the system's
# modules; so the system's own is asked first. PYTHON=... overrides.
for python in ${PYTHON:-/usr/bin/python3 python3 /opt/homebrew/bin/python3}; do
    path=$(command -v "$python") || continue
    imports=
    for module in "$@"; do imports="${imports}import $module;"; done
    if "$path" -c "$imports" 2>/dev/null; then
        echo "$path"
        exit 0
    fi
done
echo "python.sh: no python3 with: $*" >&2
exit 1
