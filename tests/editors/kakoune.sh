#!/bin/sh
# kakoune.sh - Kakoune with the file of examples/editors/kakoune.
#
# DRAFT is the draft, WORK a folder, TOP the source; saywell is on PATH.
set -u

session=saywell-$$
passed=0 failed=0
see() { # see WHAT IS WANT
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "kakoune: $1: $2, not $3"
    fi
}
say() { printf '%s\n' "$1" | kak -p "$session"; }
# What an expansion is, in the window of the draft.
ask() {
    rm -f "$WORK/told"
    say "evaluate-commands -client client0 %{ echo -to-file $WORK/told -- $1 }"
    for _ in $(seq 100); do
        [ -s "$WORK/told" ] && break
        sleep 0.05
    done
    cat "$WORK/told" 2>/dev/null
}
until_is() { # until_is WHAT EXPANSION PATTERN
    for _ in $(seq 100); do
        # shellcheck disable=SC2254 # it is a pattern
        case $(ask "$2") in $3) passed=$((passed + 1)); return ;; esac
        sleep 0.1
    done
    failed=$((failed + 1))
    echo "kakoune: $1 in 10 s: $(ask "$2"), not $3"
}

kak -n -s "$session" -ui dummy -e "
    source \"%val{runtime}/rc/tools/lint.kak\"
    source '$TOP/examples/editors/kakoune/saywell.kak'
    set-option global saywell_args --isolated
    edit '$DRAFT'
    saywell-enable-buffer
" >"$WORK/kak.log" 2>&1 &
for _ in $(seq 100); do
    [ "$(ask '%val{client}')" = client0 ] && break
    sleep 0.1
done

until_is 'CRLF' '%opt{eolformat}' crlf
until_is 'finding at its place' '%opt{lint_messages}' '*3|note: Say from when*cannot-until*(col 20)*'
until_is 'its flag' '%opt{lint_flags}' '*3|{Information}*'
say "evaluate-commands -client client0 saywell-fix-buffer"
say "evaluate-commands -client client0 %{ execute-keys 3gx }"
see 'fixed' "$(ask '%val{selection}')" '😀 Good news. We can ship from Monday.'
say "evaluate-commands -client client0 write"
until_is 'cleared' '%opt{lint_warning_count}' 0
see 'bytes around it' "$(od -An -c "$DRAFT" | tr -d ' \n')" \
    "$(printf 'Hi Sam,\r\n\r\n😀 Good news. We can ship from Monday.\r\n\r\nAna\r\n' |
        od -An -c | tr -d ' \n')"
say 'evaluate-commands -client client0 %{ saywell-explain cannot-until }'
see 'still there' "$(ask '%val{client}')" client0
say kill!
wait
echo "kakoune: $passed passed, $failed failed"
[ $failed -eq 0 ]
