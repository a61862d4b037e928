import { describe, expect, test } from 'vitest';
import { sourceFiles, withoutComments } from './source-files.ts';

const PURE_FLOORS = ['engine', 'questions', 'ingest', 'domain', 'samples'];

/** What a pure floor may not name: the page, storage, the clock, unseeded randomness, the network. */
const IMPURE =
  /(?<![.\w'"-])(?:(?:document|window|navigator|indexedDB|localStorage|sessionStorage|caches)\b(?=\s*[.[(])|(?:globalThis|self)\.|performance\.now|Date\.now\b|new Date\(\s*\)|Math\.random\b|crypto\.(?:getRandomValues|randomUUID)|fetch\(|setTimeout\(|setInterval\()/g;

const MAXIMUM_LINES = { ts: 400, svelte: 250 };

const files = sourceFiles();

/** Each match of a pattern in the code of a file, as `path:line what`. */
function matches(path: string, text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(
    ({ 0: found, index }) => `${path}:${text.slice(0, index).split('\n').length} ${found.trim()}`,
  );
}

/** True for a component with a literal style attribute; `style:` directives and expressions are not literal. */
const LITERAL_STYLE = /(?<=\s)style\s*=\s*["'][^"']*["']/g;

/** A dash that is all of a text. */
const LITERAL_DASH = /(?<=['"`])–(?=['"`])|(?<=[>}]\s*)–(?=\s*<|\s*\{[:/])/g;

describe('source files', () => {
  test('the pure floors name no page, storage, clock, network or unseeded randomness', () => {
    const found = files
      .filter(({ floor }) => floor !== undefined && PURE_FLOORS.includes(floor))
      .flatMap(({ path, text }) => matches(path, withoutComments(text), IMPURE));
    expect(found).toEqual([]);
  });

  test.each([
    'document.title',
    'window.open(x)',
    'const now = Date.now();',
    'new Date()',
    'Math.random()',
    'performance.now()',
    'indexedDB.open(name)',
    'await fetch(url)',
  ])('%s is seen as impure', (code) => {
    expect(matches('x.ts', code, IMPURE)).toHaveLength(1);
  });

  test.each([
    'options.window.days',
    'const window = 30;',
    "'document'",
    'step.window(3)',
    'Date.UTC(2026, 0)',
  ])('%s is not', (code) => {
    expect(matches('x.ts', code, IMPURE)).toEqual([]);
  });

  test('no file is longer than the house likes', () => {
    const long = files
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(
        ({ path, lines }) => lines > (path.endsWith('.svelte') ? MAXIMUM_LINES.svelte : MAXIMUM_LINES.ts),
      )
      .map(({ path, lines }) => `${path}: ${lines} lines`);
    expect(long).toEqual([]);
  });

  test('no component has a literal style attribute, which the content policy refuses', () => {
    const found = files
      .filter(({ path }) => path.endsWith('.svelte'))
      .flatMap(({ path, text }) => matches(path, withoutComments(text), LITERAL_STYLE));
    expect(found).toEqual([]);
  });

  test('what is missing is written by the constant of the formats alone', () => {
    const found = files
      .filter(({ path }) => !/(?:^|\/)(?:i18n|ingest)\//.test(path))
      .flatMap(({ path, text }) => matches(path, withoutComments(text), LITERAL_DASH));
    expect(found).toEqual([]);
  });

  test('a dash that stands alone is seen, one between figures is not', () => {
    for (const code of ["n === 0 ? '–' : n", '<td>–</td>', '{:else}–{/if}'])
      expect(matches('X.svelte', code, LITERAL_DASH)).toHaveLength(1);
    expect(matches('X.svelte', '<td>{low}–{high}</td>', LITERAL_DASH)).toEqual([]);
  });

  test('a literal style attribute is seen, a directive is not', () => {
    expect(matches('X.svelte', '<p style="color: red">', LITERAL_STYLE)).toHaveLength(1);
    expect(matches('X.svelte', '<p style:color={colour} style={rule}>', LITERAL_STYLE)).toEqual([]);
  });
});
