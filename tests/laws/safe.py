"""safe.py - what a safe rewrite must leave as it is, in every reply.

    safe.py PROGRAM FILE...

The FILEs hold conversations, a line each; every agent's turn is a reply, with
the customer's turn and the earlier replies that the conversation gives it.
Two processes see all of them, whatever their number. For each reply:

  facts     neither replies[].fix nor any safe rewrite alone changes, drops or
            moves a number, date, price, day, URL, e-mail address, handle,
            path, placeholder or quoted words; no name appears or goes
  whole     it leaves no doubled word or space and no orphaned mark
  fixed     the fixed text has no fix
  calm      the fixed text has no finding that the text did not have
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

# What must be the same list before and after, in the same order.
KEPT = {
    "a placeholder": re.compile(
        r"\{\{.*?\}\}|\{[\w ]+\}|\[[\w '-]+\]|%\w+%|<[a-z][\w ]*>"),
    "an address": re.compile(
        r"https?://[^\s)>]+|www\.\S+|[\w.+-]+@[\w.-]+\w|(?<!\w)[@#]\w+"),
    "quoted words": re.compile("\"[^\"\n]*\"|\u201c[^\u201d]*\u201d"),
    "code": re.compile(r"`[^`\n]+`"),
    "a path": re.compile(r"[\w.~-]*[\\/_][\w\\/_.~-]*"),
    "a number": re.compile(
        "[$\u00a3\u20ac\u00a5]?\\s?\\d[\\d.,:/-]*\\d\\s?%?|\\d\\s?%?"),
    "a day": re.compile(
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february"
        r"|april|june|july|august|september|october|november|december"
        r"|today|tomorrow|tonight|next (?:week|month|year)|noon|midnight"
        r"|weekends?)\b", re.IGNORECASE),
}
WORD = re.compile("[^\\W\\d_]+(?:['\u2019-][^\\W\\d_]+)*")
# Behind these a capital letter says nothing about the word.
BREAK = re.compile("(?:^|[.!?:;\u2026)\\]\"\u201c\u201d\u2014*-]|[\U0001F300-"
                   "\U0001FAFF\u2600-\u27BF\uFE0F])[\\s\"\u201c*(]*$")
# Found in the fixed text, and not as often before: something was torn.
TORN = {
    "a doubled word": re.compile(r"\b([^\W\d_]+) \1\b", re.IGNORECASE),
    "a doubled space": re.compile(r"\S  +(?=\S)"),
    "an orphaned mark": re.compile(r"\s[,.;!?](?=\s|$)|[,;]\s*[,;.!?]"),
}
SELF = re.compile("i(?:['\u2019](?:m|ve|ll|d))?$", re.IGNORECASE)


def names(text):
    """Words with a capital letter that no sentence's start explains, and all
    words with one."""
    sure, all_of_them = [], set()
    for line in text.splitlines():
        plain = any(c.islower() for c in line)
        for word in WORD.finditer(line):
            if not word.group()[0].isupper() or SELF.match(word.group()):
                continue
            all_of_them.add(word.group())
            if plain and not BREAK.search(line[:word.start()]):
                sure.append(word.group())
    return sure, all_of_them


def compare(before, after):
    for what, pattern in KEPT.items():
        old = [m.group().strip() for m in pattern.finditer(before)]
        new = [m.group().strip() for m in pattern.finditer(after)]
        assert old == new, f"{what} changed: {old} became {new}"
    old, old_words = names(before)
    new, new_words = names(after)
    for name in old:
        # What was shouted may be said: ONLY, only.
        assert name in new_words or name.isupper() and re.search(
            rf"\b{name.lower()}\b", after), f"the name {name!r} is gone"
    for name in new:
        assert name in old_words, f"the name {name!r} is new"
    for what, pattern in TORN.items():
        assert len(pattern.findall(after)) <= len(pattern.findall(before)), \
            f"{what} in {after!r}"


def apply(data, edits):
    out, at = [], 0
    for edit in edits:
        start, end = edit["byte"]
        assert at <= start <= end <= len(data), f"edit {start}..{end}"
        out += [data[at:start], edit["text"].encode()]
        at = end
    return b"".join(out + [data[at:]]).decode()


def check(program, lines):
    """One result a conversation, from one process."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(b"\n".join(lines) + b"\n")
        file.flush()
        done = subprocess.run(
            [program, "check", "--isolated", "--input", "conversations", "-f",
             "jsonl", "-q", "--fail-on", "never", file.name],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"status {done.returncode}: "
                           f"{done.stderr[-2000:].decode()}")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    if len(results) != len(lines):
        raise RuntimeError(f"{len(lines)} lines in, {len(results)} out")
    return results


def counts(reply):
    return collections.Counter(f["rule"] for f in reply["findings"])


def see_fixed(before, after):
    assert not after["fix"], "the fixed text has a fix: " + ", ".join(
        f["rule"] for f in after["findings"] if f["fixes"])
    had = counts(before)
    for rule, count in counts(after).items():
        assert count <= had[rule], f"{rule} is new in the fixed text"


class Reply:
    """A reply that has a fix, and its conversation with the fix made."""

    def __init__(self, name, conversation, result):
        self.name, self.before = name, result
        turn = conversation["turns"][result["turn"]]
        self.text = turn["text"]
        self.fixed = apply(self.text.encode(), result["fix"]["edits"])
        turns = list(conversation["turns"])
        turns[result["turn"]] = dict(turn, text=self.fixed)
        self.line = json.dumps(dict(conversation, turns=turns)).encode()


class Laws:
    def __init__(self, program):
        self.program = program
        self.passed = self.failed = 0
        self.fixes = []

    def count(self, name, text, law):
        try:
            law()
            self.passed += 1
        except AssertionError as error:
            self.failed += 1
            print(f"safe: {name}: {error}\n    {text!r}")

    def facts(self, name, conversation, result):
        data = conversation["turns"][result["turn"]]["text"]
        for finding in result["findings"]:
            for fix in finding["fixes"]:
                if fix["trust"] == "safe":
                    compare(data, apply(data.encode(), fix["edits"]))
        if result["fix"]:
            reply = Reply(name, conversation, result)
            self.fixes.append(reply)
            compare(data, reply.fixed)

    def see_file(self, path):
        with open(path, "rb") as file:
            lines = [line for line in file.read().splitlines()
                     if line.strip()]
        for line, result in zip(lines, check(self.program, lines)):
            conversation = json.loads(line)
            for reply in result["replies"]:
                name = f"{os.path.basename(path)}: {conversation['id']} " \
                       f"turn {reply['turn']}"
                text = conversation["turns"][reply["turn"]]["text"]
                self.count(name, text, lambda n=name, r=reply:
                           self.facts(n, conversation, r))

    def see_fixes(self):
        results = check(self.program, [r.line for r in self.fixes])
        for reply, result in zip(self.fixes, results):
            after = [r for r in result["replies"]
                     if r["turn"] == reply.before["turn"]][0]
            self.count(reply.name, reply.fixed, lambda b=reply.before, a=after:
                       see_fixed(b, a))


def main():
    laws = Laws(os.path.abspath(sys.argv[1]))
    for path in sys.argv[2:]:
        laws.see_file(path)
    if laws.fixes:
        laws.see_fixes()
    print(f"safe: {laws.passed} passed, {laws.failed} failed")
    return laws.failed > 0


try:
    sys.exit(main())
except (RuntimeError, ValueError) as broken:
    print(f"safe: {broken}\nsafe: 0 passed, 1 failed")
    sys.exit(1)
