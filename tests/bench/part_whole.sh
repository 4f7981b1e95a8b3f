#!/bin/sh
# part_whole.sh - the program with its own pack over conversations.
#
# Megabytes of replies a second, JSON in and JSON Lines out; and the same
# against --no-prefilter, where every pattern runs over every reply.
set -eu
cd "$WORK"
saywell="$BUILD/saywell check --isolated --input conversations -f jsonl"

: >whole.list
for kind in plain dense wrapped clean; do
    "$BUILD/bench_make" conversations $kind 2000000 7 >$kind.jsonl
    printf '%s\t%s %s\n' $kind "$saywell" $kind.jsonl >>whole.list
done
"$BUILD/bench_run" 3 whole.list | while IFS='	' read -r kind ms _ kib; do
    size=2000000
    awk -v k="$kind" -v ms="$ms" -v size="$size" -v kib="$kib" 'BEGIN {
        printf "whole/%s\t%.1f\tMB/s\tcheck of %s conversations, %d MiB of memory\n",
            k, size / 1000 / ms, k, kib / 1024 }'
done

head -n 200 plain.jsonl >some.jsonl
{
    printf 'with\t%s some.jsonl\n' "$saywell"
    printf 'without\t%s --no-prefilter some.jsonl\n' "$saywell"
} >naive.list
"$BUILD/bench_run" 3 naive.list | awk -F '\t' '$1 == "without" {
    printf "whole/no-prefilter\t%.1f\ttimes\t" \
        "check --no-prefilter against check, 200 plain conversations\n", $3 }'

# Two workers, where there are two processors to be had.
for kind in plain dense; do cat $kind.jsonl; done >both.jsonl
{
    printf 'one\t%s -j1 both.jsonl\n' "$saywell"
    printf 'two\t%s -j2 both.jsonl\n' "$saywell"
} >workers.list
"$BUILD/bench_run" 9 workers.list | awk -F '\t' '$1 == "two" {
    printf "workers/two-of-one\t%.2f\ttimes\tcheck -j2 against -j1, 4 MB\n",
        1 / $3 }'

[ -n "$CORPUS" ] && [ -f "$CORPUS/dev.jsonl" ] || exit 0
printf 'corpus\t%s %s\n' "$saywell" "$CORPUS/dev.jsonl" >corpus.list
"$BUILD/bench_run" 3 corpus.list |
    awk -F '\t' -v size="$(wc -c <"$CORPUS/dev.jsonl")" '{
    printf "whole/corpus\t%.1f\tMB/s\tcheck of the corpus; MB of JSON\n",
        size / 1000 / $2 }'
