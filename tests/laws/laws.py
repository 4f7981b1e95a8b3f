"""laws.py - what must hold for every finding in every draft.

    laws.py PROGRAM TOP

Drafts: examples/drafts, tests/data (a .jsonl file holds conversations; their
agents' turns are drafts here), the standard input of the golden cases, and
the awkward ones below. For each of them:

  place     text[range] is the match, in bytes, code points and UTF-16 units;
            line and column lead to the same place
  order     findings come by place
  alone     every fix is sorted, apart, inside the text, cuts no character
  all       applying replies[].fix gives the bytes of `saywell fix`
  twice     fixing what was fixed changes nothing
  again     the same input gives the same bytes
"""
import glob
import json
import os
import subprocess
import sys
import tempfile

CORE = "No, we can't ship until Monday. I'm sorry for the delay."
AWKWARD = {
    "plain": CORE,
    "curly": CORE.replace("'", "\u2019"),
    "crlf": "Hi Ana,\r\n\r\n" + CORE.replace(". ", ".\r\n") + "\r\n\r\nBea\r\n",
    "emoji": "\U0001F600\U0001F469\u200D\U0001F4BB e\u0301 " + CORE,
    "wide": "\u65E5\u672C\u8A9E " + CORE + " \u65E5\u672C\u8A9E",
    "tabs": "\tHello\t-\t" + CORE.replace(" ", "\t"),
    "wrapped": "Hi Ana,\n\n" + CORE.replace(" ", "\n"),
    "quoted": "> " + CORE + "\n> more\n\n" + CORE + "\n\nOn Mon, 3 Mar 2025, "
              "Ana wrote:\n> " + CORE + "\n",
    "bom": "\ufeff" + CORE,
    "no newline": "Unfortunately we cannot do that",
    "nothing": "",
    "spaces": " \n\t\n ",
    "many": "\n".join(f"{i}. " + CORE for i in range(200)),
    "nul": "Hi\0there. " + CORE,
    "code": "Type `No, we can't` here:\n```\n" + CORE + "\n```\n" + CORE,
}


def drafts(top):
    """Names and texts (bytes)."""
    for name, text in AWKWARD.items():
        yield "awkward: " + name, text.encode()
    for path in sorted(glob.glob(f"{top}/examples/drafts/*")
                       + glob.glob(f"{top}/tests/data/**", recursive=True)
                       + glob.glob(f"{top}/tests/golden/*/*.txt")):
        if not os.path.isfile(path):
            continue
        name = os.path.relpath(path, top)
        with open(path, "rb") as file:
            data = file.read()
        if len(data) > 1 << 20:
            continue  # the tests of size; too slow for these
        try:
            data.decode()
        except UnicodeDecodeError:
            continue
        if not path.endswith(".jsonl"):
            yield name, data
            continue
        for number, line in enumerate(data.splitlines(), 1):
            if not line.strip():
                continue
            try:
                turns = json.loads(line).get("turns", [])
            except ValueError:
                continue
            for index, turn in enumerate(turns):
                if turn.get("role") == "agent":
                    yield (f"{name}:{number} turn {index}",
                           turn.get("text", "").encode())


def run(program, arguments, data=None):
    """Standard output; a crash or a sanitizer's report is an error."""
    done = subprocess.run([program] + arguments, input=data,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=600, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(arguments[:3])}: status "
                           f"{done.returncode}: {done.stderr[-2000:].decode()}")
    return done.stdout


def units(text):
    """The text in each of the three units, and a way to cut it there."""
    return {
        "byte": (text.encode(), 1),
        "codepoint": (text, 1),
        "utf16": (text.encode("utf-16-le"), 2),
    }


def cut(view, size, start, end):
    part = view[start * size:end * size]
    if size == 2:
        return part.decode("utf-16-le")
    return part.decode() if isinstance(part, bytes) else part


