// A page on paper: its PDF, read back with poppler.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Points.
const A4 = { short: 595, long: 842 };
const SMALLEST_TYPE = 7;

const LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const lettersOf = (text) => (text.normalize('NFKC').match(LETTER) ?? []).join('');
const plain = (text) => text.normalize('NFKC').replace(/\s+/g, '');

/** Prints the page: its sheets, each with width and height in points, text without blanks, and words with their boxes. */
export async function printed(page) {
  const folder = mkdtempSync(join(tmpdir(), 'mieruka-print-'));
  const path = join(folder, 'page.pdf');
  const poppler = (tool, ...rest) => execFileSync(tool, rest, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    await page.pdf({ path, preferCSSPageSize: true, printBackground: true });
    const { vertical, foot } = await seenOnPaper(page);
    const texts = poppler('pdftotext', '-raw', path, '-').split('\f').map(plain);
    const sheets = poppler('pdftotext', '-bbox', path, '-')
      .split('<page ')
      .slice(1)
      .map((sheet, place) => ({ number: place + 1, ...sizeOf(sheet), text: texts[place], words: wordsOf(sheet) }));
    const running = plain(await page.evaluate(() => document.documentElement.dataset.running ?? ''));
    return { sheets, vertical: lettersOf(vertical.join(' ')), running, foot: plain(foot), fonts: poppler('pdffonts', path).split('\n').slice(2).filter(Boolean) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Texts that are meant to run from top to bottom, and what is left of the foot of the page. */
async function seenOnPaper(page) {
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() => ({ vertical: look.vertical(), foot: document.querySelector('.site-footer')?.innerText ?? '' }));
  await page.emulateMedia({ media: null });
  return seen;
}

function sizeOf(sheet) {
  const [, width, height] = sheet.match(/width="([\d.]+)" height="([\d.]+)"/).map(Number);
  return { width: Math.round(width), height: Math.round(height) };
}

function wordsOf(sheet) {
  return [...sheet.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g)].map(([, ...parts]) => {
    const [left, top, right, bottom] = parts.slice(0, 4).map(Number);
    return { left, top, width: right - left, height: bottom - top, text: parts[4].normalize('NFKC') };
  });
}

/** A4, type of a readable size in columns of a readable width, fonts in the file. */
export function paper({ sheets, vertical, running, foot, fonts }, { landscape }) {
  const problems = sheets.flatMap(({ number, width, height, text, words }) => {
    const near = (one, other) => Math.abs(one - other) <= 2;
    const lying = near(width, A4.long) && near(height, A4.short);
    const standing = near(width, A4.short) && near(height, A4.long);
    const right = lying || (standing && !landscape);
    return [
      ...(running && text.includes(running) ? [] : [{ text: 'a sheet does not say whose it is', element: `sheet ${number}: "${running}"` }]),
      ...(text.includes(`${number}/${sheets.length}`) ? [] : [{ text: 'a sheet has no number', element: `sheet ${number}` }]),
      ...(right ? [] : [{ text: `paper is ${width} × ${height} pt, not A4${landscape ? ' landscape' : ''}`, element: `sheet ${number}` }]),
      ...smallType(words).map(({ size, text }) => ({ text: `type on paper is smaller than ${SMALLEST_TYPE} pt`, element: `sheet ${number}, ${size.toFixed(1)} pt: "${text}"` })),
      ...towers(words)
        .filter((text) => !vertical.includes(text))
        .map((text) => ({ text: 'text on paper is squeezed to one letter a line', element: `sheet ${number}: "${text}"` })),
    ];
  });
  const last = sheets.at(-1);
  const own = last.text.replace(running, '').replace(`${last.number}/${sheets.length}`, '');
  // In the order of the file the foot may stand before what is above it.
  if (foot && own.length <= foot.length && sheets.length > 1) problems.push({ text: 'the last sheet holds the foot of the page alone', element: `sheet ${last.number}` });
  if (sheets.every(({ text }) => text === '')) problems.push({ text: 'no text on paper' });
  else if (!sheets.some(({ words }) => words.some(isMeasure))) problems.push({ text: 'no word of three kanji on paper to measure the type by' });
  for (const font of fonts) {
    if (!/\byes\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$/.test(font)) problems.push({ text: 'font is not in the PDF', element: font.trim() });
  }
  return problems;
}

/**
 * Type is measured: a kanji is as wide as its type is large. (The sizes that stand in the PDF say little, since Chromium
 * writes fonts of type 3 and shrinks pages that are too wide for the paper.) Words set upright only.
 */
const isMeasure = ({ text, width, height }) => width > height && /^\p{Script=Han}{3,}$/u.test(text);

function smallType(words) {
  return words
    .filter(isMeasure)
    .map(({ text, width }) => ({ text, size: width / [...text].length }))
    .filter(({ size }) => size < SMALLEST_TYPE - 0.05);
}

/** Five or more single letters, one below the other at the distance of lines. */
function towers(words) {
  const letters = words.filter(({ text }) => text.length === 1 && lettersOf(text) === text).sort((one, other) => one.left - other.left || one.top - other.top);
  const found = [];
  let tower = [];
  for (const letter of [...letters, undefined]) {
    const last = tower.at(-1);
    if (last && letter && Math.abs(letter.left - last.left) < 0.5 && letter.top > last.top && letter.top - last.top < 2.2 * last.width) tower.push(letter);
    else {
      if (new Set(tower.map(({ text }) => text)).size >= 5) found.push(tower.map(({ text }) => text).join(''));
      tower = letter ? [letter] : [];
    }
  }
  return found;
}

/** Runs in the page, before printing: the head and the rows of each table as seen on the screen, and the text around it. */
export function tablesOnScreen() {
  const nodes = [...new Set(look.lines(document.body).map(({ node }) => node))];
  const textsOf = (element) => nodes.filter((node) => element.contains(node)).map(({ data }) => data);
  return [...document.querySelectorAll('main table')].map((table) => ({
    name: look.named(table),
    head: table.tHead ? textsOf(table.tHead) : [],
    rows: [...table.tBodies].flatMap((body) => [...body.rows]).map((row) => ({ name: look.named(row), texts: textsOf(row) })),
    around: nodes
      .filter((node) => !table.contains(node) || table.caption?.contains(node))
      .map(({ data }) => data)
      .join(''),
  }));
}

/** Every text of every row is on paper; each sheet with rows of a table has its head, and each with its head has rows. */
export function tablesOnPaper(tables, { sheets }) {
  const whole = sheets.map(({ text }) => text).join('');
  return tables.flatMap((table) => {
    const lost = table.rows.flatMap((row) =>
      row.texts
        .map((text) => missingPart(plain(text), whole))
        .filter(Boolean)
        .map((text) => ({ text: 'text of a row is not on paper', element: `${row.name}: "${text.slice(0, 40)}"` })),
    );
    return [...lost, ...headProblems(table, sheets)];
  });
}

function headProblems(table, sheets) {
  const head = table.head.map(plain).filter(Boolean);
  const own = distinctive(table);
  const carrying = sheets.filter(({ text }) => own.some((piece) => text.includes(piece)));
  if (head.length === 0) {
    return carrying.length > 1 ? [{ text: `a table runs over ${carrying.length} sheets and has no <thead> to repeat`, element: table.name }] : [];
  }
  const headless = carrying.flatMap(({ number, text }) =>
    head
      .filter((words) => missingPart(words, text))
      .map((words) => ({ text: 'a sheet carries rows of a table but not its head', element: `sheet ${number}: "${words}" of ${table.name}` })),
  );
  const stranded = sheets
    .filter(({ text }) => endsWithin(text, head.join('')))
    .map(({ number }) => ({ text: 'a sheet ends with the head of a table and none of its rows', element: `sheet ${number}: ${table.name}` }));
  return [...headless, ...stranded];
}

const PAGE_NUMBER = /^[\d/]{0,12}$/;
const PIECE = 12;

/** Whether `words` stand in `text`, with no more than the number of the page after them. */
function endsWithin(text, words) {
  const place = text.lastIndexOf(words);
  return place >= 0 && PAGE_NUMBER.test(text.slice(place + words.length));
}

/** Pieces of text that stand in the rows of this table and nowhere else on the page: where they are printed, the table is. */
function distinctive(table) {
  const around = plain(table.around);
  return table.rows
    .flatMap(({ texts }) => texts)
    .map(plain)
    .flatMap((text) => Array.from({ length: Math.floor(text.length / PIECE) }, (_, place) => text.slice(place * PIECE, (place + 1) * PIECE)))
    .filter((piece) => !around.includes(piece));
}

/**
 * The rest of `text` that does not stand in `whole`, or ''. A text may be printed in pieces (a page ends within
 * it), so it is looked for piece by piece; pieces of one or two letters prove nothing.
 */
function missingPart(text, whole) {
  let rest = text;
  while (rest) {
    let length = rest.length;
    while (length > 0 && !whole.includes(rest.slice(0, length))) length -= 1;
    if (length < Math.min(3, rest.length)) return rest;
    rest = rest.slice(length);
  }
  return '';
}
