#!/bin/sh
# stop.sh - batches that are stopped: tests/laws/stop.py, with a fit python.
set -u
here=$(dirname "$0")
python=$("$here/../tools/python.sh" json) || exit 1
exec "$python" "$here/stop.py" "$1" "$here/../.."
