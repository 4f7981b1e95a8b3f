#!/bin/sh
# budget.sh - hold a cold start and a warm check to their instructions.
#
#     budget.sh [--record] COLD WARM BUILT
#
# COLD is the program, linked as for a release; WARM checks a draft twice and
# counts the second time (warm.c); BUILT says how they were built. Counts are
# callgrind's, over tests/budget/draft.txt: the same in every run, but not with
# another compiler, libc, PCRE2 or valgrind. So budgets.txt says with which it
# was recorded, and elsewhere this is skipped, with a word. More than 5 % over
# is a failure; `make budgets` records the numbers there are.
set -eu

record=no
if [ "${1-}" = --record ]; then
    record=yes
    shift
fi
cold=$1 warm=$2 built=$3
top=$(cd "$(dirname "$0")" && pwd)
draft=$top/draft.txt
file=$top/budgets.txt
slack=5

valgrind=$(command -v valgrind) || {
    echo 'budget: skipped: valgrind is not here (make deps)'
    echo 'budget: 0 passed, 0 failed'
    exit 0
}
libc=$(getconf GNU_LIBC_VERSION 2>/dev/null || echo 'another libc')
pcre2=$(pkg-config --modversion libpcre2-8 2>/dev/null || echo '?')
here="$(uname -m), $built, $libc, PCRE2 $pcre2, $("$valgrind" --version)"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The environment is bare: the loader reads every variable.
count() { # count OPTION... -- COMMAND...
    env -i LC_ALL=C "$valgrind" --tool=callgrind \
        --callgrind-out-file=/dev/null "$@" >"$work/out" 2>"$work/err" ||
        [ $? -eq 1 ] || {
        cat "$work/out" "$work/err" >&2
        echo "budget: failed: $*" >&2
        return 1
    }
    sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$work/err"
}

now() { # now NAME
    case $1 in
    cold) count "$cold" --isolated "$draft" ;;
    warm) count --toggle-collect=measured "$warm" "$draft" ;;
    esac
}

if [ $record = yes ]; then
    {
        echo '# Instructions; written by make budgets, read by budget.sh.'
        echo "built	$here"
        for name in cold warm; do
            echo "$name	$(now $name)"
        done
    } >"$work/budgets"
    cat "$work/budgets"
    cp "$work/budgets" "$file"
    exit 0
fi

recorded=$(sed -n 's/^built	//p' "$file")
if [ "$recorded" != "$here" ]; then
    echo 'budget: skipped: counts would not compare'
    echo "    recorded with $recorded"
    echo "    here is       $here"
    echo 'budget: 0 passed, 0 failed'
    exit 0
fi

passed=0 failed=0
for name in cold warm; do
    budget=$(sed -n "s/^$name	//p" "$file")
    found=$(now $name)
    per_cent=$(((found - budget) * 100 / budget))
    if [ "$found" -gt $((budget + budget * slack / 100)) ]; then
        failed=$((failed + 1))
        echo "budget: $name: $found instructions; the budget is $budget, and" \
            "$per_cent % more"
        echo "    See what grew: valgrind --tool=callgrind, $draft."
        echo '    When it is worth that much, say so in the commit, and record'
        echo '    the new numbers in it: make budgets'
        continue
    fi
    passed=$((passed + 1))
    echo "budget: $name: $found instructions of $budget"
    [ $per_cent -gt -$slack ] ||
        echo '    That is less by a slack or more: make budgets keeps it so.'
done
echo "budget: $passed passed, $failed failed"
[ $failed -eq 0 ]
