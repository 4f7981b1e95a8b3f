#!/bin/sh
# bench.sh - run the parts of `make bench` and write down what they say.
#
#     bench.sh BUILD [PART...]          CORPUS=DIR adds its texts
#
# A part is tests/bench/part_NAME.sh. It finds in its environment TOP, BUILD,
# WORK (a folder to write in, shared by all), DRAFTS (files of drafts by kind:
# $DRAFTS/dense.txt ...) and CORPUS (or empty), measures in interleaved rounds,
# and prints a row a line:
#
#     KEY<TAB>VALUE<TAB>UNIT<TAB>WORDS
#
# KEY is AREA/NAME; a VALUE of - means skipped, with the reason in WORDS. Rows
# whose KEY has a line in goals.txt are held against it. With no PART named
# all run, and the rows go to tests/bench/RESULTS.md.
set -u

TOP=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=$(cd "$1" && pwd) || exit 2
shift
WORK=$(mktemp -d) || exit 2
trap 'rm -rf "$WORK"' EXIT
DRAFTS=$WORK/drafts
CORPUS=${CORPUS:-}
[ -z "$CORPUS" ] || CORPUS=$(cd "$CORPUS" && pwd) || exit 2
export TOP BUILD WORK DRAFTS CORPUS

whole=no
if [ $# -eq 0 ]; then
    whole=yes
    for part in "$TOP"/tests/bench/part_*.sh; do
        name=${part##*/part_}
        set -- "$@" "${name%.sh}"
    done
fi

mkdir -p "$DRAFTS"
for kind in clean plain dense wrapped; do
    "$BUILD/bench_make" drafts $kind 8000000 7 >"$DRAFTS/$kind.txt" || exit 2
    "$BUILD/bench_make" conversations $kind 8000000 7 \
        >"$DRAFTS/$kind.jsonl" || exit 2
done

# The row with its goal, and how it stands to it.
judge() {
    awk -F '\t' -v goals="$TOP/tests/bench/goals.txt" '
    BEGIN {
        while ((getline line < goals) > 0) {
            n = split(line, f, /[ \t]+/)
            if (n >= 3 && f[1] !~ /^#/) { must[f[1]] = f[2]; aim[f[1]] = f[3] }
        }
    }
    function meets(value, goal) {
        if (goal ~ /^</)
            return value + 0 <= substr(goal, 2) + 0
        return value + 0 >= goal + 0
    }
    NF >= 4 {
        how = ""
        if (($1 in must) && $2 != "-")
            how = meets($2, aim[$1]) ? "aim met" : \
                  meets($2, must[$1]) ? "must met" : "MISSED"
        printf "%s\t%s\t%s\t%s\t%s\t%s\n", $1, $2, $3, \
            ($1 in must) ? must[$1] " / " aim[$1] : "", how, $4
        fflush()
    }'
}

began=$(date +%s)
for part in "$@"; do
    echo "== $part" >&2
    "$TOP/tests/bench/part_$part.sh" | judge | tee -a "$WORK/rows" |
        awk -F '\t' '{ printf "%-26s %10s %-8s %-12s %-9s %s\n", \
            $1, $2, $3, $4, $5, $6; fflush() }'
done
took=$(($(date +%s) - began))
echo "== all of it took $took s" >&2
[ $whole = yes ] || exit 0

# Asked before the results are opened for writing: they are in the tree.
commit=$(git -C "$TOP" describe --always --dirty --exclude '*' 2>/dev/null ||
    echo unknown)
machine() {
    sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1
}
{
    echo '# What it costs'
    echo
    echo 'Written by make bench; do not edit. Ratios and medians of'
    echo 'interleaved rounds; only compare what was measured in one run.'
    echo 'A goal reads "must / aim"; < means at most.'
    echo
    echo "- date: $(date -u +%Y-%m-%d)"
    echo "- commit: $commit"
    echo "- machine: $(machine), $(getconf _NPROCESSORS_ONLN) processors," \
        "$(uname -sm)"
    echo "- corpus: $([ -n "$CORPUS" ] && echo 'given' || echo 'none given')"
    echo "- time: $took s"
    echo
    echo '| measure | value | unit | goal | | what |'
    echo '|---|--:|---|---|---|---|'
    awk -F '\t' '{ printf "| %s | %s | %s | %s | %s | %s |\n", \
        $1, $2, $3, $4, $5, $6 }' "$WORK/rows"
} >"$TOP/tests/bench/RESULTS.md"
