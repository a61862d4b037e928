/**
 * `npm start`: installs what is missing, builds if the sources have changed, serves the build and prints its address.
 *
 * PORT (default 4173, or the next free one), HOST (default 127.0.0.1) and BASE_PATH (default /) are honoured.
 */
import { ensureBuilt, ensureInstalled, ensureNode } from './prepare.mjs';
import { serve } from './server.mjs';

const DEFAULT_PORT = 4173;
const PORTS_TRIED = 50;

/** @param {unknown} error */
const isTaken = (error) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

async function listen() {
  const base = process.env['BASE_PATH'] ?? '/';
  const host = process.env['HOST'] ?? '127.0.0.1';
  const wanted = process.env['PORT'];
  if (wanted) return serve({ base, host, port: Number(wanted) });
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + PORTS_TRIED; port++) {
    try {
      return await serve({ base, host, port });
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  return serve({ base, host, port: 0 });
}

try {
  ensureNode();
  ensureInstalled();
  ensureBuilt();
  const { url } = await listen();
  console.log(`\n  Suppilo is at ${url}\n  Ctrl+C stops it.\n`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
