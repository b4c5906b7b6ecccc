// Runs inside a page and looks at it as it is painted. Every look returns a list of problems: { text, element }, the
// element named in words. Plain script: also evaluated in pages whose own scripts are off.

globalThis.look = (() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const squeezed = (text) => text.replace(/\s+/g, ' ').trim();
  const shortened = (text, most = 24) => (text.length > most ? `${text.slice(0, most)}…` : text);

  /** What a maintainer finds an element by: tag, id or class, its first words, and the nearest id around it. */
  function named(element) {
    const own = element.id ? `#${element.id}` : [...element.classList].map((one) => `.${one}`).join('');
    const text = shortened(squeezed(element.textContent));
    const around = element.id ? null : element.parentElement?.closest('[id]');
    return `<${element.tagName.toLowerCase()}${own}>${text && ` "${text}"`}${around ? ` in #${around.id}` : ''}`;
  }

  /** A problem with elements, or with the page as a whole. */
  const problem = (text, ...elements) => ({ text, element: elements.map(named).join(' and ') });

  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });

  /** Name for assistive technology, as far as these tests need it. */
  function accessibleName(element) {
    const referred = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
    const title = [...element.children].find((child) => child.tagName.toLowerCase() === 'title');
    return squeezed(
      referred.map((id) => document.getElementById(id)?.textContent ?? '').join(' ') ||
        element.getAttribute('aria-label') ||
        title?.textContent ||
        '',
    );
  }

  // ---- text as painted ----

  const meet = (one, other) => ({
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  });
  const width = (box) => Math.max(0, box.right - box.left);
  const height = (box) => Math.max(0, box.bottom - box.top);
  const nowhere = { left: 0, top: 0, right: 0, bottom: 0 };
  const everywhere = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

  /** What of an element's content its surroundings let show: `window` cut by scroll boxes too, `cut` by hiding ones only. */
  function surroundings(element, known) {
    if (!element || element === document.documentElement) return { window: everywhere, cut: everywhere, scrolls: false };
    if (known.has(element)) return known.get(element);
    const style = getComputedStyle(element);
    const holder = { absolute: element.offsetParent, fixed: null }[style.position];
    const outer = surroundings(holder === undefined ? element.parentElement : holder, known);
    let result = outer;
    if (/^inset\((50|100)%\)$/.test(style.clipPath)) {
      result = { window: nowhere, cut: nowhere, scrolls: outer.scrolls };
    } else if (element !== document.body && style.overflowX !== 'visible' && style.display !== 'inline') {
      const box = element.getBoundingClientRect();
      const scrolls = [style.overflowX, style.overflowY].some((value) => value === 'auto' || value === 'scroll');
      result = {
        window: meet(outer.window, box),
        cut: scrolls ? outer.cut : meet(outer.cut, box),
        scrolls: outer.scrolls || scrolls,
      };
    }
    known.set(element, result);
    return result;
  }

  /** Every line of text that can be seen, with its box. */
  function lines(root) {
    const known = new Map();
    const visible = new Map();
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.trim()) continue;
      const element = node.parentElement;
      if (!visible.has(element)) visible.set(element, shown(element));
      if (!visible.get(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const around = surroundings(element, known);
      for (const box of range.getClientRects()) {
        if (box.width < 1 || box.height < 1) continue;
        const seen = meet(box, around.window);
        // Text for screen readers only stands in a box of one pixel or none.
        const forReadersOnly = width(around.cut) <= 2 || height(around.cut) <= 2;
        if (!forReadersOnly) found.push({ node, element, box, seen, around });
      }
    }
    return found;
  }

  const inSkipLink = (element) => element.closest('a[href^="#"]') && !element.closest('main');

  /** Elements that stick out of the window to the right and have no scroll box of their own. */
  function stickingOut() {
    const known = new Map();
    const scrollsItself = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const out = all('body *').filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > innerWidth + 1 && shown(element) && (scrollsItself(element) || !surroundings(element, known).scrolls);
    });
    return out.filter((element) => !out.some((other) => other !== element && element.contains(other)));
  }

  return {
    /** The page does not scroll sideways, and no text stands outside the window. */
    sideways(painted) {
      const whole = document.scrollingElement.scrollWidth;
      const outside = painted
        .filter(({ element, box, around }) => !around.scrolls && !inSkipLink(element) && (box.right > innerWidth + 1 || box.left < -1))
        .map(({ element }) => element);
      if (whole <= innerWidth) return outside.map((element) => problem('text stands outside the window', element));
      const causes = stickingOut();
      return [problem(`the page scrolls sideways in a window of ${innerWidth} px`, ...(causes.length > 0 ? causes : outside).slice(0, 2))];
    },

    /** What scrolls sideways within the page can be reached by keyboard and says what it is. */
    scrollBoxes() {
      return all('body *')
        .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1 && shown(element))
        .flatMap((element) => {
          const problems = [];
          if (element.getAttribute('tabindex') !== '0') problems.push(problem('scroll box cannot take focus (tabindex="0")', element));
          if (!['region', 'group'].includes(element.getAttribute('role')) && element.tagName !== 'SECTION') problems.push(problem('scroll box has no role (region)', element));
          if (!accessibleName(element)) problems.push(problem('scroll box has no name (aria-label, aria-labelledby)', element));
          return problems;
        });
    },

    /** No text is cut off by the box it stands in. */
    cutText(painted) {
      return painted
        .filter(({ element, box, around }) => {
          const left = meet(box, around.cut);
          return !inSkipLink(element) && (width(box) - width(left) > 2 || height(left) < height(box) * 0.7);
        })
        .map(({ element }) => problem('text is cut off', element));
    },

    /** No text stands on other text. Compares the middle half of each line, since boxes of lines may touch. */
    textOnText(painted) {
      const cores = painted
        .filter(({ seen }) => width(seen) > 2 && height(seen) > 2)
        .map((line) => {
          const quarter = height(line.seen) / 4;
          const core = { left: line.seen.left + 1, right: line.seen.right - 1, top: line.seen.top + quarter, bottom: line.seen.bottom - quarter };
          return { ...line, core };
        })
        .sort((one, other) => one.core.top - other.core.top);
      const problems = [];
      for (let first = 0; first < cores.length; first += 1) {
        const one = cores[first];
        for (let second = first + 1; second < cores.length && cores[second].core.top < one.core.bottom; second += 1) {
          const other = cores[second];
          if (one.node === other.node) continue;
          const shared = meet(one.core, other.core);
          if (width(shared) > 1 && height(shared) > 1) problems.push(problem('text stands on text', one.element, other.element));
        }
      }
      return problems;
    },

    /** No text runs down a column so narrow that each line holds one letter or two. */
    squeezedText(painted) {
      const widest = new Map();
      const rows = new Map();
      for (const { node, element, box, seen } of painted) {
        if (element.closest('svg') || width(seen) === 0 || getComputedStyle(element).writingMode !== 'horizontal-tb') continue;
        widest.set(node, Math.max(widest.get(node) ?? 0, box.width));
        rows.set(node, (rows.get(node) ?? 0) + 1);
      }
      return [...rows]
        .filter(([node, count]) => count >= 5 && widest.get(node) < 2.5 * parseFloat(getComputedStyle(node.parentElement).fontSize))
        .map(([node]) => problem('text is squeezed to one or two letters a line', node.parentElement));
    },

    /** What reading needs, at the present width and size of text. */
    legible() {
      const painted = lines(document.body);
      return [look.sideways, look.cutText, look.textOnText, look.squeezedText].flatMap((rule) => rule(painted));
    },

    /** The same with text at 200 %; and text does grow (headings may grow less than the rest). */
    legibleWhenLarge() {
      const before = look.textSizes();
      document.documentElement.style.fontSize = '200%';
      const after = look.textSizes();
      const fixed = Object.keys(before).filter((key) => after[key] < before[key] * 1.5);
      const problems = [...fixed.map((key) => ({ text: `text has ${before[key]} px, and still ${after[key]} px when text is set to 200 %`, element: key })), ...look.legible()];
      document.documentElement.style.fontSize = '';
      return problems;
    },

    /** Size of the text in the main content, in pixels, by element. */
    textSizes() {
      const sizes = {};
      for (const { element } of lines(document.querySelector('main') ?? document.body)) {
        if (element.closest('svg')) continue;
        const key = `<${element.tagName.toLowerCase()}${[...element.classList].map((one) => `.${one}`).join('')}>`;
        sizes[key] ??= parseFloat(getComputedStyle(element).fontSize);
      }
      return sizes;
    },

    /** One h1, headings without jumps, language, unique ids, references that lead somewhere, tables whose cells fit. */
    structure() {
      const problems = [];
      if (document.documentElement.lang !== 'ja') problems.push(problem(`lang of <html> is "${document.documentElement.lang}", not "ja"`));
      if (!document.title.trim()) problems.push(problem('the page has no title'));
      if (document.compatMode !== 'CSS1Compat') problems.push(problem('the page has no <!DOCTYPE html>'));
      const mains = all('main').length;
      if (mains !== 1) problems.push(problem(`${mains} <main> elements, not one`));
      const headings = all('h1, h2, h3, h4, h5, h6');
      const first = headings.filter((heading) => heading.tagName === 'H1').length;
      if (first !== 1) problems.push(problem(`${first} <h1> elements, not one`));
      headings.forEach((heading, number) => {
        if (!squeezed(heading.textContent)) problems.push(problem('empty heading', heading));
        const before = headings[number - 1];
        const jump = before ? Number(heading.tagName[1]) - Number(before.tagName[1]) : 0;
        if (jump > 1) problems.push(problem('heading level jumps', before, heading));
      });
      const ids = new Set();
      for (const element of all('[id]')) {
        if (element.id === '' || /\s/.test(element.id)) problems.push(problem('id is empty or has a blank', element));
        if (ids.has(element.id)) problems.push(problem('id stands twice', element));
        ids.add(element.id);
      }
      for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-details', 'aria-owns', 'for', 'form', 'list']) {
        for (const element of all(`[${attribute}]`)) {
          for (const id of element.getAttribute(attribute).split(/\s+/).filter(Boolean)) {
            if (!ids.has(id)) problems.push(problem(`${attribute}="${id}" leads nowhere`, element));
          }
        }
      }
      for (const cell of all('[headers]')) {
        const table = cell.closest('table');
        for (const id of cell.getAttribute('headers').split(/\s+/).filter(Boolean)) {
          const head = document.getElementById(id);
          if (!head) problems.push(problem(`headers="${id}" leads nowhere`, cell));
          else if (head.tagName !== 'TH' || head.closest('table') !== table) problems.push(problem(`headers="${id}" does not lead to a <th> of the same table`, cell));
          else if (head === cell) problems.push(problem(`headers="${id}" leads to the cell itself`, cell));
        }
      }
      for (const table of all('table')) {
        problems.push(...look.grid(table));
        if (!squeezed(table.caption?.textContent ?? '') && !accessibleName(table)) problems.push(problem('table has neither caption nor name', table));
      }
      return problems;
    },

    /** Every place of a table is taken by exactly one cell. */
    grid(table) {
      const problems = [];
      let columns;
      for (const group of [table.tHead, ...table.tBodies, table.tFoot].filter(Boolean)) {
        const taken = [...group.rows].map(() => []);
        [...group.rows].forEach((row, y) => {
          let x = 0;
          for (const cell of row.cells) {
            while (taken[y][x]) x += 1;
            if (cell.rowSpan > group.rows.length - y) problems.push(problem('rowspan reaches below its group of rows', cell));
            for (let down = y; down < Math.min(y + cell.rowSpan, group.rows.length); down += 1) {
              for (let along = x; along < x + cell.colSpan; along += 1) {
                if (taken[down][along]) problems.push(problem('cell stands on another cell', cell));
                taken[down][along] = true;
              }
            }
          }
        });
        taken.forEach((row, y) => {
          columns ??= row.length;
          if (row.length !== columns || row.includes(undefined)) problems.push(problem(`row has ${row.filter(Boolean).length} places, the table ${columns}`, group.rows[y]));
        });
      }
      return problems;
    },

    /** Every drawing is an image (with links in it, a group) with a name, or hidden from assistive technology because words beside it say the same. */
    drawings() {
      return all('svg')
        .filter((svg) => !svg.parentElement.closest('svg') && !svg.closest('[aria-hidden="true"]'))
        .flatMap((svg) => {
          const problems = [];
          // One with links is a group: an image has nothing in it.
          const role = svg.querySelector('a[href]') ? 'group' : 'img';
          if (svg.getAttribute('role') !== role) problems.push(problem(`drawing without role="${role}"`, svg));
          if (!accessibleName(svg)) problems.push(problem('drawing without a name', svg));
          return problems;
        });
    },

    charts: () => all('svg:is([role="img"], [role="group"])').length,

    /** Addresses on the page, as written. */
    links() {
      const attributes = ['href', 'src', 'srcset', 'poster', 'action', 'formaction', 'data', 'cite', 'xlink:href'];
      const selector = attributes.map((attribute) => `[${attribute.replace(':', '\\:')}]`).join(', ');
      return all(selector).flatMap((element) =>
        attributes
          .filter((attribute) => element.hasAttribute(attribute))
          .flatMap((attribute) => {
            const value = element.getAttribute(attribute);
            const addresses = attribute === 'srcset' ? value.split(',').map((part) => part.trim().split(/\s+/)[0]) : [value];
            return addresses.map((address) => ({ tag: element.tagName.toLowerCase(), rel: element.getAttribute('rel') ?? '', attribute, address, element: named(element) }));
          }),
      );
    },

    /** The page forbids everything from outside in its own head. */
    policy() {
      const policy = document.querySelector('meta[http-equiv="Content-Security-Policy" i]')?.content ?? '';
      return /default-src 'none'/.test(policy) && !/https?:|unsafe|\*|data:/.test(policy) ? [] : [problem(`Content-Security-Policy is missing or too wide: "${policy}"`)];
    },

    /** Texts and drawings of the main content that do not show now, each as a problem. */
    hidden() {
      const main = document.querySelector('main');
      if (!main || !squeezed(main.innerText)) return [problem('<main> shows no text')];
      const texts = new Set();
      const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.data.trim() && !node.parentElement.closest('script, style, template, noscript, svg')) texts.add(node.parentElement);
      }
      // Controls that only a script can serve may wait for it.
      const waits = (element) => element.closest('[hidden]')?.matches('button, input, select, output, form, fieldset, [role]');
      return [...texts, ...all('svg', main)].filter((element) => !shown(element) && !waits(element)).map((element) => problem('does not show without scripts', element));
    },

    /** Texts set from top to bottom. */
    vertical() {
      return all('body *').filter((element) => getComputedStyle(element).writingMode.startsWith('vertical') && squeezed(element.innerText ?? '')).map((element) => element.innerText);
    },

    all,
    named,
    problem,
    shown,
    lines,
  };
})();
