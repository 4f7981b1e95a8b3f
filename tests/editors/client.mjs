// client.mjs - the server against the public client library of VS Code.
//
//     node client.mjs PROGRAM NODE_MODULES FOLDER
//
// The library frames, numbers and types every message; it throws on what is
// not the protocol. Ends in "client: N passed, N failed".
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import fs from "node:fs";
import path from "node:path";
import url from "node:url";

const [program, modules, folder] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), "x.js"));
const lsp = require("vscode-languageserver-protocol/node");
const { TextDocument } = require("vscode-languageserver-textdocument");

let passed = 0, failed = 0;
function see(what, is, want = true) {
    if (isDeepStrictEqual(is, want)) {
        passed++;
    } else {
        failed++;
        console.log(`client: ${what}: ${JSON.stringify(is)}, ` +
            `not ${JSON.stringify(want)}`);
    }
}

const TEXT = "Hi Sam,\r\n\r\n\u{1F600} Good news. We can\u2019t ship until " +
    "Monday.\r\n\r\nOn Mon, Sam wrote:\r\n> My parcel is two weeks late. I am furious!\r\n";
const FIXED = TEXT.replace("can\u2019t ship until", "can ship from");
const AT = { start: { line: 2, character: 17 }, end: { line: 2, character: 33 } };

class Client {
    constructor(name, args = ["--isolated"], options = {}) {
        this.name = name;
        this.child = spawn(program, ["lsp", "--stdio", ...args], options);
        this.ended = new Promise((done) => this.child.on("exit", done));
        this.errors = "";
        this.child.stderr.on("data", (data) => { this.errors += data; });
        this.to = lsp.createProtocolConnection(
            new lsp.StreamMessageReader(this.child.stdout),
            new lsp.StreamMessageWriter(this.child.stdin));
        this.pushed = [];
        this.waiting = [];
        this.shown = [];
        this.registered = [];
        this.refreshed = 0;
        this.settings = {};
        this.to.onNotification(lsp.PublishDiagnosticsNotification.type,
            (p) => { this.pushed.push(p); this.wake(); });
        this.to.onNotification(lsp.ShowMessageNotification.type,
            (p) => { this.shown.push(p.message); this.wake(); });
        this.to.onRequest(lsp.RegistrationRequest.type,
            (p) => { this.registered.push(...p.registrations); });
        this.to.onRequest(lsp.ConfigurationRequest.type,
            (p) => p.items.map(() => this.settings));
        this.to.onRequest(lsp.DiagnosticRefreshRequest.type,
            () => { this.refreshed++; this.wake(); });
        this.to.onError(([error]) => see(`${this.name}: stream`, String(error), ""));
        this.to.listen();
    }
    wake() {
        this.waiting = this.waiting.filter(({ is, done }) => !is() || done());
    }
    until(what, is) {
        if (is()) {
            return Promise.resolve();
        }
        return new Promise((done) => {
            const late = setTimeout(() => {
                see(`${this.name}: ${what} in 10 s`, false);
                done();
            }, 10000);
            this.waiting.push({ is, done: () => { clearTimeout(late); done(); } });
        });
    }
    start(capabilities, initializationOptions = {}) {
        return this.to.sendRequest(lsp.InitializeRequest.type, {
            processId: process.pid, rootUri: null, capabilities,
            initializationOptions, workspaceFolders: null,
        }).then((result) => {
            this.to.sendNotification(lsp.InitializedNotification.type, {});
            return result.capabilities;
        });
    }
    open(uri, text = TEXT, languageId = "plaintext") {
        this.document = TextDocument.create(uri, languageId, 1, text);
        return this.to.sendNotification(lsp.DidOpenTextDocumentNotification.type,
            { textDocument: { uri, languageId, version: 1, text } });
    }
    change(...contentChanges) {
        const version = this.document.version + 1;
        TextDocument.update(this.document, contentChanges, version);
        return this.to.sendNotification(
            lsp.DidChangeTextDocumentNotification.type, {
                textDocument: { uri: this.document.uri, version },
                contentChanges,
            });
    }
    apply(edit) { // what an editor does with a WorkspaceEdit
        const edits = edit.changes?.[this.document.uri] ??
            edit.documentChanges[0].edits;
        return this.change(...[...edits]
            .sort((a, b) => b.range.start.line - a.range.start.line ||
                b.range.start.character - a.range.start.character)
            .map(({ range, newText }) => ({ range, text: newText })));
    }
    pull(previousResultId) {
        return this.to.sendRequest(lsp.DocumentDiagnosticRequest.type,
            { textDocument: { uri: this.document.uri }, previousResultId });
    }
    actions(range, context = {}) {
        return this.to.sendRequest(lsp.CodeActionRequest.type, {
            textDocument: { uri: this.document.uri }, range,
            context: { diagnostics: [], ...context },
        });
    }
    async last() { // the diagnostics of the document as it is now
        const now = () => this.pushed.findLast((p) =>
            p.version === this.document.version);
        await this.until("diagnostics", () => now() !== undefined);
        return now()?.diagnostics ?? [];
    }
    async end() {
        await this.to.sendRequest(lsp.ShutdownRequest.type);
        await this.to.sendNotification(lsp.ExitNotification.type);
        see(`${this.name}: exit status`, await this.ended, 0);
        see(`${this.name}: standard error`, this.errors, "");
    }
}

