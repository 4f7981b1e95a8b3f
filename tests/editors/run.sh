#!/bin/sh
# run.sh - the language server and the editors' files, in the editors.
#
#     run.sh BUILD PART         npm client vscode vim neovim emacs kakoune
#
# A draft with CRLF, a curly quote and an emoji is opened; the finding must
# stand at its place, its rewrite be made, the finding go, and no other byte of
# the file change. Packages from npm are those of the lock file in
# examples/editors/vscode, put into BUILD/npm; where npm cannot be reached,
# what needs them is skipped, with a word.
set -u

TOP=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=$(cd "$1" && pwd) || exit 2
part=$2
here=$TOP/tests/editors
npm=$BUILD/npm
WORK=$(mktemp -d) || exit 2
trap 'rm -rf "$WORK"' EXIT
PATH=$BUILD:$PATH
DRAFT=$WORK/draft.txt DRAFT2=$WORK/draft-2.txt OUT=$WORK/out
export TOP PATH WORK DRAFT DRAFT2 OUT
unset SAYWELL_RULES
printf 'Hi Sam,\r\n\r\n\360\237\230\200 Good news. We can\342\200\231t ship until Monday.\r\n\r\nAna\r\n' \
    >"$DRAFT"
cp "$DRAFT" "$DRAFT2"
mine() { HOME=$WORK XDG_CONFIG_HOME=$WORK "$@"; }

fetch() { # the packages of the lock file, unless they are there
    lock=$TOP/examples/editors/vscode/package-lock.json
    mkdir -p "$npm"
    cmp -s "$lock" "$npm/fetched.json" && return
    rm -f "$npm/fetched.json" "$npm/unreached"
    cp "$lock" "${lock%-lock.json}.json" "$npm/"
    if (cd "$npm" && npm ci --ignore-scripts --no-audit --no-fund) \
        >"$npm/log" 2>&1; then
        cp "$lock" "$npm/fetched.json"
        return
    fi
    if grep -Eq 'ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|ENOTCACHED' \
        "$npm/log"; then
        : >"$npm/unreached"
        echo 'editors: npm cannot be reached: client and vscode are skipped'
    else
        tail -n 20 "$npm/log"
        return 1
    fi
}

skip_unreached() {
    [ -f "$npm/unreached" ] || return 0
    echo "$part: skipped: npm cannot be reached"
    echo "$part: 0 passed, 0 failed"
    exit 0
}

# Types, bundle, package; and what it asks the server for is what there is.
vscode() {
    from=$TOP/examples/editors/vscode
    passed=0 failed=0
    see() { # see WHAT COMMAND...
        what=$1
        shift
        if "$@" >"$WORK/log" 2>&1; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "vscode: $what"
            tail -n 20 "$WORK/log"
        fi
    }
    rm -rf "$npm/src" "$npm/dist" "$npm/saywell.vsix"
    cp -R "$from/src" "$from/tsconfig.json" "$from/README.md" \
        "$from/.vscodeignore" "$from/package.json" "$TOP/LICENSE" "$npm/"
    cd "$npm" || exit 2
    see 'types' npm run -s check
    see 'bundle' npm run -s bundle
    see 'it is a program' node --check dist/extension.js
    see 'package' npx vsce package --no-dependencies \
        --allow-missing-repository --out saywell.vsix
    see 'the package opens' unzip -tq saywell.vsix
    unzip -Z1 saywell.vsix 2>/dev/null | sort >"$WORK/names"
    printf '%s\n' '[Content_Types].xml' extension.vsixmanifest \
        extension/LICENSE.txt extension/dist/extension.js \
        extension/package.json extension/readme.md | sort >"$WORK/wanted"
    see 'what is in it' diff "$WORK/wanted" "$WORK/names"
    see 'settings of the server' node "$here/settings.mjs" "$BUILD/saywell" \
        "$npm/package.json"
    echo "vscode: $passed passed, $failed failed"
    [ $failed -eq 0 ]
}

case $part in
npm) fetch || exit 1
    [ -f "$npm/unreached" ] && n=0 || n=1
    echo "npm: $n passed, 0 failed" ;;
client) skip_unreached
    mkdir "$WORK/folder"
    timeout 120 node "$here/client.mjs" "$BUILD/saywell" \
        "$npm/node_modules" "$WORK/folder" ;;
vscode) skip_unreached
    vscode ;;
vim) mine timeout 120 vim -Nu NONE -i NONE -n -es -S "$here/vim.vim" \
    </dev/null >"$WORK/log" 2>&1
    cat "$OUT" || cat "$WORK/log" ;;
neovim) mine timeout 120 nvim --headless --clean -n \
    -c "luafile $here/neovim.lua" </dev/null >"$WORK/log" 2>&1
    cat "$OUT" || cat "$WORK/log" ;;
emacs) mine timeout 120 emacs --batch -q -l "$here/emacs.el" \
    </dev/null >"$WORK/log" 2>&1
    cat "$OUT" || cat "$WORK/log" ;;
kakoune) mine timeout 120 sh "$here/kakoune.sh" </dev/null ;;
*) echo "run.sh: no part named $part" >&2
    exit 2 ;;
esac
