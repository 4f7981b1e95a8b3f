#!/bin/sh
# frames.sh - the language server's framing, for tests in shell.
#
#     frames.sh in <lines     each line, a message, with a header before it
#     frames.sh out <frames   each message on a line of its own
set -u

case ${1-} in
in) LC_ALL=C awk '{ printf "Content-Length: %d\r\n\r\n%s", length($0), $0 }' ;;
out) LC_ALL=C tr -d '\r' | LC_ALL=C sed 's/Content-Length: [0-9]*$//' |
    grep . || true ;;
*) echo 'usage: frames.sh in | out' >&2
   exit 2 ;;
esac
