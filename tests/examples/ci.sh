#!/bin/sh
# ci.sh - do the files of examples/ci do what they say? Run as their users do.
#
#     ci.sh PROGRAM
#
# A repository with the example macros; the hook at work in real commits, and
# the commands that stand in the files for GitHub and GitLab.
set -u

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/repository"
ln -s "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")" "$work/bin/saywell"
PATH=$work/bin:$PATH HOME=$work XDG_CONFIG_HOME=$work
GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=$work/gitconfig
export PATH HOME XDG_CONFIG_HOME GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE 2>/dev/null
passed=0 failed=0

judge() { # judge NAME WANTED GOT [OUTPUT WORDS]
    if [ "$2" = "$3" ] && { [ -z "${5:-}" ] || grep -q -e "$5" "$4"; }; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "ci: $1: status $3, not $2${5:+, or without \"$5\"}"
        [ $# -lt 4 ] || cat "$4"
    fi
}

cd "$work/repository" || exit 2
git init -q . && git config user.name Ana && git config user.email a@b.example
cp -R "$top/examples/macros" "$top/examples/macros.baseline.json" .
mkdir -p .git/hooks
cp "$top/examples/ci/pre-commit" .git/hooks/pre-commit
out=$work/out

commit() { # commit NAME WANTED [WORDS]
    git add -A
    git commit -q -m "$1" >"$out" 2>&1
    judge "$1" "$2" $? "$out" "${3:-}"
}
commit 'known findings go in' 0
printf 'Hi {{name}},\n\nNo, that is final.\n' >macros/new.txt
commit 'a new finding does not' 1 'new.txt:3:'
printf 'Hi {{name}},\n\nI look into it today and write to you.\n' \
    >macros/new.txt
commit 'mended, it does' 0
printf 'No.\n' >other.txt
commit 'what is no macro does' 0
printf 'Hi {{name}},\n\nNo, that is final.\n' >macros/new.txt
git add macros/new.txt
printf 'Hi {{name}},\n\nI look into it today.\n' >macros/new.txt
git commit -q -m staged >"$out" 2>&1
judge 'what is staged counts' 1 $? "$out" 'new.txt:3:'

# The commands that begin with saywell, as they stand in the file.
commands() { sed -n 's/^ *\(- \)\{0,1\}\(saywell .*\)/\2/p' "$1"; }
run_all() { # run_all FILE: status of the worst
    commands "$1" >"$work/commands"
    worst=0
    while read -r line; do
        sh -c "$line" </dev/null >>"$out" 2>&1 || worst=$?
    done <"$work/commands"
    return $worst
}
git checkout -qf HEAD -- . && git reset -q --hard
for file in github gitlab; do
    : >"$out"
    run_all "$top/examples/ci/$file.yml"
    judge "$file: only known ones" 0 $?
    printf 'Hi {{name}},\n\nNo, that is final.\n' >macros/new.txt
    run_all "$top/examples/ci/$file.yml"
    judge "$file: a new one" 1 $? "$out" 'new.txt'
    git checkout -q macros/new.txt
    [ "$(wc -l <"$work/commands")" -ge 2 ]
    judge "$file: two commands" 0 $?
done
grep -q '"version":"2.1.0"' macros.sarif
judge 'github: SARIF' 0 $?
grep -q '"check_name":"cannot-until"' codequality.json
judge 'gitlab: Code Quality' 0 $?
echo "ci: $passed passed, $failed failed"
[ $failed -eq 0 ]
