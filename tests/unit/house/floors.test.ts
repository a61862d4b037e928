import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, sourceFiles } from './source-files.ts';

/** The floors from top to bottom: an import may only point to the own floor or to one before it. */
const FLOORS = [
  'base',
  'domain',
  'questions',
  'engine',
  'samples',
  'warehouse',
  'ingest',
  'storage',
  'protocol',
  'worker',
  'client',
  'state',
  'charts',
  'ui',
  'features',
  'app',
];

/** Floors beside the stack, and who may import them (each may import itself and `base`). */
const BESIDE: Record<string, readonly string[]> = {
  i18n: ['state', 'charts', 'ui', 'features', 'app'],
  styles: ['ui', 'charts', 'features', 'app', 'state'],
};

/** True when a file on the one floor may import a file on the other. */
function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  if (to in BESIDE) return BESIDE[to]!.includes(from);
  if (from in BESIDE) return to === 'base';
  return FLOORS.indexOf(to) < FLOORS.indexOf(from);
}

/** The floor an import of `path` points to, or undefined when it leaves `src` for a package. */
function floorOf(path: string, target: string): string | undefined {
  if (!target.startsWith('.') && !target.startsWith('/src/')) return undefined;
  const file = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), target);
  return file.split('/')[1];
}

/** The forbidden arrows of one file. */
function violations(path: string, floor: string, text: string): string[] {
  return importsOf(text).flatMap((target) => {
    const other = floorOf(path, target);
    return other === undefined || mayImport(floor, other)
      ? []
      : [`${path} (${floor}) → ${target} (${other})`];
  });
}

const files = sourceFiles();

describe('the house', () => {
  test('every folder of src is a floor', () => {
    const known = [...FLOORS, ...Object.keys(BESIDE)];
    const floors = new Set(files.flatMap(({ floor }) => floor ?? []));
    expect([...floors].filter((floor) => !known.includes(floor))).toEqual([]);
  });

  test('no import points down', () => {
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap(({ path, floor, text }) => (floor ? violations(path, floor, text) : []))).toEqual(
      [],
    );
  });
});

describe('the reading of imports', () => {
  test.each([
    ["import { a } from '../engine/table.ts';", 'static'],
    ["import type { A } from '../engine/table.ts';", 'type'],
    ["import {\n  a,\n  b,\n} from '../engine/table.ts';", 'over several lines'],
    ["export * from '../engine/table.ts';", 're-export'],
    ["import '../engine/table.ts';", 'for its effect'],
    ["const load = () => import('../engine/table.ts');", 'dynamic'],
    ["type A = import('../engine/table.ts').A;", 'type query'],
    ["new Worker(new URL('../engine/table.ts', import.meta.url))", 'worker address'],
    ['<script lang="ts">\n  import { a } from \'../engine/table.ts\';\n</script>', 'in a component'],
  ])('%s is seen (%s)', (text) => {
    expect(violations('src/domain/lead.ts', 'domain', text)).toEqual([
      'src/domain/lead.ts (domain) → ../engine/table.ts (engine)',
    ]);
  });

  test('an import up, of the own floor, of a package or in a comment is no violation', () => {
    const text = [
      "import { ok } from '../base/result.ts';",
      "import { stage } from './stage.ts';",
      "import * as v from 'valibot';",
      "// import { a } from '../engine/table.ts';",
    ].join('\n');
    expect(violations('src/domain/lead.ts', 'domain', text)).toEqual([]);
  });

  test.each([
    ['features', 'i18n', true],
    ['engine', 'i18n', false],
    ['i18n', 'base', true],
    ['i18n', 'state', false],
    ['engine', 'samples', false],
    ['samples', 'engine', true],
  ])('%s may import %s: %s', (from, to, allowed) => {
    expect(mayImport(from, to)).toBe(allowed);
  });
});
