/**
 * Compares the service worker of a build with the files beside it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './sources.mjs';

/** What a host reads, or a browser fetches past any cache: nothing a page asks the precache for. */
export const NOT_PRECACHED = ['_headers', 'sw.js'];

/**
 * The files of a build that its service worker keeps for working offline.
 * @param {string} folder a finished build
 * @returns {string[]}
 */
export function filesToPrecache(folder) {
  return filesUnder(folder, '.').filter((file) => !NOT_PRECACHED.includes(file));
}

/**
 * Prints how many files are precached; throws when one is not.
 * @param {string} folder a finished build
 */
export function checkPrecache(folder) {
  const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
  const files = filesToPrecache(folder);
  const missing = files.filter(
    (file) => !['"', "'", '`'].some((quote) => worker.includes(quote + file + quote)),
  );
  if (missing.length > 0) throw new Error(`Not precached:\n${missing.map((file) => `  ${file}`).join('\n')}`);
  console.log(`${files.length} files, all precached`);
}
