#!/bin/sh
# run.sh - run the golden cases: what the program prints, kept in files.
#
#     run.sh [--accept] PROGRAM [NAME...]
#
# A case is a folder <area>-<case>/ with `cmd`, a shell snippet, and any of
# `stdout`, `stderr`, `exit`; absent means empty, and 0. The snippet runs in a
# copy of the folder, with nothing on standard input, as sh -u, with
#     saywell    on PATH (and its absolute path in $SAYWELL)
#     $TOP       the top of the source tree
# --accept rewrites what differs; NAME (a shell pattern over case names)
# narrows the run. JSON that a case prints is checked against the published
# schema at the end: see tests/tools/validate.py.
# GOLDEN_JOBS=N cases at a time (2); GOLDEN_TIMEOUT=N seconds for one (120).
set -u

here=$(cd "$(dirname "$0")" && pwd)

# Runs one case; its report goes to $WORK/<case>.report, empty when it passed.
one() {
    case_dir=$1 name=$(basename "$1")
    box=$WORK/$name
    mkdir "$box" "$box/home" && cp -R "$case_dir" "$box/here" || exit 2
    (
        cd "$box/here" || exit 2
        rm -f cmd stdout stderr exit
        HOME=$box/home XDG_CONFIG_HOME=$box/home
        TMPDIR=$box/home
        export HOME XDG_CONFIG_HOME TMPDIR
        # shellcheck disable=SC2086 # LIMIT is "timeout 60" or nothing
        exec $LIMIT sh -u "$case_dir/cmd"
    ) </dev/null >"$box/stdout" 2>"$box/stderr"
    status=$?
    : >"$box/exit"
    [ $status -eq 0 ] || echo $status >"$box/exit"
    for part in exit stderr stdout; do
        wanted=$case_dir/$part
        [ -f "$wanted" ] || wanted=/dev/null
        cmp -s "$wanted" "$box/$part" && continue
        if [ "$ACCEPT" = yes ]; then
            if [ -s "$box/$part" ]; then
                cp "$box/$part" "$case_dir/$part"
            else
                rm -f "$case_dir/$part"
            fi
            echo "golden: $name: accepted $part"
        else
            diff -u --label "$name/$part (wanted)" "$wanted" \
                --label "$name/$part (got)" "$box/$part"
        fi
    done >"$WORK/$name.report" 2>&1
    if [ -s "$WORK/$name.report" ] && [ "$ACCEPT" = no ]; then
        cat "$WORK/$name.report"
        : >"$WORK/$name.failed"
    else
        cat "$WORK/$name.report"
        : >"$WORK/$name.passed"
    fi
    if head -c 40 "$box/stdout" | grep -q '^{ *"schema": *"saywell/'; then
        mv "$box/stdout" "$WORK/$name.json"
    elif head -c 40 "$box/stdout" | tr -d ' \n' |
        grep -q '^{"schema":"saywell-report/'; then
        mv "$box/stdout" "$WORK/$name.report.json"
    fi
    chmod -R u+rwX "$box" && rm -rf "$box"
}

if [ "${1-}" = --one ]; then
    shift
    for c in "$@"; do one "$c"; done
    exit 0
fi

ACCEPT=no
if [ "${1-}" = --accept ]; then
    ACCEPT=yes
    shift
fi
if [ $# -lt 1 ] || [ ! -x "$1" ]; then
    echo "usage: run.sh [--accept] PROGRAM [NAME...]" >&2
    exit 2
fi
SAYWELL=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
TOP=$(cd "$here/../.." && pwd)
WORK=$(mktemp -d) || exit 2
trap 'rm -rf "$WORK"' EXIT
mkdir "$WORK/bin" && ln -s "$SAYWELL" "$WORK/bin/saywell" || exit 2
PATH=$WORK/bin:$PATH
LIMIT=
command -v timeout >/dev/null && LIMIT="timeout ${GOLDEN_TIMEOUT:-120}"
# One world for all: no colours, no locale, no configuration from outside; a
# sanitizer's report must not look like "findings" (1) or "failed" (2).
LC_ALL=C TZ=UTC TERM=dumb
ASAN_OPTIONS=detect_leaks=1:exitcode=99
UBSAN_OPTIONS=print_stacktrace=1:exitcode=99
TSAN_OPTIONS=exitcode=99
export SAYWELL TOP WORK PATH LIMIT ACCEPT LC_ALL TZ TERM \
    ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS
unset NO_COLOR FORCE_COLOR CLICOLOR CLICOLOR_FORCE COLUMNS

[ $# -gt 0 ] || set -- '*'
for pattern in "$@"; do
    for c in "$here"/*/; do
        c=${c%/}
        [ -f "$c/cmd" ] || continue
        # shellcheck disable=SC2254 # a pattern is meant
        case $(basename "$c") in $pattern) printf '%s\n' "$c" ;; esac
    done
done | sort -u >"$WORK/cases"

xargs -n 8 -P "${GOLDEN_JOBS:-2}" "$0" --one <"$WORK/cases"

count() { find "$WORK" -maxdepth 1 -name "*.$1" | wc -l | tr -d ' '; }
passed=$(count passed)
failed=$(($(wc -l <"$WORK/cases") - passed))

if [ "$(count json)" -gt 0 ] && [ -f "$TOP/rules/schema/output.schema.json" ] &&
    python=$("$here/../tools/python.sh" jsonschema); then
    unset ASAN_OPTIONS
    mkdir "$WORK/report" && mv "$WORK"/*.report.json "$WORK/report" 2>/dev/null
    for schema in output report; do
        set -- "$WORK"/*.json
        [ $schema = output ] || set -- "$WORK"/report/*.json
        [ -f "$1" ] || continue
        "$python" "$here/../tools/validate.py" \
            "$TOP/rules/schema/$schema.schema.json" "$@" \
            >"$WORK/validate" 2>&1 || failed=$((failed + 1))
        cat "$WORK/validate"
    done
    # What lies in the tree is written by its schemas too.
    for schema in mapping accuracy; do
        set -- "$TOP"/rules/mappings/*.json
        [ $schema = mapping ] || set -- "$TOP"/rules/en/accuracy.json
        "$python" "$here/../tools/validate.py" \
            "$TOP/rules/schema/$schema.schema.json" "$@" \
            >"$WORK/validate" 2>&1 || failed=$((failed + 1))
        cat "$WORK/validate"
    done
fi
echo "golden: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
