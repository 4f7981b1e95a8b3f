#!/bin/sh
# part_match.sh - scan and confirm alone: against the naive loop and Vectorscan,
# with 200, 1,000 and 5,000 patterns.
#
# The sizes are measured in turn, three times; what is compared between them is
# the median of three.
set -eu
cd "$WORK"
mkdir -p match
for n in 200 1000 5000; do
    "$BUILD/bench_make" patterns $n head 7 >match/pack-$n.json
    "$BUILD/bench_make" patterns $n rules 7 >match/rules-$n.json
    "$BUILD/bench_make" patterns $n plain 7 >match/plain-$n.txt
done

for round in 1 2 3; do
    for n in 200 1000 5000; do
        wide=
        [ $n != 200 ] || wide=wide
        # shellcheck disable=SC2086 # $wide is a word or none
        "$BUILD/bench_match" "$DRAFTS/dense.txt" $n match/pack-$n.json \
            match/rules-$n.json match/plain-$n.txt $wide >match/out-$n-$round
    done
done
cat match/out-*-2
for n in 1000 5000; do
    for round in 1 2 3; do
        cat match/out-200-$round match/out-$n-$round | awk -F '\t' -v n=$n '
            $1 == "match/200-rate" { base = $2 }
            $1 == "match/" n "-rate" { print $2 / base }'
    done | sort -n | awk -v n=$n 'NR == 2 {
        printf "match/%d-of-200\t%.2f\tof 1\tits rate as a share of that of 200 patterns\n", n, $1 }'
done
for kind in clean wrapped; do
    "$BUILD/bench_match" "$DRAFTS/$kind.txt" 200 match/pack-200.json \
        match/rules-200.json match/plain-200.txt |
        awk -F '\t' -v kind=$kind '$1 == "match/200-rate" {
            printf "match/200-%s\t%s\tMB/s\tthe rate on %s drafts\n", kind, $2, kind }'
done

head -c 1500000 "$DRAFTS/plain.txt" >match/plain.txt
"$BUILD/bench_match" match/plain.txt 200 - - -
