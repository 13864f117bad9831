/**
 * `npm test`: every check of the project, one after the other, all of them even when one fails. The last
 * line is `N passed, N failed[, N skipped]` over all of them; lint, types, build and size count as one each.
 *
 *     npm test -- --only unit,e2e     only some steps, for development
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { NOTHING, playwrightCounts, sum, summary, vitestCounts } from './counts.mjs';
import { checkFirstLoad } from './size.mjs';
import { ensureTools } from './tools.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'bitscape-test-'));
const ONE_PASSED = { ...NOTHING, passed: 1 };
const ONE_FAILED = { ...NOTHING, failed: 1 };

/**
 * Runs the executable of an npm package with this Node; true when it exits with 0.
 * @param {string} name Name of the package, and of its executable where it differs: "@playwright/test playwright".
 * @param {readonly string[]} options
 * @param {Readonly<Record<string, string>>} [environment]
 * @returns {Promise<boolean>}
 */
function runPackage(name, options, environment = {}) {
  const [packageName, executable = packageName.split('/').at(-1) ?? ''] = name.split(' ');
  const manifest = join(ROOT, 'node_modules', packageName, 'package.json');
  const { bin } = createRequire(import.meta.url)(manifest);
  const script = join(dirname(manifest), typeof bin === 'string' ? bin : bin[executable]);
  return new Promise((done) => {
    spawn(process.execPath, [script, ...options], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
      .on('error', () => done(false))
      .on('close', (code) => done(code === 0));
  });
}

/**
 * Counts in a runner's JSON report. A runner that failed but counted no failure (or wrote no report) is one failure.
 * @param {string} file
 * @param {(report: unknown) => Counts} read
 * @param {boolean} ok
 */
function countsIn(file, read, ok) {
  const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : NOTHING;
  return !ok && counts.failed === 0 ? sum([counts, ONE_FAILED]) : counts;
}

/** @param {string} name @param {...string} options */
const single =
  (name, ...options) =>
  async () =>
    (await runPackage(name, options)) ? ONE_PASSED : ONE_FAILED;

/** @type {Readonly<Record<string, () => Promise<Counts>>>} */
const STEPS = {
  tools: async () => ({ ...NOTHING, failed: ensureTools().length }),
  lint: single('@biomejs/biome', 'check', '--error-on-warnings', '.'),
  types: single('typescript tsc', '--noEmit'),
  unit: async () => {
    const file = join(reports, 'unit.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    return countsIn(file, vitestCounts, await runPackage('vitest', ['run', ...reporters]));
  },
  build: single('vite', 'build', '--logLevel', 'warn'),
  size: async () => {
    const { ok, text } = checkFirstLoad(join(ROOT, 'dist'));
    console.log(text);
    return ok ? ONE_PASSED : ONE_FAILED;
  },
  e2e: async () => {
    const file = join(reports, 'e2e.json');
    const ok = await runPackage('@playwright/test playwright', ['test', '--reporter=list,json'], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      PLAYWRIGHT_HTML_OPEN: 'never',
    });
    return countsIn(file, playwrightCounts, ok);
  },
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = values.only?.split(',') ?? Object.keys(STEPS);
const unknown = chosen.filter((name) => !(name in STEPS));
if (unknown.length > 0) {
  console.error(`No step "${unknown.join('", "')}": the steps are ${Object.keys(STEPS).join(', ')}.`);
  process.exit(2);
}

/** @type {[string, Counts][]} */
const outcomes = [];
for (const name of chosen) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const counts = await STEPS[name]().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    return ONE_FAILED;
  });
  outcomes.push([name, counts]);
  console.log(`== ${name}: ${summary(counts)} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
rmSync(reports, { recursive: true, force: true });

const total = sum(outcomes.map(([, counts]) => counts));
console.log();
for (const [name, counts] of outcomes)
  console.log(`${counts.failed > 0 ? 'FAILED' : 'ok    '}  ${name}: ${summary(counts)}`);
console.log(summary(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
