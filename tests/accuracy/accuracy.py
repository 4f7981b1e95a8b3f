#!/usr/bin/env python3
"""accuracy.py - measure the rules on labelled replies and on real talk.

--labelled FILE: replies with labels, a JSON object a line
    {"item", "context": [turns], "reply", "labels": [{"rule", "quote", "sure"}]}
    Per rule: right and wrong alarms, misses, precision and recall with Wilson
    95 % intervals; the two groups of rules; the two rounds of items apart.
    A finding is right where a sure label of its rule overlaps it (an empty
    quote: anywhere in the reply); where only an unsure label does, it is left
    out of the count.
--sweep FILE: conversations, {"id", "turns": [{"role", "text"}]} a line.
    Findings per 1,000 agent replies, and a seeded sample of lines to read.
"""

import argparse
import collections
import datetime
import json
import math
import os
import random
import subprocess
import sys

WHOLE = ["no-next-step", "no-acknowledgement", "apology-missing",
         "feelings-first", "refusal-without-alternative"]
UNLABELLED = ["rapport-missing", "reflect-back-missing", "benefit-missing",
              "ownership-voice", "fix-proportion", "cannot-until",
              "cannot-after", "cannot-unless"]
ROUND = 225  # items from here on were drawn in the second round


def wilson(right, all_, z=1.96):
    """The 95 % interval of a share (Wilson 1927)."""
    if all_ == 0:
        return (0.0, 1.0)
    p = right / all_
    mid = p + z * z / (2 * all_)
    half = z * math.sqrt(p * (1 - p) / all_ + z * z / (4 * all_ * all_))
    base = 1 + z * z / all_
    return (max(0.0, (mid - half) / base), min(1.0, (mid + half) / base))


def read_lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def run(args, records):
    """One result line a conversation, in order."""
    command = [args.saywell, "check", "--isolated", "--input",
               "conversations", "-f", "jsonl"]
    for pack in args.rules:
        command += ["--rules", pack]
    if args.profile:
        command += ["--profile", args.profile]
    text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    lines = done.stdout.decode().splitlines()
    if len(lines) != len(records):
        sys.exit("accuracy: %d results for %d conversations\n%s"
                 % (len(lines), len(records), done.stderr.decode()[:2000]))
    return [json.loads(line) for line in lines]


# ---- labelled replies --------------------------------------------------------


class Tally:
    def __init__(self):
        self.right = self.wrong = self.found = self.labels = 0

    def add(self, other):
        self.right += other.right
        self.wrong += other.wrong
        self.found += other.found
        self.labels += other.labels

    def row(self, name):
        alarms = self.right + self.wrong
        p = self.right / alarms if alarms else float("nan")
        r = self.found / self.labels if self.labels else float("nan")
        pl, ph = wilson(self.right, alarms)
        rl, rh = wilson(self.found, self.labels)
        return ("%-28s %5d %5d %5d   %5.2f [%.2f %.2f]   %5.2f [%.2f %.2f]"
                % (name, self.right, self.wrong, self.labels - self.found,
                   p, pl, ph, r, rl, rh))


HEAD = ("%-28s %5s %5s %5s   %-19s   %s"
        % ("", "right", "wrong", "missed", "precision [95 %]",
           "recall [95 %]"))


def places(text, quote):
    """Every place of a quote, in code points."""
    at, out = text.find(quote), []
    while at >= 0:
        out.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return out


def overlaps(reply, label, finding):
    start, end = finding["range"]["codepoint"]
    if not label["quote"] or start == end:
        return True
    return any(s < end and start < e
               for s, e in places(reply, label["quote"]))


def judge(item, findings, tallies, notes):
    reply = item["reply"]
    for f in findings:
        rule = f["rule"]
        hits = [x for x in item["labels"]
                if x["rule"] == rule and overlaps(reply, x, f)]
        if any(x["sure"] for x in hits):
            tallies[rule].right += 1
        elif not hits:
            tallies[rule].wrong += 1
            notes.append(("wrong", rule, item["item"], f["match"], reply))
    for x in item["labels"]:
        if not x["sure"]:
            continue
        rule = x["rule"]
        tallies[rule].labels += 1
        if any(f["rule"] == rule and overlaps(reply, x, f) for f in findings):
            tallies[rule].found += 1
        else:
            notes.append(("missed", rule, item["item"], x["quote"], reply))


