"""Applies replies[0].fix to a file, and each of fixes alone."""
import json
import sys

reply = json.load(open(sys.argv[1], encoding="utf-8"))["replies"][0]
text = open(sys.argv[2], "rb").read()


def apply(edits):
    out, at = b"", 0
    for edit in edits:
        start, end = edit["byte"]
        assert at <= start <= end <= len(text)
        out += text[at:start] + edit["text"].encode()
        at = end
    return out + text[at:]


for finding in reply["findings"]:
    start, end = finding["range"]["byte"]
    assert text[start:end].decode() == finding["match"]
    for fix in finding["fixes"]:
        apply(fix["edits"]).decode()
sys.stdout.buffer.write(apply(reply["fix"]["edits"]))
