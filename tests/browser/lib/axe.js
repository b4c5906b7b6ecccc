// axe-core on one page in the state it is in, and with each menu opened that opens only alone.

import { axeSource } from './browser.js';

const OPTIONS = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'] },
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
  preload: false,
};

export async function violations(page) {
  await page.evaluate(axeSource);
  const results = await page.evaluate(async (options) => {
    const menus = [...document.querySelectorAll('details[name]')];
    for (const details of document.querySelectorAll('details:not([name])')) details.open = true;
    const found = (await axe.run(document, options)).violations;
    for (const menu of menus.filter((one) => !one.open)) {
      menu.open = true;
      found.push(...(await axe.run(menu, options)).violations);
      menu.open = false;
    }
    return found.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => ({ id, help, target: target.join(' '), summary: failureSummary })));
  }, OPTIONS);
  return results.map(({ id, help, target, summary }) => {
    const reason = summary.split('\n').slice(1).join(' ').replace(/\s+/g, ' ').trim();
    return { text: `${id}: ${help}`, element: `${target} (${reason})` };
  });
}
