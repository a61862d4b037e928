import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Versions measured against. They stand outside the lock file: nothing of the project needs them. */
const PEERS = { chdb: '3.4.0', '@duckdb/duckdb-wasm': '1.32.0' } as const;

const HOME = resolve('node_modules/.cache/bench-peers');

/** Installs the peers into the cache unless they are there; returns the folder. Throws when npm fails. */
export function ensurePeers(): string {
  const manifest = { name: 'bench-peers', private: true, dependencies: PEERS };
  const missing = Object.entries(PEERS).some(([name, version]) => installedVersion(name) !== version);
  if (missing) {
    console.error(
      `Installing peers: ${Object.entries(PEERS)
        .map((peer) => peer.join(' '))
        .join(', ')}`,
    );
    mkdirSync(HOME, { recursive: true });
    writeFileSync(join(HOME, 'package.json'), JSON.stringify(manifest));
    const result = spawnSync('npm install --no-audit --no-fund --no-save', {
      cwd: HOME,
      shell: true,
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 600_000,
    });
    if (result.status !== 0) throw new Error('The peers could not be installed; npm says why above.');
  }
  return HOME;
}

function installedVersion(name: string): string | undefined {
  const file = join(HOME, 'node_modules', name, 'package.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Bundles DuckDB-Wasm for a page into `outDir`, with the worker and the WebAssembly file beside it. */
export async function bundleDuckDb(outDir: string): Promise<void> {
  const home = ensurePeers();
  const entry = join(home, 'duckdb-entry.js');
  writeFileSync(
    entry,
    "export { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm';\nexport { tableFromArrays, tableToIPC } from 'apache-arrow';\n",
  );
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: home,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      copyPublicDir: false,
      lib: { entry, formats: ['es'], fileName: 'duckdb' },
    },
  });
  for (const file of ['duckdb-eh.wasm', 'duckdb-browser-eh.worker.js']) {
    copyFileSync(join(home, 'node_modules/@duckdb/duckdb-wasm/dist', file), join(outDir, file));
  }
}
