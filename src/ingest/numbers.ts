import type { DecimalMark } from './types.ts';

/** Powers of ten that a double holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, i) => 10 ** i);

const CURRENCY =
  /^(?:[A-Z]{3}|[\p{Sc}]|kr\.?|zł|Kč|Ft|Rs\.?|R\$|US\$|A\$|C\$)[\s\u00a0\u202f]*|[\s\u00a0\u202f]*(?:[A-Z]{3}|[\p{Sc}]|kr\.?|zł|Kč|Ft|:-)$/u;
const GROUPED_POINT =
  /^\d{1,3}(?:(?:,\d{3})+|(?:,\d{2})*,\d{3}|(?:[ \u00a0\u202f\u2009]\d{3})+|(?:['’]\d{3})+)(?:\.\d*)?$/;
const GROUPED_COMMA = /^\d{1,3}(?:(?:\.\d{3})+|(?:[ \u00a0\u202f\u2009]\d{3})+|(?:['’]\d{3})+)(?:,\d*)?$/;
const PLAIN = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]\d{1,3})?$|^\d+\.\d+e\d{1,3}$/i;

/**
 * Returns the number a trimmed cell says under the decimal mark, NaN when it says none. Understands grouped
 * thousands (also by blanks, no-break blanks and apostrophes; groups of two as in India with a point), a currency
 * sign or three-letter code before or behind, a minus before or behind (also U+2212), accounting parentheses, and
 * per cent (`12 %` is 0.12). A lone `1e5` is no number: it is how identifiers look that a spreadsheet spoilt.
 */
export function readNumber(text: string, decimal: DecimalMark): number {
  const plain = readPlain(text, decimal);
  return Number.isNaN(plain) ? readDecorated(text, decimal) : plain;
}

/** Digits with at most one mark and a leading sign, read without making strings. */
function readPlain(text: string, decimal: DecimalMark): number {
  const length = text.length;
  if (length === 0 || length > 17) return NaN;
  const mark = decimal === '.' ? 46 : 44;
  const negative = text.charCodeAt(0) === 45;
  let value = 0;
  let fraction = -1;
  let digits = 0;
  for (let i = negative ? 1 : 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48);
      digits++;
      if (fraction >= 0) fraction++;
    } else if (code === mark && fraction < 0) fraction = 0;
    else return NaN;
  }
  if (digits === 0 || digits > 15) return NaN;
  // Both operands are exact, so the quotient is the double nearest to what is written.
  const size = fraction > 0 ? value / POWERS[fraction]! : value;
  return negative ? -size : size;
}

function readDecorated(raw: string, decimal: DecimalMark): number {
  let text = raw;
  let sign = 1;
  if (text.startsWith('(') && text.endsWith(')')) {
    sign = -1;
    text = text.slice(1, -1).trim();
  }
  let scale = 1;
  if (text.endsWith('%')) {
    scale = 100;
    text = text.slice(0, -1).trim();
  }
  const signed = text;
  text = text.replace(/^[-−+]/, '').trim();
  if (signed.startsWith('-') || signed.startsWith('−')) sign = -sign;
  text = text.replace(CURRENCY, '').trim();
  if (/^[-−]/.test(text)) {
    sign = -sign;
    text = text.slice(1).trim();
  } else if (/[-−]$/.test(text)) {
    sign = -sign;
    text = text.slice(0, -1).trim();
  }
  if (
    (decimal === '.' ? GROUPED_POINT : GROUPED_COMMA).test(text) &&
    !/^0[^.,]|^0[.,]\d{3}[.,]/.test(text) &&
    !startsWithZeroGroup(text, decimal)
  ) {
    text = text.replace(decimal === '.' ? /[^\d.]/g : /[^\d,]/g, '').replace(',', '.');
  } else if (decimal === ',') {
    if (text.includes('.')) return NaN;
    text = text.replace(',', '.');
  }
  if (!PLAIN.test(text)) return NaN;
  const value = Number(text);
  return Number.isFinite(value) ? (sign * value) / scale : NaN;
}

/** `0,123` and `0.123.456` are not grouped thousands. */
function startsWithZeroGroup(text: string, decimal: DecimalMark): boolean {
  return text.startsWith('0') && text.length > 1 && text[1] !== decimal;
}

/** Returns whether a trimmed cell of digits is a code rather than a quantity: a leading zero, or more than 15 digits. */
export function looksLikeCode(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === 48 && text.length > 1) {
    const second = text.charCodeAt(1);
    return second >= 48 && second <= 57 && /^\d+$/.test(text);
  }
  return text.length > 15 && /^\d+$/.test(text);
}

/** Words that stand for a missing number or date in exports. Text columns keep them as written. */
export function isNullWord(text: string): boolean {
  if (text.length > 6) return false;
  switch (text.toLowerCase()) {
    case '-':
    case '–':
    case '—':
    case 'n/a':
    case '#n/a':
    case 'na':
    case 'nan':
    case 'nil':
    case 'none':
    case 'null':
    case '\\n':
      return true;
    default:
      return false;
  }
}
