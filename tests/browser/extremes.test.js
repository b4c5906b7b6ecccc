// Pages of extreme size, looked at in a browser: ten years and three hundred measures, the longest and the emptiest cells, and a plan with
// one measure. MIERUKA_SITE names the folder of the site built from `cargo run --example extremes`.

import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { violations } from './lib/axe.js';
import { closeBrowser, visitEach } from './lib/browser.js';
import { paper, printed, tablesOnPaper, tablesOnScreen } from './lib/print.js';
import { expectNone } from './lib/report.js';
import { site } from './lib/site.js';

after(closeBrowser);

/** The largest page of every kind the data has, and every page of the smallest plan. */
const large = site.samples.filter((path) => path.startsWith('large/'));
const small = site.pages.filter((path) => path.startsWith('small/'));
const MOST_COMPRESSED = 100_000;

const atWidths = (paths) =>
  visitEach(paths, {}, async (page) => {
    const problems = [];
    for (const width of [1280, 360, 320]) {
      await page.setViewportSize({ width, height: 900 });
      const found = await page.evaluate(() => [...look.legible(), ...look.smallLettering(), ...look.scrollBoxes()]);
      problems.push(...found.map((problem) => ({ ...problem, text: `at ${width} px: ${problem.text}` })));
    }
    return problems;
  });

describe('pages of extreme size', () => {
  test('are there', () => {
    const editions = site.pagesOf('edition').filter((path) => path.startsWith('large/'));
    assert.equal(editions.length, 10);
    assert.ok(site.pagesOf('measure').length > 300, 'pages of measures');
    assert.equal(small.length, 5, 'pages of the smallest plan');
  });

  test('are legible at 1280, 360 and 320 px', async () => expectNone(await atWidths(large)));
  test('are legible when there is next to nothing to say', async () => expectNone(await atWidths(small)));

  // axe takes minutes for some of these pages; the shipped pages of their kinds are looked at in site.test.js.
  test('have no axe violations', async () => {
    const wide = { viewport: { width: 1280, height: 900 } };
    const kinds = ['plan', 'edition', 'office', 'indicator'].flatMap((kind) => large.find((path) => site.pagesOf(kind).includes(path)));
    expectNone(await visitEach([...kinds, ...small], wide, violations));
  });

  test('print on A4, an edition landscape with its head on every sheet', async () => {
    const edition = large.find((path) => site.pagesOf('edition').includes(path));
    const others = [...large, ...small].filter((path) => !site.pagesOf('edition').includes(path));
    const problems = await visitEach(others, {}, async (page) => paper(await printed(page), { landscape: false }));
    const ofEdition = await visitEach([edition], {}, async (page) => {
      const tables = await page.evaluate(tablesOnScreen);
      const pdf = await printed(page);
      return [...paper(pdf, { landscape: true }), ...tablesOnPaper(tables, pdf)];
    });
    expectNone([...problems, ...ofEdition]);
  });

  test('weigh less than 100 KB compressed', () => {
    const heavy = site.pages
      .map((path) => ({ page: path, weight: gzipSync(readFileSync(join(site.root, path))).length }))
      .filter(({ weight }) => weight > MOST_COMPRESSED)
      .map(({ page, weight }) => ({ page, text: `${weight} bytes compressed` }));
    expectNone(heavy);
  });
});