const PULLS = { textDocument: { diagnostic: {} } };
const codes = (diagnostics) => diagnostics.map((d) => d.code);

async function pushes() {
    const c = new Client("push");
    const can = await c.start({
        textDocument: { publishDiagnostics: { relatedInformation: true } },
        workspace: { workspaceEdit: { documentChanges: true } },
    });
    see("incremental sync", can.textDocumentSync.change,
        lsp.TextDocumentSyncKind.Incremental);
    see("UTF-16 when nothing is said", can.positionEncoding, "utf-16");
    see("kinds", can.codeActionProvider.codeActionKinds,
        ["quickfix", "source.fixAll.saywell"]);
    await c.open("file:///a%20b/draft.txt");
    const first = (await c.last()).find((d) => d.code === "cannot-until");
    see("finding at its place", first?.range, AT);
    see("level", first?.severity, lsp.DiagnosticSeverity.Information);
    see("source", first?.source, "saywell");
    const href = first?.codeDescription?.href ?? "";
    see("a link", href.startsWith("file:///") && href.endsWith("#cannot-until"));
    see("that leads somewhere",
        fs.readFileSync(url.fileURLToPath(href.split("#")[0]), "utf8")
            .includes("\n### cannot-until\n"));
    const rest = (await c.last()).find((d) => d.relatedInformation);
    see("a finding rests on the customer's line",
        rest?.relatedInformation[0].location.range.start.line, 5);
    const fixes = await c.actions(AT, { only: ["quickfix"] });
    const fix = fixes.find((a) => a.isPreferred);
    see("a safe rewrite", fix?.data, { trust: "safe" });
    see("of this version", fix?.edit.documentChanges[0].textDocument.version, 1);
    await c.apply(fix.edit);
    see("applied", c.document.getText(), FIXED);
    see("cleared", codes(await c.last()).includes("cannot-until"), false);
    await c.to.sendNotification(lsp.DidCloseTextDocumentNotification.type,
        { textDocument: { uri: c.document.uri } });
    await c.until("cleared on close",
        () => c.pushed.at(-1).diagnostics.length === 0);
    await c.end();
}

async function pulls() {
    const c = new Client("pull");
    const can = await c.start({
        ...PULLS, general: { positionEncodings: ["utf-32", "utf-16"] },
        workspace: { diagnostics: { refreshSupport: true } },
    });
    see("the client's first encoding", can.positionEncoding, "utf-32");
    await c.open("untitled:Untitled-1");
    const report = await c.pull();
    see("a full report", report.kind, "full");
    see("counted in code points",
        report.items.find((d) => d.code === "cannot-until")?.range.start,
        { line: 2, character: 16 });
    see("unchanged", (await c.pull(report.resultId)).kind, "unchanged");
    see("nothing was pushed", c.pushed.length, 0);
    await c.change({ text: "Hi.\n" },
        { range: { start: { line: 1, character: 0 },
                   end: { line: 1, character: 0 } }, text: "No, we" });
    see("a sentence that is typed is held back", (await c.pull()).items, []);
    await c.until("asked to pull again", () => c.refreshed > 0);
    see("after a pause it is not", codes((await c.pull()).items), ["bare-no"]);
    await c.end();
}

