// The filters of the published table, counted against the table itself.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { violations } from './lib/axe.js';
import { browser, closeBrowser, visitEach } from './lib/browser.js';
import { printed } from './lib/print.js';
import { expectNone } from './lib/report.js';
import { site } from './lib/site.js';

after(closeBrowser);

/** Editions with a table to filter: the largest of every plan. */
const editions = site.editions.filter((path) => site.read(path).includes('id="filters"'));
const word = '研修';

/** Runs in the page, before anything is chosen: what each row holds, told from its cells alone, merged ones included. */
function readTable() {
  const text = (element) => [...element.childNodes].map((node) => (node.nodeType === 3 ? node.data : node.matches('td > b, .covered') ? '' : text(node))).join('');
  const badge = (cells, column) => cells.filter((cell) => cell.matches(`.column-${column}`)).map((cell) => cell.querySelector('.badge')?.innerText.trim() ?? '');
  const rows = [];
  for (const body of document.querySelectorAll('.follow-up tbody')) {
    const holding = [...body.rows].map(() => []);
    [...body.rows].forEach((row, place) => [...row.cells].forEach((cell) => holding.slice(place, place + cell.rowSpan).forEach((cells) => cells.push(cell))));
    [...body.rows].forEach((row, place) => {
      const cells = holding[place];
      rows.push({
        row,
        cells: cells.filter((cell) => cell.matches('td')),
        counted: 'counted' in row.dataset,
        kind: row.className.match(/row-(\w+)/)[1],
        heading: cells.find((cell) => cell.matches('.heading'))?.innerText.trim() ?? '',
        status: badge(cells, 'status'),
        direction: badge(cells, 'direction'),
        rating: badge(cells, 'rating'),
        tag: cells.flatMap((cell) => [...cell.querySelectorAll('.tag > span')].map((tag) => tag.textContent.slice(1, -1))),
        office: cells.filter((cell) => cell.matches('.column-offices')).flatMap((cell) => [...cell.querySelectorAll('a')].map((link) => link.textContent)),
        hasOffices: Boolean(document.querySelector('th#c-offices')),
        text: cells.map(text).join('\n'),
      });
    });
  }
  // The names of the rows above apply to what stands below them.
  const above = (one) => (one.row.dataset.under === undefined ? undefined : rows.find(({ row }) => row === one.row.parentElement.rows[one.row.dataset.under]));
  for (const one of rows) for (let up = above(one); up; up = above(up)) one.text += `\n${text(up.row.querySelector('.name'))}`;
  globalThis.tableRows = rows;
  globalThis.shape = () => rows.map(({ row }) => `${row.hidden} ${row.className} ${[...row.cells].map((cell) => `${cell.id} ${cell.className} ${cell.rowSpan}`)}`).join('\n');
  globalThis.untouched = shape();
}

