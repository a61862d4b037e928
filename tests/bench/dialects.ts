/** What the SQL of two engines writes differently. Times are epoch ms, calendars UTC, weeks begin on Mondays. */
export interface Dialect {
  readonly name: 'duckdb' | 'clickhouse';
  /** Whole days since 1970. */
  readonly day: (ms: string) => string;
  /** Whole weeks since Monday 29 December 1969. */
  readonly week: (ms: string) => string;
  /** Month as the number YYYYMM. */
  readonly month: (ms: string) => string;
  /** Quantile of type 7 (linear interpolation between ranks). */
  readonly quantile: (share: number, of: string) => string;
  /** `of` in the row in which `by` is largest. */
  readonly atLargest: (of: string, by: string) => string;
  /** Number of bits set in the union of `1 << of`, `of` below 32. */
  readonly distinctBits: (of: string) => string;
}

export const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** From Monday 29 December 1969 to 1970. */
const LEAD_MS = 3 * DAY_MS;

export const duckdbDialect: Dialect = {
  name: 'duckdb',
  day: (ms) => `(${ms}) // ${DAY_MS}`,
  week: (ms) => `(${ms} + ${LEAD_MS}) // ${WEEK_MS}`,
  month: (ms) => `year(epoch_ms(${ms})) * 100 + month(epoch_ms(${ms}))`,
  quantile: (share, of) => `quantile_cont(${of}, ${share})`,
  atLargest: (of, by) => `arg_max(${of}, ${by})`,
  distinctBits: (of) => `bit_count(bit_or(1 << (${of})::INTEGER))`,
};

export const clickhouseDialect: Dialect = {
  name: 'clickhouse',
  day: (ms) => `intDiv(${ms}, ${DAY_MS})`,
  week: (ms) => `intDiv(${ms} + ${LEAD_MS}, ${WEEK_MS})`,
  month: (ms) => `toYYYYMM(toDateTime(intDiv(${ms}, 1000), 'UTC'))`,
  quantile: (share, of) => `quantileExactInclusive(${share})(${of})`,
  atLargest: (of, by) => `argMax(${of}, ${by})`,
  distinctBits: (of) => `bitCount(groupBitOr(bitShiftLeft(toUInt32(1), ${of})))`,
};
