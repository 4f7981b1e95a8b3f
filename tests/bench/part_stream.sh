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

# Two workers against one, and two processes at once against one: processors
# that share a core, or a host with others, do not do twice the work of one.
saywell="$BUILD/saywell check --isolated -q --input conversations -f jsonl"
{
    printf '1\t%s -j1 %s\n' "$saywell" "$lines"
    printf '2\t%s -j2 %s\n' "$saywell" "$lines"
    printf 'apart\tsh -c "%s -j1 %s & %s -j1 %s; wait"\n' \
        "$saywell" "$lines" "$saywell" "$lines"
} >stream.list
"$BUILD/bench_run" 9 stream.list | awk -F '\t' '$1 == "2" {
    two = 1 / $3
    printf "workers/two-of-one\t%.2f\ttimes\twhole process, 8 MB of conversations, -j1 against -j2\n", two }
    $1 == "apart" {
    printf "workers/two-apart\t%.2f\ttimes\twhat two processes at once do more than one: the most there is\n", 2 / $3
    printf "workers/of-apart\t%.2f\tof 1\tthe two workers as a share of that\n", two * $3 / 2 }'

"$BUILD/bench_pump" "$lines" "${STREAM_MB:-200}" "$BUILD/saywell" check \
    --isolated -q --input conversations -f jsonl
