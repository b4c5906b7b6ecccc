// The built site as a folder: its files, and which page is of which kind.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

if (!process.env.MIERUKA_SITE) {
  throw new Error('Set MIERUKA_SITE to the folder of the built site, for example: MIERUKA_SITE=site npm test --prefix tests/browser');
}

// npm runs scripts in tests/browser; INIT_CWD is where the person stood.
const root = resolve(process.env.INIT_CWD ?? process.cwd(), process.env.MIERUKA_SITE);

/** Kinds of pages by their path (src/view/links.rs). A page of no kind fails the tests: name its kind here. */
const KINDS = {
  home: /^index\.html$/,
  about: /^about\.html$/,
  search: /^search\.html$/,
  accessibility: /^accessibility\.html$/,
  'accessibility-results': /^accessibility-results\.html$/,
  plan: /^[^/]+\/index\.html$/,
  edition: /^[^/]+\/\d{4}(-term-start|-midterm)?\.html$/,
  report: /^[^/]+\/report\.html$/,
  measure: /^[^/]+\/measures\/[^/]+\.html$/,
  indicator: /^[^/]+\/indicators\/[^/]+\.html$/,
  office: /^[^/]+\/offices\/[^/]+\.html$/,
  narrative: /^[^/]+\/pages\/[^/]+\.html$/,
  form: /^[^/]+\/forms\/[^/]+\.html$/,
  table: /^[^/]+\/tables\/[^/]+\.html$/,
  changes: /^[^/]+\/\d{4}(-term-start|-midterm)?-changes\.html$/,
  matrix: /^[^/]+\/matrix\.html$/,
  corrections: /^[^/]+\/corrections\.html$/,
  data: /^[^/]+\/data\.html$/,
  siteData: /^data\.html$/,
  releases: /^releases\.html$/,
  concordance: /^[^/]+\/concordance\.html$/,
  withheld: /^[^/]+\/withheld\.html$/,
};

/** Kinds that the public edition never has. */
const INTERNAL = ['withheld'];

// An edition of the same data whose pages were looked at before.
const before = process.env.MIERUKA_SEEN && resolve(process.env.INIT_CWD ?? process.cwd(), process.env.MIERUKA_SEEN);

const list = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? list(path) : [relative(root, path).split(sep).join('/')];
  });

const size = (path) => statSync(join(root, path)).size;
const largest = (paths) => paths.reduce((left, right) => (size(right) > size(left) ? right : left));
const isText = (path) => /\.(html|css|js|mjs|json|csv|svg|xml|txt|md|webmanifest|jsonld|atom|ics)$/.test(path);

export const site = {
  root,
  /** Every file, by its path from the top of the site. */
  files: new Set(list(root).sort()),
  url: (path) => pathToFileURL(join(root, path)).href,
  read: (path) => readFileSync(join(root, path), 'utf8'),
};

/** Former addresses lead on at once: there is nothing on them to look at (tests/lineage.rs reads them). */
const isRedirect = (path) => site.read(path).includes('http-equiv="refresh"');
site.pages = [...site.files].filter((path) => path.endsWith('.html') && !isRedirect(path));
site.textFiles = [...site.files].filter(isText);
site.pagesOf = (kind) => site.pages.filter((path) => KINDS[kind].test(path));
site.kinds = Object.keys(KINDS);
const isPublic = JSON.parse(site.read('manifest.json')).edition === 'public';
site.missingKinds = site.kinds.filter((kind) => (site.pagesOf(kind).length === 0) !== (isPublic && INTERNAL.includes(kind)));
site.pagesOfNoKind = site.pages.filter((path) => !Object.values(KINDS).some((pattern) => pattern.test(path)));

/** The pages to look at: those whose content was not looked at in the other edition already. */
const contentOf = (page) => page.match(/<main[^]*<\/main>/)?.[0];
const isNew = (path) => !before || !existsSync(join(before, path)) || contentOf(site.read(path)) !== contentOf(readFileSync(join(before, path), 'utf8'));
site.looked = site.pages.filter(isNew);
const lookedOf = (kind) => site.looked.filter((path) => KINDS[kind].test(path));

const lightest = (paths) => paths.reduce((left, right) => (size(right) < size(left) ? right : left));

/**
 * The largest page of every kind: what is costly to look at is looked at here. A report holds nothing but the parts of other
 * pages, the largest of which are looked at, and is many times as large: the lightest does for it.
 */
site.samples = site.kinds.filter((kind) => lookedOf(kind).length > 0).map((kind) => (kind === 'report' ? lightest : largest)(lookedOf(kind)));

/** The largest edition of every plan: each plan has a form of its own. */
site.editions = ofEveryPlan(lookedOf('edition'), largest);

/** The lightest report of every plan, for the same reason as in the samples. */
site.reports = ofEveryPlan(lookedOf('report'), lightest);

function ofEveryPlan(paths, choose) {
  return [...new Set(paths.map(planOf))].map((plan) => choose(paths.filter((path) => planOf(path) === plan)));
}

function planOf(path) {
  return path.split('/')[0];
}
