#!/bin/sh
# deps.sh - install what is missing, and say what it does.
#
#     tests/tools/deps.sh [--missing] LIST...
#         LIST: build release test lint fuzz shells npm browser bare bench
#               engines scale
#
# --missing installs nothing: it names what is missing, status 1 if anything
# is. With nothing missing both are quick and quiet (a tenth of a second).
# DEPS_MANAGER=apt|dnf|brew overrides the choice of package manager.
set -eu

# probe                 Debian, Ubuntu          Fedora             Homebrew
table() {
    case $1 in
    build) cat <<'END' ;;
c_compiler              gcc,libc6-dev           gcc,glibc-devel    -
command:pkg-config      pkg-config              pkgconf-pkg-config pkg-config
library:libpcre2-8      libpcre2-dev            pcre2-devel        pcre2
library:libcjson        libcjson-dev            cjson-devel        cjson
library:gumbo           libgumbo-dev            gumbo-parser-devel gumbo-parser
header:csv.h            libcsv-dev              libcsv-devel       libcsv
library:gmime-3.0       libgmime-3.0-dev        gmime30-devel      gmime
END
    test) cat <<'END' ;;
library:check           check                   check-devel        check
command:git             git                     git                git
command:diff            diffutils               diffutils          diffutils
command:patch           patch                   patch              gpatch
python_module:jsonschema python3,python3-jsonschema python3-jsonschema python-jsonschema
command:valgrind        valgrind                valgrind           none
command:musl-gcc        musl-tools              musl-gcc           none
END
    release) cat <<'END' ;;
command:musl-gcc        musl-tools              musl-gcc           none
END
    lint) cat <<'END' ;;
command:clang-tidy      clang-tidy              clang-tools-extra  llvm
command:clang-format    clang-format            clang-tools-extra  clang-format
command:c++             g++                     gcc-c++            -
command:cppcheck        cppcheck                cppcheck           cppcheck
command:shellcheck      shellcheck              ShellCheck         shellcheck
command:mandoc          mandoc                  mandoc             mandoc
command:nm              binutils                binutils           binutils
END
    fuzz) cat <<'END' ;;
fuzzer                  clang,libclang-rt-dev   clang,compiler-rt  llvm
END
    shells) cat <<'END' ;;
command:bash            bash                    bash               bash
command:zsh             zsh                     zsh                -
command:fish            fish                    fish               fish
END
    npm) cat <<'END' ;;
command:npm             nodejs,npm              nodejs-npm         node
END
    browser) cat <<'END' ;;
browser                 chromium-headless-shell chromium           -
command:npm             nodejs,npm              nodejs-npm         node
END
    editors) cat <<'END' ;;
command:vim             vim                     vim-enhanced       vim
command:nvim            neovim                  neovim             neovim
eglot                   emacs-nox,elpa-eglot    emacs-nox          emacs
command:kak             kakoune                 kakoune            kakoune
command:npm             nodejs,npm              nodejs-npm         node
command:unzip           unzip                   unzip              unzip
END
    engines) cat <<'END' ;;
command:parallel        parallel                parallel           parallel
python_module:distributed python3-distributed,python3-dask python3-distributed -
END
    scale) cat <<'END' ;;
command:parallel        parallel                parallel           parallel
python_module:distributed python3-distributed,python3-dask python3-distributed -
command:slurmctld       slurm-wlm               slurm-slurmctld,slurm-slurmd -
command:munged          munge                   munge              -
END
    bare) cat <<'END' ;;
command:debootstrap     debootstrap             debootstrap        -
command:valgrind        valgrind                valgrind           -
END
    bench) cat <<'END' ;;
library:libhs           libvectorscan-dev       vectorscan-devel   vectorscan
command:rg              ripgrep                 ripgrep            ripgrep
command:pcre2grep       pcre2-utils             pcre2-tools        pcre2
command:valgrind        valgrind                valgrind           -
command:npm             nodejs,npm              nodejs-npm         node
END
    *) echo "deps: no list named $1 (build release test lint fuzz shells npm browser" \
        "editors bare bench engines scale)" >&2
       exit 2 ;;
    esac
}