def labelled(args):
    items = read_lines(args.labelled)
    records = [{"id": str(x["item"]),
                "turns": x["context"] + [{"role": "agent",
                                          "text": x["reply"]}]}
               for x in items]
    results = run(args, records)
    rounds = [collections.defaultdict(Tally) for _ in range(2)]
    notes = []
    for item, result in zip(items, results):
        turn = len(item["context"])
        findings = [f for r in result["replies"] if r["turn"] == turn
                    for f in r["findings"] if f["rule"] not in UNLABELLED]
        judge(item, findings, rounds[item["item"] >= ROUND], notes)
    return rounds, notes


def print_labelled(args, rounds, notes):
    both = collections.defaultdict(Tally)
    for tallies in rounds:
        for rule, tally in tallies.items():
            both[rule].add(tally)
    print(HEAD)
    for rule in sorted(both):
        print(both[rule].row(rule))
    for name, member in (("wording", lambda r: r not in WHOLE),
                         ("whole-reply", lambda r: r in WHOLE)):
        print()
        for label, tallies in (("items to %d" % (ROUND - 1), rounds[0]),
                               ("items from %d" % ROUND, rounds[1]),
                               ("all", both)):
            total = Tally()
            for rule, tally in tallies.items():
                if member(rule):
                    total.add(tally)
            print(total.row("%s, %s" % (name, label)))
    if args.misses:
        want = set(args.misses.split(",")) if args.misses != "all" else None
        for what, rule, item, words, reply in sorted(notes,
                                                     key=lambda n: n[1:3]):
            if want is None or rule in want:
                print("\n%s %s item %d: %r\n    %s"
                      % (what, rule, item, words,
                         " ".join(reply.split())[:400]))
    return both


# ---- the sweep ----------------------------------------------------------------


def excerpt(text, start, end, around=90):
    words = (text[max(0, start - around):start] + ">>" + text[start:end]
             + "<<" + text[end:end + around])
    return " ".join(words.split())


def sweep(args):
    records = read_lines(args.sweep)
    slim = [{"id": r["id"], "turns": r["turns"]} for r in records]
    results = run(args, slim)
    replies, counts = 0, collections.Counter()
    lines = collections.defaultdict(list)
    for record, result in zip(records, results):
        for reply in result["replies"]:
            replies += 1
            seen = set()
            text = record["turns"][reply["turn"]]["text"]
            for f in reply["findings"]:
                rule = f["rule"]
                counts[rule] += rule not in seen
                seen.add(rule)
                start, end = f["range"]["codepoint"]
                lines[rule].append("%s#%d %s" % (
                    record["id"], reply["turn"], excerpt(text, start, end)))
    return replies, counts, lines


def print_sweep(args, replies, counts, lines):
    print("\n%d agent replies" % replies)
    for rule in sorted(counts, key=lambda r: -counts[r]):
        print("%-28s %6d  %7.2f per 1,000 replies"
              % (rule, counts[rule], 1000 * counts[rule] / replies))
    if args.sample:
        want = args.only.split(",") if args.only else sorted(lines)
        for rule in want:
            rng = random.Random("%d %s" % (args.seed, rule))
            some = sorted(set(lines[rule]))
            print("\n%s" % rule)
            for line in rng.sample(some, min(args.sample, len(some))):
                print("  " + line)


# ---- the figures in the tree ------------------------------------------------------


def ask(args, words):
    command = [args.saywell] + words + ["-f", "json", "--isolated"]
    for pack in args.rules:
        command += ["--rules", pack]
    done = subprocess.run(command, input=b"", stdout=subprocess.PIPE,
                          check=False)
    return json.loads(done.stdout)


def figures(args, both, swept):
    """What was measured, on which day and on which rules, as the program
    carries it: accuracy.json of the pack."""
    judged = {}
    if args.judged:
        with open(args.judged, encoding="utf-8") as f:
            judged = json.load(f)
    tool = ask(args, ["check"])["tool"]
    rules = {}
    for rule in sorted(ask(args, ["rules", "list"]), key=lambda r: r["rule"]):
        tally = both.get(rule["rule"], Tally())
        read = judged.get(rule["rule"], {"read": 0, "right": 0})
        row = {"on": rule["enabled"],
               "flagged": tally.right + tally.wrong, "right": tally.right,
               "labels": tally.labels, "found": tally.found,
               "read": read["read"], "readRight": read["right"]}
        if swept:
            row["per1000"] = round(1000 * swept[1][rule["rule"]] / swept[0], 1)
        rules[rule["rule"]] = row
    return {"measured": args.date, "pack": tool["pack"],
            "packVersion": tool["packVersion"], "rulesHash": tool["rulesHash"],
            "swept": swept[0] if swept else 0, "rules": rules}


