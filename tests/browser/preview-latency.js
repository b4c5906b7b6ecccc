// How long a saved keystroke takes to be seen: MIERUKA=target/release/mieruka node tests/browser/preview-latency.js <data folder> [<saves>]
//
// <data folder> is one of `cargo run --release --example datasets -- <folder> S`. The title of the newest edition, or an answer in it, is
// changed again and again; told are, from the moment the file is in its place: when the server says that there is something new, when
// the page has been asked for and has arrived (by a client without a browser), and when a browser shows it, painted.

import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

process.env.MIERUKA_SITE ??= resolve(import.meta.dirname, '../../site');
const { browser, closeBrowser } = await import('./lib/browser.js');
const { preview } = await import('./lib/preview.js');

const [data, saves = '60'] = process.argv.slice(2);
const folder = resolve(process.env.INIT_CWD ?? process.cwd(), data);
const [plan] = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const newest = readdirSync(join(folder, plan)).filter((name) => /^\d{4}\.yaml$/.test(name)).sort().at(-1);
const running = await preview(folder);

const pause = (time) => new Promise((over) => setTimeout(over, time));

// Without a browser.
const events = (await fetch(`${running.address}.mieruka/events`)).body.getReader();
const decoder = new TextDecoder();
async function event() {
  let text = '';
  while (!text.includes('data: ') || !text.endsWith('\n\n')) text += decoder.decode((await events.read()).value, { stream: true });
  return text;
}
await event();

const original = running.read(`${plan}/${newest}`);
const titled = (number) => original.replace(/^title: .*$/m, `title: 保存${number}回目`);
const answered = (number) => original.replace(/^ {6}- text: /m, `$&保存${number}回目。`);
const edition = newest.replace('.yaml', '.html');
const LOOKS = [
  ['an edition, its title', edition, titled],
  ['an edition, an answer', edition, answered],
  ['the plan, the title of an edition', 'index.html', titled],
  ['a measure, an answer', 'measures/m1.html', answered],
];

const told = [];
const tell = (what, list) => {
  const sorted = [...list].sort((left, right) => left - right);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))].toFixed(1);
  told.push(`${what}: median ${at(0.5)} ms, p95 ${at(0.95)} ms (${sorted.length} saves)`);
};

let number = 0;
function save(edit) {
  number += 1;
  running.save(`${plan}/${newest}`, edit(number));
  return performance.now();
}
const inTime = (promise, what) => Promise.race([promise, pause(20_000).then(() => { throw new Error(`nothing for 20 seconds: ${what}`); })]);

for (const [name, page, edit] of LOOKS) {
  const [heard, arrived] = [[], []];
  for (let turn = 0; turn < Number(saves); turn += 1) {
    await pause(400);
    const begun = save(edit);
    await inTime(event(), name);
    heard.push(performance.now() - begun);
    await (await fetch(`${running.address}${plan}/${page}`)).text();
    arrived.push(performance.now() - begun);
  }
  tell(`${name}: told`, heard);
  tell(`${name}: page arrived`, arrived);
}
await events.cancel();

const context = await (await browser()).newContext({ locale: 'ja-JP', viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
let painted = () => {};
await page.exposeBinding('painted', () => painted());
// Loaded again, or changed as it stands.
await page.addInitScript(() => {
  const soon = () => requestAnimationFrame(() => setTimeout(() => globalThis.painted()));
  addEventListener('DOMContentLoaded', () => {
    soon();
    new MutationObserver(soon).observe(document.querySelector('main'), { childList: true, characterData: true, subtree: true });
  });
});
for (const [name, path, edit] of LOOKS) {
  const [seen, again] = [[], []];
  await page.goto(`${running.address}${plan}/${path}`, { waitUntil: 'load' });
  for (let turn = 0; turn < Number(saves); turn += 1) {
    await pause(400);
    const next = new Promise((now) => { painted = () => now(performance.now()); });
    const begun = save(edit);
    seen.push((await inTime(next, name)) - begun);
    // What of it is the browser's own: the same page loaded again without a save.
    await pause(400);
    const reloaded = new Promise((now) => { painted = () => now(performance.now()); });
    const asked = performance.now();
    await page.evaluate(() => { setTimeout(() => location.reload()); });
    again.push((await inTime(reloaded, name)) - asked);
  }
  tell(`${name}: painted in Chromium`, seen);
  tell(`${name}: painted in Chromium after a mere reload`, again);
}

console.log(told.join('\n'));
await closeBrowser();
await running.end();
