// check.mjs - the report's page in a browser: what a reader of it may expect.
//
//     node check.mjs CHROME FOLDER
//
// FOLDER holds page.html and page.json (the same conversations), hostile.html
// and few.html, as run.sh makes them. Screenshots and the printed page are left
// there for people to look at.
import { createRequire } from "node:module";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [, , chrome, folder] = process.argv;
const require = createRequire(path.join(folder, "package.json"));
const { chromium } = require("playwright-core");
const { default: AxeBuilder } = require("@axe-core/playwright");

let passed = 0, failed = 0;
function check(what, good, more) {
  if (good) { passed++; return; }
  failed++;
  console.log("report: " + what + (more === undefined ? "" : ": " + JSON.stringify(more)));
}

const browser = await chromium.launch({ executablePath: chrome, args: ["--no-sandbox"] });
const file = (name) => pathToFileURL(path.join(folder, name)).href;

// A page, and whatever it does that it should not.
async function open(name, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (e) => complaints.push(e.message));
  page.on("console", (m) => complaints.push(m.text()));
  page.on("dialog", (d) => { complaints.push("dialog " + d.message()); d.dismiss(); });
  page.on("request", (r) => { if (r.url() !== file(name)) complaints.push("fetched " + r.url()); });
  await page.goto(file(name));
  return { page, complaints, close: () => context.close() };
}

// ---- looks and access ---------------------------------------------------------

async function looks(name, scheme, width) {
  const what = `${name} ${scheme} ${width}`;
  const { page, complaints, close } = await open(name, { viewport: { width, height: 900 }, colorScheme: scheme });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(`${what}: is wider than the window`, over <= 0, over);
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const v of violations)
    check(`${what}: axe ${v.impact} ${v.id}`, !["serious", "critical"].includes(v.impact), v.nodes[0].html.slice(0, 160));
  check(`${what}: axe`, true);
  const [r, g, b] = await page.evaluate(() =>
    getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g).map(Number));
  check(`${what}: the paper's colour`, scheme === "dark" ? r + g + b < 150 : r + g + b > 700, [r, g, b]);
  check(`${what}: complaints`, complaints.length === 0, complaints);
  await page.screenshot({ path: path.join(folder, `${path.parse(name).name}-${scheme}-${width}.png`), fullPage: true });
  await close();
}

for (const name of ["page.html", "hostile.html", "few.html"])
  for (const scheme of ["light", "dark"])
    for (const width of [1280, 400]) await looks(name, scheme, width);

// ---- filters ------------------------------------------------------------------

const data = JSON.parse(readFileSync(path.join(folder, "page.json"), "utf8"));

// The interval as a table of statistics would compute it.
function shown(k, n) {
  if (n < 30) return "too few to say";
  const z = 1.959963984540054, p = k / n, base = 1 + z * z / n;
  const half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  const at = (x) => (100 * Math.min(1, Math.max(0, x))).toFixed(1);
  const mid = p + z * z / (2 * n);
  return `${(100 * p).toFixed(1)} ${k ? at((mid - half) / base) : "0.0"}–${at((mid + half) / base)}`;
}
const rates = (page) => page.evaluate(() => Object.fromEntries(
  [...document.querySelectorAll("#rules tbody tr")].filter((r) => !r.hidden).map((r) =>
    [r.dataset.rule, r.querySelector(".rate").textContent.trim().replace(/\s+/g, " ")])));
const visible = (page) => page.evaluate(() =>
  [...document.querySelectorAll(".reply")].filter((r) => r.checkVisibility()).map((r) => r.id));

function expected(agent, week) {
  let n = 0;
  const with_ = {};
  for (const c of data.cells) {
    if ((agent && c.agent !== agent) || (week && c.week !== week)) continue;
    n += c.replies;
    for (const [rule, k] of Object.entries(c.with)) with_[rule] = (with_[rule] || 0) + k;
  }
  return Object.fromEntries(Object.entries(with_).map(([rule, k]) => [rule, shown(k, n)]));
}
const sorted = (o) => JSON.stringify(Object.entries(o).sort());

