#!/bin/sh
# parallel_lint.sh - lint shards of conversation lines with GNU parallel.
#
#     parallel_lint.sh OUT SHARD...
#
# One shard a job; one that dies is done again. PARALLEL_ARGS='-S host1,host2'
# spreads them over machines that see the same files. OUT/all.jsonl holds the
# results in the order of the shards.
set -eu

SAYWELL=${SAYWELL:-saywell}
SAYWELL_ARGS=${SAYWELL_ARGS:-}
out=$1
shift
mkdir -p "$out"
OUT=$(cd "$out" && pwd)
export SAYWELL SAYWELL_ARGS OUT

# {#} is the number of the job: parts sort as the shards were given.
# shellcheck disable=SC2016,SC2086 # the job's shell expands these
parallel --env SAYWELL --env SAYWELL_ARGS --env OUT --retries 3 \
    --halt soon,fail=1 ${PARALLEL_ARGS:-} '
    part=$OUT/part-$(printf %05d {#}).jsonl
    "$SAYWELL" check --input conversations -f jsonl -q -j1 $SAYWELL_ARGS {} \
        >"$part.$$" && mv "$part.$$" "$part"' ::: "$@"
cat "$OUT"/part-?????.jsonl >"$OUT/all.jsonl"
