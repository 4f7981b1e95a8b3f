#!/bin/sh
# bare.sh - the first day on a bare machine: Debian 12 with git and make only.
#
#     bare.sh [--keep] [FOLDER]          as root; about 1 GB below FOLDER
#
# debootstrap --variant=minbase makes a root; git and make are added; the
# committed tree is cloned into it; `make demo`, then `make check` run there.
# Prints how long each took. The mirror and the way to it (apt's options,
# proxies, certificates, name server) are this machine's.
# SUITE=bookworm and MIRROR=http://... override.
set -eu

keep=no
if [ "${1-}" = --keep ]; then
    keep=yes
    shift
fi
top=$(cd "$(dirname "$0")/../.." && pwd)
root=${1:-$(mktemp -d)}/root
suite=${SUITE:-bookworm}
if [ "$(id -u)" -ne 0 ] || [ -e "$root" ]; then
    echo "bare: needs to be root, and a folder without a root in it" >&2
    exit 2
fi

# The first Debian mirror in either style of apt's sources.
mirror() {
    cat /etc/apt/sources.list.d/*.sources 2>/dev/null |
        sed -n 's/^URIs: *\([^ ]*\/debian\)\/* *$/\1/p' | head -n 1
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
        sed -n 's/^deb \(\[[^]]*\] \)*\([^ ]*\/debian\)\/* .*/\2/p' |
        head -n 1
}
MIRROR=${MIRROR:-$(mirror | head -n 1)}
MIRROR=${MIRROR:-http://deb.debian.org/debian}

finish() {
    for inside in dev/pts dev proc; do
        umount "$root/$inside" 2>/dev/null || :
    done
    if [ $keep = yes ]; then
        echo "bare: kept $root"
    elif ! grep -q " $root/" /proc/mounts; then
        rm -rf "$root"
    fi
}
trap finish EXIT

timed() { # timed WORDS COMMAND...
    words=$1 start=$(date +%s)
    shift
    status=0
    "$@" || status=$?
    echo "bare: $words: status $status, $(($(date +%s) - start)) s"
    return $status
}

inside() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
        LC_ALL=C.UTF-8 ${http_proxy:+"http_proxy=$http_proxy"} \
        ${https_proxy:+"https_proxy=$https_proxy"} sh -c "$1"
}

quiet() { # its output only if it fails
    "$@" >"$root.log" 2>&1 || {
        tail -n 30 "$root.log"
        return 1
    }
}

mkdir -p "$(dirname "$root")"
timed "debootstrap $suite from $MIRROR" quiet debootstrap --variant=minbase \
    "$suite" "$root" "$MIRROR"

# The way out: options and proxies of apt, name server, certificates.
for file in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
    [ -f "$file" ] || continue
    grep -Eiq 'proxy|check-(date|valid)|verify|cainfo' "$file" || continue
    cp "$file" "$root$file"
done
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
if [ -d /usr/local/share/ca-certificates ]; then
    mkdir -p "$root/usr/local/share/"
    cp -R /usr/local/share/ca-certificates "$root/usr/local/share/"
fi
# A chroot on a plain folder may lack /proc and device files; the sanitizers
# are not run here, so that the mounts are a kindness, not a need.
mount -t proc proc "$root/proc" 2>/dev/null || :
mount --bind /dev "$root/dev" 2>/dev/null || :

timed "git and make" quiet inside 'apt-get -q update &&
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
        --no-install-recommends git make'
git clone -q --no-hardlinks "$top" "$root/saywell"
inside 'cc --version >/dev/null 2>&1' && {
    echo "bare: there is a compiler already: not a bare root" >&2
    exit 1
}
timed "make demo" inside 'cd /saywell && make demo'
timed "make check" inside 'cd /saywell && make check'
