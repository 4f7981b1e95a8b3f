#!/bin/sh
# check.sh - run the parts of `make check` and add up what they say.
#
#     check.sh PART COMMAND [PART COMMAND]...
#
# A command ends with a line "... N passed, M failed"; one that does not, or
# that fails without naming a failure, counts as one failure. The last line is
# the sum, "N passed, M failed", and the status says whether M is 0.
set -u

out=$(mktemp) || exit 2
trap 'rm -f "$out" "$out.status"' EXIT
passed=0 failed=0 began=$(date +%s)
while [ $# -ge 2 ]; do
    part=$1 command=$2
    shift 2
    start=$(date +%s)
    echo "== $part"
    { sh -c "$command" 2>&1; echo $? >"$out.status"; } | tee "$out"
    status=$(cat "$out.status")
    counts=$(sed -n 's/^\(.*[^0-9]\)\{0,1\}\([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed$/\2 \3/p' \
        "$out" | tail -n 1)
    if [ -z "$counts" ]; then
        [ "$status" -eq 0 ] && counts='1 0' || counts='0 1'
    fi
    p=${counts% *} f=${counts#* }
    [ "$status" -eq 0 ] || [ "$f" -gt 0 ] || f=1
    [ "$f" -eq 0 ] || echo "== $part FAILED (status $status)"
    passed=$((passed + p)) failed=$((failed + f))
    took=$(($(date +%s) - start))
    [ $took -lt 5 ] || echo "== $part took $took s"
done
all=$(($(date +%s) - began))
[ $all -lt 5 ] || echo "== all of it took $all s"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
