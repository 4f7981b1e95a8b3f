"""lsp_client.py - the least a client of the language server must know."""
import json
import subprocess
import time


class Client:
    def __init__(self, argv, env=None):
        self.process = subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env=env)
        self.count = 0
        self.seen = []  # what came while something else was waited for

    def write(self, message):
        message = {"jsonrpc": "2.0", **message}
        body = json.dumps(message, ensure_ascii=False).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body))
        self.process.stdin.write(body)
        self.process.stdin.flush()

    def read_bytes(self):
        length = None
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise EOFError("the server is gone")
            if line == b"\r\n":
                break
            name, value = line.split(b":")
            assert name == b"Content-Length", line
            length = int(value)
        return self.process.stdout.read(length)

    def read(self):
        return json.loads(self.read_bytes())

    def notify(self, method, params=None):
        self.write({"method": method, "params": params or {}})

    def ask(self, method, params=None):
        self.count += 1
        self.write({"id": self.count, "method": method, "params": params})
        return self.wait(lambda m: m.get("id") == self.count and
                         "method" not in m)

    def wait(self, wanted):
        while True:
            message = self.read()
            if wanted(message):
                return message
            self.seen.append(message)

    def wait_method(self, method):
        return self.wait(lambda m: m.get("method") == method)["params"]

    def hello(self, pulls=True, options=None, **capabilities):
        """initialize; capabilities by their first key"""
        told = {"textDocument": {"publishDiagnostics": {}}}
        if pulls:
            told["textDocument"]["diagnostic"] = {}
        for key, value in capabilities.items():
            told.setdefault(key, {}).update(value)
        answer = self.ask("initialize", {
            "processId": None, "rootUri": None, "capabilities": told,
            "initializationOptions": options or {}})
        self.notify("initialized")
        return answer["result"]["capabilities"]

    def open(self, uri, text, version=1):
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "plaintext", "version": version,
            "text": text}})

    def change(self, uri, version, changes):
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": changes})

    def pull(self, uri):
        return self.ask("textDocument/diagnostic",
                        {"textDocument": {"uri": uri}})["result"]["items"]

    def bye(self):
        self.ask("shutdown")
        self.notify("exit")
        return self.process.wait(20)


def now_ms():
    return time.perf_counter() * 1000
