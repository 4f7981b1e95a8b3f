#!/bin/sh
# part_pack.sh - the whole check with the built-in pack, and one edit of a long
# draft in an editor.
set -eu
cd "$WORK"
for kind in plain clean dense; do
    "$BUILD/bench_pack" "$DRAFTS/$kind.txt" 7 | awk -F '\t' -v kind=$kind '{
        share = kind == "plain" ? "pack/check-of-scan" : "pack/of-scan-" kind
        printf "pack/%s\t%s\tMB/s\tcheck and JSON Lines out, %s drafts, a warm session\n", kind, $1, kind
        printf "pack/scan-%s\t%s\tMB/s\tits scan alone\n", kind, $2
        printf "%s\t%.3f\tof 1\tthe check as a share of that\n", share, $3 }'
done

"$BUILD/bench_make" drafts plain 100000 3 | tr '\f' '\n' >long.txt
"$BUILD/bench_edit" long.txt 1000 5 >edit.out
printf 'fresh\t%s/saywell check --isolated --input draft -f jsonl long.txt\n' \
    "$BUILD" >fresh.list
"$BUILD/bench_run" 9 fresh.list >fresh.out
awk -F '\t' 'NR == FNR { fresh = $2; next }
{ printf "edit/median\t%.3f\tms\ta letter typed into a draft of 100 KB, checked as a document\n", $1
  printf "edit/p90\t%.3f\tms\tthe same, nine in ten\n", $2
  printf "edit/process\t%.1f\ttimes\tthe draft checked by a new process, against that median\n", fresh / $1 }' \
    fresh.out edit.out
