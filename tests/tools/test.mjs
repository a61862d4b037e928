/**
 * `npm test`: installs what is missing, finds a browser, then runs every check and ends with the line `N passed, N failed`.
 *
 * `npm test -- unit e2e` runs the named stages only. A stage that gives one verdict (lint, types, …) counts as one; test
 * runners count their tests.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { ensureChromium } from './browser.mjs';
import { build, ensureBuilt, ensureInstalled, ensureNode, readJson } from './prepare.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {{ name: string, browser?: boolean, run: () => Count | Promise<Count> }} Stage */

const REPORTS = `node_modules/.cache/suppilo/reports-${process.pid}`;

/**
 * Runs a package's own script under this Node, without the npx and npm processes that would hide its end.
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
function node(args, env = {}) {
  const result = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return result.status === 0;
}

/**
 * @param {boolean} good
 * @returns {Count}
 */
const verdict = (good) => ({ passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 });

/**
 * A failing run always counts at least one failure: a file that cannot be imported has no failed test of its own.
 * @param {boolean} good
 * @param {Count} count
 * @returns {Count}
 */
const withVerdict = (good, count) => ({ ...count, failed: good ? count.failed : Math.max(1, count.failed) });

/**
 * What a test runner wrote about its run: figures under the names it uses, or nothing when it died before.
 * @typedef {Partial<Record<string, number>>} Figures
 */

/**
 * @param {string} file
 * @returns {unknown}
 */
const readReport = (file) => (existsSync(file) ? readJson(file) : {});

/** @param {string} project */
function vitest(project) {
  const file = `${REPORTS}/${project}.json`;
  const good = node([
    'node_modules/vitest/vitest.mjs',
    'run',
    ...['--project', project],
    ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', file],
  ]);
  const report = /** @type {Figures} */ (readReport(file));
  return withVerdict(good, {
    passed: report['numPassedTests'] ?? 0,
    failed: report['numFailedTests'] ?? 0,
    skipped: (report['numPendingTests'] ?? 0) + (report['numTodoTests'] ?? 0),
  });
}

/** Whether this run's build succeeded; unknown until it is tried. */
let built = /** @type {boolean | undefined} */ (undefined);

/** Throws when there is no build of the sources as they stand, so that no stage judges an older one. */
function requireBuild() {
  if (built === false) throw new Error('Not run: the build failed.');
  ensureBuilt();
}

function playwright() {
  requireBuild();
  const file = `${REPORTS}/e2e.json`;
  const good = node(
    [
      'node_modules/@playwright/test/cli.js',
      'test',
      ...['--config', 'tests/e2e/playwright.config.ts', '--reporter', 'list,json'],
    ],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: `${process.cwd()}/${file}` },
  );
  const { stats = {} } = /** @type {{ stats?: Figures }} */ (readReport(file));
  return withVerdict(good, {
    passed: stats['expected'] ?? 0,
    failed: (stats['unexpected'] ?? 0) + (stats['flaky'] ?? 0),
    skipped: stats['skipped'] ?? 0,
  });
}

/** @param {() => unknown} step */
function succeeds(step) {
  try {
    step();
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

/** @type {Stage[]} */
const STAGES = [
  {
    name: 'lint',
    run: () =>
      verdict(
        node([
          'node_modules/eslint/bin/eslint.js',
          ...['--cache', '--cache-location', 'node_modules/.cache/eslint/', '.'],
        ]),
      ),
  },
  { name: 'unused', run: () => verdict(node(['node_modules/knip/bin/knip.js', '--no-progress'])) },
  {
    name: 'types',
    run: () => verdict(node(['node_modules/svelte-check/bin/svelte-check', '--fail-on-warnings'])),
  },
  { name: 'unit', run: () => vitest('unit') },
  { name: 'browser', browser: true, run: () => vitest('browser') },
  {
    name: 'build',
    run: () => {
      built = succeeds(build);
      return verdict(built);
    },
  },
  {
    name: 'budget',
    run: async () => {
      const { checkBudget } = await import('./budget.mjs');
      requireBuild();
      checkBudget('dist');
      return verdict(true);
    },
  },
  {
    name: 'precache',
    run: async () => {
      const { checkPrecache } = await import('./precache.mjs');
      requireBuild();
      checkPrecache('dist');
      return verdict(true);
    },
  },
  { name: 'e2e', browser: true, run: playwright },
];

/**
 * A stage that throws has failed; the others still run.
 * @param {Stage['run']} run
 * @returns {Promise<Count>}
 */
async function finished(run) {
  try {
    return await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return verdict(false);
  }
}

/** @param {Stage[]} stages */
async function runStages(stages) {
  /** @type {string[]} */
  const lines = [];
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, run } of stages) {
    console.log(`\n== ${name}`);
    const start = performance.now();
    const count = await finished(run);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    lines.push(
      `${name.padEnd(10)}${seconds.padStart(6)} s   ${count.passed} passed, ${count.failed} failed${skipped}`,
    );
    total.passed += count.passed;
    total.failed += count.failed;
  }
  console.log(`\n== summary\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
  return total.failed;
}

try {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    throw new Error(`No stage ${unknown.join(', ')}. Stages: ${STAGES.map(({ name }) => name).join(', ')}.`);
  }
  const stages = STAGES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  ensureNode();
  ensureInstalled();
  if (stages.some(({ browser }) => browser)) await ensureChromium();
  mkdirSync(REPORTS, { recursive: true });
  process.on('exit', () => rmSync(REPORTS, { recursive: true, force: true }));
  process.exitCode = (await runStages(stages)) === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
