// Searching the built site from the folder: what is found, in which order, by keyboard, without scripts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { runInNewContext } from 'node:vm';

import { violations } from './lib/axe.js';
import { browser, closeBrowser, visitEach } from './lib/browser.js';
import { builtIndex, searchPageWith } from './lib/many-entries.js';
import { expectNone } from './lib/report.js';
import { site } from './lib/site.js';

after(closeBrowser);

const index = builtIndex();
const mieruka = runInNewContext(`${site.read('assets/fold.js')}; mieruka`);
const address = (query) => `${site.url('search.html')}?q=${encodeURIComponent(query)}`;

describe('folding', () => {
  const found = (query, text) => mieruka.terms(query, index.eras).every((term) => mieruka.finds(term, mieruka.fold(text)));

  const SAME = [
    ['ｶﾞｲﾄﾞﾗｲﾝ', '在宅勤務のガイドラインを定めた'],
    ['がいどらいん', 'ガイドライン'],
    ['ガイドライン', 'ｶﾞｲﾄﾞﾗｲﾝ'],
    ['ガイドライン', 'か\u3099いと\u3099らいん'],
    ['テレワーク', 'サテライトテレワークを認めた'],
    ['ﾃﾚﾜｰｸ', 'テレワーク'],
    ['ＩＣＴ', 'ict機器'],
    ['e-ラーニング', 'Ｅ‐ラーニング'],
    ['㈱', '(株)'],
    ['働き方改革', '働き方　改革'],
    ['10%', '１０％'],
    ['ヴ', 'ゔ'],
    ['第1回 研修', '研修の第１回'],
    ['(1)', '⑴'],
  ];
  for (const [query, text] of SAME) test(`${query} finds ${text}`, () => assert.ok(found(query, text)));

  const OTHER = [
    ['テレワーク 研修', 'テレワーク'],
    ['.', '研修'],
    ['はは', 'ばば'],
  ];
  for (const [query, text] of OTHER) test(`${query} does not find ${text}`, () => assert.ok(!found(query, text)));

  const R2 = ['R2', 'Ｒ２', 'r02', '令和2年度', '令和２年', '令和2', '2020', '2020年度', '平成32年度', 'H32', '㋿2年度'];
  const IN_R2 = ['令和2年度', '令和２年度末', '2020（令和2）年度', '令和2（2020）年度', 'R2', '平成32年度', '２０２０年度'];
  for (const query of R2) {
    test(`${query} is the fiscal year, however it is written`, () => {
      for (const text of IN_R2) assert.ok(found(query, text), text);
      for (const text of ['令和21年度', '令和3年度', 'R21', '12020人', '令和12年度', '平成2年度']) assert.ok(!found(query, text), text);
    });
  }
  test('the first year of an era has two names', () => {
    for (const query of ['R1', '令和元年度', '2019', '平成31年度', '令和1年']) for (const text of ['令和元年度', '平成31年度', '2019年度', 'R1']) assert.ok(found(query, text), `${query} ${text}`);
  });
  test('年度 asks for the fiscal year', () => {
    assert.ok(!found('令和2年度', '令和2年4月'));
    assert.ok(found('令和2年', '令和2年4月'));
  });
  test('places are those of the text as written', () => {
    const marked = (query, text) => mieruka.places(text, mieruka.terms(query, index.eras)).map(([start, end]) => text.slice(start, end));
    // Values of another realm: compared as text.
    assert.equal(String(marked('ガイド ライン', 'ｶﾞｲﾄﾞﾗｲﾝとガイド')), 'ｶﾞｲﾄﾞﾗｲﾝ,ガイド');
    assert.equal(String(marked('株', '㈱甲')), '㈱');
    assert.equal(String(marked('改革', '働き方改　革')), '改　革');
    assert.equal(String(marked('R2', '前年度と令和２（2020）年度')), '令和２（2020）年度');
  });
});

