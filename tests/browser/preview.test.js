// The preview in a browser: the page follows every save and keeps its place, and what was found is said on it.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
async function open(t, path, options = {}, ...more) {
  const running = await preview(DATA, ...more);
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

  // What a reader sees of a page, however it came to stand there.
  const content = (page) => page.evaluate(() => {
    const body = document.body.cloneNode(true);
    for (const own of body.querySelectorAll('mieruka-preview, script')) own.remove();
    return `${document.title}\n${body.innerHTML}`;
  });
  const number = (page) => page.evaluate(() => Number(document.querySelector('script[data-site]').dataset.site));

  // Edits that change words, figures and the shape of the page.
  const EDITS = [
    ['a title', /^title: .*$/m, 'title: 改めた題名'],
    ['a figure', 'value: 65.4, numerator: 17', 'value: 69.2, numerator: 18'],
    ['a note less', /^ {2}- 男性の育児休業取得率の目標を.*\n/m, ''],
    ['a rating more', '{period: 2023-04-01, segment: directors, value: 19.2', '{period: 2023-04-01, segment: directors, rating: C, value: 19.2'],
    ['a value less', /^ {4}- \{period: R5, segment: women, value: 100.0.*\n/m, ''],
    ['what an office did', '育児休業を取得した男性職員も登壇し、両立の実際を話した。', '育児休業を取得した男性職員が、両立の実際を話した。'],
  ];
  for (const path of [PAGE, 'mihon-2021/index.html', 'mihon-2021/report.html', 'mihon-2021/indicators/childcare-leave.html', 'mihon-2021/2024-changes.html']) {
    test(`puts what a save changed into the page as it stands: ${path}`, async (t) => {
      const { running, page, troubles } = await open(t, path);
      const beside = await page.context().newPage();
      let kept = 0;
      for (const [name, what, by] of EDITS) {
        await page.evaluate(() => { globalThis.isStill = true; });
        // The page asks for itself as it came when it has nothing else to do.
        await page.evaluate(() => new Promise((idle) => requestIdleCallback(() => setTimeout(idle, 300))));
        const old = await number(page);
        const text = running.read(YEAR);
        assert.notEqual(text.replace(what, by), text, name);
        running.save(YEAR, text.replace(what, by));
        await page.waitForFunction((last) => Number(document.querySelector('script[data-site]')?.dataset.site) > last && document.readyState === 'complete', old);
        await beside.goto(running.address + path);
        assert.equal(await content(page), await content(beside), name);
        kept += Number(await page.evaluate(() => globalThis.isStill === true));
      }
      // The filters remember the rows of the published table: a change of that loads the page again.
      assert.equal(kept, path === PAGE ? EDITS.length - 1 : EDITS.length);
      assert.deepEqual(troubles, []);
    });
  }

  test('loads the page again when its style changes', async (t) => {
    const templates = mkdtempSync(join(tmpdir(), 'mieruka-templates-'));
    t.after(() => rmSync(templates, { recursive: true }));
    mkdirSync(join(templates, 'css'));
    const style = (colour) => writeFileSync(join(templates, 'css/tokens.css'), `h1 { color: ${colour}; }\n`);
    style('rgb(1, 2, 3)');
    const { page } = await open(t, PAGE, {}, '--templates', templates);
    await page.evaluate(() => new Promise((idle) => requestIdleCallback(() => setTimeout(idle, 300))));
    style('rgb(4, 5, 6)');
    await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)');
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
