#!/bin/bash
# bash.sh - what bash offers for the words given: bash.sh SCRIPT WORDS...
#
# Words come cut as bash cuts them: at "=" too.
# shellcheck source=/dev/null
. "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_saywell
[ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}"
