"""lsp_type.py - how long a key stroke takes, in a draft of 100 KB.

    lsp_type.py PROGRAM DRAFTS LAWS

From the didChange of one changed character, at a seeded place, to the last
byte of the diagnostics; against a new process that checks the whole text. The
two take turns. Prints rows as tests/bench/bench.sh wants them.
"""
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

SIZE, ROUNDS, STROKES = 100000, 12, 20
URI = "file:///draft.txt"


def main():
    program, drafts, laws = sys.argv[1:4]
    sys.path.insert(0, laws)
    from lsp_client import Client  # the same client as in the laws

    with open(drafts, "rb") as file:
        text = file.read(SIZE).decode("utf-8", "ignore")
    lines = text.split("\n")
    rng = random.Random(7)
    client = Client([program, "lsp", "--isolated"])
    client.hello(False, {"hold": False})
    client.open(URI, text)
    client.wait_method("textDocument/publishDiagnostics")
    strokes, processes, size, version = [], [], 0, 1
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "draft.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        for _ in range(ROUNDS):
            for _ in range(STROKES):
                line = rng.choice([i for i, s in enumerate(lines) if s])
                at = rng.randrange(len(lines[line]))
                units = len(lines[line][:at].encode("utf-16-le")) // 2
                version += 1
                began = time.perf_counter()
                client.change(URI, version, [{"text": "x", "range": {
                    "start": {"line": line, "character": units},
                    "end": {"line": line, "character": units}}}])
                size = len(client.read_bytes())
                strokes.append(time.perf_counter() - began)
                lines[line] = lines[line][:at] + "x" + lines[line][at:]
            began = time.perf_counter()
            subprocess.run([program, "check", "--isolated", "--fail-on",
                            "never", "--input", "draft", "-f", "json", path],
                           stdout=subprocess.DEVNULL, check=True)
            processes.append(time.perf_counter() - began)
    client.bye()
    stroke = statistics.median(strokes) * 1000
    process = statistics.median(processes) * 1000
    worst = sorted(strokes)[len(strokes) * 99 // 100] * 1000
    print(f"lsp/stroke\t{stroke:.2f}\tms\tone character in "
          f"{len(text.encode()) // 1000} KB, to the last byte of "
          f"{size // 1000} KB of diagnostics; 99 of 100 under {worst:.1f} ms")
    print(f"lsp/process-of-stroke\t{process / stroke:.1f}\ttimes\t"
          f"a new process checks the whole in {process:.1f} ms")


if __name__ == "__main__":
    main()
