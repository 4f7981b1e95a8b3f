// settings.mjs - the extension's settings are settings that the server knows.
//
//     node settings.mjs PROGRAM PACKAGE.JSON
//
// All of them are told to a server, which complains of what it does not know;
// and one that nobody knows, to see that it does.
import { spawnSync } from "node:child_process";
import fs from "node:fs";

const [program, file] = process.argv.slice(2);
const ours = ["path", "languages"];
const { properties } = JSON.parse(fs.readFileSync(file, "utf8"))
    .contributes.configuration;
const samples = { string: "x", boolean: true, number: 1, array: [], object: {} };
const told = { nobodyKnows: 1 };
for (const [name, { type, enum: words }] of Object.entries(properties)) {
    const key = name.replace("saywell.", "");
    if (!ours.includes(key)) {
        told[key] = words ? words[0] : samples[[type].flat()[0]];
    }
}
const frame = (message) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};
const { stdout } = spawnSync(program, ["lsp"], { input:
    frame({ id: 1, method: "initialize",
        params: { capabilities: {}, initializationOptions: told } }) +
    frame({ id: 2, method: "shutdown" }) + frame({ method: "exit" }) });
const said = stdout.toString().match(/"message":"([^}]*)"\}/)?.[1] ?? "";
const unknown = said.split("\\n").filter((line) => line !== "");
console.log(unknown.join("\n"));
process.exit(unknown.length === 1 && unknown[0].includes("nobodyKnows") &&
    Object.keys(told).length > 10 ? 0 : 1);
