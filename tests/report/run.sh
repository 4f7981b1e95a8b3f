#!/bin/sh
# run.sh - the report's page in a headless browser: looks, access, filters.
#
#     run.sh PROGRAM FOLDER
#
# Pages are made from examples/report and from hostile conversations; FOLDER
# keeps them, screenshots at 1280 and 400 pixels in both colours, and the page
# as it prints. CHROME names the browser, else the first that is found.
set -u

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
program=$1
mkdir -p "$2" && folder=$(cd "$2" && pwd) || exit 2

chrome=${CHROME-}
for name in chromium-headless-shell chromium chromium-browser google-chrome; do
    [ -n "$chrome" ] || chrome=$(command -v $name)
done
[ -n "$chrome" ] || { echo 'report: no browser; run: make deps' >&2; exit 2; }

# What drives the browser comes from npm once, in the versions named.
if ! cmp -s "$here/package.json" "$folder/package.json" ||
    [ ! -d "$folder/node_modules/axe-core" ]; then
    cp "$here/package.json" "$folder/package.json"
    npm install --silent --no-audit --no-fund --prefix "$folder" || exit 2
fi

report() { "$program" report -q --isolated "$@"; }
talk=$top/examples/report/talk.jsonl
report --sample 3 --waivers "$top/examples/report/waivers.json" \
    -o "$folder/page.json" "$talk" || exit 2
head -n 120 "$talk" | report -o "$folder/then.json" || exit 2
report --sample 3 --waivers "$top/examples/report/waivers.json" \
    -o "$folder/page.html" "$talk" || exit 2
head -n 20 "$talk" | report --anonymise --compare "$folder/then.json" \
    -o "$folder/few.html" || exit 2
tail -n 120 "$talk" | cat - "$top/tests/golden/report-html/talk.jsonl" |
    report --compare "$folder/then.json" --worst 100 -o "$folder/hostile.html" ||
    exit 2
node "$here/check.mjs" "$chrome" "$folder"
