#!/bin/sh
# layers.sh - which floor may see which: the only copy of the law.
#
# Reads the include lines of src/, include/ and examples/; then compiles every
# header alone, and saywell.h as C++ too. CPPFLAGS: how headers are found.
set -u

top=$(cd "$(dirname "$0")/../.." && pwd)
cd "$top" || exit 2

sources() { find src include examples -name '*.[ch]' 2>/dev/null; }

# floor: what it may see of ours, and of others
# shellcheck disable=SC2016 # the dollars are awk's
broken=$(sources | sort | xargs awk '
BEGIN {
    sees["base"] = "base saywell.h"
    sees["doc"] = "base doc saywell.h"
    sees["rule"] = "base doc rule saywell.h pcre2.h cJSON.h"
    sees["match"] = "base doc rule match saywell.h pcre2.h"
    sees["fix"] = "base doc rule match fix saywell.h"
    sees["lib"] = "base doc rule match fix lib saywell.h"
    sees["report"] = "base report saywell.h"
    sees["talk"] = "base talk saywell.h csv.h gmime/gmime.h"
    sees["conf"] = "base conf saywell.h cJSON.h"
    sees["late"] = "cli base cJSON.h"
    sees["qa"] = "base talk conf qa saywell.h"
    sees["lsp"] = "base talk conf lsp saywell.h cJSON.h"
    sees["cli"] = "base talk conf qa lsp cli saywell.h"
    sees["include"] = ""
    sees["examples"] = "saywell.h"
}
FNR == 1 {
    split(FILENAME, path, "/")
    floor = path[1] == "src" ? path[2] : path[1]
    if (!(floor in sees))
        print FILENAME ": floor " floor " is not in the law (layers.sh)"
}
/^[ \t]*#[ \t]*include/ {
    ours = $0 ~ /^[^<]*"/
    what = $0
    sub(/^[^<"]*[<"]/, "", what)
    sub(/[>"].*$/, "", what)
    sub(/^cjson\//, "", what)
    foreign = what == "pcre2.h" || what == "cJSON.h" || what == "csv.h" ||
              what == "gmime/gmime.h"
    if (!ours && !foreign)
        next # the system
    seen = what
    if (ours && what ~ /\//)
        sub(/\/.*/, "", seen)
    if (index(" " sees[floor] " ", " " seen " ") == 0)
        print FILENAME ":" FNR ": floor " floor " may not see " what
}')

failed=0
if [ -n "$broken" ]; then
    echo "$broken"
    failed=$(echo "$broken" | wc -l)
fi
passed=$(sources | wc -l)

# Two files of one name would hide each other from a reader.
twice=$(find src -name '*.[ch]' | sed 's,.*/,,' | sort | uniq -d)
if [ -n "$twice" ]; then
    echo "file names used twice: $twice"
    failed=$((failed + 1))
fi

alone() { # does the header compile alone, by the command given?
    header=$1
    shift
    # shellcheck disable=SC2086 # CPPFLAGS is a list
    if "$@" ${CPPFLAGS-} -Isrc -Iinclude -fsyntax-only "$header"; then
        passed=$((passed + 1))
    else
        echo "$header does not compile alone: $*"
        failed=$((failed + 1))
    fi
}
for header in include/*.h src/*/*.h; do
    alone "$header" "${CC:-cc}" -std=c11 -Wall -Wextra -Wpedantic -Werror -x c
done
alone include/saywell.h "${CXX:-c++}" -std=c++11 -Wall -Wextra -Wpedantic \
    -Werror -x c++

echo "layers: $((passed)) passed, $((failed)) failed"
[ "$failed" -eq 0 ]
