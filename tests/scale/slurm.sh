#!/bin/sh
# slurm.sh - a Slurm cluster of two nodes on this machine, one of them lost.
#
#     slurm.sh WORK RECIPES        called by check.sh
#
# Everything is of this run: key, sockets, ports, state. Needs root, for Slurm's
# daemons do. The node whose task waits at the fourth shard is killed with all
# its daemons; the other one does that task again.
set -eu

work=$1 recipes=$2
base=$((17000 + $$ % 2000 * 10))
W=$work/cluster
mkdir "$W" "$W/state" "$W/log"
chmod 755 "$W"
export SLURM_CONF="$W/slurm.conf"
head -c 1024 /dev/urandom >"$W/key"
chmod 400 "$W/key"

{
    echo "ClusterName=saywell$$"
    echo 'SlurmctldHost=localhost(127.0.0.1)'
    echo "SlurmctldPort=$base"
    echo "SlurmUser=$(id -un)"
    echo 'AuthType=auth/munge'
    # Without the short life of credentials a task that was put back into the
    # queue waits for minutes.
    echo "AuthInfo=socket=$W/munge.sock,cred_expire=5"
    echo 'CommunicationParameters=NoInAddrAny'
    echo 'MpiDefault=none'
    echo 'ProctrackType=proctrack/linuxproc'
    echo 'TaskPlugin=task/none'
    echo 'JobAcctGatherType=jobacct_gather/none'
    echo 'ReturnToService=2'
    echo 'SlurmdTimeout=5'
    echo 'SelectType=select/cons_tres'
    echo 'SelectTypeParameters=CR_Core'
    echo 'SchedulerParameters=sched_interval=1,batch_sched_delay=0,bf_interval=1'
    echo "StateSaveLocation=$W/state"
    echo "SlurmctldPidFile=$W/slurmctld.pid"
    echo "SlurmdPidFile=$W/%n.pid"
    echo "SlurmdSpoolDir=$W/spool-%n"
    for n in 1 2; do
        echo "NodeName=n$n NodeHostname=localhost NodeAddr=127.0.0.1" \
            "Port=$((base + n)) CPUs=1 RealMemory=500"
    done
    echo 'PartitionName=main Nodes=ALL Default=YES MaxTime=10 State=UP'
} >"$SLURM_CONF"

started=
stop() {
    # shellcheck disable=SC2086 # a list of processes, all of them ours
    kill $started 2>/dev/null || :
    wait
}
trap stop EXIT

until_ok() { # until_ok COMMAND...: half a minute at most
    for _ in $(seq 300); do
        "$@" >/dev/null 2>&1 && return
        sleep 0.1
    done
    echo "slurm: waited in vain: $*" >&2
    return 1
}
is_idle() { sinfo --noheader --format=%T | grep -q idle; }

munged --force --foreground --key-file="$W/key" --socket="$W/munge.sock" \
    --pid-file="$W/munge.pid" --log-file="$W/log/munge" \
    --seed-file="$W/seed" 2>"$W/log/munge.err" &
started="$started $!"
until_ok test -S "$W/munge.sock"
slurmctld -D >"$W/log/slurmctld" 2>&1 &
started="$started $!"
for n in 1 2; do
    mkdir "$W/spool-n$n"
    slurmd -D -N n$n >"$W/log/n$n" 2>&1 &
    echo $! >"$W/slurmd-n$n"
    started="$started $!"
done
until_ok is_idle

# The one whose task waits: the node, its daemon and the step below it go.
lose_node() {
    until_ok test -d "$work/killed"
    sleep 1
    task=$(squeue --noheader --array --format='%K %N %T' |
        awk '$1 == 3 { print $2 }')
    echo "losing node $task"
    daemon=$(cat "$W/slurmd-$task")
    # Steps are no children of the daemon; the waiting program's ancestors are.
    waiting=$(pgrep -f "sh $work/saywell .*shard-3.jsonl" | head -n 1)
    step=$waiting
    chain=
    while [ -n "$step" ] && [ "$step" -gt 1 ]; do
        case $(cat "/proc/$step/comm" 2>/dev/null) in
        slurmstepd*)
            chain="$chain $step"
            break ;;
        esac
        chain="$chain $step"
        step=$(awk '{ print $4 }' "/proc/$step/stat" 2>/dev/null)
    done
    # shellcheck disable=SC2086 # a list of processes
    kill -9 "$daemon" $chain
}
lose_node &

"$recipes/slurm_submit.sh" "$work/slurm" "$work"/shard-?.jsonl
