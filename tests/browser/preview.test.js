// The preview in a browser: the page follows every save and keeps its place, and what was found is said on it.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { violations } from './lib/axe.js';
import { browser, closeBrowser } from './lib/browser.js';
import { preview } from './lib/preview.js';
import { expectNone } from './lib/report.js';

const DATA = fileURLToPath(new URL('../../data', import.meta.url));
const YEAR = 'mihon-2021/2023.yaml';
const PAGE = 'mihon-2021/2023.html';

after(closeBrowser);

/** Opens a page of a new preview of the shipped data. */
async function open(t, path, options = {}) {
  const running = await preview(DATA);
  const context = await (await browser()).newContext({ locale: 'ja-JP', viewport: { width: 1280, height: 800 }, ...options });
  t.after(async () => {
    await context.close();
    await running.end();
  });
  const page = await context.newPage();
  const troubles = [];
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(running.address + path);
  await page.locator('mieruka-preview summary').waitFor();
  return { running, page, troubles };
}

const panel = (page) => page.locator('mieruka-preview details');
// The summary names errors first: words are looked for where it begins.
const says = (page, words) => panel(page).locator('strong', { hasText: words }).waitFor();
const spoil = (running) => running.save(YEAR, running.read(YEAR).replace(/status: 実施$/m, 'status: 実施ずみ'));

describe('the preview', () => {
  test('follows a save and keeps the place', async (t) => {
    const { running, page, troubles } = await open(t, `${PAGE}?word=研修`);
    await page.evaluate(() => {
      scrollTo(0, document.documentElement.scrollHeight / 2);
      document.getElementById('filters').elements.word.focus({ preventScroll: true });
    });
    const place = () => page.evaluate(() => {
      const { activeElement: focused } = document;
      const marked = [...document.querySelectorAll('main [id]')].find((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().bottom > 0);
      return {
        address: location.href,
        mark: [marked.id, Math.round(marked.getBoundingClientRect().top)],
        focus: [focused.name, focused.value],
        shown: document.querySelectorAll('.follow-up tbody tr:not([hidden])').length,
        scrolled: scrollY > 200,
      };
    });
    await page.waitForFunction(() => location.search.includes('word'));
    const before = await place();
    assert.ok(before.scrolled && before.focus[1] === '研修' && before.shown > 0, JSON.stringify(before));
    for (const title of ['一度目の題名', '二度目の、前よりもずっと長い題名であり、折り返されて見出しが高くなるかもしれないほどの題名であって、まだ続くもの']) {
      running.save(YEAR, running.read(YEAR).replace(/^title: .*$/m, `title: ${title}`));
      await page.waitForFunction((words) => document.querySelector('h1').textContent.includes(words), title);
      // After the page has loaded it stands a last time.
      await page.waitForFunction(() => document.readyState === 'complete');
      await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));
      assert.deepEqual(await place(), before, title);
    }
    assert.deepEqual(troubles, []);
  });

  test('leaves open what was opened', async (t) => {
    const { running, page } = await open(t, 'mihon-2021/index.html');
    const states = () => page.evaluate(() => [...document.querySelectorAll('details')].map((one) => one.open));
    const first = await states();
    await page.locator('main details:not([open]) > summary:visible').first().click();
    const before = await states();
    assert.notDeepEqual(before, first);
    running.save(YEAR, running.read(YEAR).replace(/^title: .*$/m, 'title: 改めた題名'));
    await page.waitForFunction(() => document.readyState === 'complete' && document.body.textContent.includes('改めた題名'));
    await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));
    assert.deepEqual(await states(), before);
  });

  test('says what is wrong over the last good page, and takes it back', async (t) => {
    const { running, page, troubles } = await open(t, PAGE);
    const good = running.read(YEAR);
    assert.equal(await panel(page).getAttribute('open'), null);
    await page.evaluate(() => scrollTo(0, 500));
    spoil(running);
    await says(page, 'エラー 1件');
    assert.notEqual(await panel(page).getAttribute('open'), null);
    const first = panel(page).locator('li').first();
    assert.match(await first.innerText(), /実施ずみ[\s\S]*直し方：[\s\S]*data\/mihon-2021\/2023\.yaml:\d+:\d+/);
    assert.equal(await first.locator('mark').first().innerText(), '実施ずみ');
    assert.equal(await page.evaluate(() => scrollY), 500);
    running.save(YEAR, good);
    await says(page, /^警告/);
    assert.equal(await panel(page).getAttribute('open'), null);
    assert.deepEqual(troubles, []);
  });

  for (const [name, options] of [
    ['on a desk', {}],
    ['on a phone', { viewport: { width: 360, height: 740 } }],
    ['in the dark', { colorScheme: 'dark' }],
    ['with forced colours', { forcedColors: 'active' }],
  ]) {
    test(`can be read by everyone: ${name}`, async (t) => {
      const { running, page } = await open(t, PAGE, options);
      spoil(running);
      await says(page, 'エラー 1件');
      expectNone((await violations(page)).map((problem) => ({ page: PAGE, ...problem })));
      const size = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, window: innerWidth, panel: document.querySelector('mieruka-preview').offsetHeight / innerHeight }));
      assert.ok(size.wide <= size.window, JSON.stringify(size));
      assert.ok(size.panel < 0.75, `the panel takes ${size.panel} of the window`);
    });
  }

  test('is folded and unfolded with the keyboard, and stays so', async (t) => {
    const { running, page } = await open(t, PAGE);
    spoil(running);
    await says(page, 'エラー 1件');
    await panel(page).locator('summary').press('Enter');
    assert.equal(await panel(page).getAttribute('open'), null);
    await page.goto(`${running.address}mihon-2021/`);
    await says(page, 'エラー 1件');
    assert.equal(await panel(page).getAttribute('open'), null);
  });

  test('shows nothing of itself on paper', async (t) => {
    const { page } = await open(t, PAGE);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await panel(page).isVisible(), false);
  });

  test('says that the program has ended', async (t) => {
    const { running, page } = await open(t, PAGE);
    await running.stop();
    await panel(page).locator('span', { hasText: 'つながりません' }).first().waitFor();
  });
});
