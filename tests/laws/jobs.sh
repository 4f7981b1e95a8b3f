#!/bin/sh
# jobs.sh - the bytes do not depend on how many workers made them.
#
#     jobs.sh PROGRAM [CORPUS]
#
# Every format over conversations, over many drafts and over what cannot be
# read, and fix as a diff and in place, with one worker and with eight: standard
# output, standard error, status and files must be the same. Our own conversations are repeated until they fill
# many blocks; CORPUS is a folder whose dev*.jsonl are taken as they are.
set -u
# shellcheck disable=SC2086 # "$patient" is two words

here=$(cd "$(dirname "$0")" && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
corpus=${2:+$(cd "$2" && pwd)}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
SAYWELL_RULES=
export SAYWELL_RULES
cd "$work" || exit 2
passed=0 failed=0
formats='text json jsonl line github sarif checkstyle rdjson lt'

same() { # same WORDS ARGUMENTS...: one worker and eight, standard input is in
    words=$1
    shift
    for jobs in 1 8; do
        "$program" "$@" -j$jobs <in >out.$jobs 2>err.$jobs
        echo $? >status.$jobs
    done
    for what in out err status; do
        if ! cmp -s $what.1 $what.8; then
            echo "jobs: $words: $what differs"
            diff $what.1 $what.8 | head -n 5
            failed=$((failed + 1))
            return
        fi
    done
    if [ "$(cat status.1)" -gt 2 ] || { [ ! -s out.1 ] && [ ! -s err.1 ]; }; then
        echo "jobs: $words: status $(cat status.1), or nothing came out"
        failed=$((failed + 1))
        return
    fi
    passed=$((passed + 1))
}

# Without a deadline: on a busy machine it stops now this rule, now that.
limits='"limits": {"deadline_ms": 0}'
echo "{$limits}" >patient.json
patient=--config=$work/patient.json

: >in
if [ -n "$corpus" ]; then
    for format in $formats; do
        same "corpus, $format" "$patient" -f "$format" "$corpus"/dev*.jsonl
    done
    echo "jobs: $passed passed, $failed failed"
    [ "$failed" -eq 0 ]
    exit
fi

# Lines of all sorts, bad ones too; a file of them, and as a stream.
for _ in 1 2 3; do
    cat "$here"/../data/*.jsonl
    printf '%s\n' '' 'not JSON' '{"id": "x"}' '{"turns": []}'
done >talk.jsonl
cp talk.jsonl in
# Drafts in folders, two of them below a configuration of their own.
mkdir -p drafts/a drafts/b drafts/c
for i in 1 2 3 4 5 6 7 8 9; do
    for draft in "$here"/../../examples/drafts/*; do
        cp "$draft" "drafts/a/$i-$(basename "$draft")"
    done
done
cp "$here"/../../examples/drafts/* drafts/b
cp "$here"/../../examples/drafts/* drafts/c
echo "{$limits}" >drafts/.saywell.json
echo "{$limits, \"rules\": {\"bare-no\": \"off\"}}" >drafts/b/.saywell.json
echo "{$limits, \"rules\": {\"no-such-rule\": \"off\"}}" >drafts/c/.saywell.json
printf 'caf\351\n' >drafts/a/5-latin.txt
printf '{"turns": [{"role": "customer", "text": "Hi"}]}\n' >drafts/a/6.jsonl

for format in $formats; do
    same "conversations, $format" "$patient" -f "$format" talk.jsonl
    same "drafts, $format" -f "$format" drafts nothing-there talk.jsonl
done
same 'fix, a diff' fix --diff drafts nothing-there talk.jsonl
# One of the files twice: the second time there is nothing to do.
for jobs in 1 8; do
    mkdir place && cp -R drafts place && cd place || exit 2
    set -- drafts/a/1-*
    "$program" fix -i -j$jobs "$1" "$1" drafts >../out.$jobs 2>../err.$jobs
    echo $? >../status.$jobs
    cd .. && mv place place.$jobs
done
if cmp -s err.1 err.8 && cmp -s status.1 status.8 &&
    diff -r place.1 place.8 >/dev/null && ! diff -r drafts place.1/drafts >/dev/null; then
    passed=$((passed + 1))
else
    echo 'jobs: fix, in place: files, words or status differ, or nothing was done'
    failed=$((failed + 1))
fi
same 'a stream' "$patient" --input conversations -f jsonl --keep-fields
same 'few findings' "$patient" -f json --max-findings 1 --severity warning talk.jsonl

echo "jobs: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
