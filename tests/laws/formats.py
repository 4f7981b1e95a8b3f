"""formats.py - every output format tells the same findings and rewrites.

    formats.py PROGRAM TOP [SARIF_SCHEMA]

Drafts as in laws.py, each a file in one folder, and conversations. What -f
json says is held against the others, in their own units:

  sarif       columns in code points and in UTF-16 units; every fix applied
              gives the same text; rule indices lead to the rule
  rdjson      columns in bytes; every suggestion applied gives the same text
  lt          UTF-16 offsets; every replacement applied gives the same text
  checkstyle  XML; line, column, severity, rule
  gitlab      one issue a finding, no two with one fingerprint
  github      one command a finding; what was escaped comes back
  line        one line a finding

The documents of sarif, rdjson and lt are judged by the schemas beside this
file (sarif: by the published one when it is given), an empty run's and a
failed run's too.
"""
import json
import os
import re
import sys
import tempfile
import xml.etree.ElementTree as xml

import jsonschema

import laws

LEVELS = {
    "sarif": {"suggestion": "note", "warning": "warning", "error": "error"},
    "rdjson": {"suggestion": "INFO", "warning": "WARNING", "error": "ERROR"},
    "checkstyle": {"suggestion": "info", "warning": "warning",
                   "error": "error"},
    "github": {"suggestion": "notice", "warning": "warning",
               "error": "error"},
    "line": {"suggestion": "note", "warning": "warning", "error": "error"},
}
TALKS = [
    {"id": "c, 1: <a&b>", "turns": [
        {"role": "customer", "text": "Where is it?"},
        {"role": "agent", "text": "No, we can\u2019t ship until Monday."}]},
    {"id": None, "turns": [
        {"role": "agent", "text": "\U0001F600 No, we can't do that."}]},
]
ODD_NAMES = ["a, b: 100%.txt", "<x>&'\".txt", "sp ace/\u00e9.txt"]


def schema_of(name):
    with open(os.path.join(os.path.dirname(__file__), name),
              encoding="utf-8") as file:
        return json.load(file)


def judge(name, document, schema):
    kind = jsonschema.validators.validator_for(
        schema, default=jsonschema.Draft202012Validator)
    for error in kind(schema).iter_errors(document):
        where = "/".join(str(p) for p in error.absolute_path)
        raise AssertionError(f"{name}: /{where}: {error.message[:300]}")


class Text:
    """A draft, and its places in every unit."""

    def __init__(self, data):
        self.data = data
        self.text = data.decode()
        self.starts = laws.line_starts(self.text)

    def index(self, line, column, unit):
        """The code point index of a place in a line."""
        start = self.starts[line - 1]
        if unit == "codepoint":
            return start + column - 1
        rest = self.text[start:]
        code = {"byte": "utf-8", "utf16": "utf-16-le"}[unit]
        size = {"byte": 1, "utf16": 2}[unit]
        return start + len(rest.encode(code)[:(column - 1) * size]
                           .decode(code))

    def utf16(self, offset):
        return len(self.text.encode("utf-16-le")[:offset * 2]
                   .decode("utf-16-le"))

    def replaced(self, changes):
        out, at = [], 0
        for start, end, new in changes:
            assert at <= start <= end <= len(self.text)
            out += [self.text[at:start], new]
            at = end
        return "".join(out + [self.text[at:]])

    def fixed(self, fix):
        return laws.apply(self.data, fix["edits"]).decode()

    def place(self, finding):
        return finding["range"]["codepoint"]


def fixes_of(text, finding):
    return [text.fixed(fix) for fix in finding["fixes"]]


