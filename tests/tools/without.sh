#!/bin/sh
# without.sh - a program built without the readers' libraries says so.
#
#     without.sh BUILD LINK LIBS COMPILE...
#
# The rooms that see a library are compiled as on a machine without it; the
# rest of the program is the one that BUILD has.
set -u

top=$(cd "$(dirname "$0")/../.." && pwd)
build=$1 link=$2 libs=$3
shift 3
cd "$top" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

for room in csv_rows mail_lib mail_part html html_cut; do
    "$@" -c -o "$work/$room.o" "src/talk/$room.c" || exit 1
done
# shellcheck disable=SC2086 # lists
$link -o "$work/saywell" "$build/obj/src/cli/main.o" "$work"/*.o \
    "$build/program.a" "$build/libsaywell.a" $libs || exit 1

asked() { # FILE WORDS: reading it must fail, with these words
    if said=$("$work/saywell" --isolated "$1" 2>&1 >/dev/null); then
        status=0
    else
        status=$?
    fi
    case $status:$said in
    2:*"$2"*) passed=$((passed + 1)) ;;
    *)
        echo "without: $1: status $status: $said"
        failed=$((failed + 1))
        ;;
    esac
}
asked tests/golden/csv-generic/export.csv 'built without libcsv'
asked tests/golden/mail-domains/answer.eml 'built without GMime'
asked tests/golden/csv-livechat/LiveChatTranscript.csv 'built without libcsv'
asked tests/golden/talk-trap-html/c.json 'built without gumbo'

echo "without: $passed passed, $failed failed"
[ $failed -eq 0 ]
