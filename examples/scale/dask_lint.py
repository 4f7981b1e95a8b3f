"""dask_lint.py - lint shards of conversation lines on a Dask cluster.

    dask_lint.py OUT SHARD...                                two workers, here
    dask_lint.py --scheduler tcp://HOST:8786 OUT SHARD...    a cluster of yours

A shard is a task. When a worker dies, Dask does its task again elsewhere; each
try writes to a name of its own and renames it, so that a second one is
harmless. OUT/all.jsonl holds the results in the order of the shards.
"""
import argparse
import os
import shutil
import subprocess

from distributed import Client, LocalCluster


def lint(program, arguments, shard, part):
    """Runs where a worker is: shard and part must be there under that name."""
    own = f"{part}.{os.uname().nodename}.{os.getpid()}"
    with open(own, "wb") as file:
        subprocess.run([program, "check", "--input", "conversations", "-f",
                        "jsonl", "-q", "-j1", *arguments, shard],
                       stdout=file, check=True)
    os.replace(own, part)
    return part


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scheduler", help="address of a running scheduler")
    parser.add_argument("out")
    parser.add_argument("shard", nargs="+")
    options = parser.parse_args()
    program = os.environ.get("SAYWELL", "saywell")
    arguments = os.environ.get("SAYWELL_ARGS", "").split()
    os.makedirs(options.out, exist_ok=True)
    parts = [os.path.join(os.path.abspath(options.out), f"part-{i:05}.jsonl")
             for i in range(len(options.shard))]

    cluster = None
    if not options.scheduler: # no port is opened beyond this machine
        cluster = LocalCluster(n_workers=2, threads_per_worker=1,
                               host="127.0.0.1", scheduler_port=0,
                               dashboard_address=None)
    with Client(options.scheduler or cluster) as client:
        done = client.map(lambda pair: lint(program, arguments, *pair),
                          list(zip(options.shard, parts)), retries=2,
                          pure=False)
        client.gather(done) # raises what a task raised
    if cluster:
        cluster.close()
    with open(os.path.join(options.out, "all.jsonl"), "wb") as whole:
        for part in parts:
            with open(part, "rb") as file:
                shutil.copyfileobj(file, whole)


if __name__ == "__main__":
    main()
