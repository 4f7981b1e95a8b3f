#!/bin/sh
# run.sh - the laws over many drafts: tests/laws/laws.py, with a fit python.
set -u
here=$(dirname "$0")
python=$("$here/../tools/python.sh" json) || exit 1
exec "$python" "$here/laws.py" "$1" "$here/../.."
