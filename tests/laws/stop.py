"""stop.py - a batch may be stopped at any moment, and goes on as if not.

    stop.py PROGRAM TOP

A batch over some files with --resume is killed (SIGKILL) at seeded moments,
more than once, told to stop (SIGINT), and its state is torn and bent; the run
that finishes must print the bytes of a run that nobody stopped, and must not
have done a finished input again.
"""
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

FILES = 9
SEEDS = 6


class Batch:
    """Files in a folder, and the program over them."""

    def __init__(self, program, top, folder):
        self.program, self.folder = program, folder
        self.environment = dict(os.environ, TERM="dumb", HOME=folder,
                                XDG_CONFIG_HOME=folder,
                                SAYWELL_RULES=f"{top}/tests/data/packs/tiny")
        self.inputs = f"{folder}/in"
        os.mkdir(self.inputs)
        data = b""
        for name in sorted(os.listdir(f"{top}/tests/data")):
            if name.endswith(".jsonl"):
                with open(f"{top}/tests/data/{name}", "rb") as file:
                    data += file.read()
        lines = data.splitlines(keepends=True)
        for i in range(FILES):
            turned = lines[i * 7 % len(lines):] + lines[:i * 7 % len(lines)]
            with open(self.path(i), "wb") as file:
                file.write(b"".join(turned) * (1 + i % 3))
        with open(f"{self.inputs}/draft.txt", "w", encoding="utf-8") as file:
            file.write("No, we can't ship until Monday.\n")

    def path(self, i):
        return f"{self.inputs}/{i}.jsonl"

    def words(self, *more):
        return [self.program, "check", *more, self.inputs]

    def run(self, *more, status=(0, 1)):
        done = subprocess.run(self.words(*more), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=300, check=False,
                              env=self.environment)
        if done.returncode not in status:
            raise AssertionError(f"status {done.returncode}: {more}: "
                                 f"{done.stderr.decode()[-500:]}")
        return done

    def stop(self, how, state, size, *more):
        """Sends the signal when the state has grown to size; gives the
        process, which may have finished before."""
        with open(f"{self.folder}/stopped", "wb") as out:
            process = subprocess.Popen(self.words("--resume", state, *more),
                                       stdout=out, stderr=subprocess.PIPE,
                                       env=self.environment)
        began = time.time()
        while process.poll() is None and time.time() - began < 300:
            if os.path.exists(state) and os.path.getsize(state) >= size:
                break
            time.sleep(0.0005)
        process.send_signal(how)
        process.err = process.communicate()[1]
        process.out = read(f"{self.folder}/stopped")
        return process


def frames(state, kind):
    """The lines of the state that begin with this kind."""
    with open(state, "rb") as file:
        return re.findall(rb'^{"%s":' % kind, file.read(), re.M)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def before(done):
    """How many inputs the run found done."""
    found = re.search(rb"(\d+) of \d+ inputs were done before", done.stderr)
    return int(found.group(1)) if found else 0


def fresh(folder, name):
    path = f"{folder}/{name}"
    if os.path.exists(path):
        os.unlink(path)
    return path


def killed(batch, seed, form, wanted, full):
    """Kills two runs somewhere, finishes with a third."""
    chance = random.Random(seed)
    state, out = fresh(batch.folder, "state"), fresh(batch.folder, "out")
    more = ["-f", form, "-j", str(1 + seed % 3), "-o", out]
    for _ in range(2):
        size = chance.randrange(1, full)
        batch.stop(signal.SIGKILL, state, size, *more)
    finished = len(frames(state, b"done")) if os.path.exists(state) else 0
    done = batch.run("--resume", state, *more)
    assert read(out) == wanted, f"seed {seed}: other bytes"
    assert before(done) == finished, (before(done), finished)
    assert len(frames(state, b"done")) == FILES + 1, "done twice, or not"
    assert not [n for n in os.listdir(batch.folder) if n.startswith(".saywell")]
    return finished


