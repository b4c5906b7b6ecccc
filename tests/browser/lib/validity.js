// The Nu Html Checker over the whole folder, in one run of Java: every page, style sheet and drawing.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { site } from './site.js';

const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

/** What the checker gets wrong itself: it holds `'self'` to be no folder, and does not know these properties, nor `::highlight()`. */
const MISTAKEN = [
  /^Resource violates Content Security Policy \(meta tag\): external (stylesheet|script) “(\.\.\/)*assets\/[^:]*” blocked by/,
  /^CSS: Unrecognized at-rule “@container”/,
  /^CSS: “container”: Property “container” doesn't exist/,
  /^CSS: “paint-order”: Property “paint-order” doesn't exist/,
];

/** Errors and warnings. */
export function problemsOfValidity() {
  const run = spawnSync('java', ['-Xss8m', '-jar', jar, '--format', 'json', '--stdout', '--skip-non-html', '--also-check-css', '--also-check-svg', site.root], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.error) throw run.error;
  const { messages } = JSON.parse(run.stdout);
  return messages
    .filter(({ message, extract }) => !MISTAKEN.some((mistaken) => mistaken.test(message)) && !(message === 'CSS: Parse Error.' && /highlight\(found\)/.test(extract)))
    .map(({ url, type, subType, message, lastLine, extract }) => ({
      page: url ? fileURLToPath(url).slice(site.root.length + 1) : 'the checker',
      text: `${subType ?? type}: ${message}`,
      element: lastLine ? `line ${lastLine}: ${(extract ?? '').replace(/\s+/g, ' ').trim()}` : undefined,
    }));
}
