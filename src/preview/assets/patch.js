// Puts what a save changed into the page as it stands, so that the browser need not load all of it again: places, open boxes and
// what was typed stay by themselves, and nothing flickers. It compares the page as it came with the page as it would come now, and
// changes what differs; where the page's own scripts have changed that too, or hold on to it, it changes nothing.
'use strict';

/* exported patchPage */
const patchPage = (() => {
  // Scripts of the page remember what is in these.
  const HELD = 'script, noscript, #filters, .follow-up';
  const isElement = ({ nodeType }) => nodeType === Node.ELEMENT_NODE;
  const isHeld = (node) => isElement(node) && (node.matches(HELD) || node.querySelector(HELD) !== null);

  // The nodes of the page that came as these; what scripts have added stands between them.
  function asCame(before, shown) {
    let at = 0;
    return before.map((one) => {
      while (at < shown.length && (shown[at].nodeName !== one.nodeName || shown[at].id !== one.id)) at += 1;
      at += 1;
      return shown[at - 1];
    });
  }

  // Notes the attributes that differ; false when a script has changed one of them.
  function attributes(before, now, live, changes) {
    const names = new Set([...before.getAttributeNames(), ...now.getAttributeNames()]);
    return [...names].every((name) => {
      const [was, is] = [before.getAttribute(name), now.getAttribute(name)];
      if (was !== is) changes.push(() => (is === null ? live.removeAttribute(name) : live.setAttribute(name, is)));
      return was === is || live.getAttribute(name) === was;
    });
  }

  // Notes what differs in the content of an element that stays; false when that cannot be changed safely.
  function within(before, now, live, changes) {
    const [old, fresh] = [before, now].map(({ childNodes }) => [...childNodes]);
    const shown = asCame(old, [...live.childNodes]);
    const sameShape = old.length === fresh.length && !shown.includes(undefined) && old.every(({ nodeName, id }, place) => nodeName === fresh[place].nodeName && id === fresh[place].id);
    return sameShape && attributes(before, now, live, changes) && old.every((one, place) => compare(one, fresh[place], shown[place], changes));
  }

  // Notes what has to be done so that what came as `before` and is shown as `live` becomes `now`; false when that is not safe.
  function compare(before, now, live, changes) {
    if (before.isEqualNode(now)) return true;
    const inside = [];
    if (isElement(before) && !live.matches(HELD) && within(before, now, live, inside)) {
      changes.push(...inside);
      return true;
    }
    const around = isElement(live) ? live : live.parentElement;
    if (isHeld(before) || isHeld(now) || around.closest(HELD) || around.contains(document.activeElement) || !live.isEqualNode(before)) return false;
    changes.push(() => live.replaceWith(document.importNode(now, true)));
    return true;
  }

  /** Changes this document by what differs between two others; false, and nothing is changed, when that is not possible. */
  return (before, now) => {
    const changes = [];
    if (!within(before.documentElement, now.documentElement, document.documentElement, changes)) return false;
    for (const change of changes) change();
    return true;
  };
})();