def see_sarif(document, replies, texts, unit):
    run, = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    results = iter(run["results"])
    kind = {"codepoint": "unicodeCodePoints", "utf16": "utf16CodeUnits"}[unit]
    assert run["columnKind"] == kind
    for reply in replies:
        text = texts[reply["path"]]
        for f in reply["findings"]:
            r = next(results)
            assert r["ruleId"] == f["rule"] == rules[r["ruleIndex"]]["id"]
            assert r["level"] == LEVELS["sarif"][f["severity"]]
            assert r["partialFingerprints"]["saywell/1"] == f["fingerprint"]
            region = r["locations"][0]["physicalLocation"]["region"]

            def span(at):
                return (text.index(at["startLine"], at["startColumn"], unit),
                        text.index(at["endLine"], at["endColumn"], unit))

            assert list(span(region)) == text.place(f), (f["rule"], region)
            got = []
            for fix in r.get("fixes", []):
                change, = fix["artifactChanges"]
                got.append(text.replaced(
                    span(part["deletedRegion"])
                    + (part["insertedContent"]["text"],)
                    for part in change["replacements"]))
            assert got == fixes_of(text, f), (reply["path"], f["rule"])
    assert next(results, None) is None


def see_rdjson(document, replies, texts):
    found = iter([d for d in document["diagnostics"]
                  if d["code"]["value"] not in ("limit", "skipped")])
    for reply in replies:
        text = texts[reply["path"]]
        for f in reply["findings"]:
            d = next(found)
            assert d["location"]["path"] == reply["path"]
            assert d["code"]["value"] == f["rule"]
            assert d["severity"] == LEVELS["rdjson"][f["severity"]]

            def span(at):
                return tuple(text.index(at[end]["line"], at[end]["column"],
                                        "byte") for end in ("start", "end"))

            assert list(span(d["location"]["range"])) == text.place(f)
            got = [text.replaced([span(s["range"]) + (s["text"],)])
                   for s in d["suggestions"]]
            assert got == fixes_of(text, f), (reply["path"], f["rule"])
    assert next(found, None) is None


def see_lt(document, replies, texts):
    found = iter(document["matches"])
    for reply in replies:
        text = texts[reply["path"]]
        for f in reply["findings"]:
            m = next(found)
            assert m["path"] == reply["path"] and m["rule"]["id"] == f["rule"]
            start = text.utf16(m["offset"])
            end = text.utf16(m["offset"] + m["length"])
            low, high = text.place(f)
            assert start <= low <= high <= end and start < end
            got = [text.replaced([(start, end, r["value"])])
                   for r in m["replacements"]]
            assert got == fixes_of(text, f), (reply["path"], f["rule"])
            around = m["context"]
            view = around["text"].encode("utf-16-le")
            cut = view[around["offset"] * 2:
                       (around["offset"] + around["length"]) * 2]
            assert cut.decode("utf-16-le") == text.text[start:end]
    assert next(found, None) is None


def see_checkstyle(document, replies):
    tree = xml.fromstring(document)
    found = iter([(file.get("name"), e) for file in tree for e in file
                  if e.get("source") not in ("saywell.limit",
                                             "saywell.skipped")])
    for reply in replies:
        for f in reply["findings"]:
            name, e = next(found)
            assert name == reply["path"], (name, reply["path"])
            assert (int(e.get("line")), int(e.get("column"))) == (
                f["line"], f["column"])
            assert e.get("severity") == LEVELS["checkstyle"][f["severity"]]
            assert e.get("source") == "saywell." + f["rule"]
    assert next(found, None) is None


def unescape(words):
    return (words.replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n")
            .replace("%0D", "\r").replace("%25", "%"))


def see_github(document, replies):
    lines = [line for line in document.decode().split("\n") if line]
    found = iter([m for m in
                  (re.fullmatch(r"::(\w+) (.*?)::(.*)", l) for l in lines)
                  if "title=saywell skipped" not in m.group(2)
                  and "title=saywell limit" not in m.group(2)])
    for reply in replies:
        for f in reply["findings"]:
            level, values, words = next(found).groups()
            values = dict(v.split("=", 1) for v in values.split(","))
            assert level == LEVELS["github"][f["severity"]]
            assert unescape(values["file"]) == reply["path"]
            assert int(values["line"]) == f["line"]
            assert int(values["col"]) == f["column"]
            assert values["title"] == "saywell " + f["rule"]
            assert unescape(words).startswith(f["message"])
    assert next(found, None) is None


def see_gitlab(document, replies):
    found = iter([d for d in document
                  if d["check_name"] not in ("limit", "skipped")])
    prints = [d["fingerprint"] for d in document]
    assert len(prints) == len(set(prints))
    for reply in replies:
        for f in reply["findings"]:
            d = next(found)
            assert d["location"]["path"] == reply["path"]
            assert d["location"]["lines"]["begin"] == f["line"]
            assert d["check_name"] == f["rule"]
    assert next(found, None) is None


