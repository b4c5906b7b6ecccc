// What a built site promises to those who read it, looked at in a browser, from the folder, without network.
// MIERUKA_SITE names the folder; MIERUKA_SEEN, if set, that of an edition looked at before: pages that say the same are passed over. Cheap looks go over all pages, costly ones over the largest page of every kind.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { violations } from './lib/axe.js';
import { closeBrowser, visitEach } from './lib/browser.js';
import { skipLink, tabOrder } from './lib/keyboard.js';
import { problemWith, problemsOfMachinePaths, problemsOfStyles } from './lib/links.js';
import { paper, printed, tablesOnPaper, tablesOnScreen } from './lib/print.js';
import { expectNone } from './lib/report.js';
import { site } from './lib/site.js';
import { problemsOfValidity } from './lib/validity.js';
import { problemsOfWeight, tableOfWeights, weights } from './lib/weight.js';

after(closeBrowser);

describe('the folder', () => {
  test('has a page of every kind', () => {
    assert.deepEqual(site.missingKinds, [], 'kinds of pages that the site lacks, or that a public site must not have');
  });

  test('has no page of a kind these tests do not know', () => {
    assert.deepEqual(site.pagesOfNoKind, [], 'name their kind in lib/site.js');
  });

  test('holds no path of the machine it was built on', () => expectNone(problemsOfMachinePaths()));

  test('is valid by the Nu Html Checker', () => expectNone(problemsOfValidity()));

  test('is light', (t) => {
    const all = weights();
    t.diagnostic(`weights\n${tableOfWeights(all)}`);
    expectNone(problemsOfWeight(all));
  });
});

