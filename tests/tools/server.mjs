/**
 * A static server for the production build. It holds the files in memory, so a build that replaces the folder does not
 * disturb a running page, and sends the headers of `_headers`.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { headersFor, parseHeaders } from './headers.mjs';
import { filesUnder } from './sources.mjs';

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** @typedef {{ body: Buffer, zipped: Buffer | undefined, headers: Record<string, string> }} StoredFile */

/**
 * The files of a build by their path, which starts with a slash.
 * @param {string} folder
 * @returns {Map<string, StoredFile>}
 */
function load(folder) {
  const rules = parseHeaders(readFileSync(join(folder, '_headers'), 'utf8'));
  return new Map(
    filesUnder(folder, '.')
      .filter((file) => file !== '_headers')
      .map((file) => {
        const body = readFileSync(join(folder, file));
        const type = TYPES[extname(file)] ?? 'application/octet-stream';
        const headers = {
          ...Object.fromEntries(headersFor(rules, `/${file}`)),
          'Content-Type': type,
          ETag: `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`,
          Vary: 'Accept-Encoding',
        };
        const zipped = type.includes('charset') ? gzipSync(body) : undefined;
        return [`/${file}`, { body, zipped, headers }];
      }),
  );
}

/**
 * @typedef {object} Serving
 * @property {string} url the address of the app, with its base path
 * @property {(folder: string) => void} replace serves another build from now on, under the same address
 * @property {() => Promise<void>} close
 */

/**
 * Serves a build until closed. Rejects when the port is taken.
 * @param {object} [options]
 * @param {string} [options.folder] the build; `dist` unless told
 * @param {string} [options.base] the base path the build was made for; `/` unless told
 * @param {number} [options.port] 0 takes any free port
 * @param {string} [options.host]
 * @returns {Promise<Serving>}
 */
export function serve({ folder = 'dist', base = '/', port = 0, host = '127.0.0.1' } = {}) {
  let files = load(folder);

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.startsWith(base) ? `/${pathname.slice(base.length)}` : '';
    const file = files.get(path === '/' ? '/index.html' : path);
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(file ? 405 : 404, { 'Content-Type': 'text/plain' }).end();
      return;
    }
    if (request.headers['if-none-match'] === file.headers['ETag']) {
      response.writeHead(304, file.headers).end();
      return;
    }
    const zip = file.zipped && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    const body = zip && file.zipped ? file.zipped : file.body;
    response.writeHead(200, {
      ...file.headers,
      ...(zip && { 'Content-Encoding': 'gzip' }),
      'Content-Length': body.length,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });

  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : port;
      resolve({
        url: `http://${host === '127.0.0.1' ? 'localhost' : host}:${bound}${base}`,
        replace: (next) => {
          files = load(next);
        },
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}
