#!/bin/sh
# bench.sh - time the program over tests/data and the example drafts.
#
#     bench.sh PROGRAM
#
# Says what it runs. Seconds from one machine are no gate: compare runs on the
# same one, and believe a difference only when it stays.
set -u

top=$(cd "$(dirname "$0")/../.." && pwd)
program=$1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

took() { # took WORDS COMMAND...: the best of five runs
    words=$1
    shift
    best=
    for _ in 1 2 3 4 5; do
        start=$(date +%s%N)
        "$@" >"$work/out" 2>&1
        status=$?
        ms=$((($(date +%s%N) - start) / 1000000))
        if [ $status -gt 1 ]; then
            echo "bench: status $status: $*"
            head -n 5 "$work/out"
            exit 1
        fi
        [ -n "$best" ] && [ "$best" -le $ms ] || best=$ms
    done
    printf '%7d ms  %s\n' "$best" "$words"
}

printf "No, we can't ship until Monday.\n" >"$work/draft.txt"
took 'one draft: cold start' "$program" --isolated "$work/draft.txt"
set -- "$top"/examples/drafts/*
took "$# example drafts" "$program" --isolated "$@"
for file in "$top"/tests/data/*.jsonl; do
    [ -f "$file" ] || continue
    i=0
    while [ $i -lt 20 ]; do
        cat "$file"
        i=$((i + 1))
    done >"$work/many.jsonl"
    took "20 times $(basename "$file"), $(wc -l <"$work/many.jsonl") lines" \
        "$program" check --isolated --input conversations -f jsonl \
        "$work/many.jsonl"
done
