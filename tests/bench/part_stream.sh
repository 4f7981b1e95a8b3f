#!/bin/sh
# part_stream.sh - conversation lines: reading them, a long stream, workers.
#
# STREAM_MB is how much goes through the filter: 200, or what is given; 2000
# shows that a long stream does not tire it, and takes as long as that takes.
set -eu
cd "$WORK"
lines=$DRAFTS/plain.jsonl

"$BUILD/bench_read" read "$lines" 15
head -c 3000000 "$lines" | sed '$d' >stream.jsonl
"$BUILD/bench_read" check stream.jsonl 5

: >stream.list
for jobs in 1 2; do
    printf '%s\t%s\n' "$jobs" "$BUILD/saywell check --isolated -q --input \
conversations -f jsonl -j$jobs $lines" >>stream.list
done
"$BUILD/bench_run" 5 stream.list | awk -F '\t' '$1 == "2" {
    printf "workers/two-of-one\t%.2f\ttimes\twhole process, 8 MB of conversations, -j1 against -j2\n", 1 / $3 }'

"$BUILD/bench_pump" "$lines" "${STREAM_MB:-200}" "$BUILD/saywell" check \
    --isolated -q --input conversations -f jsonl