def write_figures(path, data):
    rows = ",\n".join("    %s: %s" % (json.dumps(rule), json.dumps(row))
                      for rule, row in data["rules"].items())
    head = ",\n".join("  %s: %s" % (json.dumps(k), json.dumps(v))
                      for k, v in data.items() if k != "rules")
    with open(path, "w", encoding="utf-8") as out:
        out.write("{\n%s,\n  \"rules\": {\n%s\n  }\n}\n" % (head, rows))


def share(right, all_):
    if all_ == 0:
        return "-"
    low, high = wilson(right, all_)
    return "%.2f (%.2f to %.2f)" % (right / all_, low, high)


def table(data):
    """The page for people, from the same figures."""
    lines = [TABLE_HEAD % (data["measured"], data["pack"], data["packVersion"],
                           data["rulesHash"])]
    for rule, row in data["rules"].items():
        lines.append("| `%s` | %s | %s | %s | %s | %s |\n" % (
            rule, "on" if row["on"] else "off",
            share(row["right"], row["flagged"]),
            share(row["found"], row["labels"]),
            "%.1f" % row["per1000"] if "per1000" in row else "-",
            "%d of %d" % (row["readRight"], row["read"])
            if row["read"] else "-"))
    return "".join(lines) + TABLE_END


TABLE_HEAD = """# How right the rules are

Written by `make accuracy`; do not edit. Precision: of the places a rule
flags, the share that a reader flagged too. Recall: of the places that a
reader flagged, the share that the rule finds. In brackets the 95 %% interval
(Wilson): a rule with few labels has a wide one. `per 1,000` counts agent
replies with at least one finding in unlabelled support conversations; `read`
is how many of a seeded sample of those findings a reader called right.
Measured on %s on the rules of %s %s, hash %s;
`saywell report` shows these figures beside its rates, and says so when the
rules have changed since.

| rule | default | precision | recall | per 1,000 | read |
|---|---|---|---|--:|--:|
"""
TABLE_END = """
`-`: not labelled in the set, or not measured. The figures come from one set
of replies, which the authors of the rules had read: expect lower ones on yours, and measure
(`make accuracy CORPUS=DIR`).
"""


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--saywell", default="build/saywell")
    p.add_argument("--rules", action="append", default=[])
    p.add_argument("--profile")
    p.add_argument("--labelled")
    p.add_argument("--sweep")
    p.add_argument("--misses", metavar="RULES|all",
                   help="print what was wrong and what was missed")
    p.add_argument("--sample", type=int, default=0,
                   help="lines a rule to read from the sweep")
    p.add_argument("--only", help="sample these rules")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--judged", help="JSON: rule -> {right, read}")
    p.add_argument("--write", metavar="PACK",
                   help="accuracy.json and ACCURACY.md of the pack's folder")
    p.add_argument("--date", default=datetime.date.today().isoformat(),
                   help="the day that accuracy.json tells")
    p.add_argument("--table", metavar="FILE",
                   help="print ACCURACY.md of an accuracy.json, and no more")
    args = p.parse_args()
    if args.table:
        with open(args.table, encoding="utf-8") as f:
            sys.stdout.write(table(json.load(f)))
        return
    if not args.labelled and not args.sweep:
        p.error("give --labelled FILE, --sweep FILE or both")
    both, swept = {}, None
    if args.labelled:
        rounds, notes = labelled(args)
        both = print_labelled(args, rounds, notes)
    if args.sweep:
        swept = sweep(args)
        print_sweep(args, *swept)
    if args.write:
        data = figures(args, both, swept)
        write_figures(os.path.join(args.write, "accuracy.json"), data)
        with open(os.path.join(args.write, "ACCURACY.md"), "w",
                  encoding="utf-8") as out:
            out.write(table(data))


if __name__ == "__main__":
    main()
