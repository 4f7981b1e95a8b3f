#!/bin/sh
# part_cold.sh - one start for one draft, as an editor makes it on every save.
#
# Whole processes over a draft of 1 KB (tests/budget/draft.txt), in interleaved
# rounds: the program as `make release` links it against `true`, which loads a
# libc and does nothing; then against write-good, and textlint with prh and 194
# patterns (Node; installed from npm into build/bench/npm at the first run).
# Instructions are callgrind's. The program is linked anew: it is measured as it
# is when it was just written, in large pages where the system has them (the
# release in the Makefile). Copied, or read back into an emptied cache, it is in
# small ones: cold/copied.
set -eu
cd "$WORK"
draft=$TOP/tests/budget/draft.txt
program=$TOP/build/release/saywell

rm -f "$program"
make -C "$TOP" release >cold.log 2>&1 || {
    tail -n 5 cold.log >&2
    exit 1
}

skip() { printf 'cold/%s\t-\t-\tskipped: %s\n' "$1" "$2"; }

ours="$program --isolated $draft"
cp "$program" copied
{
    printf 'true\t%s\n' "$(command -v true)"
    printf 'release\t%s\n' "$ours"
    printf 'copied\t%s\n' "$WORK/copied --isolated $draft"
    printf 'make\t%s\n' "$BUILD/saywell --isolated $draft"
    printf 'help\t%s\n' "$program --version"
} >cold.list
"$BUILD/bench_cold" 200 cold.list | awk -F '\t' '
    $1 == "release" {
        printf "cold/true\t%.2f\ttimes\t" \
            "a draft of 1 KB, make release, against true (%.2f ms)\n", $3, $2
        printf "cold/processor\t%.2f\ttimes\t" \
            "the same by processor time (%.2f ms)\n", $5, $4
    }
    $1 == "copied" { printf "cold/copied\t%.2f\ttimes\t" \
        "a copy of it by cp, in small pages, against true\n", $3 }
    $1 == "make" { printf "cold/dynamic\t%.2f\ttimes\t" \
        "a draft of 1 KB, as make links, against true\n", $3 }
    $1 == "help" { printf "cold/nothing\t%.2f\ttimes\t" \
        "saywell --version, make release, against true\n", $3 }'

if command -v valgrind >/dev/null; then
    env -i LC_ALL=C "$(command -v valgrind)" --tool=callgrind \
        --callgrind-out-file=/dev/null "$program" --isolated "$draft" \
        >/dev/null 2>cold.count || [ $? -eq 1 ]
    awk -F ' : ' '/Collected/ {
        printf "cold/instructions\t%.2f\tmillion\tmake release, callgrind\n",
            $2 / 1e6 }' cold.count
else
    skip instructions 'valgrind is not installed'
fi

# ---- rivals -------------------------------------------------------------------

npm=$TOP/build/bench/npm
if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
    skip write-good 'npm is not installed'
    skip textlint 'npm is not installed'
    exit 0
fi
mkdir -p "$npm"
if [ ! -d "$npm/node_modules/textlint-rule-prh" ]; then
    (cd "$npm" && printf '{"private": true}\n' >package.json &&
        npm install --no-audit --no-fund --loglevel=error write-good@1 \
            textlint@15 textlint-rule-prh@6) >cold.log 2>&1 || {
        rm -rf "$npm/node_modules"
        skip write-good 'npm could not install it'
        skip textlint 'npm could not install it'
        exit 0
    }
fi

# The bench's patterns as prh takes them: JavaScript's expressions.
"$BUILD/bench_make" patterns 194 plain 7 | awk '
    BEGIN { print "version: 1\nrules:" }
    {
        gsub("/", "\\/")
        printf "  - expected: \"-\"\n    pattern: /%s/i\n", $0
    }' >prh.yml
cp "$draft" draft.md
cat >textlintrc.json <<END
{"rules": {"prh": {"rulePaths": ["$WORK/prh.yml"]}}}
END
bin=$npm/node_modules/.bin
{
    printf 'release\t%s\n' "$ours"
    printf 'write-good\t%s\n' "$bin/write-good $draft"
    printf 'textlint\t%s\n' "env NODE_PATH=$npm/node_modules $bin/textlint \
--rules-base-directory $npm/node_modules -c $WORK/textlintrc.json draft.md"
} >rivals.list
"$BUILD/bench_cold" 9 rivals.list | awk -F '\t' '
    $1 == "write-good" { printf "cold/write-good\t%.0f\ttimes\t" \
        "write-good against us, the same draft (%.0f ms)\n", $3, $2 }
    $1 == "textlint" { printf "cold/textlint\t%.0f\ttimes\t" \
        "textlint with prh and 194 patterns against us (%.0f ms)\n", $3, $2 }'