def see_line(document, replies):
    found = iter([line for line in document.decode().splitlines()
                  if not re.search(r"\[(limit|skipped)\]$", line)])
    for reply in replies:
        for f in reply["findings"]:
            want = (f"{reply['path']}:{f['line']}:{f['column']}: "
                    f"{LEVELS['line'][f['severity']]}: ")
            line = next(found)
            assert line.startswith(want) and line.endswith(f"[{f['rule']}]"), \
                (line, want)
    assert next(found, None) is None


def write_drafts(top, folder):
    texts = {}
    for number, (_, data) in enumerate(laws.drafts(top)):
        texts[f"{number:04}.txt"] = Text(data)
    for name in ODD_NAMES:
        texts[name] = Text(("\ufeff" + laws.CORE).encode())
    for name, text in texts.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text.data)
    return texts


def main():
    program, top = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    schemas = {"rdjson": schema_of("rdjson.schema.json"),
               "lt": schema_of("lt.schema.json"),
               "gitlab": schema_of("gitlab.schema.json")}
    if len(sys.argv) > 3:
        with open(sys.argv[3], encoding="utf-8") as file:
            schemas["sarif"] = json.load(file)
    counts = [0, 0]

    def say(name, test):
        try:
            test()
            counts[0] += 1
        except Exception as error:  # a law's report must name its case
            counts[1] += 1
            print(f"formats: {name}: {type(error).__name__}: {error}")

    with tempfile.TemporaryDirectory() as folder:
        texts = write_drafts(top, folder)
        os.chdir(folder)
        names = list(texts)

        def run(kind, *more, files=names):
            return laws.run(program, ["check", "--isolated", "-f", kind,
                                      "--input", "draft", *more, *files])

        replies = json.loads(run("json"))["replies"]
        assert sum(len(r["findings"]) for r in replies) > 300
        for unit in ("codepoint", "utf16"):
            say(f"sarif in {unit}", lambda: see_sarif(
                json.loads(run("sarif", "--columns", unit)), replies, texts,
                unit))
        say("rdjson", lambda: see_rdjson(json.loads(run("rdjson")), replies,
                                         texts))
        say("lt", lambda: see_lt(json.loads(run("lt")), replies, texts))
        say("checkstyle", lambda: see_checkstyle(run("checkstyle"), replies))
        say("github", lambda: see_github(run("github"), replies))
        say("gitlab", lambda: see_gitlab(json.loads(run("gitlab")), replies))
        say("line", lambda: see_line(run("line"), replies))

        with open("talk.jsonl", "w", encoding="utf-8") as file:
            file.writelines(json.dumps(talk) + "\n" for talk in TALKS)
        empty = tempfile.mkdtemp(dir=folder)
        with open(os.path.join(empty, "nothing.txt"), "wb"):
            pass
        runs = {
            "drafts": ["--input", "draft"] + names,
            "talk": ["talk.jsonl"],
            "nothing": [os.path.join(empty, "nothing.txt")],
        }
        for kind, schema in schemas.items():
            for name, words in runs.items():
                say(f"{kind} schema, {name}", lambda: judge(
                    kind, json.loads(laws.run(program, [
                        "check", "--isolated", "-f", kind, *words])), schema))
            for words in (["no-such.txt"], ["--no-such-option"]):
                say(f"{kind} schema, {words}", lambda: judge(
                    kind, json.loads(failing(program, [
                        "check", "--isolated", "-f", kind, *words])), schema))
        for words in (["no-such.txt"], ["--no-such-option"]):
            say(f"checkstyle, {words}", lambda: xml.fromstring(failing(
                program, ["check", "-f", "checkstyle", *words])))
    print(f"formats: {counts[0]} passed, {counts[1]} failed")
    return counts[1] > 0


def failing(program, words):
    """Standard output of a run that must end with status 2."""
    done = laws.subprocess.run([program] + words, stdout=laws.subprocess.PIPE,
                               stderr=laws.subprocess.DEVNULL, check=False)
    assert done.returncode == 2, f"status {done.returncode}"
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