/** Runs in the page: what is wrong with what is shown for a choice. */
function judge({ name, value }) {
  const problems = [];
  const holds = (one) => (name === 'word' ? one.text.normalize('NFKC').replace(/\s/g, '').includes(value) : name === 'heading' ? one.heading === value : one[name].includes(value));
  const expected = new Set(tableRows.filter((one) => ['measure', 'indicator'].includes(one.kind) && holds(one)));
  for (const one of tableRows) {
    const shown = look.shown(one.row) && !one.row.matches('.context');
    if (one.kind === 'heading') continue;
    if (shown !== expected.has(one)) problems.push({ text: `${name}=${value}: row is ${shown ? 'shown' : 'hidden'}`, element: look.named(one.row) });
  }
  const counted = [...expected].filter(({ counted }) => counted).length;
  const all = tableRows.filter(({ counted }) => counted).length;
  const said = document.querySelector('#filters output').textContent;
  if (!said.includes(`${all}件中 ${counted}件`)) problems.push({ text: `${name}=${value}: says "${said}", not ${counted} of ${all}` });
  // Only what the summary counts is offered with words that no row has.
  const inSummary = [...document.querySelectorAll('#counts .counts thead .badge')].some((badge) => badge.innerText.trim() === value);
  if (name !== 'word' && counted === 0 && name !== 'heading' && !inSummary) problems.push({ text: `${name}=${value}: offered, and nothing has it` });
  const none = expected.size === 0;
  if (look.shown(document.getElementById('filters-none')) !== none) problems.push({ text: `${name}=${value}: ${none ? 'does not say' : 'says'} that there is nothing` });
  if (look.shown(document.querySelector('.follow-up')) === none) problems.push({ text: `${name}=${value}: ${none ? 'a bare head is left' : 'no table is left'}` });
  // What is shown stands below its heading and the rows it belongs to, and is a whole table.
  for (const one of expected) {
    const heading = one.heading && [...one.row.parentElement.querySelectorAll('.heading')].some((cell) => look.shown(cell) && cell.innerText.trim() === one.heading);
    if (one.heading && !heading) problems.push({ text: `${name}=${value}: the heading of a row is gone`, element: look.named(one.row) });
    const above = one.row.dataset.under && one.row.parentElement.rows[one.row.dataset.under];
    if (above && above.hidden) problems.push({ text: `${name}=${value}: the row above is gone`, element: look.named(one.row) });
    for (const cell of one.cells) {
      const content = cell.querySelector('.item, .mark, .badge, .prose, .office-list');
      if (content && !look.shown(content)) problems.push({ text: `${name}=${value}: a cell of a row is gone`, element: look.named(content) });
    }
  }
  const left = document.querySelector('.follow-up').cloneNode(true);
  for (const hidden of left.querySelectorAll('[hidden]')) hidden.remove();
  for (const body of left.querySelectorAll('tbody')) if (body.rows.length === 0) body.remove();
  return [...problems, ...look.grid(left)];
}

describe('the filters of the follow-up table', () => {
  test('there are some', () => assert.ok(editions.length >= 3, editions.join(' ')));

  test('show what holds the choice, under its headings, and count it', async () => {
    let choices = 0;
    const problems = await visitEach(editions, {}, async (page) => {
      await page.evaluate(readTable);
      const offered = await page.locator('#filters select').evaluateAll((selects) => selects.map(({ name, options }) => [name, [...options].slice(1).map(({ value }) => value)]));
      const found = offered.filter(([, values]) => values.length < 2).map(([name]) => ({ text: `${name} offers no choice` }));
      const hasOffices = await page.evaluate(() => tableRows[0].hasOffices);
      for (const [name, values] of offered) {
        // Offices that the table does not print cannot be told from it.
        if (name === 'office' && !hasOffices) continue;
        for (const value of values) {
          await page.locator(`#filters [name="${name}"]`).selectOption(value);
          await settled(page);
          found.push(...(await page.evaluate(judge, { name, value })));
          choices += 1;
        }
        await page.locator(`#filters [name="${name}"]`).selectOption('');
      }
      await page.locator('#filters [name="word"]').fill(word);
      await settled(page);
      found.push(...(await page.evaluate(judge, { name: 'word', value: word })));
      await page.locator('#filters [type="reset"]').click();
      await settled(page);
      if (!(await page.evaluate(() => shape() === untouched))) found.push({ text: 'after the reset the table is not what it was' });
      return found;
    });
    expectNone(problems);
    assert.ok(choices > 20, `${choices} choices`);
  });

  test('offer the words of the summary, whose sums lead to the table filtered by them', async () => {
    let sums = 0;
    const problems = await visitEach(editions, {}, async (page) => {
      const found = [];
      const words = await page.locator('#counts .counts thead .badge').allInnerTexts();
      const menus = await page.locator('#filters select').evaluateAll((selects) => selects.map(({ options }) => [...options].slice(1).map(({ value }) => value)));
      const links = page.locator('#counts .counts tfoot a');
      const hrefs = await links.evaluateAll((all) => all.map((link) => link.href));
      if (hrefs.length > 0 && !menus.some((menu) => menu.join() === words.join())) found.push({ text: `the summary has ${words}, the menus ${menus.join(' / ')}` });
      for (const href of hrefs) {
        await page.goto(href);
        const [, count] = (await page.locator('#filters output').textContent()).match(/中 (\d+)件/);
        const word = new URL(href).searchParams.values().next().value;
        if ((await page.getByRole('link', { name: new RegExp(`^${word}の ?${count} ?件を表で見る$`) }).count()) !== 1) found.push({ text: `no link is named by ${word} and ${count}` });
        sums += 1;
      }
      return found;
    });
    expectNone(problems);
    assert.ok(sums > 10, `${sums} sums`);
  });

  test('count as the summary of statuses does', async () => {
    const problems = await visitEach(editions, {}, async (page) =>
      page.evaluate(() => {
        const table = document.querySelector('#counts .counts');
        const total = table && Number([...table.querySelectorAll('tr')].at(-1).lastElementChild.textContent.replace(/\D/g, ''));
        const said = document.querySelector('#filters output').textContent;
        return !table || said.includes(` ${total}件`) ? [] : [{ text: `${total} in the summary, but: ${said}` }];
      }),
    );
    expectNone(problems);
  });
});

