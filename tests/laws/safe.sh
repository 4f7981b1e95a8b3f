#!/bin/sh
# safe.sh - the laws of safe rewrites over our drafts, and over a corpus.
#
#     safe.sh PROGRAM [CORPUS]
#
# CORPUS is a folder with dev*.jsonl: conversations, a line each.
set -u
here=$(dirname "$0")
program=$1
corpus=${2:-}
python=$("$here/../tools/python.sh" json) || exit 1
if [ -n "$corpus" ]; then
    set -- "$corpus"/dev*.jsonl
    [ -f "$1" ] || { echo "safe.sh: no dev*.jsonl in $corpus" >&2; exit 2; }
else
    set -- "$here"/../data/*.jsonl
fi
exec "$python" "$here/safe.py" "$program" "$@"
