// A search page with as many entries as a large site has in ten years, made from sentences of the built site's own index.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

import { site } from './site.js';

/** The index of the built site. */
export function builtIndex() {
  const mieruka = {};
  runInNewContext(site.read('assets/search-index.js'), { mieruka });
  return mieruka.index;
}

/** A folder with the search page over so many answers, one for each of the years of its measures. */
export function searchPageWith(entries, years) {
  const folder = mkdtempSync(join(tmpdir(), 'mieruka-search-'));
  for (const path of ['search.html', 'assets']) cpSync(join(site.root, path), join(folder, path), { recursive: true });
  const index = builtIndex();
  const entry = index.heads.indexOf('取組内容');
  const sentences = index.items.flatMap(([, , , , , texts]) => texts.flatMap(([, , text]) => text.match(/[^。]+。/g) ?? []));
  const titles = index.items.filter(([kind]) => kind < 2).map(([, , , title]) => title);
  const pick = picker();
  index.editions = Array.from({ length: years }, (_, at) => [`令和${at + 2}（${2020 + at}）年度`, `y-${2020 + at}`, 2020 + at]);
  index.items = Array.from({ length: entries / years }, (_, number) => {
    const title = `${number} ${titles[number % titles.length]}`;
    const texts = index.editions.map((_year, edition) => [edition, entry, pick(sentences) + pick(sentences) + pick(sentences)]);
    return [0, number % index.plans.length, `plan/measures/measure-${number}.html`, title, null, texts];
  });
  const { items, ...rest } = index;
  const script = `mieruka.index = {...${JSON.stringify(rest)}, items: [\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]};\n`;
  writeFileSync(join(folder, 'assets/search-index.js'), script);
  return {
    url: pathToFileURL(join(folder, 'search.html')).href,
    items,
    raw: Buffer.byteLength(script),
    gzip: gzipSync(script, { level: 9 }).length,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Picks at random, the same each time. */
function picker() {
  let state = 20201;
  return (list) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return list[Math.floor((state / 2147483648) * list.length)];
  };
}