def line_starts(text):
    """Code point index at which each line starts: LF, CRLF or CR end one."""
    starts, i = [0], 0
    while i < len(text):
        if text[i] == "\r" and text[i + 1:i + 2] == "\n":
            i += 1
        if text[i] in "\r\n":
            starts.append(i + 1)
        i += 1
    return starts


def apply(data, edits):
    """The text after the edits; an assertion fails when they are wrong."""
    out, at = [], 0
    for edit in edits:
        start, end = edit["byte"]
        assert at <= start <= end <= len(data), f"edit {start}..{end}"
        for edge in (start, end):
            assert edge == len(data) or data[edge] & 0xC0 != 0x80, \
                f"edit cuts a character at {edge}"
        out += [data[at:start], edit["text"].encode()]
        at = end
    return b"".join(out + [data[at:]])


def see_finding(finding, text, views, starts):
    first = None
    for unit, (view, size) in views.items():
        start, end = finding["range"][unit]
        assert start <= end, f"{unit} range {start}..{end}"
        got = cut(view, size, start, end)
        assert got == finding["match"], \
            f"{finding['rule']}: {unit} range holds {got!r}, " \
            f"not {finding['match']!r}"
        if unit == "codepoint":
            first = (start, end)
    for line, column, at in ((finding["line"], finding["column"], first[0]),
                             (finding["endLine"], finding["endColumn"],
                              first[1])):
        assert starts[line - 1] + column - 1 == at, \
            f"{finding['rule']}: {line}:{column} is not code point {at}"
    data = text.encode()
    for fix in finding["fixes"]:
        apply(data, fix["edits"]).decode()


def see_reply(reply, data):
    text = data.decode()
    views, starts = units(text), line_starts(text)
    before = 0
    for finding in reply["findings"]:
        see_finding(finding, text, views, starts)
        assert before <= finding["range"]["byte"][0], "findings out of order"
        before = finding["range"]["byte"][0]
    return apply(data, reply["fix"]["edits"]) if reply["fix"] else data


def fix_files(program, texts, folder):
    """What `fix --in-place` makes of the texts, in one process."""
    os.mkdir(folder)
    paths = write_files(texts, folder)
    run(program, ["fix", "--isolated", "--input", "draft", "--in-place"]
        + paths)
    return [read_file(path) for path in paths]


def check_draft(data, reply, fixed, twice):
    applied = see_reply(reply, data)
    assert fixed == applied, \
        f"fix makes {fixed!r}, replies[].fix gives {applied!r}"
    assert twice == fixed, f"a second fix makes {twice!r} of {fixed!r}"


def write_files(texts, folder):
    paths = []
    for number, data in enumerate(texts):
        paths.append(os.path.join(folder, f"{number:05}.txt"))
        with open(paths[-1], "wb") as file:
            file.write(data)
    return paths


def read_file(path):
    with open(path, "rb") as file:
        return file.read()


def main():
    program, top = os.path.abspath(sys.argv[1]), sys.argv[2]
    names, texts = zip(*drafts(top))
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = write_files(texts, folder)
        check = ["check", "--isolated", "--input", "draft", "-f", "json"]
        out = run(program, check + paths)
        if run(program, check + paths) != out:
            failed += 1
            print("laws: the same drafts give other bytes the second time")
        replies = {r["path"]: r for r in json.loads(out)["replies"]}
        fixed = fix_files(program, texts, os.path.join(folder, "fixed"))
        twice = fix_files(program, fixed, os.path.join(folder, "twice"))
        for name, path, data, once, again in zip(names, paths, texts, fixed,
                                                 twice):
            try:
                check_draft(data, replies[path], once, again)
                passed += 1
            except (AssertionError, KeyError, RuntimeError, ValueError,
                    IndexError) as error:
                failed += 1
                print(f"laws: {name}: {type(error).__name__}: {error}")
    print(f"laws: {passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RuntimeError as broken:
        print(f"laws: {broken}\nlaws: 0 passed, 1 failed")
        sys.exit(1)
