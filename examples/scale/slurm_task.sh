#!/bin/sh
#SBATCH --job-name=saywell
#SBATCH --cpus-per-task=1
# slurm_task.sh - one shard of slurm_submit.sh's array.
set -eu

shard=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" "$OUT/shards")
part=$OUT/part-$(printf %05d "$SLURM_ARRAY_TASK_ID").jsonl
own=$part.$(hostname).$$
# shellcheck disable=SC2086 # a list of options
"$SAYWELL" check --input conversations -f jsonl -q -j1 $SAYWELL_ARGS "$shard" \
    >"$own"
mv "$own" "$part"