/** Choices take effect a moment later, by a timer of the page that runs out before this one. */
const settled = (page) => page.evaluate(() => new Promise((done) => setTimeout(done, 200)));

describe('a filtered edition', () => {
  const path = editions.find((one) => one.startsWith('mhlw/'));
  let page;
  before(async () => {
    page = await (await browser()).newPage({ viewport: { width: 1280, height: 900 } });
  });
  const count = () => page.locator('#filters output').textContent();

  test('keeps its choices in the address, over reload and return', async () => {
    await page.goto(site.url(path));
    const [heading, value] = await page.locator('#filters [name="heading"] option').evaluateAll((options) => [options[1].value, options.length]);
    assert.ok(value > 2);
    await page.locator('#filters [name="heading"]').selectOption(heading);
    await page.locator('#filters [name="word"]').fill(word);
    await settled(page);
    const query = new URL(page.url()).searchParams;
    assert.deepEqual([query.get('heading'), query.get('word')], [heading, word]);
    const said = await count();
    assert.match(said, /件中/);
    await page.reload();
    assert.equal(await count(), said);
    assert.equal(await page.locator('#filters [name="heading"]').inputValue(), heading);
    await page.locator('.follow-up tbody tr:not([hidden]) .item-name a').first().click();
    await page.waitForURL('**/measures/*');
    await page.goBack();
    assert.equal(await count(), said);
    await page.locator('#filters [type="reset"]').click();
    await settled(page);
    assert.equal(page.url(), site.url(path));
    assert.match(await count(), /すべて/);
  });

  test('says that nothing is left, and leads back to everything', async () => {
    await page.goto(site.url(path));
    const status = page.getByRole('combobox', { name: '実施状況' });
    await status.selectOption('実施未定');
    await settled(page);
    assert.match(await count(), /中 0件/);
    assert.ok(await page.getByText('条件に該当する取組はありません').isVisible());
    assert.ok(!(await page.locator('.follow-up').isVisible()));
    await page.getByRole('button', { name: 'すべての取組を表示する' }).press('Enter');
    await settled(page);
    assert.match(await count(), /すべて/);
    assert.ok(await page.locator('.follow-up').isVisible());
    assert.ok(!(await page.locator('#filters-none').isVisible()));
    assert.ok(await page.evaluate(() => document.activeElement.matches('#filters [type="reset"]')), 'the focus is not lost');
  });

  test('shows what a link leads to, whatever was chosen', async () => {
    await page.goto(`${site.url(path)}?word=${encodeURIComponent('存在しない言葉')}`);
    assert.match(await count(), /中 0件/);
    const row = await page.locator('tr[id^="m-"]').last().getAttribute('id');
    await page.goto(`${site.url(path)}?word=${encodeURIComponent('存在しない言葉')}#${row}`);
    await page.reload();
    assert.ok(await page.locator(`#${row}`).isVisible());
    assert.match(await count(), /すべて/);
    assert.equal(page.url(), `${site.url(path)}#${row}`);
    await page.locator('#filters [name="word"]').fill('存在しない言葉');
    await settled(page);
    await page.evaluate((id) => (location.hash = `#x-${id}`) && (location.hash = `#${id}`), row);
    await settled(page);
    assert.ok(await page.locator(`#${row}`).isVisible());
  });

  test('ignores a value that the edition does not have', async () => {
    await page.goto(`${site.url(path)}?status=${encodeURIComponent('存在しない')}`);
    assert.match(await count(), /すべて/);
    assert.equal(page.url(), site.url(path));
  });

  test('is operated by keyboard, with named controls and a count that is announced', async () => {
    await page.goto(site.url(path));
    const form = page.getByRole('form', { name: /絞り込み/ });
    assert.equal(await form.getByRole('combobox').count(), await page.locator('#filters select').count());
    assert.equal(await form.getByRole('searchbox', { name: '言葉' }).count(), 1);
    assert.equal(await form.getByRole('status').getAttribute('aria-live'), 'polite');
    const status = form.getByRole('combobox', { name: '実施状況' });
    await status.focus();
    await page.keyboard.press('ArrowDown');
    await settled(page);
    assert.match(await count(), /件中/);
    for (let step = 0; step < 9 && !(await page.evaluate(() => document.activeElement.matches('#filters [type="reset"]'))); step += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.match(await count(), /すべて/);
    assert.ok(await page.evaluate(() => document.activeElement.matches('#filters [type="reset"]')), 'the focus stays');
  });

  test('prints what is shown, and says on every sheet, and below the title of the first, that it is a part', async () => {
    const found = await visitEach([path], {}, async (shown) => {
      const whole = await printed(shown);
      await shown.locator('#filters [name="word"]').fill(word);
      await settled(shown);
      const said = (await shown.locator('#filters output').textContent()).match(/\d+/g);
      const { sheets } = await printed(shown);
      const head = (await shown.locator('#c-item').innerText()).normalize('NFKC').replace(/\s/g, '');
      const notice = `絞り込んで表示:言葉=${word}(取組${said[0]}件中${said[1]}件)`;
      const carrying = sheets.filter(({ text }) => text.includes(head));
      return [
        ...(carrying.length > 0 && sheets.length < whole.sheets.length ? [] : [{ text: `${sheets.length} sheets, ${carrying.length} with the table, of ${whole.sheets.length}` }]),
        ...sheets.filter(({ text }) => !text.includes(notice)).map(({ number }) => ({ text: `sheet ${number} does not say "${notice}"` })),
        ...(sheets[0].text.split(notice).length === 3 ? [] : [{ text: `the first sheet does not say "${notice}" in its margin and below its title` }]),
        ...(whole.sheets.some(({ text }) => text.includes('絞り込')) ? [{ text: 'the whole table says that it is filtered' }] : []),
      ];
    });
    expectNone(found);
  });

  test('has no controls without scripts, and all its rows', async () => {
    const problems = await visitEach(editions, { javaScriptEnabled: false }, async (shown) => [
      ...((await shown.locator('#filters').isVisible()) ? [{ text: 'the filters show without scripts' }] : []),
      ...((await shown.locator('.follow-up tr[hidden]').count()) > 0 ? [{ text: 'rows are hidden' }] : []),
    ]);
    expectNone(problems);
  });

  test('has no axe violations and fits a phone, in light and dark', async () => {
    const some = editions.filter((one) => one === path || one.startsWith('mihon-2021/'));
    const filtered = (options, look) =>
      visitEach(some, options, async (shown) => {
        await shown.locator('#filters [name="word"]').fill(word);
        await settled(shown);
        return look(shown);
      });
    const legible = (shown) => shown.evaluate(() => look.legible());
    const tableAlone = (shown) =>
      shown.evaluate(() => {
        for (const section of document.querySelectorAll('main > section:not(#table)')) section.hidden = true;
        return look.legible();
      });
    expectNone([
      ...(await filtered({}, violations)),
      ...(await filtered({ colorScheme: 'dark' }, violations)),
      ...(await filtered({}, legible)),
      // Just wide enough for a table of many columns, and in between.
      ...(await filtered({ viewport: { width: 920, height: 900 } }, tableAlone)),
      ...(await filtered({ viewport: { width: 1060, height: 900 } }, tableAlone)),
      ...(await filtered({ viewport: { width: 320, height: 900 } }, legible)),
    ]);
  });
});
