#!/bin/sh
# shells.sh - do the shells complete what they should? rows.txt, in each.
#
#     shells.sh PROGRAM bash|zsh|fish...
#
# Real shells are asked: fish and bash by their own means, zsh in a pseudo
# terminal. A shell that is not there is named and counts as failed.
set -u

here=$(cd "$(dirname "$0")" && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/here" && ln -s "$program" "$work/bin/saywell"
PATH=$work/bin:$PATH HOME=$work XDG_CONFIG_HOME=$work
export PATH HOME XDG_CONFIG_HOME
cd "$work/here" && echo 'Hello.' >draft.txt || exit 2
passed=0 failed=0

# offers SHELL LINE: what it would put in place of the last word, a line each.
offers() {
    case $1 in
    bash)
        # shellcheck disable=SC2046 # words are meant to be cut
        bash "$here/bash.sh" "$work/bash" $(echo "$2" | sed 's/=/ = /g')
        ;;
    fish) fish --no-config -c "source $work/fish; complete -C '$2'" |
        sed 's/^--[a-z-]*=//' | cut -f1 ;;
    zsh) zsh -f "$here/zsh.zsh" "$work/zsh" "$2" | tr -s ' ' '\n' ;;
    esac
}

row() { # row SHELL LINE WORDS...
    shell=$1 line=$2
    shift 2
    got=$(offers "$shell" "$line" 2>"$work/err")
    wanted=yes bad=
    for word in "$@"; do
        if [ "$word" = ! ]; then
            wanted=no
        elif printf '%s\n' "$got" | grep -qx -e "$word"; then
            [ $wanted = yes ] || bad="$bad, offers $word"
        else
            [ $wanted = no ] || bad="$bad, does not offer $word"
        fi
    done
    [ -s "$work/err" ] && bad="$bad, says $(cat "$work/err")"
    if [ -z "$bad" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "shells: $shell: \"$line\"$bad"
    fi
}

for shell in "$@"; do
    if ! command -v "$shell" >/dev/null; then
        echo "shells: $shell is not installed (make deps does not bring it;" \
            "make shell-check does)"
        failed=$((failed + 1))
        continue
    fi
    saywell completion "$shell" >"$work/$shell" || exit 2
    grep -v '^#' "$here/rows.txt" >"$work/rows"
    while IFS=: read -r line words; do
        # shellcheck disable=SC2086 # words are meant to be cut
        row "$shell" "${line% }" $words
    done <"$work/rows"
done
echo "shells: $passed passed, $failed failed"
[ $failed -eq 0 ]
