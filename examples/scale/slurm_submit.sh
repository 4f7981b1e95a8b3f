#!/bin/sh
# slurm_submit.sh - lint shards of conversation lines as a Slurm array job.
#
#     slurm_submit.sh OUT SHARD...
#
# Submits an array with a task a shard, and a merge that starts when all of
# them went well; waits for it. A task whose node is lost is put back into the
# queue. OUT and the shards must be seen by all nodes under these names.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
out=$1
shift
mkdir -p "$out"
OUT=$(cd "$out" && pwd)
SAYWELL=${SAYWELL:-saywell}
SAYWELL_ARGS=${SAYWELL_ARGS:-}
export OUT SAYWELL SAYWELL_ARGS
for shard in "$@"; do
    echo "$shard"
done >"$OUT/shards"

array=$(sbatch --parsable --requeue --array="0-$(($# - 1))" --chdir="$PWD" \
    --output="$OUT/log-%a" "$here/slurm_task.sh")
sbatch --wait --quiet --dependency="afterok:$array" --output="$OUT/log-merge" \
    --wrap "cat '$OUT'/part-?????.jsonl >'$OUT/all.jsonl'"
