"""lsp.py - the language server says what a fresh check of the text says.

    lsp.py PROGRAM TOP [EDITS [SEED]]

  edits    after each of EDITS random edits (500) the server's diagnostics are
           those of `saywell check` on the whole text: any position encoding,
           pushed and pulled, several ranges in one message, CRLF, emoji,
           curly quotes
  burst    many edits in a row are few checks, and the last one is right
  fixes    what a code action does is what `saywell check` calls a fix, and
           "fix all" what `saywell fix` does
  ignore   "ignore here" ends a finding and leaves nothing stale
  reload   configuration and packs are followed; broken ones leave the last
  gone     a client that died ends the server, whoever holds its pipes
  deaf     a client that writes and does not read stops nothing

The texts, the edits and the positions are made here, by other code than the
server's.
"""
import bisect
import functools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading

from lsp_client import Client

UNITS = {"utf-8": lambda c: len(c.encode()),
         "utf-16": lambda c: 2 if ord(c) > 0xFFFF else 1,
         "utf-32": lambda c: 1}
LEVELS = {"error": 1, "warning": 2, "suggestion": 3}
BREAK = re.compile(r"\r\n|\n|\r")

STARTS = [
    "",
    "Hi Ana,\r\n\r\nNo, we can\u2019t ship until Monday. I\u2019m sorry for "
    "the delay.\r\n\r\nBest regards,\r\nBea\r\n",
    "\U0001F600 Unfortunately we can't help. Calm down!\n\nNo.\n",
    "You should have read the policy. As I said before, it is your fault.\r"
    "We cannot refund this.\r\n\nThanks \u2014 Bea",
]
PIECES = [
    "No, we can't ship until Monday. ", "I'm sorry for the delay. ",
    "Unfortunately, ", "calm down", "as I said", "No", "You should have ",
    "our policy ", ". ", "! ", "? ", ", ", " ", "\n", "\r\n", "\r", "\n\n",
    "a", "e", "t", "\u2019", "'", "\u201c", "\u201d", '"', "\U0001F600",
    "\U0001F469\u200D\U0001F4BB", "e\u0301", "\u65E5\u672C", "\u00A0",
    "> quoted\n", "```\n", "http://x.example/no ", "{{name}} ", "\t", "\0",
    "Hi Ana,\n\n", "\n\nBest regards,\nBea\n", "We can\u2019t until Friday.",
]


# ---- positions, once more ----------------------------------------------------

@functools.lru_cache(4)
def starts_of(text):
    return [0] + [m.end() for m in BREAK.finditer(text)]


def position(text, index, unit):
    starts = starts_of(text)
    line = bisect.bisect_right(starts, index) - 1
    return {"line": line, "character":
            sum(UNITS[unit](c) for c in text[starts[line]:index])}


def index_of(text, at, unit):
    """The index of a position that stands on a character's edge."""
    i = starts_of(text)[at["line"]]
    left = at["character"]
    while left > 0:
        left -= UNITS[unit](text[i])
        i += 1
    assert left == 0, at
    return i


def apply_edits(text, edits, unit):
    spans = [(index_of(text, e["range"]["start"], unit),
              index_of(text, e["range"]["end"], unit), e["newText"])
             for e in edits]
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text


# ---- what a check says -------------------------------------------------------

def write(path, text):
    with open(path, "w", newline="", encoding="utf-8") as file:
        file.write(text)


def check(program, texts, folder):
    """The replies of `saywell check` on texts, in order."""
    paths = [os.path.join(folder, f"{i:05}.txt") for i in range(len(texts))]
    for path, text in zip(paths, texts):
        write(path, text)
    run = subprocess.run(
        [program, "check", "--isolated", "--input", "draft", "--fail-on",
         "never", "-f", "json", *paths], capture_output=True, check=True)
    return json.loads(run.stdout)["replies"]


def place(text, data, byte, unit):
    return position(text, len(data[:byte].decode()), unit)


def wanted(text, reply, unit):
    data = text.encode()
    return sorted(
        (json.dumps({"start": place(text, data, f["range"]["byte"][0], unit),
                     "end": place(text, data, f["range"]["byte"][1], unit)}),
         f["rule"], LEVELS[f["severity"]], f["message"])
        for f in reply["findings"])


