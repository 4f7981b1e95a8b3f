#!/bin/sh
# check.sh - the recipes of examples/scale on real engines.
#
#     check.sh PROGRAM ENGINE...        parallel dask slurm
#
# Eight shards; a worker is killed while it is at the fourth; what comes out
# must be, byte by byte, what one run over all shards prints.
set -u

TOP=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
work=$(mktemp -d) || exit 2
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
recipes=$TOP/examples/scale

for i in 0 1 2 3 4 5 6 7; do
    for _ in 1 2; do
        cat "$TOP"/tests/data/*.jsonl
    done | sed "s/^{\"id\": *\"/&$i-/" >"$work/shard-$i.jsonl"
done
"$program" check --isolated --input conversations -f jsonl -q -j1 \
    "$work"/shard-?.jsonl >"$work/wanted" || exit 2

# The program that the recipes run: at the fourth shard, and once only, it has
# whoever runs it killed, as KILL says: itself, its parent, or by the test.
cat >"$work/saywell" <<END
#!/bin/sh
case "\$*" in
*shard-3.jsonl)
    if mkdir "$work/killed" 2>/dev/null; then
        echo '{"half a line' # what a lost worker has written must not count
        case \$KILL in
        itself) kill -9 \$\$ ;;
        parent) kill -9 \$PPID ;;
        esac
        sleep 600
    fi ;;
esac
exec "$program" "\$@"
END
chmod 755 "$work/saywell"
SAYWELL=$work/saywell
SAYWELL_ARGS=--isolated
export SAYWELL SAYWELL_ARGS KILL

judge() { # judge ENGINE: is OUT/all.jsonl what was wanted?
    if [ ! -d "$work/killed" ]; then
        echo "scale: $1: no worker was killed"
        failed=$((failed + 1))
    elif ! cmp "$work/wanted" "$work/$1/all.jsonl"; then
        echo "scale: $1: other bytes than one sequential run"
        head -n 30 "$work/$1.log"
        failed=$((failed + 1))
    else
        echo "scale: $1: the same bytes, a worker killed, $(($(date +%s) - began)) s"
        passed=$((passed + 1))
    fi
    rm -rf "$work/killed"
}

with_parallel() {
    KILL=itself PARALLEL_ARGS=-j2 "$recipes/parallel_lint.sh" "$work/parallel" \
        "$work"/shard-?.jsonl >"$work/parallel.log" 2>&1
}

with_dask() {
    python=$("$TOP/tests/tools/python.sh" distributed) || return
    KILL=parent "$python" "$recipes/dask_lint.py" "$work/dask" \
        "$work"/shard-?.jsonl >"$work/dask.log" 2>&1
}

with_slurm() {
    KILL=other "$TOP/tests/scale/slurm.sh" "$work" "$recipes" \
        >"$work/slurm.log" 2>&1
}

for engine in "$@"; do
    began=$(date +%s)
    "with_$engine"
    judge "$engine"
done
echo "scale: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