def stopped(batch, how, full, *more):
    """A run that was told to stop and was not done yet."""
    for part in (2, 4, 8, full, full, full): # a slow machine tells late
        fresh(batch.folder, "out")
        process = batch.stop(how, fresh(batch.folder, "state"),
                             full // part, *more)
        if b"stopped; " in process.err:
            break
    assert process.returncode == -how, process.returncode
    return process


def told_to_stop(batch, wanted, full):
    """SIGINT: what is done is kept, what is not is named; the next goes on."""
    state, out = f"{batch.folder}/state", f"{batch.folder}/out"
    more = ["-f", "jsonl", "-j2", "-o", out]
    process = stopped(batch, signal.SIGINT, full, *more)
    words = process.err.decode()
    done = int(re.search(r"stopped; (\d+) of", words).group(1))
    assert done == len(frames(state, b"done")), words
    assert done == FILES or "not begun" in words, words
    part = read(out)
    assert wanted.startswith(part), "no prefix"
    assert part == b"" or part.endswith(b"\n"), "half a line"
    assert len(part) < len(wanted), "all of it"
    again = batch.run("--resume", state, *more)
    assert before(again) == done, (before(again), done)
    assert read(out) == wanted, "other bytes"

    # A document stays one, and names what is missing.
    process = stopped(batch, signal.SIGTERM, full, "-f", "json", "-j2")
    document = json.loads(process.out)
    assert any(e["code"] == "stopped" for e in document["errors"]), "unnamed"


def waiting(batch):
    """SIGINT while a pipe is waited for: a half line is none."""
    process = subprocess.Popen(
        [batch.program, "check", "-f", "jsonl", "--input", "conversations"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=batch.environment)
    process.stdin.write(b'{"id": "a", "turns": []}\n{"id": "b", "tur')
    process.stdin.flush()
    first = process.stdout.readline()
    assert json.loads(first)["conversation"] == "a"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert out == b"", out
    assert process.returncode == -signal.SIGINT
    assert b"checked up to line 1" in err, err


def changed(batch, wanted):
    """What has changed is done again, and nothing else."""
    state = fresh(batch.folder, "state")
    more = ["--resume", state, "-f", "jsonl"]
    assert batch.run(*more).stdout == wanted
    assert before(batch.run(*more)) == FILES + 1
    os.utime(batch.path(3), (1, 1))
    done = batch.run(*more)
    assert before(done) == FILES and done.stdout == wanted
    kept = os.stat(batch.path(4))
    data = read(batch.path(4))
    with open(batch.path(4), "wb") as file: # same size and time
        file.write(data.replace(b"agent", b"agenT", 1))
    os.utime(batch.path(4), ns=(kept.st_atime_ns, kept.st_mtime_ns))
    done = batch.run(*more)
    assert before(done) == FILES and done.stdout == batch.run(
        "-f", "jsonl").stdout
    with open(batch.path(4), "wb") as file:
        file.write(data)
    os.utime(batch.path(4), ns=(kept.st_atime_ns, kept.st_mtime_ns))
    assert before(batch.run(*more, "--select", "no-such", status=(2,))) == 0
    assert before(batch.run(*more, "--severity", "error")) == 0
    assert before(batch.run("--resume", state, "-f", "line")) == 0


def bent(batch, wanted, full):
    """A state that was torn or bent anywhere costs time, not truth."""
    state = fresh(batch.folder, "state")
    more = ["--resume", state, "-f", "jsonl"]
    batch.run(*more)
    whole = read(state)
    chance = random.Random(5)
    for _ in range(6):
        with open(state, "wb") as file:
            file.write(whole[:chance.randrange(60, len(whole))])
        assert batch.run(*more).stdout == wanted, "torn"
    for _ in range(6):
        spoilt = bytearray(whole)
        at = chance.randrange(60, len(whole))
        spoilt[at] ^= 1 << chance.randrange(8)
        with open(state, "wb") as file:
            file.write(spoilt)
        assert batch.run(*more).stdout == wanted, f"bit at {at}"
    assert full


def main():
    program, top = (os.path.abspath(p) for p in sys.argv[1:3])
    # Whoever starts this in the background may have SIGINT ignored, and what
    # is ignored stays so in a child.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        batch = Batch(program, top, folder)
        wanted = {form: batch.run("-f", form, "-j1").stdout
                  for form in ("jsonl", "json", "text", "line")}
        state = f"{folder}/state"
        batch.run("-f", "jsonl", "--resume", state)
        full = os.path.getsize(state)
        midway = 0
        tests = [(f"killed, seed {seed}", killed,
                  (batch, seed, form, wanted[form], full))
                 for seed, form in zip(range(SEEDS), ["jsonl", "json", "text",
                                                      "line", "jsonl", "json"])]
        tests += [("told to stop", told_to_stop, (batch, wanted["jsonl"], full)),
                  ("waiting", waiting, (batch,)),
                  ("changed", changed, (batch, wanted["jsonl"])),
                  ("bent", bent, (batch, wanted["jsonl"], full))]
        for name, test, arguments in tests:
            try:
                midway += test(*arguments) or 0
                passed += 1
            except (AssertionError, OSError, subprocess.SubprocessError,
                    AttributeError, ValueError) as error:
                print(f"stop: {name}: {error!r}")
                failed += 1
        if midway == 0:
            print("stop: no run was killed between two inputs")
            failed += 1
    print(f"stop: {passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
