/**
 * The identity of a build: a hash over everything the build reads. The same sources give the same build id on every
 * machine, and a `dist` folder whose id differs is stale.
 *
 * Uses nothing but Node, so that it can run before `npm ci`.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const INPUTS = ['index.html', 'package.json', 'package-lock.json', 'vite.config.ts', 'tests/tools/pwa.ts'];
const FOLDERS = ['public', 'src'];

/**
 * Every file below a folder, as paths relative to `root` with forward slashes, in a fixed order.
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
export function filesUnder(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((name) => statSync(join(root, name)).isFile())
    .sort();
}

/**
 * The build id of the sources as they stand: 12 hexadecimal digits, the same for the same content and base path.
 * @param {string} [root] the project folder
 * @returns {string}
 */
export function buildId(root = process.cwd()) {
  const hash = createHash('sha256');
  hash.update(process.env['BASE_PATH'] ?? '/');
  const files = [...INPUTS, ...FOLDERS.flatMap((folder) => filesUnder(root, folder))];
  for (const file of files) {
    if (!existsSync(join(root, file))) continue;
    const content = createHash('sha256')
      .update(readFileSync(join(root, file)))
      .digest('hex');
    hash.update(`${file}\n${content}\n`);
  }
  return hash.digest('hex').slice(0, 12);
}
