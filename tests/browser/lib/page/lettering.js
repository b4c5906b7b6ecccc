// Runs inside a page, after look.js, and looks at the letters of its drawings, which axe-core does not.

(() => {
  const { all, problem, shown } = look;

  const inDrawings = () => all('svg text').filter((letters) => letters.textContent.trim() && shown(letters));

  /** Size of type on the screen, in pixels. */
  function onScreen(letters) {
    const { c, d } = letters.getScreenCTM();
    return parseFloat(getComputedStyle(letters).fontSize) * Math.hypot(c, d);
  }

  const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

  /** Red, green, blue (0–255) and opacity (0–1) of any CSS colour. */
  const known = new Map();
  function components(colour) {
    if (!known.has(colour)) known.set(colour, read(colour));
    return [...known.get(colour)];
  }

  function read(colour) {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  }

  const over = (front, back) => [0, 1, 2].map((place) => front[place] * front[3] + back[place] * (1 - front[3])).concat(1);

  /** Contrast of two opaque colours (WCAG 2). */
  function contrast(one, other) {
    const luminance = ([red, green, blue]) => {
      const [r, g, b] = [red, green, blue].map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [light, dark] = [luminance(one), luminance(other)].sort((left, right) => right - left);
    return (light + 0.05) / (dark + 0.05);
  }

  /** Colour of the page behind an element. */
  function pageColour(element) {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const layer = components(getComputedStyle(at).backgroundColor);
      if (layer[3] > 0) layers.push(layer);
      if (layer[3] === 1) break;
    }
    const sheet = matchMedia('(prefers-color-scheme: dark)').matches && /dark/.test(getComputedStyle(document.documentElement).colorScheme) ? [18, 18, 18, 1] : [255, 255, 255, 1];
    return layers.reduceRight((back, front) => over(front, back), sheet);
  }

  /** Paint of a shape or letter: its colour, 'pattern' when it is none, nothing when it is not painted. */
  function paint(element) {
    const style = getComputedStyle(element);
    if (style.fill === 'none') return undefined;
    if (style.fill.startsWith('url(')) return 'pattern';
    const colour = components(style.fill);
    colour[3] *= parseFloat(style.fillOpacity) * parseFloat(style.opacity);
    return colour[3] > 0 ? colour : undefined;
  }

  /** What a letter of a drawing stands on: its own halo, the shapes drawn before it, the page. */
  function ground(letters) {
    const style = getComputedStyle(letters);
    if (style.stroke !== 'none' && style.paintOrder.startsWith('stroke')) return components(style.stroke);
    const drawing = letters.ownerSVGElement;
    const box = letters.getBoundingClientRect();
    const middle = new DOMPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    return all('rect, path, circle, ellipse, polygon', drawing)
      .filter((shape) => !shape.closest('defs') && shape.compareDocumentPosition(letters) & Node.DOCUMENT_POSITION_FOLLOWING && shown(shape))
      .filter((shape) => shape.isPointInFill(middle.matrixTransform(shape.getScreenCTM().inverse())))
      .map(paint)
      .filter(Boolean)
      .reduce((back, front) => (front === 'pattern' || front[3] === 1 ? front : back === 'pattern' ? back : over(front, back)), pageColour(drawing.parentElement));
  }

  Object.assign(look, { components, contrast, pageColour });

  /** Letters of drawings stand out from what they stand on. */
  look.lettering = () =>
    inDrawings().flatMap((letters) => {
      const colour = paint(letters);
      if (!colour) return [];
      const back = ground(letters);
      if (back === 'pattern') return [problem('letters of a drawing stand on a pattern', letters)];
      const size = onScreen(letters);
      const bold = Number(getComputedStyle(letters).fontWeight) >= 700;
      const needed = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
      const found = contrast(over(colour, back), back);
      return found < needed ? [problem(`letters of a drawing have a contrast of ${found.toFixed(2)}, not ${needed}`, letters)] : [];
    });

  /** Letters of drawings do not shrink with the drawing until nobody can read them. */
  look.smallLettering = () =>
    inDrawings()
      .filter((letters) => onScreen(letters) < 9)
      .map((letters) => problem(`letters of a drawing are ${onScreen(letters).toFixed(1)} px high`, letters));
})();
