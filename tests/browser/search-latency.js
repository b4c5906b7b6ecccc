// How long the search page of a large site takes for a query, results shown: MIERUKA_SITE=site node search-latency.js [entries]

import { browser, closeBrowser } from './lib/browser.js';
import { searchPageWith } from './lib/many-entries.js';

const QUERIES = ['テレワーク', 'ｶﾞｲﾄﾞﾗｲﾝ', 'R2', '令和2年度 研修', '人事課', 'の', '職員 研修 実施', '存在しない言葉', '2025', 'けんしゅう', '男性職員育児休業取得率', '女性管理職登用研修実施状況'];
const ROUNDS = 5;

const entries = Number(process.argv[2] ?? 10_000);
const many = searchPageWith(entries, 10);
try {
  const page = await (await browser()).newPage();
  const started = performance.now();
  await page.goto(many.url);
  const loaded = performance.now() - started;
  const rounds = await page.evaluate(
    ([queries, count]) => {
      const field = document.getElementById('search-words');
      const timed = (query) => {
        field.value = query;
        const start = performance.now();
        field.dispatchEvent(new InputEvent('input'));
        document.body.getBoundingClientRect(); // layout counts
        return performance.now() - start;
      };
      return Array.from({ length: count }, () => queries.map(timed));
    },
    [QUERIES, ROUNDS],
  );
  console.log(`${entries} entries: index ${(many.raw / 1e6).toFixed(2)} MB, ${(many.gzip / 1e6).toFixed(2)} MB with gzip; page with index ready after ${loaded.toFixed(0)} ms`);
  for (const [at, query] of QUERIES.entries()) {
    const times = rounds.map((round) => round[at]).sort((one, other) => one - other);
    console.log(`${times[0].toFixed(1)} to ${times.at(-1).toFixed(1)} ms  ${query}`);
  }
} finally {
  many.remove();
  await closeBrowser();
}
