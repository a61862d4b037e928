import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkBudget, firstScripts } from '../../tools/budget.mjs';
import { headersFor, metaPolicy, parseHeaders } from '../../tools/headers.mjs';
import { checkPrecache } from '../../tools/precache.mjs';
import { serve } from '../../tools/server.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suppilo-build-'));
  vi.spyOn(console, 'log').mockReturnValue();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});

function write(file: string, content: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
}

/** Text that does not compress. */
const noise = (bytes: number): string => `export const noise = '${randomBytes(bytes).toString('base64')}';`;

describe('the size budget', () => {
  beforeEach(() => {
    write('index.html', '<script type="module" crossorigin src="/sub/assets/main.js"></script>');
    write(
      'assets/main.js',
      "import{a as b}from'./a.js';export*from'./b.js';import'./c.js';const d=()=>import('./lazy.js');",
    );
    for (const name of ['a', 'b', 'c']) write(`assets/${name}.js`, 'export const a = 1;');
    write('assets/lazy.js', noise(300_000));
  });

  test('counts what is imported statically, not what is loaded later', () => {
    expect([...firstScripts(folder).keys()].sort()).toEqual(
      ['a', 'b', 'c', 'main'].map((name) => `assets/${name}.js`),
    );
    expect(() => checkBudget(folder)).not.toThrow();
  });

  test('fails above 150 kB', () => {
    write('assets/c.js', noise(160_000));
    expect(() => checkBudget(folder)).toThrow('assets/c.js');
  });

  test('fails when the page loads no script at all', () => {
    write('index.html', '<p>Nothing</p>');
    expect(() => checkBudget(folder)).toThrow('loads no script');
  });
});

describe('the precache check', () => {
  test('fails on a built file that the service worker does not keep', () => {
    write('_headers', '');
    write('index.html', '');
    write('assets/late.js', '');
    write('sw.js', 'precache([{url:`index.html`,revision:`1`},{url:"assets/late.js",revision:null}])');
    expect(() => checkPrecache(folder)).not.toThrow();

    write('assets/forgotten.js', '');
    expect(() => checkPrecache(folder)).toThrow('assets/forgotten.js');
  });
});

describe('the response headers', () => {
  const rules = parseHeaders(readFileSync('public/_headers', 'utf8'));

  test('name no origin but our own', () => {
    const policy = headersFor(rules, '/').get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|'unsafe-inline'|'unsafe-eval'/);
  });

  test('give the page the same policy, without what only a header can say', () => {
    const header = headersFor(rules, '/').get('Content-Security-Policy');
    expect(metaPolicy(rules)).toBe(header?.replace("frame-ancestors 'none'; ", ''));
  });

  test('let only files with a hash in their name be kept by browsers', () => {
    expect(headersFor(rules, '/index.html').get('Cache-Control')).toBe('no-cache');
    expect(headersFor(rules, '/sw.js').get('Cache-Control')).toBe('no-cache');
    expect(headersFor(rules, '/assets/main-abc.js').get('Cache-Control')).toContain('immutable');
  });

  test('a line that says nothing is an error', () => {
    expect(() => parseHeaders('/*\n  nonsense')).toThrow('nonsense');
  });
});

describe('the local server', () => {
  beforeEach(() => {
    write('_headers', '/*\n  X-Content-Type-Options: nosniff\n');
    write('index.html', '<p>one</p>');
    write('assets/a.js', 'export {};');
  });

  test('serves a build below its base path with its headers', async () => {
    const server = await serve({ folder, base: '/sub/' });
    try {
      const page = await fetch(server.url);
      expect(await page.text()).toBe('<p>one</p>');
      expect(page.headers.get('x-content-type-options')).toBe('nosniff');
      const script = await fetch(new URL('assets/a.js', server.url));
      expect(script.headers.get('content-type')).toContain('text/javascript');
      for (const path of ['/', '/sub/missing', '/sub/../package.json', '/sub/_headers']) {
        expect((await fetch(new URL(path, server.url))).status).toBe(404);
      }
      expect((await fetch(server.url, { method: 'POST' })).status).toBe(405);
    } finally {
      await server.close();
    }
  });

  test('goes on with what it has read while the folder is replaced', async () => {
    const server = await serve({ folder });
    try {
      write('index.html', '<p>two</p>');
      expect(await (await fetch(server.url)).text()).toBe('<p>one</p>');
      server.replace(folder);
      expect(await (await fetch(server.url)).text()).toBe('<p>two</p>');
    } finally {
      await server.close();
    }
  });
});