describe('every page', () => {
  const found = { requests: [], errors: [], structure: [], drawings: [], policy: [], legible: [], large: [], phone: [], boxes: [] };
  const links = new Map(); // of each page
  let charts = 0;

  // Each page is opened once; the tests below read what was seen.
  before(async () => {
    const problems = await visitEach(site.looked, {}, lookAt, (page, place) => {
      page.on('request', (request) => {
        if (!request.url().startsWith(site.url('.') + '/')) found.requests.push({ page: place.path, text: `request leaves the folder: ${request.url()}` });
      });
      page.on('requestfailed', (request) => found.requests.push({ page: place.path, text: `request failed: ${request.url()}` }));
      page.on('console', (message) => message.type() === 'error' && found.errors.push({ page: place.path, text: `console: ${message.text()}` }));
      page.on('pageerror', (error) => found.errors.push({ page: place.path, text: `script: ${error.message}` }));
    });
    found.errors.push(...problems);
  });

  async function lookAt(page, path) {
    const note = (list, problems) => list.push(...problems.map((problem) => ({ page: path, ...problem })));
    const seen = await page.evaluate(() => ({
      links: look.links(),
      charts: look.charts(),
      structure: look.structure(),
      drawings: look.drawings(),
      policy: look.policy(),
      legible: look.legible(),
      boxes: look.scrollBoxes(),
      large: look.legibleWhenLarge(),
    }));
    links.set(path, seen.links);
    charts += seen.charts;
    for (const name of ['structure', 'drawings', 'policy', 'legible', 'boxes', 'large']) note(found[name], seen[name]);
    await page.setViewportSize({ width: 320, height: 700 });
    const narrow = await page.evaluate(() => ({ phone: [...look.legible(), ...look.smallLettering()], boxes: look.scrollBoxes() }));
    for (const name of ['phone', 'boxes']) note(found[name], narrow[name]);
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  test('opens without errors', () => expectNone(found.errors));
  test('asks for nothing outside the folder', () => expectNone(found.requests));
  test('forbids everything from outside', () => expectNone(found.policy));
  test('has links that lead somewhere', () => {
    const problems = [...links].flatMap(([page, all]) =>
      all
        .map((link) => problemWith(link, page))
        .filter(Boolean)
        .map((problem) => ({ page, ...problem })),
    );
    expectNone([...problems, ...problemsOfStyles()]);
  });
  test('has one h1, headings in order, unique ids, whole tables', () => expectNone(found.structure));
  test('has charts that say what they show', () => {
    expectNone([...found.drawings, ...(charts > 0 ? [] : [{ page: 'all pages', text: 'there is no chart' }])]);
  });
  test('is legible at 1280 px', () => expectNone(found.legible));
  test('is legible with text at 200 %', () => expectNone(found.large));
  test('fits a narrow phone (320 px)', () => expectNone(found.phone));
  test('has scroll boxes that work by keyboard', () => expectNone(found.boxes));
});

describe('the largest page of every kind', () => {
  const wide = { viewport: { width: 1280, height: 900 } };
  const narrow = { viewport: { width: 320, height: 700 } };

  test('has no axe violations in light', async () => expectNone(await visitEach(site.samples, wide, violations)));
  test('has no axe violations in dark', async () => expectNone(await visitEach(site.samples, { ...wide, colorScheme: 'dark' }, violations)));
  test('has no axe violations in forced colours', async () => expectNone(await visitEach(site.samples, { ...wide, forcedColors: 'active' }, violations)));
  test('has no axe violations at 320 px', async () => expectNone(await visitEach(site.samples, narrow, violations)));

  test('has charts whose letters stand out, in light and dark', async () => {
    const lettering = (page) => page.evaluate(() => look.lettering());
    const light = await visitEach(site.samples, { colorScheme: 'light' }, lettering);
    const dark = await visitEach(site.samples, { colorScheme: 'dark' }, lettering);
    expectNone([...light, ...dark.map((problem) => ({ ...problem, text: `in dark: ${problem.text}` }))]);
  });

  test('has marks that differ in more than colour, in light, dark and forced colours', async () => {
    const marks = (page) => page.evaluate(() => look.marks());
    for (const mode of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }]) {
      const problems = await visitEach(site.samples, { ...wide, ...mode }, marks);
      expectNone(problems.map((problem) => ({ ...problem, text: `${Object.values(mode)}: ${problem.text}` })));
    }
  });

  test('shows its content without scripts', async () => {
    const hidden = async (javaScriptEnabled) => visitEach(site.samples, { javaScriptEnabled }, (page) => page.evaluate(() => look.hidden()));
    // What does not show with scripts either is not the scripts' doing: closed details, words for phones or paper only.
    const anyway = new Set((await hidden(true)).map(({ page, element }) => `${page} ${element}`));
    expectNone((await hidden(false)).filter(({ page, element }) => element === '' || !anyway.has(`${page} ${element}`)));
  });

  test('has a skip link that works', async () => expectNone(await visitEach(site.samples, {}, skipLink)));
  test('can be walked through by Tab', async () => expectNone(await visitEach(site.samples, {}, tabOrder)));

  test('prints on A4 in a readable size', async () => {
    expectNone(await visitEach(site.samples, {}, async (page) => paper(await printed(page), { landscape: false })));
  });
});

describe('the largest edition of every plan', () => {
  test('prints its whole table on A4 landscape, with its head on every sheet', async () => {
    let rows = 0;
    const problems = await visitEach(site.editions, {}, async (page) => {
      const tables = await page.evaluate(tablesOnScreen);
      const pdf = await printed(page);
      rows += tables.reduce((sum, table) => sum + table.rows.length, 0);
      return [...paper(pdf, { landscape: true }), ...tablesOnPaper(tables, pdf)];
    });
    expectNone(problems);
    assert.ok(rows > 0, 'no edition has a table with rows');
  });
});

describe('the report of every plan', () => {
  test('prints all its tables on A4, with their heads on every sheet', async () => {
    expectNone(
      await visitEach(site.reports, {}, async (page) => {
        const tables = await page.evaluate(tablesOnScreen);
        const pdf = await printed(page);
        return [...paper(pdf, { landscape: true }), ...tablesOnPaper(tables, pdf)];
      }),
    );
  });
});
