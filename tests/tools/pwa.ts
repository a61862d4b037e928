/**
 * Vite plugins that make the build an installable app that works offline: the content policy and build id in
 * `index.html`, and a service worker that precaches every file of the build.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { metaPolicy, parseHeaders } from './headers.mjs';
import { filesToPrecache } from './precache.mjs';

interface PrecacheEntry {
  readonly url: string;
  /** Null where the file name itself holds a content hash. */
  readonly revision: string | null;
}

/** One entry per file of a finished build, in a fixed order. */
function precacheEntries(outDir: string): PrecacheEntry[] {
  return filesToPrecache(outDir).map((url) => ({
    url,
    revision: url.startsWith('assets/')
      ? null
      : createHash('sha256')
          .update(readFileSync(join(outDir, url)))
          .digest('hex')
          .slice(0, 16),
  }));
}

/** Adds the content policy first in the head, and the build id, at build only: the dev server needs inline scripts. */
function contentPolicy(buildId: string): Plugin {
  return {
    name: 'suppilo:content-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: {
            'http-equiv': 'Content-Security-Policy',
            content: metaPolicy(parseHeaders(readFileSync('public/_headers', 'utf8'))),
          },
          injectTo: 'head-prepend',
        },
        { tag: 'meta', attrs: { name: 'build-id', content: buildId }, injectTo: 'head' },
      ],
    },
  };
}

/** Bundles `src/app/sw.ts` with the list of what was built, once everything else has been written. */
function serviceWorker(): Plugin {
  let outDir = 'dist';
  return {
    name: 'suppilo:service-worker',
    apply: 'build',
    configResolved: (config) => {
      outDir = config.build.outDir;
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      handler: async () => {
        await build({
          configFile: false,
          logLevel: 'warn',
          define: {
            __PRECACHE__: JSON.stringify(precacheEntries(outDir)),
            'process.env.NODE_ENV': JSON.stringify('production'),
          },
          build: {
            outDir,
            emptyOutDir: false,
            copyPublicDir: false,
            target: 'es2023',
            lib: { entry: 'src/app/sw.ts', name: 'sw', formats: ['iife'], fileName: () => 'sw.js' },
          },
        });
      },
    },
  };
}

/** The plugins of the production build. `buildId` names the sources (see `sources.mjs`). */
export function pwa(buildId: string): Plugin[] {
  return [contentPolicy(buildId), serviceWorker()];
}