describe('the search page', () => {
  let page;
  const requests = [];

  before(async () => {
    const context = await (await browser()).newContext({ locale: 'ja-JP', viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    page.on('request', (request) => request.url().startsWith(`${site.url('.')}/`) || requests.push(request.url()));
    page.on('pageerror', (error) => requests.push(error.message));
    page.on('console', (message) => message.type() === 'error' && requests.push(message.text()));
  });
  after(() => assert.deepEqual(requests, [], 'requests out of the folder, and errors'));

  const titles = () => page.locator('.hit-title a').allTextContents();
  const marks = async () => new Set(await page.locator('#search-groups mark').allTextContents());

  test('is reached from the form of any page, with the words in the address', async () => {
    for (const kind of ['home', 'measure', 'edition', 'narrative']) {
      await page.goto(site.url(site.pagesOf(kind)[0]));
      const field = page.getByRole('search').getByRole('searchbox');
      await field.fill('ｶﾞｲﾄﾞﾗｲﾝ');
      await field.press('Enter');
      await page.waitForURL(`**/search.html?q=*`);
      assert.equal(await page.locator('#search-words').inputValue(), 'ｶﾞｲﾄﾞﾗｲﾝ');
      assert.ok((await marks()).has('ガイドライン'), kind);
    }
  });

  test('finds a year in every notation', async () => {
    const editions = index.items.filter(([kind, , , , , texts]) => index.kinds[kind] === '年度版' && texts.some(([edition]) => index.editions[edition]?.[2] === 2020)).map(([, , , title]) => title);
    assert.ok(editions.length > 1);
    for (const query of ['R2', '令和2年度', '2020', '令和2年']) {
      await page.goto(address(query));
      const found = await titles();
      for (const title of editions) assert.ok(found.includes(title), `${query}: ${title}`);
      assert.ok((await marks()).has('令和2年度'), query);
    }
  });

  test('finds a word inside a longer one, and marks it', async () => {
    await page.goto(address('てれわーく'));
    const passage = page.locator('.passages li', { hasText: 'サテライトテレワーク' }).first();
    assert.equal(await passage.locator('mark').first().textContent(), 'テレワーク');
    const href = await passage.locator('a').getAttribute('href');
    assert.match(href, /measures\/.*#y-\d{4}/);
    await passage.locator('a').click();
    assert.ok(await page.evaluate(() => document.querySelector(location.hash).textContent.includes('サテライトテレワーク')));
  });

  test('shows titles before texts, newer years before older ones', async () => {
    await page.goto(address('研修'));
    for (const list of await page.locator('.hits').all()) {
      const has = await list.locator('.hit-title a').evaluateAll((links) => links.map((link) => link.querySelector('mark') !== null));
      assert.deepEqual(has, [...has].sort((one, other) => other - one));
    }
    const years = await page.locator('.passages').evaluateAll((lists) => lists.map((list) => [...list.querySelectorAll('a')].map((link) => link.textContent.match(/\d{4}/)[0])));
    assert.ok(years.some((list) => list.length > 1));
    for (const list of years) assert.deepEqual(list, [...list].sort().reverse());
  });

  const said = () => page.locator('#search-count, .search-parts').allTextContents();
  const groups = () => page.locator('.hit-group h2').evaluateAll((heads) => heads.map((head) => head.textContent.replace(/（.*/, '')));

  test('parts words that are nowhere as they are written, and says so', async () => {
    for (const [query, parts] of [
      ['男の育休', ['男', '育休']],
      ['男性育休', ['男性', '育休']],
    ]) {
      await page.goto(address(query));
      assert.match((await said()).join(''), new RegExp(`「${query}」は見つかりませんでした。代わりに、「${parts.join('」と「')}」の両方を含むものを\\d+件示します。`));
      assert.equal((await groups())[0], '指標');
      assert.ok((await titles()).includes('男性職員の育児休業取得率'), query);
      const texts = await page.locator('.hit').allTextContents();
      assert.ok(texts.length > 3);
      for (const text of texts) assert.ok(parts.some((part) => text.includes(part)), text);
      await page.locator('#search-status', { hasText: /代わりに/ }).waitFor({ state: 'attached' });
    }
    await page.goto(address('テレワーク研修'));
    assert.match((await said())[1], /「テレワーク」と「研修」の両方/);
    await page.goto(address('育児休業取得率目標'));
    assert.match((await said())[1], /「育児休業取得率」と「目標」の両方/);
    await page.goto(address('男の育休 令和5年度'));
    assert.match((await said())[1], /「男」と「育休」と「令和5年度」のすべてを含む/);
  });

  test('adds what has the parts of a word to the few that have it whole', async () => {
    await page.goto(address('女性管理職'));
    const [whole, parts] = await said();
    assert.match(whole, /「女性管理職」は[12]件見つかりました/);
    assert.match(parts, /ほかに、「女性」と「管理職」の両方を含むものが\d+件あります/);
    assert.ok((await groups()).indexOf('指標') > 0, 'what has the word whole comes first');
    const all = await page.locator('.hit-title a').evaluateAll((links) => links.map(({ href }) => href));
    assert.equal(new Set(all).size, all.length, 'nothing is shown twice');
    await page.goto(address('研修'));
    assert.equal((await said()).length, 1, 'much is found: nothing is parted');
    await page.goto(address('けさぬ'));
    assert.match(await page.locator('.advice').textContent(), /短い言葉.*空白で区切/);
  });

  test('knows other names, and shows indicators first of what is equally good', async () => {
    await page.goto(address('育児休暇'));
    assert.equal((await titles())[0], '育児休業取得率');
    assert.match(await page.locator('.hit').first().locator('.passages').textContent(), /別の呼び方：?\s*育児休暇/);
    await page.goto(address('女性'));
    assert.deepEqual((await groups()).slice(0, 2), ['指標', '取組']);
  });

  test('finds the pages of the site itself', async () => {
    for (const [query, title, path] of [
      ['このサイトの見方', 'このサイトの見方', 'about.html'],
      ['計画経路', 'このサイトの見方', 'about.html'],
      ['アクセシビリティ方針', 'ウェブアクセシビリティ方針', 'accessibility.html'],
      ['試験結果', 'ウェブアクセシビリティ試験結果', 'accessibility-results.html'],
      ['ダウンロード', 'データ', 'data.html'],
    ]) {
      await page.goto(address(query));
      const link = page.locator('.hit-title a', { hasText: title }).first();
      assert.equal(await link.evaluate(({ href }) => href), site.url(path), query);
    }
  });

  test('wants all words, wherever they stand', async () => {
    await page.goto(address('研修'));
    const all = Number((await page.locator('#search-count').textContent()).match(/は(\d+)件/)[1]);
    await page.locator('#search-words').fill('R2 研修');
    const both = Number((await page.locator('#search-count').textContent()).match(/は(\d+)件/)[1]);
    assert.ok(both > 0 && both < all, `${both} of ${all}`);
    // The office of a measure, and a year in which it was answered, named by neither text.
    await page.locator('#search-words').fill('デジタル推進課 令和4年度');
    assert.match(await page.locator('.hit', { hasText: 'テレワークの推進' }).first().locator('.passages').textContent(), /令和4（2022）年度/);
    await page.locator('#search-words').fill('研修 存在しない言葉');
    assert.match(await page.locator('#search-count').textContent(), /見つかりませんでした/);
    assert.ok(await page.locator('.browse').isVisible());
  });

  test('keeps what was found while a word is half-written in an input method', async () => {
    await page.goto(address('研修'));
    const found = await titles();
    const write = (text, isComposing) =>
      page.locator('#search-words').evaluate(
        (field, [value, composing]) => {
          field.value = value;
          field.dispatchEvent(new InputEvent('input', { isComposing: composing }));
        },
        [text, isComposing],
      );
    await write('研修けn', true);
    assert.deepEqual(await titles(), found);
    await write('けn', false);
    assert.deepEqual(await titles(), []);
  });

  test('shows words of the data and the query as text', async () => {
    await page.goto(address('<img src=x onerror=alert(1)>'));
    assert.match(await page.locator('#search-count').textContent(), /「<img src=x onerror=alert\(1\)>」は見つかりませんでした/);
    assert.equal(await page.locator('main img').count(), 0);
  });

  test('says the count aloud, keeps the words in the address, and brings them back', async () => {
    await page.goto(site.url('search.html'));
    await page.locator('#search-words').pressSequentially('研修');
    await page.locator('#search-status', { hasText: /「研修」は\d+件見つかりました/ }).waitFor({ state: 'attached' });
    assert.equal(await page.getByRole('status').count(), 1);
    assert.equal(page.url(), address('研修'));
    const found = await titles();
    await page.reload();
    assert.deepEqual(await titles(), found);
    await page.locator('.hit-title a').first().click();
    await page.goBack();
    assert.deepEqual(await titles(), found);
    await page.locator('#search-words').fill('');
    await page.waitForURL(site.url('search.html'));
    assert.equal(await page.locator('.hit').count(), 0);
  });

  test('works by keyboard alone', async () => {
    await page.goto(address('研修'));
    await page.locator('#search-words').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const first = await page.evaluate(() => document.activeElement === document.querySelector('.hit-title a') && document.activeElement.href);
    assert.ok(first, 'the second Tab from the field leads to the first hit');
    await page.keyboard.press('Enter');
    await page.waitForURL(first);
    await page.goto(address('研修'));
    const more = page.locator('button.more:visible').first();
    const before = await page.locator('.hit').count();
    await more.focus();
    await page.keyboard.press('Enter');
    assert.ok((await page.locator('.hit').count()) > before);
    assert.ok(await page.evaluate(() => document.activeElement.matches('.hit-title a')), 'focus goes to the first new hit');
  });

  test('says without scripts that it needs them, and offers the lists', async () => {
    const context = await (await browser()).newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(site.url('index.html'));
    await plain.getByRole('searchbox').fill('研修');
    await plain.getByRole('searchbox').press('Enter');
    await plain.waitForURL('**/search.html?q=*');
    assert.ok(await plain.getByText('検索には JavaScript が必要です').isVisible());
    assert.equal(await plain.getByRole('searchbox').count(), 0, 'no field that does nothing');
    assert.ok((await plain.locator('.browse a').count()) >= site.pagesOf('plan').length);
    await context.close();
  });

  test('has no axe violations and fits a phone with results, in light and dark', async () => {
    const look = async (colorScheme, width) =>
      visitEach(['search.html'], { colorScheme, viewport: { width, height: 900 } }, async (shown) => {
        await shown.locator('#search-words').fill('研修');
        const results = [...(await violations(shown)), ...(await shown.evaluate(() => globalThis.look.legible()))];
        await shown.locator('#search-words').fill('存在しない言葉');
        return [...results, ...(await violations(shown))];
      });
    expectNone([...(await look('light', 1280)), ...(await look('dark', 1280)), ...(await look('light', 320))]);
  });
});

describe('ten thousand entries', () => {
  test('are all looked through, and a few of them shown at a time', async () => {
    const many = searchPageWith(10_000, 10);
    const page = await (await browser()).newPage();
    try {
      await page.goto(many.url);
      for (const query of ['テレワーク', 'ｶﾞｲﾄﾞﾗｲﾝ', 'の', '存在しない言葉']) {
        const word = mieruka.fold(query);
        const having = many.items.filter(([, , , title, , texts]) => [title, ...texts.map(([, , text]) => text)].some((text) => mieruka.fold(text).includes(word))).length;
        await page.locator('#search-words').fill(query);
        const count = Number((await page.locator('#search-count').textContent()).match(/は(\d+)件/)?.[1] ?? 0);
        assert.equal(count, having, query);
        // What is drawn with each letter typed does not grow with what is found.
        assert.equal(await page.locator('.hit').count(), Math.min(having, 10), query);
      }
    } finally {
      await page.close();
      many.remove();
    }
  });
});
