#!/bin/sh
# lsp.sh - the language server against fresh checks: tests/laws/lsp.py.
#
#     lsp.sh PROGRAM [EDITS [SEED]]
set -u
here=$(dirname "$0")
program=$1
shift
python=$("$here/../tools/python.sh" json) || exit 1
exec timeout 900 "$python" "$here/lsp.py" "$program" "$here/../.." "$@"
