// extension.ts - starts `saywell lsp` and lets VS Code talk to it.
//
// Everything the server knows it says by itself; this only finds the program,
// says which texts are meant, and gives "fix all" a command of its own.
import * as vscode from "vscode";
import {
    LanguageClient, LanguageClientOptions, ServerOptions, TransportKind,
} from "vscode-languageclient/node";

let client: LanguageClient | undefined;

function settings(): vscode.WorkspaceConfiguration {
    return vscode.workspace.getConfiguration("saywell");
}

/** What of the settings is the server's, and set. */
function forServer(): Record<string, unknown> {
    const all = settings();
    const told: Record<string, unknown> = {};
    for (const key of ["rules", "profile", "set", "select", "ignore",
        "severity", "channel", "customer", "quote", "hold", "holdAfter"]) {
        const value = all.get(key);
        if (value !== null && value !== undefined) {
            told[key] = value;
        }
    }
    return told;
}

async function start(): Promise<void> {
    const command = settings().get<string>("path", "saywell");
    const server: ServerOptions = {
        command, args: ["lsp"], transport: TransportKind.stdio,
    };
    const languages = settings().get<string[]>("languages", []);
    const options: LanguageClientOptions = {
        documentSelector: languages.flatMap((language) => [
            { scheme: "file", language },
            { scheme: "untitled", language },
        ]),
        initializationOptions: forServer(),
        middleware: {
            workspace: {
                // The server asks for the section; keys that are not set, and
                // those that are for this side, it does not know.
                configuration: (params) =>
                    params.items.map((item) =>
                        item.section === "saywell" ? forServer() : null),
            },
        },
    };
    client = new LanguageClient("saywell", "saywell", server, options);
    try {
        await client.start();
    } catch (error) {
        client = undefined;
        void vscode.window.showErrorMessage(
            `saywell: "${command} lsp" does not start: ${String(error)}. ` +
            "Is saywell.path right?");
    }
}

async function stop(): Promise<void> {
    const running = client;
    client = undefined;
    await running?.stop();
}

async function fixAll(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document) {
        return;
    }
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider", document.uri, all,
        "source.fixAll.saywell");
    const edit = actions.find((action) => action.edit)?.edit;
    if (edit) {
        await vscode.workspace.applyEdit(edit);
    }
}

export async function activate(
    context: vscode.ExtensionContext): Promise<void> {
    context.subscriptions.push(
        vscode.commands.registerCommand("saywell.fixAll", fixAll),
        vscode.commands.registerCommand("saywell.restart", async () => {
            await stop();
            await start();
        }),
        vscode.workspace.onDidChangeConfiguration(async (event) => {
            if (event.affectsConfiguration("saywell.path") ||
                event.affectsConfiguration("saywell.languages")) {
                await stop();
                await start();
            } else if (event.affectsConfiguration("saywell")) {
                await client?.sendNotification(
                    "workspace/didChangeConfiguration", { settings: null });
            }
        }));
    await start();
}

export function deactivate(): Promise<void> {
    return stop();
}