def got(diagnostics):
    return sorted((json.dumps(d["range"]), d["code"], d["severity"],
                   d["message"]) for d in diagnostics)


# ---- edits -------------------------------------------------------------------

def random_edit(rng, text):
    """start, end, new text: characters of text."""
    start = rng.randint(0, len(text))
    kind = rng.random()
    if kind < 0.35 or not text:
        return start, start, rng.choice(PIECES)
    if kind < 0.6:
        return start, min(len(text), start + 1), ""
    end = min(len(text), start + rng.randint(0, 12))
    if kind < 0.9:
        return start, end, "".join(
            rng.choice(PIECES) for _ in range(rng.randint(0, 3)))
    end = min(len(text), start + rng.randint(0, 200))
    return start, end, ""


def split_pair(text, i):
    """Does i lie between \\r and \\n, where no position can be?"""
    return 0 < i < len(text) and text[i - 1] == "\r" and text[i] == "\n"


def make_changes(rng, text, unit, most):
    changes = []
    for _ in range(rng.choice((1, 1, 1, 1, 2, 3))):
        if rng.random() < 0.04 and len(text) < 5000:
            text = text[:len(text) // 2] + rng.choice(PIECES)
            changes.append({"text": text})
            continue
        start, end, new = random_edit(rng, text)
        start -= split_pair(text, start)
        end += split_pair(text, end)
        changes.append({"range": {"start": position(text, start, unit),
                                  "end": position(text, end, unit)},
                        "text": new})
        text = text[:start] + new + text[end:]
    return text[:most], changes, len(text) > most


class Edits:
    """One document in one server; compares in bunches."""

    def __init__(self, program, unit, pulls, folder, number):
        self.program, self.unit, self.pulls = program, unit, pulls
        self.folder, self.uri = folder, f"file:///law/{number}.txt"
        self.client = Client([program, "lsp", "--isolated"])
        told = self.client.hello(
            pulls, {"hold": False, "quote": False, "docs": "x:"},
            general={"positionEncodings": [unit]})
        assert told["positionEncoding"] == unit
        self.version, self.states = 1, []

    def diagnostics(self):
        if self.pulls:
            return self.client.pull(self.uri)
        while True:
            told = self.client.wait_method("textDocument/publishDiagnostics")
            if told.get("version") == self.version:
                return told["diagnostics"]

    def run(self, rng, text, edits, most=4000):
        self.client.open(self.uri, text)
        self.states.append((text, self.diagnostics(), "open"))
        for _ in range(edits):
            text, changes, cut = make_changes(rng, text, self.unit, most)
            if cut:
                changes.append({"text": text})
            self.version += 1
            self.client.change(self.uri, self.version, changes)
            self.states.append((text, self.diagnostics(), changes))
        assert self.client.bye() == 0
        return self.compare()

    def compare(self):
        failed = 0
        for i in range(0, len(self.states), 200):
            some = self.states[i:i + 200]
            replies = check(self.program, [s[0] for s in some], self.folder)
            for (text, told, how), reply in zip(some, replies):
                want = wanted(text, reply, self.unit)
                if got(told) != want:
                    failed += 1
                    print(f"lsp: edits: {self.unit}, after {how!r}: {text!r}\n"
                          f"  check says {want}\n  the server {got(told)}")
        return len(self.states), failed


def law_edits(program, top, edits, seed, folder):
    kinds = [(unit, pulls) for unit in UNITS for pulls in (True, False)]
    # One that is long: of that the engine remembers what did not change.
    here = Edits(program, "utf-16", True, folder, "long")
    with open(f"{top}/examples/drafts/11-address-change.txt",
              encoding="utf-8") as file:
        long = (file.read() + "".join(STARTS)) * 60
    passed, failed = here.run(random.Random(seed), long, edits // 12, 90000)
    for number, (unit, pulls) in enumerate(kinds):
        rng = random.Random(seed * 100 + number)
        here = Edits(program, unit, pulls, folder, number)
        n, bad = here.run(rng, STARTS[number % len(STARTS)],
                          -(-edits // len(kinds)))
        passed, failed = passed + n - bad, failed + bad
    return passed, failed


# ---- the other laws ----------------------------------------------------------

def law_burst(program, folder):
    client = Client([program, "lsp", "--isolated"])
    client.hello(False, {"hold": False, "quote": False})
    uri, text = "file:///law/burst.txt", "Hi Ana, "
    client.open(uri, text)
    frames = b""
    for i, c in enumerate("no, we can't ship until Monday. No. " * 20):
        body = json.dumps({"jsonrpc": "2.0", "method":
                           "textDocument/didChange", "params": {
                               "textDocument": {"uri": uri, "version": i + 2},
                               "contentChanges": [{"text": c, "range": {
                                   "start": {"line": 0, "character": len(text)},
                                   "end": {"line": 0, "character": len(text)},
                               }}]}}).encode()
        frames += b"Content-Length: %d\r\n\r\n" % len(body) + body
        text += c
    client.process.stdin.write(frames)
    client.process.stdin.flush()
    count, told = 0, {}
    while told.get("version") != i + 2:
        told = client.wait_method("textDocument/publishDiagnostics")
        count += 1
    client.bye()
    assert count < i / 4, f"{count} checks for {i + 1} edits"
    reply = check(program, [text], folder)[0]
    assert got(told["diagnostics"]) == wanted(text, reply, "utf-16")


def law_fixes(program, folder):
    client = Client([program, "lsp", "--isolated"])
    client.hello(True, {"quote": False})
    for number, text in enumerate(STARTS):
        uri = f"file:///law/fix{number}.txt"
        client.open(uri, text)
        reply = check(program, [text], folder)[0]
        end = position(text, len(text), "utf-16")
        actions = client.ask("textDocument/codeAction", {
            "textDocument": {"uri": uri}, "context": {"diagnostics": []},
            "range": {"start": {"line": 0, "character": 0}, "end": end},
        })["result"]
        data = text.encode()
        want = set()
        for f in reply["findings"]:
            for fix in f["fixes"]:
                new, at = b"", 0
                for e in fix["edits"]:
                    new += data[at:e["byte"][0]] + e["text"].encode()
                    at = e["byte"][1]
                want.add(((new + data[at:]).decode(), fix["trust"]))
        does = {}
        for a in actions:
            edits = a["edit"]["changes"][uri]
            does.setdefault(a["kind"], []).append(
                (apply_edits(text, edits, "utf-16"),
                 a.get("data", {}).get("trust"), a.get("isPreferred")))
        quick = [d for d in does.get("quickfix", ()) if d[1]]
        assert {d[:2] for d in quick} == want, (text, quick, want)
        assert len(quick) == len(want), "the same fix twice"
        preferred = [d for d in quick if d[2]]
        assert [d[1] for d in preferred] == \
            ["safe"] * any(w[1] == "safe" for w in want)
        fixed = subprocess.run([program, "fix", "--isolated", "-q"],
                               input=data, capture_output=True,
                               check=True).stdout.decode()
        all_ = does.get("source.fixAll.saywell", [])
        assert (all_[0][0] if all_ else text) == fixed, (text, all_)
    assert client.bye() == 0


def law_ignore(program, folder):
    client = Client([program, "lsp", "--isolated"])
    client.hello(True, {"quote": False})
    for number, text in enumerate(STARTS):
        for language in ("plaintext", "markdown", "liquid", "jinja"):
            uri = f"file:///law/ignore{number}.{language}"
            client.notify("textDocument/didOpen", {"textDocument": {
                "uri": uri, "languageId": language, "version": 1,
                "text": text}})
            for d in client.pull(uri):
                actions = client.ask("textDocument/codeAction", {
                    "textDocument": {"uri": uri}, "range": d["range"],
                    "context": {"diagnostics": [d]}})["result"]
                [edits] = [a["edit"]["changes"][uri] for a in actions
                           if a["title"] == f"Ignore {d['code']} here"]
                after = apply_edits(text, edits, "utf-16")
                before, left = ([f["rule"] for f in reply["findings"]] for
                                reply in check(program, [text, after], folder))
                assert left.count(d["code"]) < before.count(d["code"]), after
                assert "unused-ignore" not in left, after
    assert client.bye() == 0


PACK = ('{"name": "mine", "language": "en", "version": "1", '
        '"extends": "support-en"}')
RULES = ('{"category": "refusal", "rules": [{"id": "no-%s", '
         '"title": "Say it", "severity": "error", "message": "Not so", '
         '"why": "It helps.", "source": ["002-a"], "kind": "phrase", '
         '"patterns": ["%s"], '
         '"examples": [{"flag": "You can take a %s.", "at": "%s"}]}]}')


def law_reload(program, folder):
    path = os.path.join(folder, "in", "draft.txt")
    config = os.path.join(folder, ".saywell.json")
    pack = os.path.join(folder, "pack")
    os.makedirs(os.path.join(folder, "in"))
    os.makedirs(pack)
    env = {**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder}
    client = Client([program, "lsp"], env)
    client.hello(False)
    uri = "file://" + path
    client.open(uri, "No. You can take a banana, or we take a cherry.")

    def codes():
        told = client.wait_method("textDocument/publishDiagnostics")
        return [d["code"] for d in told["diagnostics"]]

    def said():
        return client.wait_method("window/showMessage")["message"]

    def look():  # else it looks by itself, but only now and then
        client.notify("workspace/didChangeWatchedFiles", {"changes": []})

    assert codes() == ["bare-no"]
    write(config, '{"packs": ["pack"], "rules": {"bare-no": "off"}}')
    look()
    assert "pack.json" in said()  # it is not there: the old rules stay
    write(os.path.join(pack, "pack.json"), PACK)
    write(os.path.join(pack, "rules.json"), RULES % (("banana",) * 4))
    assert codes() == ["no-banana"]  # by itself
    write(os.path.join(pack, "rules.json"), RULES % (("cherry",) * 4))
    look()
    assert codes() == ["no-cherry"]
    write(os.path.join(pack, "rules.json"), '{"category": ')
    look()
    told = said()
    assert "rules.json:1:1" in told and "stay" in told, told
    write(config, '{"rules": {"bare-no": "of"}}')
    look()
    told = said()
    assert ".saywell.json:1:23" in told and "stay" in told, told
    client.change(uri, 2, [{"text": "No. You can take a cherry, or we take a banana."}])
    assert codes() == ["no-cherry"]
    os.remove(config)
    look()
    assert codes() == ["bare-no"]
    # A nearer one is found, too.
    write(os.path.join(folder, "in", ".saywell.json"),
          '{"rules": {"bare-no": "error"}}')
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    told = client.wait_method("textDocument/publishDiagnostics")
    assert [d["severity"] for d in told["diagnostics"]] == [1]
    assert client.bye() == 0


def law_gone(program, _folder):
    dead = subprocess.Popen(["true"])
    dead.wait()
    client = Client([program, "lsp", "--isolated"])
    client.ask("initialize", {"processId": dead.pid, "capabilities": {}})
    client.open("file:///law/gone.txt", "No.")
    assert client.process.wait(20) == 1


def law_deaf(program, _folder):
    client = Client([program, "lsp", "--isolated"])
    client.hello(True, {"quote": False})
    uri = "file:///law/deaf.txt"
    client.open(uri, "No, we can't ship until Monday. " * 200)

    def talk():
        for _ in range(400):
            client.count += 1
            client.write({"id": client.count,
                          "method": "textDocument/diagnostic",
                          "params": {"textDocument": {"uri": uri}}})

    talker = threading.Thread(target=talk, daemon=True)
    talker.start()
    talker.join(60)
    assert not talker.is_alive(), "the server reads no more"
    answers = [client.read() for _ in range(400)]
    assert all("result" in a for a in answers)
    assert client.bye() == 0


def main():
    program = os.path.abspath(sys.argv[1])
    edits = int(sys.argv[3]) if len(sys.argv) > 3 else 500
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        passed, failed = law_edits(program, sys.argv[2], edits, seed, folder)
    for law in (law_burst, law_fixes, law_ignore, law_reload, law_gone, law_deaf):
        with tempfile.TemporaryDirectory() as folder:
            try:
                law(program, os.path.realpath(folder))
                passed += 1
            except (AssertionError, EOFError) as error:
                failed += 1
                line = error.__traceback__
                while line.tb_next:
                    line = line.tb_next
                print(f"lsp: {law.__name__[4:]}: line {line.tb_lineno}: "
                      f"{error!r:.3000}")
    print(f"lsp: {passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
