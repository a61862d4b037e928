import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sourceFiles, valueImportsOf } from './source-files.ts';

/** Every way round: each cycle once, as the paths from its first file back to it. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (node: string): void => {
    const start = trail.indexOf(node);
    if (start >= 0) {
      found.push([...trail.slice(start), node]);
      return;
    }
    if (done.has(node)) return;
    trail.push(node);
    for (const next of graph.get(node) ?? []) visit(next);
    trail.pop();
    done.add(node);
  };
  for (const node of graph.keys()) visit(node);
  return found;
}

describe('imports', () => {
  test('no file imports itself by way of others', () => {
    const graph = new Map(
      sourceFiles().map(({ path, text }) => [
        path,
        valueImportsOf(text)
          .filter((target) => target.startsWith('.'))
          .map((target) => posix.join(posix.dirname(path), target.replace(/\?.*$/, '')))
          // A component may draw itself, as a tree does.
          .filter((target) => target !== path),
      ]),
    );
    expect(cycles(graph).map((cycle) => cycle.join(' → '))).toEqual([]);
  });

  test('a cycle is found', () => {
    const graph = new Map([
      ['a', ['b', 'd']],
      ['b', ['c']],
      ['c', ['a']],
      ['d', ['c']],
    ]);
    expect(cycles(graph)).toEqual([['a', 'b', 'c', 'a']]);
  });

  test('an import of types alone does not count', () => {
    const text =
      "import type { A } from './a.ts';\nexport type { B } from './b.ts';\nimport { c } from './c.ts';";
    expect(valueImportsOf(text)).toEqual(['./c.ts']);
  });
});
