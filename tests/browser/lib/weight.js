// What a reader has to load, compressed as a server sends it (gzip). Charts stand in the pages and count with them; the style sheet and
// the scripts are loaded once for the whole site and count for themselves.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { site } from './site.js';

const KB = 1000;
const MOST = { page: 100 * KB, scripts: 20 * KB, styles: 20 * KB };

/** The data that search looks in: as large as the site has texts, and loaded by no page but with the first search. */
const SEARCH_DATA = /(^|\/)search-(index|data)[^/]*\.js$/;

const weightOf = (path) => gzipSync(readFileSync(join(site.root, path)), { level: 6 }).length;
const sum = (numbers) => numbers.reduce((left, right) => left + right, 0);

export function weights() {
  const kinds = site.kinds.filter((kind) => site.pagesOf(kind).length > 0).map((kind) => {
    const pages = site.pagesOf(kind).map((path) => ({ path, weight: weightOf(path) }));
    return { kind, count: pages.length, ...pages.reduce((left, right) => (right.weight > left.weight ? right : left)) };
  });
  const files = (pattern) => [...site.files].filter((path) => pattern.test(path));
  return {
    kinds,
    styles: sum(files(/\.css$/).map(weightOf)),
    scripts: sum(files(/\.js$/).filter((path) => !SEARCH_DATA.test(path)).map(weightOf)),
    searchData: sum(files(SEARCH_DATA).map(weightOf)),
  };
}

/** No page but the whole report over 100 KB, scripts and style sheet under 20 KB each. */
export function problemsOfWeight({ kinds, styles, scripts }) {
  const heavy = kinds
    .filter(({ kind, weight }) => kind !== 'report' && weight > MOST.page)
    .map(({ path, weight }) => ({ page: path, text: `page of ${weight} bytes compressed, more than ${MOST.page}` }));
  const shared = Object.entries({ scripts, styles })
    .filter(([what, weight]) => weight > MOST[what])
    .map(([what, weight]) => ({ page: 'assets', text: `${what} of ${weight} bytes compressed, more than ${MOST[what]}` }));
  return [...heavy, ...shared];
}

/** The weights as a table, for the README. */
export function tableOfWeights({ kinds, styles, scripts, searchData }) {
  const row = (...cells) => `| ${cells.join(' | ')} |`;
  const shown = (weight) => (weight / KB).toFixed(1);
  return [
    row('what', 'pages', 'heaviest, KB compressed', 'which'),
    row('---', '---:', '---:', '---'),
    ...[...kinds].sort((left, right) => right.weight - left.weight).map(({ kind, count, weight, path }) => row(kind, count, shown(weight), path)),
    row('style sheet', '', shown(styles), ''),
    row('scripts', '', shown(scripts), ''),
    row('search data', '', shown(searchData), ''),
  ].join('\n');
}