const { page, complaints, close } = await open("page.html", { viewport: { width: 1280, height: 900 } });
const before = await page.evaluate(() => document.body.innerText);
check("rates of all", sorted(await rates(page)) === sorted(expected()), await rates(page));
for (const agent of data.agents.map((a) => a.agent)) {
  await page.selectOption("#f-agent", { label: agent });
  check(`rates of ${agent}`, sorted(await rates(page)) === sorted(expected(agent)), await rates(page));
}
const agent = data.worst[0].agent, week = data.worst[0].week, rule = data.worst[0].findings[0].rule;
await page.selectOption("#f-agent", { label: agent });
await page.selectOption("#f-week", { label: week });
check("rates of agent and week", sorted(await rates(page)) === sorted(expected(agent, week)), await rates(page));
let ids = await visible(page);
const fits = (r) => r.agent === agent && r.week === week;
const wanted = [["w", data.worst], ["b", data.best], ["s", data.sample]].flatMap(([letter, list]) =>
  list.map((r, i) => fits(r) ? letter + (i + 1) : null).filter(Boolean));
check("replies of agent and week", JSON.stringify(ids) === JSON.stringify(wanted), [ids, wanted]);
await page.selectOption("#f-rule", rule);
check("only the rule's row", JSON.stringify(Object.keys(await rates(page))) === JSON.stringify([rule]));
ids = await visible(page);
check("only replies with the rule", ids.length > 0 && ids.length <= wanted.length && ids.includes("w1"), ids);
check("says what it shows", /replies counted, \d+ shown/.test(await page.textContent("#f-says")));
await page.click("#f-reset");
await page.waitForFunction(() => document.getElementById("picked").hidden);
check("all is back", (await page.evaluate(() => document.body.innerText)) === before);

// ---- keyboard -------------------------------------------------------------------

const keys = await open("page.html", { viewport: { width: 1280, height: 900 } });
const stops = [];
for (let i = 0; i < 6; i++) {
  await keys.page.keyboard.press("Tab");
  stops.push(await keys.page.evaluate(() => document.activeElement.id || document.activeElement.className ||
    document.activeElement.tagName));
}
check("the tab key goes the way of the page",
  JSON.stringify(stops) === JSON.stringify(["skip", "f-rule", "f-agent", "f-week", "f-reset", "SUMMARY"]), stops);
await keys.page.keyboard.press("Enter");
check("a fold opens by key", await keys.page.evaluate(() => document.activeElement.parentElement.open));
await keys.close();
check("every table's rows and columns have heads", await page.evaluate(() =>
  [...document.querySelectorAll("table")].every((t) => t.querySelector("thead th[scope=col]") &&
    [...t.querySelectorAll("tbody tr")].every((r) => r.querySelector("th[scope=row]")))));
check("every number in a text leads to its note", await page.evaluate(() =>
  [...document.querySelectorAll("sup a")].every((a) => document.querySelector(a.getAttribute("href")))));
check("complaints", complaints.length === 0, complaints);

// ---- paper ----------------------------------------------------------------------

await page.pdf({ path: path.join(folder, "page.pdf"), format: "A4" });
check("prints", statSync(path.join(folder, "page.pdf")).size > 20000);
await page.emulateMedia({ media: "print" });
check("no filters on paper", !(await page.isVisible("#filters")));
await close();

// ---- without script ---------------------------------------------------------------

const still = await open("page.html", { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
check("without script the filters are not offered", !(await still.page.isVisible("#filters")));
check("without script every reply is there",
  (await still.page.locator(".reply:visible").count()) === data.worst.length + data.best.length + data.sample.length);
check("without script the rates are there", await still.page.isVisible("#rules tbody tr .rate b"));
await still.close();

// ---- strangers' words ---------------------------------------------------------------

const bad = await open("hostile.html", { viewport: { width: 1280, height: 900 } });
check("hostile: two scripts, both ours", (await bad.page.locator("script").count()) === 2);
check("hostile: no picture, frame or handler", await bad.page.evaluate(() =>
  !document.querySelector("img, iframe, object, embed, base, link") &&
  [...document.querySelectorAll("*")].every((e) => [...e.attributes].every((a) => !a.name.startsWith("on")))));
check("hostile: markup is shown as words", (await bad.page.textContent("main")).includes("<img src=x onerror="));
await bad.page.selectOption("#f-agent", { index: 1 });
check("hostile: complaints", bad.complaints.length === 0, bad.complaints);
await bad.close();

await browser.close();
console.log(`report: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