async function asks() {
    const c = new Client("ask");
    await c.start({ textDocument: { diagnostic: {},
        hover: { contentFormat: ["markdown"] } } });
    await c.open("file:///draft.md", TEXT, "markdown");
    const all = await c.actions(AT, { only: ["source.fixAll"] });
    see("fix all alone", all.map((a) => a.kind), ["source.fixAll.saywell"]);
    const hover = await c.to.sendRequest(lsp.HoverRequest.type,
        { textDocument: { uri: c.document.uri }, position: AT.start });
    see("hover explains", hover.contents.kind === "markdown" &&
        hover.contents.value.startsWith("### cannot-until"));
    see("at its place", hover.range, AT);
    see("no hover elsewhere", await c.to.sendRequest(lsp.HoverRequest.type,
        { textDocument: { uri: c.document.uri }, position: { line: 0, character: 1 } }), null);
    const ignore = (await c.actions(AT)).find(
        (a) => a.title === "Ignore cannot-until here");
    await c.apply(ignore.edit);
    see("ignore, as a comment", c.document.getText().split("\r\n")[2],
        "<!-- saywell: ignore cannot-until -->");
    see("and it is", codes((await c.pull()).items).includes("cannot-until"), false);
    await c.change({ text: TEXT });
    await c.apply((await c.actions(AT, { only: ["source"] }))[0].edit);
    see("fix all", c.document.getText(), FIXED);
    // A request that keeps the server busy while the others come.
    await c.change({ text: TEXT.repeat(400) });
    const slow = c.pull();
    const token = new lsp.CancellationTokenSource();
    const gone = c.to.sendRequest(lsp.HoverRequest.type,
        { textDocument: { uri: c.document.uri }, position: AT.start }, token.token);
    token.cancel();
    see("a cancelled request ends", await gone.then(() => "answered",
        (error) => error.code), lsp.LSPErrorCodes.RequestCancelled);
    await slow;
    const code = (promise) => promise.then(() => 0, (error) => error.code);
    see("an unknown request", await code(c.to.sendRequest("saywell/what", {})),
        lsp.ErrorCodes.MethodNotFound);
    see("a text that is not open", await code(c.to.sendRequest(
        lsp.DocumentDiagnosticRequest.type,
        { textDocument: { uri: "file:///other" } })), lsp.ErrorCodes.InvalidParams);
    await c.end();
}

async function follows() {
    const config = path.join(folder, ".saywell.json");
    const c = new Client("follow", [], { env: { ...process.env, HOME: folder,
        XDG_CONFIG_HOME: folder } });
    c.settings = { severity: "warning" };
    await c.start({ ...PULLS, workspace: {
        configuration: true, diagnostics: { refreshSupport: true },
        didChangeWatchedFiles: { dynamicRegistration: true } } });
    await c.open(url.pathToFileURL(path.join(folder, "draft.txt")).href,
        "No, we can't ship until Monday.");
    await c.until("settings asked for", () => c.refreshed > 0);
    see("settings", codes((await c.pull()).items), ["bare-no"]);
    see("files are watched", c.registered.map((r) => r.method),
        ["workspace/didChangeWatchedFiles"]);
    const saw = () => c.to.sendNotification(
        lsp.DidChangeWatchedFilesNotification.type,
        { changes: [{ uri: url.pathToFileURL(config).href, type: 2 }] });
    fs.writeFileSync(config, '{"rules": {"bare-no": "error"}}');
    await saw();
    see("a configuration", (await c.pull()).items.map((d) => d.severity), [1]);
    fs.writeFileSync(config, '{"rules": {"bare-no": ');
    await saw();
    see("the last good one", (await c.pull()).items.map((d) => d.severity), [1]);
    await c.until("it is told", () => c.shown.length > 0);
    see("where", /\.saywell\.json:1:/.test(c.shown[0] ?? ""));
    c.settings = {};
    c.errors = ""; // it is told there, too
    fs.rmSync(config);
    await c.to.sendNotification(lsp.DidChangeConfigurationNotification.type,
        { settings: null });
    const before = c.refreshed;
    await c.until("settings again", () => c.refreshed > before);
    see("without settings", codes((await c.pull()).items),
        ["bare-no", "cannot-until"]);
    c.errors = "";
    await c.end();
}

for (const part of [pushes, pulls, asks, follows]) {
    try {
        await part();
    } catch (error) {
        see(part.name, String(error.stack), "");
    }
}
console.log(`client: ${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
