#!/bin/sh
# manual.sh - the option table, --help and saywell.1 say the same.
#
#     manual.sh PROGRAM [MANUAL]
#
# --help is printed from the table. So it is enough to hold the manual to it:
# every option of every command with its letter and its value, and nothing
# more; every command; and a page that mandoc finds no fault with.
set -u

program=$1
manual=${2:-$(dirname "$0")/../../src/cli/saywell.1}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

# usage: "  saywell fix [OPTIONS] [PATH...]" -> fix
commands=$("$program" help | sed -n 's/^  saywell \[\{0,1\}\([a-z]*\).*/\1/p' |
    grep -v '^help$')
[ -n "$commands" ] || { echo "manual: no commands in help"; exit 1; }

# "-f --format F: check, fix" from --help ...
for command in $commands; do
    "$program" help "$command" |
        sed -n 's/^ \{2,6\}\(-., \)\{0,1\}\(--[a-z-]*\)\( [A-Z=]\{1,\}\)\{0,1\}  .*/\1\2\3/p' |
        sed 's/, / /' | awk -v c="$command" '{print $0 "\t" c}'
done | awk -F '\t' '
    !($1 in at) { order[++n] = $1 }
    { at[$1] = at[$1] (at[$1] == "" ? "" : ", ") $2 }
    END { for (i = 1; i <= n; i++) print order[i] ": " at[order[i]] }
' | sort >"$work/help"

# ... and from the manual: ".It Fl f , Fl Fl format Ar F", ".Pq check, fix"
awk '
    /^\.It Fl / {
        line = $0
        sub(/^\.It /, "", line)
        gsub(/Fl Fl /, "--", line)
        gsub(/Fl /, "-", line)
        gsub(/ , /, " ", line)
        gsub(/Ar /, "", line)
        next
    }
    /^\.Pq / && line != "" { print line ": " substr($0, 5); line = "" }
' "$manual" | sort >"$work/manual"

if ! diff -u --label help --label manual "$work/help" "$work/manual"; then
    failed=$((failed + 1))
fi
if [ "$(wc -l <"$work/help")" -lt 20 ]; then
    echo "manual: too few options read from help"
    failed=$((failed + 1))
fi
for command in $commands; do
    grep -q "^\.It Cm $command" "$manual" && continue
    echo "manual: the command $command is missing"
    failed=$((failed + 1))
done
if command -v mandoc >/dev/null && ! mandoc -Tlint "$manual"; then
    failed=$((failed + 1))
fi
[ $failed -eq 0 ] && echo "manual: 1 passed, 0 failed" ||
    echo "manual: 0 passed, $failed failed"
[ $failed -eq 0 ]
