// Preview alone: published pages never have this script. It learns from the server that there is something new, puts what changed
// into the page (patch.js) or loads it again in its place, and shows what was found in the data.
'use strict';

(() => {
  const own = document.currentScript.dataset;
  const PLACE = 'mieruka-preview-place';
  const FOLDED = 'mieruka-preview-folded';
  const here = () => location.pathname + location.search;

  // ---- the place on the page, over a reload ----

  // A way to an element that holds as long as the page keeps its shape; from the nearest element with an id, further than that.
  function wayTo(element) {
    const steps = [];
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      if (at.id) return [`#${CSS.escape(at.id)}`, ...steps].join(' > ');
      const same = [...(at.parentElement?.children ?? [])].filter(({ localName }) => localName === at.localName);
      steps.unshift(`${at.localName}:nth-of-type(${same.indexOf(at) + 1})`);
    }
    return steps.join(' > ');
  }
  const find = (way) => (way ? document.querySelector(way) : null);

  // Boxes that were scrolled: wide tables.
  const scrolled = new Set();
  addEventListener('scroll', ({ target }) => target instanceof Element && scrolled.add(target), { capture: true, passive: true });

  // The element with an id that stands highest in sight: what is above it may grow or shrink.
  function inSight() {
    for (const element of document.querySelectorAll('main [id]')) {
      const { top, bottom, height } = element.getBoundingClientRect();
      if (height > 0 && bottom > 0 && top < innerHeight) return { element, top };
    }
    return undefined;
  }
  function landmark() {
    const { element, top } = inSight() ?? {};
    return element && { way: wayTo(element), top };
  }

  function remember() {
    const { activeElement: focused } = document;
    const details = [...document.querySelectorAll('details')];
    sessionStorage.setItem(PLACE, JSON.stringify({
      page: here(),
      x: scrollX,
      y: scrollY,
      landmark: landmark(),
      details: details.map((one) => [one.querySelector('summary')?.textContent, one.open]),
      scrolled: [...scrolled].map((one) => [wayTo(one), one.scrollLeft, one.scrollTop]),
      focus: focused && focused !== document.body && focused !== host ? wayTo(focused) : undefined,
      panel: focused === host,
      typed: focused?.matches('input, textarea') ? [focused.value, focused.selectionStart, focused.selectionEnd] : undefined,
    }));
  }

  function recall() {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null');
    sessionStorage.removeItem(PLACE);
    if (kept?.page !== here()) return;
    const details = [...document.querySelectorAll('details')];
    const inOrder = details.length === kept.details.length;
    details.forEach((one, place) => {
      const words = one.querySelector('summary')?.textContent;
      const before = inOrder ? kept.details[place] : kept.details.find(([said]) => said === words);
      if (before) [, one.open] = before;
    });
    for (const [way, left, top] of kept.scrolled) find(way)?.scrollTo(left, top);
    const focus = find(kept.focus);
    focus?.focus({ preventScroll: true });
    if (kept.typed && focus?.matches('input, textarea')) {
      const [value, start, end] = kept.typed;
      if (focus.value !== value) {
        focus.value = value;
        focus.dispatchEvent(new Event('input', { bubbles: true }));
      }
      if (start !== null) focus.setSelectionRange(start, end);
    }
    if (kept.panel) focusPanel = true;
    const stand = () => {
      scrollTo({ left: kept.x, top: kept.y, behavior: 'instant' });
      const mark = kept.landmark && find(kept.landmark.way);
      if (mark && kept.y > 0) scrollBy({ top: mark.getBoundingClientRect().top - kept.landmark.top, behavior: 'instant' });
    };
    stand();
    // Images and the browser's own restoring come later; the person's hand comes before both.
    let moved = false;
    for (const kind of ['wheel', 'keydown', 'pointerdown', 'touchstart']) addEventListener(kind, () => { moved = true; }, { once: true, passive: true });
    addEventListener('load', () => requestAnimationFrame(() => moved || stand()));
  }

  // ---- the panel ----

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const host = make('mieruka-preview');
  const summary = make('summary');
  const said = make('strong', { role: 'status' });
  const beside = make('span');
  summary.append(said, beside);
  const list = make('div', { class: 'list', tabindex: '0', role: 'group', 'aria-label': '点検の結果の一覧' });
  const panel = make('details', {}, summary, list);
  const section = make('section', { 'aria-label': 'プレビュー：点検の結果' }, panel);
  let focusPanel = false;

  const root = host.attachShadow({ mode: 'open' });
  const style = make('link', { rel: 'stylesheet', href: '/.mieruka/preview.css' });
  // Without its style the panel would be a heap of text at the end of the page.
  section.hidden = true;
  style.addEventListener('load', () => {
    section.hidden = false;
    if (focusPanel) summary.focus({ preventScroll: true });
  });
  root.append(style, section);

  function spot({ name, line, text: [before, meant, behind], words }) {
    const place = make('p', { class: 'place' }, words ? `${name}　${words}` : name);
    if (line === null) return [place];
    const marked = meant === '' ? [] : [make('mark', {}, meant)];
    return [place, make('pre', {}, make('span', { class: 'number' }, String(line)), before, ...marked, behind)];
  }

  function item({ error, word, code, message, remedy, place, related }) {
    const what = make('p', { class: 'what' }, make('span', {}, word), message);
    if (code) what.append(make('small', {}, code));
    return make('li', error ? { class: 'error' } : {}, what, make('p', { class: 'remedy' }, make('span', {}, '直し方：'), remedy), ...spot(place), ...related.flatMap(spot));
  }

  // Folded by hand it stays folded; errors that were not there before open it.
  let hadErrors;
  function show({ site, report }) {
    const errors = report.errors || own.trouble !== undefined;
    const words = own.trouble === undefined ? report.summary : `このページを作れません${report.findings.length > 0 ? `、${report.summary}` : ''}`;
    if (said.textContent !== words) said.textContent = words;
    const held = errors ? (site > 0 ? '直すまで、前の内容を表示しています' : '') : 'プレビュー';
    if (beside.textContent !== held) beside.textContent = held;
    panel.classList.toggle('errors', errors);
    const trouble = own.trouble === undefined ? [] : [make('li', { class: 'error' }, make('p', { class: 'what' }, make('span', {}, 'エラー'), own.trouble))];
    const top = list.scrollTop;
    list.replaceChildren(make('ol', {}, ...trouble, ...report.findings.map(item)));
    if (trouble.length + report.findings.length === 0) list.replaceChildren(make('p', { class: 'more' }, '指摘はありません。保存すると、このページに反映されます。'));
    if (report.more > 0) list.append(make('p', { class: 'more' }, `ほかに ${report.more}件あります。mieruka check で、すべてを見られます。`));
    const folded = sessionStorage.getItem(FOLDED);
    if (hadErrors === undefined) panel.open = errors ? folded !== 'errors' : folded === 'open';
    else if (errors && !hadErrors) panel.open = true;
    else if (!errors && hadErrors) panel.open = false;
    hadErrors = errors;
    list.scrollTop = top;
    if (!host.isConnected) document.body.append(host);
  }
  summary.addEventListener('click', () => {
    const opens = !panel.open;
    sessionStorage.setItem(FOLDED, hadErrors ? (opens ? '' : 'errors') : opens ? 'open' : '');
  });
  // The end of the page is not hidden behind the panel.
  new ResizeObserver(() => { host.style.height = `${section.offsetHeight}px`; }).observe(section);

  // ---- the page as it came, and as it would come now ----

  // The script's own element differs from answer to answer.
  async function fetched() {
    const answer = await fetch(location.href, { cache: 'no-store' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const { dataset } = page.querySelector('script[data-site]');
    const { site, look, trouble } = dataset;
    for (const key of Object.keys(dataset)) delete dataset[key];
    return { page, site, look, isGood: answer.ok && trouble === undefined };
  }

  // Asked for when the browser has nothing else to do: until then a save loads the page again.
  let before;
  const idle = globalThis.requestIdleCallback ?? setTimeout;
  idle(async () => {
    const came = await fetched().catch(() => undefined);
    if (came?.isGood && came.site === own.site) before ??= came;
  });

  /** Whether the page now shows what it would if it were loaded again. */
  async function renewed() {
    if (!before) return false;
    const now = await fetched();
    const { element, top } = inSight() ?? {};
    if (!now.isGood || own.trouble !== undefined || now.look !== own.look || !patchPage(before.page, now.page)) return false;
    if (element && scrollY > 0) scrollBy({ top: element.getBoundingClientRect().top - top, behavior: 'instant' });
    own.site = now.site;
    before = now;
    return true;
  }
  // Done here, and in every browser.
  document.documentElement.style.overflowAnchor = 'none';

  // ---- the server ----

  // One connection for the tab in sight: a browser has only six for all tabs.
  let events;
  function listen() {
    events?.close();
    events = undefined;
    if (document.hidden) return;
    events = new EventSource('/.mieruka/events');
    events.addEventListener('message', ({ data }) => {
      last = JSON.parse(data);
      if (!answering) answer();
    });
    events.addEventListener('error', () => {
      beside.textContent = 'mieruka serve につながりません';
    });
  }
  // One after the other; what was said meanwhile counts when this is done.
  let last;
  let answering = false;
  async function answer() {
    answering = true;
    let told;
    do {
      told = last;
      if (told.site !== Number(own.site) && !(await renewed().catch(() => false))) {
        events?.close();
        remember();
        location.reload();
        return;
      }
    } while (told !== last);
    answering = false;
    show(told);
  }
  addEventListener('visibilitychange', listen);
  addEventListener('pageshow', ({ persisted }) => persisted && listen());
  addEventListener('pagehide', () => events?.close());

  recall();
  listen();
})();
