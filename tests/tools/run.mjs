/**
 * Runs a command written in TypeScript: `node tests/tools/run.mjs NAME [ARGUMENT…]` bundles `tests/tools/NAME.ts` with
 * what it imports from the project (packages stay outside) and calls its `main`.
 *
 * The convention: `tests/tools/NAME.ts` exports `main(args: string[]): Promise<number>`, which returns the exit code. The
 * working directory is the project folder; `import.meta.url` is that of the bundle, so paths start at the working directory.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, ensureNode } from './prepare.mjs';

const [name, ...args] = process.argv.slice(2);

/** @param {string} command */
async function bundle(command) {
  const { build } = await import('vite');
  const outDir = resolve('node_modules/.cache/suppilo', `${command}-${process.pid}`);
  mkdirSync(outDir, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: `tests/tools/${command}.ts`,
      outDir,
      emptyOutDir: true,
      copyPublicDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'main.mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  });
  return outDir;
}

try {
  if (!name) throw new Error('Usage: node tests/tools/run.mjs NAME [ARGUMENT…]');
  ensureNode();
  ensureInstalled();
  const outDir = await bundle(name);
  process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));
  /** @type {unknown} */
  const command = await import(pathToFileURL(resolve(outDir, 'main.mjs')).href);
  const { main } = /** @type {{ main: (args: string[]) => Promise<number> }} */ (command);
  process.exitCode = await main(args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
