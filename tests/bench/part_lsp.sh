#!/bin/sh
# part_lsp.sh - typing in an editor: the language server, stroke by stroke.
set -eu
python=$("$TOP/tests/tools/python.sh" json)
exec "$python" "$TOP/tests/bench/lsp_type.py" "$BUILD/saywell" \
    "$DRAFTS/plain.txt" "$TOP/tests/laws"
