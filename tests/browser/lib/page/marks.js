// Runs inside a page, after look.js: marks that carry meaning — shapes of badges and tags, markers and patterns of charts — can be seen,
// and two that mean different things differ in more than colour. Holds in every mode; forced colours are where it is hardest.

Object.assign(look, {
  marks() {
    return [...look.badgeMarks(), ...look.legendMarks(), ...look.chartMarks()];
  },

  /** Each badge and tag has a word, and a shape whose ink stands out from what is behind it. */
  badgeMarks() {
    const kinds = new Map(look.all('.badge, .tag').map((badge) => [`${badge.className} ${badge.textContent}`, badge]));
    return [...kinds.values()]
      .filter(look.shown)
      .flatMap((badge) => {
        const shape = badge.querySelector(':scope > svg');
        if (!shape) return [look.problem('badge without a shape', badge)];
        if (!badge.querySelector(':scope > span')?.textContent.trim()) return [look.problem('badge without a word', badge)];
        const ground = look.pageColour(badge);
        const faint = [...shape.querySelectorAll('.fill, .line, .thick')].filter((ink) => !look.standsOut(ink, ground));
        return faint.length > 0 ? [look.problem('shape of a badge does not stand out', badge)] : [];
      });
  },

  /** Where words are explained or counted side by side, no two of them have the same shape. */
  legendMarks() {
    return look.all('dl.legend, .counts thead').flatMap((list) => {
      const seen = new Map();
      return [...list.querySelectorAll('.badge, .tag')].flatMap((badge) => {
        const word = badge.querySelector(':scope > span')?.textContent;
        const shape = badge.querySelector(':scope > svg')?.innerHTML;
        const other = seen.get(shape);
        seen.set(shape, word);
        return other && other !== word ? [look.problem(`"${other}" and "${word}" have the same shape`, badge)] : [];
      });
    });
  },

  chartMarks() {
    return look
      .all('svg.chart')
      .filter(look.shown)
      .flatMap((chart) => [...look.faintMarks(chart), ...look.sameMarks(chart, '.marker', seriesOf, markerForm), ...look.sameMarks(chart, '.status.swatch', statusOf, surface)]);
  },

  faintMarks(chart) {
    const ground = look.pageColour(chart);
    return [...chart.querySelectorAll('.marker, .line, path.target, path.path, .pattern .ink')]
      .filter((mark) => !look.standsOut(mark, ground))
      .slice(0, 1)
      .map((mark) => look.problem(`mark .${[...mark.classList].join('.')} of a chart does not stand out`, chart));
  },

  /** Marks of two kinds that look the same when their colour is taken away. */
  sameMarks(chart, selector, kindOf, formOf) {
    const kinds = new Map();
    for (const mark of chart.querySelectorAll(selector)) {
      const kind = kindOf(mark);
      if (!kinds.has(kind)) kinds.set(kind, formOf(mark, chart));
    }
    const forms = new Map();
    return [...kinds].flatMap(([kind, form]) => {
      const other = forms.get(form);
      forms.set(form, kind);
      return other ? [look.problem(`${other} and ${kind} of a chart differ by colour only`, chart)] : [];
    });
  },

  /** How much a shape stands out from the ground. */
  standsOut(element, ground) {
    const { fill, stroke } = getComputedStyle(element);
    const ink = [stroke, fill].find((one) => /^(rgb|color)/.test(one) && look.components(one)[3] > 0);
    return ink ? look.contrast(look.components(ink), ground) >= 3 : false;
  },
});

const seriesOf = (mark) => [...mark.classList].find((name) => name.startsWith('series-'));
const statusOf = (mark) => [...mark.classList].find((name) => /^(status|direction)-/.test(name));

/** Shape of a marker: its element, and its corners as seen from the first; hollow ones are forecasts of the same series. */
const markerForm = (mark) => {
  const corners = [...(mark.getAttribute('d') ?? mark.getAttribute('points') ?? '').matchAll(/(-?[\d.]+)[ ,](-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  return `${mark.tagName} ${corners.map(([x, y]) => `${Math.round(x - corners[0][0])},${Math.round(y - corners[0][1])}`).join(' ')}`;
};

/** Surface of a status: its pattern, or plain black or white with its outline. */
function surface(mark, chart) {
  const pattern = (mark.getAttribute('fill') ?? '').match(/^url\(#(.+)\)$/);
  if (pattern) return chart.querySelector(`[id="${pattern[1]}"]`).innerHTML + chart.querySelector(`[id="${pattern[1]}"]`).getAttribute('patternTransform');
  const { fill, strokeDasharray } = getComputedStyle(mark);
  const stands = look.contrast(look.components(fill), look.pageColour(chart)) > 3;
  return `${stands ? 'full' : 'empty'} ${strokeDasharray}`;
}
