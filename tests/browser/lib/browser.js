// One Chromium for all tests, Debian's own; a few pages at a time, since a small machine has two cores.

import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

import { site } from './site.js';

const AT_A_TIME = 3;
const lookSource = ['look.js', 'lettering.js', 'marks.js'].map((name) => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8')).join('');
export const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

function executable() {
  for (const folder of process.env.PATH.split(delimiter)) {
    const path = join(folder, 'chromium');
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  throw new Error('There is no chromium on the PATH. tests/run installs it.');
}

let launched;

/** The browser; started with the first use. */
export function browser() {
  launched ??= chromium.launch({
    executablePath: executable(),
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  return launched;
}

export async function closeBrowser() {
  await (await launched)?.close();
}

/**
 * Opens each of the site's pages in turn, a few at a time, and gives it to `visit(page, path)`.
 * Returns the problems ({ text, element? }) that the visits returned, each with the path of its page.
 * `prepare(page, place)` runs before the first page is opened; `place.path` is the page that is open.
 */
export async function visitEach(paths, options, visit, prepare = () => {}) {
  const context = await (await browser()).newContext({ locale: 'ja-JP', viewport: { width: 1280, height: 900 }, ...options });
  const queue = [...paths];
  const problems = [];
  const worker = async () => {
    const page = await context.newPage();
    const place = { path: undefined };
    prepare(page, place);
    for (let path = queue.shift(); path; path = queue.shift()) {
      place.path = path;
      try {
        await page.goto(site.url(path));
        await forceColours(page, options.forcedColors);
        await page.evaluate(lookSource);
        for (const problem of (await visit(page, path)) ?? []) problems.push({ page: path, ...problem });
      } catch (error) {
        problems.push({ page: path, text: `could not be looked at: ${error.message}` });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  await context.close();
  return problems;
}

/** Chromium forgets with each page that it is to force colours, while it goes on saying so: it has to be told anew. */
async function forceColours(page, forcedColors) {
  if (forcedColors !== 'active') return;
  await page.emulateMedia({ forcedColors: 'none' });
  await page.emulateMedia({ forcedColors: 'active' });
  const colour = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('p'));
    probe.style.color = 'rgb(1, 2, 3)';
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  });
  if (colour === 'rgb(1, 2, 3)') throw new Error('colours are not forced');
}
