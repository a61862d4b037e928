/**
 * Returns a header in the form in which headers are compared: NFKC, no diacritics, lower case, words apart
 * (`customerID`, `customer_id` and `Customer ID` are one), dashes as blanks, the `*` of required columns dropped.
 */
export function foldHeader(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212_.]/g, '-')
    .replace(/[\s-]+/g, ' ')
    .replace(/^[^\p{L}\p{N}$#"(]+|[*\s:]+$/gu, '')
    .trim();
}

/** Words that name columns in exports; cells of data seldom are one of them. */
export const headerWords =
  /\b(?:ids?|uuid|guid|key|name|e?mail|date|time|timestamp|created|closed|updated|event|action|activity|type|status|stage|step|value|amount|total|price|revenue|currency|source|medium|channel|campaign|owner|country|city|region|phone|company|account|contact|customer|user|person|lead|deal|opportunity|order|product|quantity|count|age|gender|sex|device|platform|session|page|url|path|notes?|title|description|category|segment|label|code|number)\b/;

/**
 * Returns the fingerprint of a header row: 16 hex digits that two files share exactly when their folded headers
 * are equal in order (FNV-1a, 64 bits; G. Fowler, L. C. Noll, K.-P. Vo). Without a header, of the column count.
 */
export function fingerprint(headers: readonly string[] | null, columns: number): string {
  const text = headers === null ? `#${columns}` : headers.map(foldHeader).join('\u001f');
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
