'use strict';

const mieruka = {
fold(text) {
return text
.normalize('NFKC')
.toLowerCase()
.replace(/[ァ-ヶ]+/g, (kana) => String.fromCharCode(...Array.from(kana, (one) => one.charCodeAt(0) - 0x60)))
.replace(/[‐‑‒–—―−]/g, '-')
.replace(/〜/g, '~')
.replace(/\s+/g, '');
},

terms(query, eras) {
const words = query.split(/\s+/).map(mieruka.fold).filter(Boolean);
return [...new Set(words)].map((word) => {
const year = mieruka.yearPattern(word, eras);
const literal = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
return { word, isYear: year !== undefined, pattern: new RegExp(year ?? literal, 'g') };
});
},

finds({ word, isYear, pattern }, folded) {
return isYear ? folded.search(pattern) >= 0 : folded.includes(word);
},

yearPattern(word, eras) {
const [, name, number, western, unit] = word.match(/^(?:(\D+)(\d{1,2}|元)|((?:18|19|20|21)\d\d))(年度?)?$/) ?? [];
const era = eras.find(([kanji, letter]) => name === kanji || name === letter);
if (!western && !era) return undefined;
const year = western ? Number(western) : era[2] + (number === '元' ? 1 : Number(number)) - 1;
const named = eras.filter(([, , first]) => first <= year).slice(-2);
const count = (first) => (year === first ? '(?:元|0?1)' : `0?${year - first + 1}`);
const long = [String(year), ...named.map(([kanji, , first]) => kanji + count(first))].join('|');
const short = named.map(([, letter, first]) => `${letter}0?${year - first + 1}`).join('|') || '\\b\\B';
const brackets = '(?:\\([^()]{1,9}\\))?';
if (unit === '年度') return `(?<![0-9a-z])(?:(?:${long})${brackets}年度|(?:${short})(?![0-9.]|年(?!度)))`;
const bare = western && !unit ? `|${year}` : '';
return `(?<![0-9a-z.])(?:(?:${long})(?:${brackets}年度?|(?=[-/.~・、]))|(?:${short}${bare})(?![0-9]))`;
},

places(text, terms) {
let folded = '';
const from = [];
const to = [];
for (const { 0: piece, index } of text.matchAll(/[^][\p{M}ﾞﾟ]*/gu)) {
const part = mieruka.fold(piece);
for (let at = 0; at < part.length; at += 1) {
from.push(index);
to.push(index + piece.length);
}
folded += part;
}
const found = terms.flatMap(({ pattern }) => Array.from(folded.matchAll(pattern), (match) => [from[match.index], to[match.index + match[0].length - 1]]));
found.sort((one, other) => one[0] - other[0]);
return found.reduce((joined, [start, end]) => {
const last = joined.at(-1);
if (last && start <= last[1]) last[1] = Math.max(last[1], end);
else joined.push([start, end]);
return joined;
}, []);
},

marked(text, places, start = 0, end = text.length) {
const fragment = document.createDocumentFragment();
let at = start;
for (const [from, to] of places.filter(([first, last]) => first < end && last > start)) {
const mark = document.createElement('mark');
mark.textContent = text.slice(Math.max(from, at), Math.min(to, end));
fragment.append(text.slice(at, Math.max(from, at)), mark);
at = Math.min(to, end);
}
fragment.append(text.slice(at, end));
return fragment;
},
};
