/**
 * Reads `public/_headers`, the one source of the response headers. Static hosts read the same file; the build takes the
 * content-security policy of `index.html` from it, and the local server sends what it says.
 */

/** @typedef {{ pattern: string, headers: [name: string, value: string][] }} HeaderRule */

/**
 * The rules of a `_headers` file in its order. Throws on a line that is neither a path, a header nor empty.
 * @param {string} text
 * @returns {HeaderRule[]}
 */
export function parseHeaders(text) {
  /** @type {HeaderRule[]} */
  const rules = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    if (!/^\s/.test(line)) {
      rules.push({ pattern: line.trim(), headers: [] });
      continue;
    }
    const colon = line.indexOf(':');
    const rule = rules.at(-1);
    if (!rule || colon < 0) throw new Error(`_headers: cannot read "${line}"`);
    rule.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return rules;
}

/**
 * The headers of a path below the base path, which starts with a slash; a later rule replaces an earlier one.
 * @param {HeaderRule[]} rules
 * @param {string} path
 * @returns {Map<string, string>}
 */
export function headersFor(rules, path) {
  const matching = rules.filter(({ pattern }) =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
  );
  return new Map(matching.flatMap(({ headers }) => headers));
}

/**
 * The content-security policy for a `<meta>` element: the header's, without what a browser refuses there.
 * @param {HeaderRule[]} rules
 * @returns {string}
 */
export function metaPolicy(rules) {
  const policy = headersFor(rules, '/').get('Content-Security-Policy');
  if (policy === undefined) throw new Error('_headers names no Content-Security-Policy');
  return policy
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '' && !directive.startsWith('frame-ancestors'))
    .join('; ');
}
