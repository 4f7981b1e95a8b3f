#!/bin/sh
# part_peers.sh - programs that look for many patterns, over the same drafts.
#
# 200 generated patterns and the dense drafts in one file: the pack that holds
# them, in our program, against rg, pcre2grep and grep -P with the pattern
# file. Whole processes; ours judges zones and sentences and writes a report,
# theirs print lines. grep -P takes one pattern: the alternation of all.
set -eu
cd "$WORK"
mkdir -p peers
"$BUILD/bench_make" patterns 200 head 7 >peers/pack.json
"$BUILD/bench_make" patterns 200 rules 7 >peers/rules.json
"$BUILD/bench_make" patterns 200 plain 7 >peers.txt
# Unicode's \b keeps rg from its fast automaton.
sed 's/\\b/(?-u:\\b)/g' peers.txt >peers.ascii
paste -sd '|' peers.txt >peers.one
head -c 4000000 "$DRAFTS/dense.txt" >peers.in
head -c 4400000 "$DRAFTS/dense.jsonl" | sed '$d' >peers.jsonl

skip() { printf 'peers/%s\t-\t-\tskipped: %s is not installed\n' "$1" "$2"; }
peer() { # peer KEY COMMAND...: a line of the list, or a word that it is absent
    key=$1
    shift
    if command -v "$1" >/dev/null; then
        printf '%s\t%s\n' "$key" "$*" >>peers.list
    else
        skip "$key" "$1"
    fi
}
printf 'saywell\t%s\n' "$BUILD/saywell check --isolated --rules peers \
--input conversations -f jsonl peers.jsonl" >peers.list
peer rg rg -i -f peers.ascii peers.in
peer pcre2grep pcre2grep -u -i -f peers.txt peers.in
peer grep-P grep -aPi -f peers.one peers.in
"$BUILD/bench_run" 3 peers.list | awk -F '\t' '
    $1 != "saywell" {
        printf "peers/%s\t%.1f\ttimes\twhole process, 200 patterns, 4 MB\n",
            $1, $3 }'
