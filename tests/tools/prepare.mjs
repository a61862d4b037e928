/**
 * What `npm start` and `npm test` need first: a Node that is new enough, the packages of the lock file, a current build.
 *
 * Uses nothing but Node, so that it can run before `npm ci`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildId } from './sources.mjs';

const CACHE = 'node_modules/.cache/suppilo';

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} LockFile */

/**
 * @param {string} file
 * @returns {unknown}
 */
export const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Throws when Node is older than package.json asks for. */
export function ensureNode() {
  const { engines } = /** @type {{ engines: { node: string } }} */ (readJson('package.json'));
  const [major = 0, minor = 0] = (engines.node.match(/\d+/g) ?? []).map(Number);
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  if (ownMajor < major || (ownMajor === major && ownMinor < minor)) {
    throw new Error(`Suppilo needs Node ${engines.node}; this is ${process.versions.node}.`);
  }
}

/**
 * @param {string} file
 * @returns {LockFile | undefined}
 */
function readLock(file) {
  return existsSync(file) ? /** @type {LockFile} */ (readJson(file)) : undefined;
}

/** True when every package of the lock file stands in node_modules in its version. */
function installed() {
  const wanted = readLock('package-lock.json');
  const present = readLock('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.entries(wanted.packages).every(
    ([path, { version, optional }]) =>
      path === '' || optional === true || present.packages[path]?.version === version,
  );
}

/** Runs `npm ci` when a package is missing or of another version; throws when that fails. */
export function ensureInstalled() {
  if (installed()) return;
  console.log('Installing packages: npm ci');
  const npm = process.env['npm_execpath'];
  const stdio = /** @type {const} */ (['ignore', 'inherit', 'inherit']);
  const result = npm
    ? spawnSync(process.execPath, [npm, 'ci'], { stdio: [...stdio] })
    : spawnSync('npm ci', { stdio: [...stdio], shell: true });
  if (result.status !== 0) throw new Error('npm ci failed; its message stands above.');
}

/** The build id that the page in `dist` carries, or undefined when there is no whole build. */
function builtId() {
  if (!existsSync('dist/index.html') || !existsSync('dist/sw.js')) return undefined;
  return /<meta name="build-id" content="(\w+)">/.exec(readFileSync('dist/index.html', 'utf8'))?.[1];
}

/** Builds into a folder of its own and puts it in the place of `dist` when whole; throws when the build fails. */
export function build() {
  const outDir = join(CACHE, `build-${process.pid}`);
  mkdirSync(CACHE, { recursive: true });
  const result = spawnSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '--outDir', outDir],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (result.status !== 0) {
    rmSync(outDir, { recursive: true, force: true });
    throw new Error('The build failed; its message stands above.');
  }
  rmSync('dist', { recursive: true, force: true });
  renameSync(outDir, 'dist');
}

/** Builds unless `dist` was made of the sources as they stand. */
export function ensureBuilt() {
  if (builtId() === buildId()) return;
  console.log('Building: vite build');
  build();
}
