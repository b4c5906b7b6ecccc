'use strict';

(() => {
const FIRST = 10;
const MORE = 50;
const PASSAGES = 3;
const PASSAGE = 110;
const BEFORE = 30;
const FEW = 3;
const MOST_WAYS = 16;
const GROUPS = [
['指標', [2]],
['取組', [0, 1]],
['計画・年度版', [3, 4]],
['所管課・主体', [5]],
['資料・様式・一覧', [6, 7, 8, 9]],
['このサイトについて', [10]],
];

function prepared(index) {
const joined = (texts) => texts.map(([, , text]) => mieruka.fold(text)).join('\n');
const years = index.editions.map(([year]) => mieruka.fold(year));
const items = [];
for (const [kind, plan, path, title, above, texts] of index.items) {
const top = plan === null ? [] : index.plans[plan].slice(0, 2).reverse();
const way = above === null ? top : [...items[above].way, items[above].title];
const own = texts.filter(([edition]) => edition === null);
const said = [...new Set(texts.map(([edition]) => edition))].filter((edition) => edition !== null).sort((one, other) => other - one);
items.push({
kind,
plan,
path,
title,
way,
texts,
order: items.length,
folded: mieruka.fold(title),
names: own.filter(([, head]) => head === 0).map(([, , text]) => mieruka.fold(text)),
around: way.map(mieruka.fold).join('\n'),
own: joined(own),
answers: said.map((edition) => ({ edition, year: years[edition], folded: joined(texts.filter(([of]) => of === edition)) })),
});
const item = items.at(-1);
item.all = [item.folded, item.around, item.own, ...item.answers.map(({ folded }) => folded)].join('\n');
}
return { ...index, items };
}

function search(index, query) {
const terms = mieruka.terms(query, index.eras);
if (terms.length === 0) return { terms, hits: [] };
const whole = terms.map(({ word }) => word).join('');
const hits = [];
for (const item of index.items) {
if (!terms.every(({ word, isYear }) => isYear || item.all.includes(word))) continue;
const title = terms.map((term) => mieruka.finds(term, item.folded));
const own = terms.map((term, at) => title[at] || mieruka.finds(term, item.own));
const known = terms.map((term, at) => own[at] || mieruka.finds(term, item.around));
const isOwn = own.includes(true) && known.every(Boolean);
const answers = item.answers.filter(({ folded, year }) => {
const here = terms.map((term) => mieruka.finds(term, folded));
const dated = terms.map((term) => term.isYear && mieruka.finds(term, year));
return (here.includes(true) || (dated.includes(true) && own.includes(true))) && terms.every((_, at) => here[at] || known[at] || dated[at]);
});
if (!isOwn && answers.length === 0) continue;
const inTitle = title.every(Boolean);
const inName = terms.every((term, at) => title[at] || item.names.some((name) => mieruka.finds(term, name)));
const isName = [item.folded, ...item.names].includes(whole);
const rank = isName ? 0 : inTitle && item.folded.startsWith(terms[0].word) ? 1 : inTitle ? 2 : inName ? 3 : 4;
const newest = answers.length > 0 ? index.editions[answers[0].edition][2] : (index.plans[item.plan]?.[2] ?? 0);
hits.push({ item, rank, newest, isOwn, answers: answers.map(({ edition }) => edition) });
}
hits.sort((one, other) => one.rank - other.rank || other.newest - one.newest || one.item.order - other.item.order);
return { terms, hits };
}

const RUNS = /(?:明治|大正|昭和|平成|令和)?[0-9元]+年度?|[\p{Script=Han}々]+|[\p{Script=Katakana}ー]+|[a-z0-9]{2,}|[\p{Script=Hiragana}ー]{3,}/gu;

function partings(run) {
const found = [[run]];
if (!/^\p{Script=Han}+$/u.test(run)) return found;
for (let finer = found; finer.length > 0 && found.length < MOST_WAYS; found.push(...finer)) {
finer = finer.flatMap((parts) => {
const [before, last] = [parts.slice(0, -1), parts.at(-1)];
return Array.from({ length: Math.max(0, last.length - 3) }, (_, at) => [...before, last.slice(0, at + 2), last.slice(at + 2)]);
});
}
return found;
}

function ways(query) {
const runs = query.normalize('NFKC').toLowerCase().match(RUNS) ?? [];
const firm = runs.filter((run) => !/^\p{Script=Hiragana}/u.test(run));
const parted = firm.reduce((all, run) => all.flatMap((before) => partings(run).map((parts) => [...before, ...parts])).slice(0, 4 * MOST_WAYS), [[]]);
return [runs, ...parted.sort((one, other) => one.length - other.length).slice(0, MOST_WAYS)].filter((parts) => parts.length > 0);
}

function searchParts(index, query, known) {
let best;
for (const [at, parts] of ways(query).entries()) {
if (best && (best.at === 0 || parts.length > best.parts.length)) break;
const { terms, hits } = search(index, parts.join(' '));
const others = hits.filter(({ item }) => !known.includes(item));
if (others.length > (best?.hits.length ?? 0)) best = { at, parts, terms, hits: others };
}
return best;
}

const [form, needs, field, results, count, groups, status] = ['form', 'needs', 'words', 'results', 'count', 'groups', 'status'].map((id) => document.getElementById(`search-${id}`));
const pageTitle = document.title;
const index = prepared(mieruka.index);

const make = (tag, name, ...content) => {
const element = document.createElement(tag);
if (name) element.className = name;
element.append(...content);
return element;
};
const link = (href, ...content) => {
const element = make('a', '', ...content);
element.href = href;
return element;
};

function passage(text, terms) {
const places = mieruka.places(text, terms);
const first = places[0]?.[0] ?? 0;
const sentence = text.lastIndexOf('。', first - 1) + 1;
const cut = (at) => (/[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at);
const start = first - sentence <= BEFORE ? sentence : cut(first - BEFORE);
const end = Math.min(text.length, cut(start + PASSAGE));
return [start > 0 ? '…' : '', mieruka.marked(text, places, start, end), end < text.length ? '…' : ''];
}

function best(item, edition, terms) {
const count = ([, , text]) => terms.filter((term) => mieruka.finds(term, mieruka.fold(text))).length;
const texts = item.texts.filter(([of]) => of === edition).map((text) => [count(text), text]);
return texts.reduce((most, one) => (one[0] > most[0] ? one : most), texts[0] ?? [0]);
}

function yearOf(item, edition) {
const [year, anchor] = index.editions[edition];
if (item.kind === 4) return '';
return item.kind > 1 ? make('span', 'passage-year', year) : link(`${item.path}#${anchor}`, year);
}

function passages({ item, isOwn, answers }, terms) {
const list = make('ul', 'passages');
const add = (text, ...before) => list.append(make('li', '', ...before, make('span', 'passage-head', index.heads[text[1]]), ' ', ...passage(text[2], terms)));
const [words, own] = best(item, null, terms);
if (isOwn && words > 0) add(own);
const shown = answers.slice(0, PASSAGES - list.children.length);
for (const edition of shown) add(best(item, edition, terms)[1], yearOf(item, edition), ' ');
const rest = answers.slice(shown.length);
if (rest.length > 0) {
const more = make('li', 'passage-more', 'ほかの年度：');
rest.forEach((edition, at) => more.append(at > 0 ? '、' : '', yearOf(item, edition)));
list.append(more);
}
return list.children.length > 0 ? [list] : [];
}

function entry(hit, terms) {
const { item } = hit;
const where = item.way.filter((one, at, all) => one !== item.title && all.indexOf(one) === at);
const title = make('p', 'hit-title', make('span', 'kind', item.kind === 0 ? index.plans[item.plan][3] : index.kinds[item.kind]), ' ', link(item.path, mieruka.marked(item.title, mieruka.places(item.title, terms))));
return make('li', 'hit', title, make('p', 'hit-where', where.join(' › ')), ...passages(hit, terms));
}

function group(name, hits, terms) {
const section = make('section', 'hit-group', make('h2', '', `${name}（${hits.length}件）`));
const list = make('ul', 'hits', ...hits.slice(0, FIRST).map((hit) => entry(hit, terms)));
section.append(list);
const button = make('button', 'more');
const label = () => {
const left = hits.length - list.children.length;
button.textContent = `${name}の続きを表示（残り${left}件）`;
button.hidden = left === 0;
};
button.type = 'button';
button.addEventListener('click', () => {
const at = list.children.length;
list.append(...hits.slice(at, at + MORE).map((hit) => entry(hit, terms)));
label();
list.children[at].querySelector('a').focus();
});
label();
section.append(button);
return section;
}

function show(query, composing) {
const { terms, hits } = search(index, query);
if (composing && hits.length === 0) return;
const near = hits.length < FEW && !composing && searchParts(index, query, hits.map(({ item }) => item));
results.hidden = terms.length === 0;
const words = query.trim();
const text = hits.length > 0 ? `「${words}」は${hits.length}件見つかりました。` : `「${words}」は見つかりませんでした。`;
const instead = near ? ofParts(near, hits.length > 0) : '';
count.textContent = text;
groups.replaceChildren(...grouped(hits, terms));
if (near) groups.append(make('p', 'search-parts', instead), ...grouped(near.hits, near.terms));
else if (hits.length === 0 && terms.length > 0) groups.append(advice(terms));
document.title = terms.length > 0 ? `${words}｜${pageTitle}` : pageTitle;
later(() => {
status.textContent = terms.length > 0 ? text + instead : '';
history.replaceState(null, '', terms.length > 0 ? `?q=${encodeURIComponent(words)}` : location.pathname);
});
}

function grouped(hits, terms) {
const found = GROUPS.map(([name, kinds]) => [name, hits.filter(({ item }) => kinds.includes(item.kind))]).filter(([, of]) => of.length > 0);
found.sort(([, one], [, other]) => one[0].rank - other[0].rank);
return found.map(([name, of]) => group(name, of, terms));
}

function ofParts({ parts, hits }, isMore) {
const named = [...new Set(parts)].map((part) => `「${part}」`);
const all = named.join('と') + ['', 'の両方', 'のすべて'][Math.min(named.length, 3) - 1];
return isMore ? `ほかに、${all}を含むものが${hits.length}件あります。` : `代わりに、${all}を含むものを${hits.length}件示します。`;
}

function advice(terms) {
const tips = ['短い言葉にするか、「男性 育休」のように空白で区切ってみてください。', '漢字や送り仮名を変えてみてください。', '下の一覧から、計画ごとにさがすこともできます。'];
if (terms.length > 1) tips.unshift('言葉の数を減らしてみてください。すべての言葉を含むものだけが見つかります。');
return make('ul', 'advice', ...tips.map((tip) => make('li', '', tip)));
}

let timer;
function later(work) {
clearTimeout(timer);
timer = setTimeout(work, 400);
}

field.addEventListener('input', (event) => show(field.value, event.isComposing));
field.addEventListener('compositionend', () => show(field.value, false));
form.addEventListener('submit', (event) => {
event.preventDefault();
show(field.value, false);
});
form.hidden = false;
needs.hidden = true;
field.value = new URLSearchParams(location.search).get('q') ?? '';
if (field.value) show(field.value, false);
})();
