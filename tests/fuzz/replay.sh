#!/bin/sh
# replay.sh - run the kept corpora through their targets; name what breaks.
#
#     replay.sh BUILD TARGET...          TARGET: json, doc, ...
set -u

here=$(dirname "$0")
build=$1
shift
passed=0 failed=0
for target in "$@"; do
    program=$build/replay_$target
    set -- "$here/corpus/$target"/*
    if [ ! -f "$1" ]; then
        echo "replay: $here/corpus/$target is empty"
        failed=$((failed + 1))
        continue
    fi
    if "$program" "$@" >/dev/null 2>&1; then
        passed=$((passed + $#))
        continue
    fi
    for file in "$@"; do # which one was it?
        if report=$("$program" "$file" 2>&1); then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "replay: $target breaks on $file"
            printf '%s\n' "$report" | tail -n 40
        fi
    done
done
echo "replay: $passed passed, $failed failed"
[ $failed -eq 0 ]
