// A page by keyboard alone: Tab from the address bar to the end.

const MOST_STEPS = 3000;

/** The skip link comes first, shows itself, and leads into the main content. */
export async function skipLink(page) {
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => {
    const element = document.activeElement;
    const target = document.getElementById((element.getAttribute('href') ?? '').slice(1));
    const box = element.getBoundingClientRect();
    return {
      name: look.named(element),
      leadsToMain: Boolean(target && document.querySelector('main')?.contains(target)),
      visible: look.shown(element) && box.width > 2 && box.height > 2 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight,
    };
  });
  if (!first.leadsToMain) return [{ text: 'the first thing Tab reaches is not a link to the main content', element: first.name }];
  const problems = first.visible ? [] : [{ text: 'the skip link does not show when it has focus', element: first.name }];
  await page.keyboard.press('Enter');
  const arrived = () => page.evaluate(() => document.querySelector('main').contains(document.activeElement));
  if (!(await arrived())) {
    await page.keyboard.press('Tab');
    if (!(await arrived())) problems.push({ text: 'the skip link does not move the focus into the main content', element: first.name });
  }
  return problems;
}

/** Tab reaches everything there is to operate, in the order of the page, each in sight and marked. */
export async function tabOrder(page) {
  await page.evaluate(startWalk);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    if (!(await page.evaluate(() => walk.step()))) return page.evaluate(() => walk.end());
  }
  return [{ text: `Tab has not come to the end of the page after ${MOST_STEPS} steps` }];
}

/** Runs in the page: remembers where the focus has been. */
function startWalk() {
  const visited = new Set();
  const problems = [];
  const note = (text, ...elements) => problems.push({ text, element: elements.map(look.named).join(' to ') });
  let last;

  const isMarked = (element) => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
  };
  const isInSight = (element) =>
    [...element.getClientRects()].some((box) => {
      const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
      const top = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
      return top && (element.contains(top) || top.contains(element) || top.closest('label')?.control === element);
    });

  globalThis.walk = {
    /** Looks at what has the focus now; false at the end of the page. */
    step() {
      const element = document.activeElement;
      if (!element || element === document.body || element === document.documentElement || visited.has(element)) return false;
      visited.add(element);
      if (last && !(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) {
        note('Tab goes backwards', last, element);
      }
      if (!isMarked(element)) note('focus does not show (no outline)', element);
      if (!isInSight(element)) note('focus is out of sight or covered', element);
      last = element;
      return true;
    },
    end() {
      const operable = 'a[href], button:not([disabled]), input:not([type="radio"], [type="hidden"], [disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex="0"]';
      for (const element of document.querySelectorAll(operable)) {
        if (look.shown(element) && element.tabIndex >= 0 && !visited.has(element)) note('Tab does not reach it', element);
      }
      return problems;
    },
  };
}
