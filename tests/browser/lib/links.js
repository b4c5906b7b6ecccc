// Where the addresses of a page lead, told from the folder alone: no page may lead out of it but by a plain link.

import { posix } from 'node:path';

import { site } from './site.js';

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const METADATA = /\b(canonical|alternate|license)\b/;

/** The problem with an address written on a page, or nothing. */
export function problemWith({ tag, rel, attribute, address, element }, page) {
  const problem = (text) => ({ text: `${text}: ${attribute}="${address}"`, element });
  if (SCHEME.test(address)) {
    const outside = /^https?:\/\//i.test(address);
    if (outside && (tag === 'a' || (tag === 'link' && METADATA.test(rel)) || attribute === 'cite')) return;
    if (tag === 'a' && /^(mailto|tel):/i.test(address)) return;
    return problem('address must be relative');
  }
  if (/^[/\\]/.test(address) || address.includes('\\')) return problem('address must be relative, with "/"');
  return problemWithPath(address, page, problem);
}

function problemWithPath(address, page, problem) {
  const [beforeFragment, fragment] = split(address, '#');
  const [written] = split(beforeFragment, '?');
  let path;
  try {
    path = decodeURIComponent(written);
  } catch {
    return problem('address is wrongly encoded');
  }
  const target = path === '' ? page : posix.join(posix.dirname(page), path);
  if (target.startsWith('..')) return problem('address leads out of the site');
  if (!site.files.has(target)) {
    const folder = [...site.files].some((file) => file.startsWith(`${target.replace(/\/$/, '')}/`));
    return problem(folder ? 'address leads to a folder, not to its index.html' : 'address leads nowhere');
  }
  if (fragment === undefined || fragment === '' || !target.endsWith('.html')) return;
  if (!idsOf(target).has(decodeURIComponent(fragment))) return problem(`no such id on ${target}`);
}

const ids = new Map();

/** The ids of a page, as they stand in the file: links work without scripts. */
function idsOf(path) {
  if (!ids.has(path)) ids.set(path, new Set([...site.read(path).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)));
  return ids.get(path);
}

function split(text, mark) {
  const place = text.indexOf(mark);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}

/** Addresses in style sheets. */
export function problemsOfStyles() {
  return [...site.files]
    .filter((path) => path.endsWith('.css'))
    .flatMap((path) =>
      [...site.read(path).matchAll(/url\(\s*["']?([^"')]*)|@import\s+["']([^"']+)/g)]
        .map((match) => problemWith({ tag: 'style', rel: '', attribute: 'url', address: match[1] ?? match[2], element: path }, path))
        .filter(Boolean)
        .map((problem) => ({ page: path, ...problem })),
    );
}

/** Paths of the machine that built the site, in any file of it. */
export function problemsOfMachinePaths() {
  const traces = ['file:/', site.root, process.cwd(), process.env.HOME].filter((trace) => trace && trace.length > 5);
  return site.textFiles.flatMap((path) => {
    const text = site.read(path);
    return traces.filter((trace) => text.includes(trace)).map((trace) => ({ page: path, text: `holds a path of the machine it was built on: ${trace}` }));
  });
}
