#!/bin/sh
# docs.sh - the rules' page is the pack's, and misses no piece of guidance.
#
#     docs.sh PROGRAM [PAGE]
#
# PAGE (rules/en/README.md) is what `saywell rules docs` prints. Every piece of
# guidance in the five documents has a row there that names a rule, or says why
# no text pattern can show it.
set -u

program=$1
page=${2:-$(dirname "$0")/../../rules/en/README.md}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

"$program" rules docs --isolated >"$work/page" || exit 2
if diff -u --label "$page" --label 'rules docs' "$page" "$work/page" \
    >"$work/diff" 2>&1; then
    passed=$((passed + 1))
else
    head -n 40 "$work/diff"
    echo "docs: the page is not what the pack says; run: make docs"
    failed=$((failed + 1))
fi

# ACCURACY.md is made from accuracy.json, which the program carries.
accuracy=$(dirname "$page")/accuracy.json
if python=$("$(dirname "$0")/python.sh" json) && [ -f "$accuracy" ]; then
    "$python" "$(dirname "$0")/../accuracy/accuracy.py" --table "$accuracy" \
        >"$work/accuracy"
    if diff -u "$(dirname "$page")/ACCURACY.md" "$work/accuracy" >"$work/diff"; then
        passed=$((passed + 1))
    else
        head -n 40 "$work/diff"
        echo "docs: ACCURACY.md is not what accuracy.json says"
        failed=$((failed + 1))
    fi
fi

while read -r document letters; do
    for letter in $letters; do
        code=$document-$letter
        # | 002-h | what it says | rules, or why not |
        if grep -q "^| $code | [^|][^|]* | [^ |].* |\$" "$work/page"; then
            passed=$((passed + 1))
        else
            echo "docs: $code has no rule, and no word on why"
            failed=$((failed + 1))
        fi
    done
done <<EOF
000 a b c d e f g
001 a b c d e f g h i j
002 a b c d e f g h
003 a b c d e f g h i j k
004 a b c d e f g h i j k
EOF
echo "docs: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
