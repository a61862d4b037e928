import { readFileSync } from 'node:fs';
import { filesUnder } from '../../tools/sources.mjs';

/** One file of `src`, as the house rules read it. */
export interface SourceFile {
  /** The path from the project folder, with forward slashes. */
  readonly path: string;
  /** The floor it stands on: the first folder below `src`, or undefined for a file of `src` itself. */
  readonly floor: string | undefined;
  readonly text: string;
}

/** Every TypeScript and Svelte file of `src`. */
export function sourceFiles(): SourceFile[] {
  return filesUnder('.', 'src')
    .filter((path) => /\.(ts|svelte)$/.test(path))
    .map((path) => {
      const parts = path.split('/');
      return { path, floor: parts.length > 2 ? parts[1] : undefined, text: readFileSync(path, 'utf8') };
    });
}

/** The code without its comments; strings stay, line numbers stay. */
export function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|\s)\/\/[^\n]*/g, '$1');
}

/** Where the file's static, dynamic and type imports, re-exports and `new URL(…, import.meta.url)` point to, as written. */
export function importsOf(text: string): string[] {
  const code = withoutComments(text);
  const patterns = [
    /\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/g,
    /\bimport\s*\(?\s*['"`]([^'"`]+)['"`]/g,
    /\bnew\s+URL\(\s*['"`]([^'"`]+)['"`]\s*,\s*import\.meta\.url/g,
  ];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, target = '']) => target));
}

/** Where the static imports and re-exports that remain in the running code point to. */
export function valueImportsOf(text: string): string[] {
  const statement = /\b(?:import|export)\b(?!\s*type\b)(?:[^'"`;=()]*?\bfrom)?\s*['"]([^'"]+)['"]/g;
  return [...withoutComments(text).matchAll(statement)].map(([, target = '']) => target);
}
