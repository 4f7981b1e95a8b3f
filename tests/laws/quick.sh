#!/bin/sh
# quick.sh - what the quick program of a release does itself, and what not.
#
#     quick.sh QUICK PROGRAM
#
# QUICK alone checks a draft and leaves all else, with a word; beside PROGRAM
# as saywell-full it says what PROGRAM says, whatever was read before it was
# seen that the input is none for it.
set -u

top=$(cd "$(dirname "$0")/../.." && pwd)
quick=$1 program=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
HOME=$work/home XDG_CONFIG_HOME=$work/home
export HOME XDG_CONFIG_HOME
mkdir "$work/alone" "$work/both" "$work/home" "$work/here" "$work/set"
cp "$quick" "$work/alone/saywell" && cp "$quick" "$work/both/saywell" &&
    ln "$program" "$work/both/saywell-full" 2>/dev/null ||
    cp "$program" "$work/both/saywell-full" || exit 2
passed=0 failed=0

cd "$work/here" || exit 2
printf 'Hi Ana,\n\nNo, we cannot ship until Monday.\n' >draft.txt
cp "$top/tests/golden/csv-generic/export.csv" table.csv
cp "$top/tests/golden/mail-domains/answer.eml" answer.eml
cp "$top/tests/golden/talk-trap-html/c.json" html.json
cp "$top/examples/report/talk.jsonl" talk.jsonl
# More than a pipe holds, and more than is read at once.
{
    head -n 1 table.csv
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        for _ in 1 2 3 4 5 6 7 8 9 10; do tail -n +2 table.csv; done
    done >rows
    for _ in 1 2 3 4; do cat rows rows rows; done
} >long.csv
# Blocks of memory are filled and buffers grow.
for _ in 1 2 3 4 5 6 7 8 9 10; do cat "$top"/examples/drafts/*; done >page.txt
for _ in 1 2 3 4 5 6 7 8 9 10; do cat page.txt; done >long.txt
cp draft.txt "$work/set" && printf '{"profile": "macro"}\n' \
    >"$work/set/.saywell.json"
mkfifo fifo

judge() { # judge WORDS: of the case, which went well if $? is 0
    if [ $? -eq 0 ]; then
        passed=$((passed + 1))
    else
        echo "quick: $1"
        failed=$((failed + 1))
    fi
}

# try WHO LEFT CASE: how a case ends when WHO runs it
try() {
    saywell=$1
    export saywell
    (eval "$3") >"$work/$2.out" 2>"$work/$2.err"
    echo $? >"$work/$2.status"
}

same() { # same CASE: as the program itself
    try "$work/both/saywell" got "$1"
    try "$program" wanted "$1"
    cmp -s "$work/got.out" "$work/wanted.out" &&
        cmp -s "$work/got.err" "$work/wanted.err" &&
        cmp -s "$work/got.status" "$work/wanted.status"
    judge "not as the program itself: $1"
}

own() { # own CASE: the quick program needs no other
    same "$1"
    try "$work/alone/saywell" got "$1"
    cmp -s "$work/got.out" "$work/wanted.out" &&
        cmp -s "$work/got.status" "$work/wanted.status"
    judge "not done alone: $1"
}

left() { # left CASE: the quick program leaves it, and prints nothing before
    same "$1"
    try "$work/alone/saywell" got "$1"
    [ "$(cat "$work/got.status")" = 2 ] && [ ! -s "$work/got.out" ] &&
        grep -q 'saywell-full, which cannot be run' "$work/got.err"
    judge "not left to the full program: $1"
}

# shellcheck disable=SC2016 # the cases are for eval
{
    own '"$saywell" draft.txt'
    own '"$saywell" check -f json draft.txt'
    own '"$saywell" <draft.txt'
    own 'cat draft.txt | "$saywell" -f jsonl'
    own '"$saywell" -q long.txt'
    own '"$saywell" --profile macro draft.txt'
    own '"$saywell" missing.txt'
    own '"$saywell" --no-such-option'
    own '"$saywell" --version'
    left '"$saywell" draft.txt talk.jsonl'
    left '"$saywell" .'
    left '"$saywell" fix draft.txt'
    left '"$saywell" explain bare-no'
    left '"$saywell" rules list'
    left '"$saywell" "$work/set/draft.txt"'
    left '"$saywell" --sandbox draft.txt'
    left '"$saywell" --customer-file draft.txt draft.txt'
    left '"$saywell" -o out draft.txt && cat out'
    left '"$saywell" talk.jsonl'
    left 'cat talk.jsonl | "$saywell" -f jsonl'
    left '"$saywell" table.csv'
    left '"$saywell" answer.eml'
    left '"$saywell" html.json'
    left '"$saywell" <long.csv'
    left 'cat long.csv | "$saywell" -f jsonl'
    left 'cat html.json | "$saywell"'
    left 'cat table.csv >fifo & "$saywell" fifo; status=$?; exec 3<>fifo; wait; exit $status'
}

# What was told once more breaks off where the input did.
python=$("$top/tests/tools/python.sh" socket) || exit 2
broken="$python $top/tests/laws/broken_input.py talk.jsonl"
# shellcheck disable=SC2016 # as above
same "$broken "'"$saywell" -f jsonl'
[ "$(cat "$work/got.status")" = 2 ] && grep -q 'cannot be read' "$work/got.err"
judge 'an input that breaks off is taken for one that ends'

cp "$work/both/saywell" "$work/alone/saywell-full"
"$work/alone/saywell-full" fix draft.txt 2>"$work/err" >"$work/out"
[ $? -eq 2 ] && [ ! -s "$work/out" ] && grep -q 'cannot be run' "$work/err"
judge 'a quick program that is called saywell-full runs itself'

echo "quick: $passed passed, $failed failed"
[ $failed -eq 0 ]
