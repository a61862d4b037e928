/**
 * The weight of a first visit: all script that the page of a build imports statically, compressed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { parseSync } from 'vite';
import { gzipSync } from 'node:zlib';

/** 150 kB of compressed script before the first screen. */
const LIMIT = 150_000;

/**
 * The files a script imports statically, relative to the build.
 * @param {string} folder
 * @param {string} file
 * @returns {string[]}
 */
function staticImports(folder, file) {
  const { module } = parseSync(file, readFileSync(join(folder, file), 'utf8'));
  const sources = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.map(({ moduleRequest }) => moduleRequest?.value).filter((value) => value !== undefined),
    ),
  ];
  return sources.map((source) => posix.join(dirname(file), source));
}

/**
 * Every script of the page's static import graph with its size in gzip bytes.
 * @param {string} folder a finished build
 * @returns {Map<string, number>}
 */
export function firstScripts(folder) {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const queue = [...page.matchAll(/(?:src|href)="([^"]+\.js)"/g)]
    .map(([, address = '']) => address.replace(/^.*?(?=assets\/)/, ''))
    .filter((file) => existsSync(join(folder, file)));
  /** @type {Map<string, number>} */
  const sizes = new Map();
  for (const file of queue) {
    if (sizes.has(file)) continue;
    sizes.set(file, gzipSync(readFileSync(join(folder, file))).length);
    queue.push(...staticImports(folder, file));
  }
  return sizes;
}

/**
 * Prints the weight; throws when it is over the limit, or when the page has no script to weigh.
 * @param {string} folder a finished build
 */
export function checkBudget(folder) {
  const sizes = firstScripts(folder);
  if (sizes.size === 0) throw new Error('The page of the build loads no script.');
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const figure = `${(total / 1000).toFixed(1)} kB of script in ${sizes.size} files before the first screen`;
  console.log(`${figure} (gzip; at most ${LIMIT / 1000} kB)`);
  if (total <= LIMIT) return;
  const largest = [...sizes].sort(([, a], [, b]) => b - a).slice(0, 10);
  throw new Error(
    [
      'Over the budget. Largest:',
      ...largest.map(([file, size]) => `  ${(size / 1000).toFixed(1)} kB  ${file}`),
    ].join('\n'),
  );
}
