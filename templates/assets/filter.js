// Filters of the published table. Rows say in their data what they hold (src/view/follow_up_filters.rs); words are compared as
// fold.js says. Cells span rows, so that after every choice the spans are set anew: a heading moves to the first row shown below
// it, and a merged cell stays with its own row, which is shown, without its other cells, wherever a row below it is.
'use strict';

(() => {
  const form = document.getElementById('filters');
  const table = document.querySelector('.follow-up');
  const output = form.querySelector('output');
  const nothing = document.getElementById('filters-none');
  const eras = form.dataset.eras.split(',').map((era) => era.split(' ').map((part) => Number(part) || part));
  const selects = [...form.querySelectorAll('select')];

  // The text of a cell without what is only said on cards.
  function textOf(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let text = '';
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('td > b, .covered')) text += walker.currentNode.data;
    return mieruka.fold(text);
  }

  const sections = [...table.tBodies].map((body) => {
    const heading = body.querySelector('.heading');
    const rows = [...body.rows].map((row) => ({
      row,
      kind: row.className.match(/row-(\w+)/)[1],
      counted: 'counted' in row.dataset,
      name: row.querySelector('.name'),
      spans: [...row.cells].filter((cell) => cell !== heading && cell.rowSpan > 1).map((cell) => ({ cell, rows: cell.rowSpan })),
      // Of the row, and of the cells merged with it.
      text: '',
    }));
    rows.forEach((one, place) => {
      one.above = 'under' in one.row.dataset ? rows[one.row.dataset.under] : undefined;
      one.names = `${one.above ? one.above.names : heading ? textOf(heading) : ''}\n${textOf(one.name)}`;
      for (const cell of one.row.cells) {
        if (cell === heading || cell === one.name) continue;
        const text = textOf(cell);
        for (const covered of rows.slice(place, place + cell.rowSpan)) covered.text += `${text}\n`;
      }
    });
    return { body, heading, rows };
  });
  const all = sections.flatMap(({ rows }) => rows).filter(({ counted }) => counted).length;

  const chosen = () => selects.filter(({ value }) => value !== '');
  const words = () => form.elements.word.value.trim();

  // Whether a row holds everything chosen.
  function holds({ row, kind, text, names }, facets, terms) {
    if (kind === 'heading' || kind === 'empty') return false;
    const said = ({ name, selectedIndex }) => (row.dataset[name] ?? '').split(' ').includes(String(selectedIndex - 1));
    return facets.every(said) && terms.every((term) => mieruka.finds(term, text) || mieruka.finds(term, names));
  }

  function apply() {
    const facets = chosen();
    const terms = mieruka.terms(words(), eras);
    const filtered = facets.length + terms.length > 0;
    let found = 0;
    for (const section of sections) {
      const held = new Set(section.rows.filter((one) => !filtered || holds(one, facets, terms)));
      const shown = new Set(held);
      for (const one of held) for (let above = one.above; above; above = above.above) shown.add(above);
      found += [...held].filter(({ counted }) => counted).length;
      lay(section, shown, held);
    }
    const what = form.dataset.word;
    output.textContent = filtered ? `${what} ${all}件中 ${found}件を表示` : `${what} ${all}件をすべて表示`;
    form.classList.toggle('is-active', filtered);
    table.hidden = sections.every(({ body }) => body.hidden);
    nothing.hidden = !table.hidden;
    sayOnPaper(filtered ? `${conditions(facets)}（${what} ${all}件中 ${found}件）` : '');
    mark(terms);
  }

  function lay({ body, heading, rows }, shown, held) {
    const named = new Set();
    rows.forEach((one, place) => {
      const { row, spans, kind } = one;
      row.hidden = !shown.has(one);
      row.classList.toggle('context', kind !== 'heading' && shown.has(one) && !held.has(one));
      for (const { cell, rows: own } of spans) {
        const covered = rows.slice(place, place + own).filter((other) => shown.has(other));
        cell.rowSpan = Math.max(covered.length, 1);
        cell.classList.toggle('kept', covered.some((other) => held.has(other)));
      }
      if (row.hidden) return;
      // A name that stands before another row is shown before the first row left below it.
      for (const lead of row.querySelectorAll('.lead[id]')) named.add(lead.id);
      for (const name of row.querySelectorAll('.carried')) {
        name.classList.toggle('unseen', named.has(name.dataset.of));
        named.add(name.dataset.of);
      }
    });
    const first = rows.find((one) => shown.has(one));
    body.hidden = !first;
    if (heading && first) {
      first.row.prepend(heading);
      heading.rowSpan = shown.size;
    }
  }

  const conditions = (facets) => [...facets.map(({ labels, value }) => `${labels[0].firstElementChild.textContent}＝${value}`), ...(words() ? [`言葉＝${words()}`] : [])].join('、');

  // Who holds the paper must know that it is a part: the first sheet says so below its title, every sheet in its margin.
  const { dataset } = document.documentElement;
  const whole = dataset.running;
  const part = document.createElement('p');
  part.className = 'print-filtered';
  document.querySelector('main > h1').after(part);
  function sayOnPaper(text) {
    part.textContent = text && `絞り込んで表示：${text}`;
    dataset.running = whole + (text && `　${part.textContent}`);
  }

  // Marks the words found, where the browser can do so without touching the page.
  function mark(terms) {
    if (!globalThis.CSS?.highlights) return;
    const ranges = [];
    const walker = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
    while (terms.length > 0 && walker.nextNode()) {
      const node = walker.currentNode;
      for (const [start, end] of mieruka.places(node.data, terms)) {
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, end);
        ranges.push(range);
      }
    }
    CSS.highlights.set('found', new Highlight(...ranges));
  }

  // Choices in the address, so that it can be passed on; the place on the page stays in it.
  function remember() {
    const query = new URLSearchParams([...chosen().map(({ name, value }) => [name, value]), ...(words() ? [['word', words()]] : [])]).toString();
    history.replaceState(null, '', `${location.pathname}${query && `?${query}`}${location.hash}`);
  }

  function recall() {
    const query = new URLSearchParams(location.search);
    for (const control of [...selects, form.elements.word]) control.value = query.get(control.name) ?? '';
    // A value that this edition does not have.
    for (const select of selects) if (select.selectedIndex < 0) select.value = '';
  }

  // What a link leads to is shown, whatever was chosen.
  function showTarget() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !table.contains(target) || !target.closest('tr').hidden) return;
    form.reset();
    apply();
    remember();
    target.scrollIntoView();
  }

  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      apply();
      remember();
    }, 150);
  };
  form.addEventListener('input', soon);
  form.addEventListener('reset', soon);
  form.addEventListener('submit', (event) => event.preventDefault());
  nothing.querySelector('button').onclick = () => {
    form.reset();
    form.querySelector('[type="reset"]').focus();
  };
  addEventListener('hashchange', showTarget);

  form.hidden = false;
  recall();
  apply();
  remember();
  showTarget();
})();