# A compiler without the C library's headers is not one.
c_compiler() {
    echo '#include <stdio.h>' | ${CC:-cc} -E -x c - >/dev/null 2>&1
}
fuzzer() {
    echo 'int LLVMFuzzerTestOneInput(void); int LLVMFuzzerTestOneInput(void)
          {return 0;}' |
        clang -fsanitize=fuzzer,address -x c -o /dev/null - >/dev/null 2>&1
}
browser() {
    [ -n "${CHROME-}" ] || command_ chromium-headless-shell ||
        command_ chromium || command_ chromium-browser || command_ google-chrome
}
eglot() {
    emacs --batch -q --eval '(package-initialize)' --eval "(require 'eglot)" \
        >/dev/null 2>&1
}
command_() { command -v "$1" >/dev/null 2>&1; }
header() { # one that no pkg-config knows
    echo "#include <$1>" | ${CC:-cc} -E -x c - >/dev/null 2>&1
}
library() { pkg-config --exists "$1" >/dev/null 2>&1; }
python_module() { "$(dirname "$0")/python.sh" "$1" >/dev/null 2>&1; }

there() { # is what the probe looks for there?
    case $1 in
    command:*) command_ "${1#*:}" ;;
    library:*) library "${1#*:}" ;;
    header:*) header "${1#*:}" ;;
    python_module:*) python_module "${1#*:}" ;;
    *) "$1" ;;
    esac
}

manager() {
    for m in ${DEPS_MANAGER:-apt dnf brew}; do
        case $m in apt) tool=apt-get ;; *) tool=$m ;; esac
        if command_ "$tool"; then
            echo "$m"
            return
        fi
    done
}

# A package manager tells a long story; it is shown only when it ends badly.
quietly() {
    log=$(mktemp)
    began=$(date +%s)
    if "$@" >"$log" 2>&1; then
        rm -f "$log"
        echo "deps: done in $(($(date +%s) - began)) s"
        return
    fi
    cat "$log" >&2
    rm -f "$log"
    echo "deps: failed: $*" >&2
    exit 1
}

only_name=no
if [ "${1-}" = --missing ]; then
    only_name=yes
    shift
fi
[ $# -gt 0 ] || set -- build test
which=$(manager)
case $which in dnf) column=3 ;; brew) column=4 ;; *) column=2 ;; esac

missing='' packages=''
for list in "$@"; do
    rows=$(table "$list" | tr -s ' ' ';')
    for row in $rows; do
        probe=${row%%;*}
        there "$probe" && continue
        names=$(echo "$row" | cut -d';' -f$column | tr ',' ' ')
        [ "$names" != none ] || continue # not to be had, and not needed
        missing="$missing ${probe#*:}"
        if [ "$names" = - ]; then
            names=
            echo "deps: Apple's tools bring ${probe#*:}:" \
                "xcode-select --install" >&2
        fi
        packages="$packages $names"
    done
done

if [ -z "$missing" ]; then
    exit 0
fi
echo "deps: missing:$missing" | tr '_' ' '
[ $only_name = no ] || exit 1

# Homebrew runs as its user; the others need root.
sudo=
if [ "$which" != brew ] && [ -n "$which" ] && [ "$(id -u)" -ne 0 ]; then
    if ! command_ sudo; then
        echo "deps: not root, and there is no sudo; please have installed:" >&2
        echo "   $packages" >&2
        exit 1
    fi
    sudo=sudo
fi

# shellcheck disable=SC2086 # $sudo is a word or none, $packages are words
case $which in
apt)
    echo "deps: installing by ${sudo:+sudo }apt-get:$packages"
    # Lists may be old or absent; a foreign source that fails is no reason to
    # stop, for the install below says what is really missing.
    $sudo apt-get -q -o DPkg::Lock::Timeout=300 update >/dev/null 2>&1 ||
        echo "deps: apt-get update failed; using the lists there are"
    quietly $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
        install -y --no-install-recommends $packages
    ;;
dnf)
    echo "deps: installing by ${sudo:+sudo }dnf:$packages"
    quietly $sudo dnf -q install -y $packages
    ;;
brew)
    echo "deps: installing by brew:$packages"
    quietly brew install $packages
    ;;
*)
    echo "deps: none of apt-get, dnf and brew is here; please install:" >&2
    echo "   $missing" >&2
    exit 1
    ;;
esac

for list in "$@"; do
    for row in $(table "$list" | tr -s ' ' ';'); do
        probe=${row%%;*}
        there "$probe" && continue
        [ "$(echo "$row" | cut -d';' -f$column)" != none ] || continue
        echo "deps: still missing after the installation: ${probe#*:}" >&2
        exit 1
    done
done
