// Problems found on pages, told so that a maintainer can act: what is wrong, and the pages and elements it was found at.

const MOST_PROBLEMS = 40;
const MOST_PLACES = 4;

/** Fails when there are problems ({ page, text, element? }), telling each different one once with its first places. */
export function expectNone(problems) {
  if (problems.length === 0) return;
  const places = new Map();
  for (const { page, text, element } of problems) {
    if (!places.has(text)) places.set(text, new Set());
    places.get(text).add(element ? `${page}: ${element}` : page);
  }
  const all = [...places].sort((left, right) => right[1].size - left[1].size);
  const told = all.slice(0, MOST_PROBLEMS).map(([text, where]) => `- ${text}${listed([...where].sort())}`);
  if (all.length > told.length) told.push(`… and ${all.length - told.length} more`);
  const error = new Error(`${all.length} different problem(s)\n${told.join('\n')}`);
  error.stack = error.message;
  throw error;
}

function listed(places) {
  const lines = places.slice(0, MOST_PLACES).map((place) => `\n    ${place}`);
  if (places.length > MOST_PLACES) lines.push(`\n    … and ${places.length - MOST_PLACES} more places`);
  return lines.join('');
}
