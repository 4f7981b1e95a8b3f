#!/bin/sh
# formats.sh - the output formats agree: tests/laws/formats.py.
#
#     formats.sh PROGRAM [SARIF]
#
# SARIF: a folder in which npm puts the published SARIF schema, for a second
# opinion by somebody else (make formats-check).
set -u
here=$(cd "$(dirname "$0")" && pwd)
python=$("$here/../tools/python.sh" jsonschema) || exit 1
schema=
if [ $# -gt 1 ]; then
    if ! (mkdir -p "$2" && cd "$2" && npm install --silent --no-fund \
        --no-audit --ignore-scripts --prefix . \
        @microsoft/jest-sarif@1.0.0-beta.0 >/dev/null); then
        echo 'formats: npm did not bring the SARIF schema'
        echo 'formats: 0 passed, 1 failed'
        exit 1
    fi
    schema=$(find "$2/node_modules/@microsoft/jest-sarif" -name 'sarif-2.1*')
fi
exec "$python" "$here/formats.py" "$1" "$here/../.." ${schema:+"$schema"}
