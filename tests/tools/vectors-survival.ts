import { readFileSync } from 'node:fs';
import {
  curveQuantile,
  medianSurvival,
  numbersAtRisk,
  pointAt,
  pointsOf,
  productLimit,
  restrictedMean,
  type SurvivalSample,
} from '../../src/engine/statistics/kaplan-meier.ts';
import { logRank, type Weighting } from '../../src/engine/statistics/log-rank.ts';
import { compare, type CaseResult } from './vectors-compare.ts';

type Cell = number | string | null;

interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

interface SurvivalCase {
  readonly kind: 'kaplanMeier' | 'logrank' | 'rmst' | 'quantileOfCurve';
  readonly data: Partial<Rows> & {
    readonly dataset?: string;
    readonly map?: Readonly<Record<string, string>>;
    readonly filter?: Readonly<Record<string, Cell>>;
    readonly curves?: readonly { readonly t: readonly number[]; readonly S: readonly number[] }[];
  };
  readonly options: { readonly weighting?: Weighting };
  readonly expected: {
    readonly table?: readonly Point[];
    readonly groups?: Readonly<Record<string, { readonly table?: readonly Point[] }>>;
    readonly rmst?: readonly { readonly tau: number }[];
    readonly values?: readonly { readonly curve: number; readonly q: number }[];
  };
  readonly tolerance?: Readonly<Record<string, number>> | null;
}

interface Point {
  readonly t: number;
}

/** Runs one case of a curve, a test or a mean; `file` holds the data sets that cases name. */
export async function runSurvivalCase(test: SurvivalCase, file: string): Promise<CaseResult> {
  const { expected, tolerance } = test;
  const actual = await actualOf(test, file);
  return compareByKey(expected, actual, tolerance ?? {});
}

async function actualOf({ kind, data, options, expected }: SurvivalCase, file: string): Promise<unknown> {
  if (kind === 'quantileOfCurve')
    return {
      values: expected.values!.map(({ curve, q }) => {
        const { t, S } = data.curves![curve]!;
        return { curve, q, time: curveQuantile(t, S, q) };
      }),
    };
  const { whole, groups } = samplesOf(data, file);
  if (kind === 'logrank') {
    const { statistic, df, p, groups: figures } = await logRank([...groups.values()], options.weighting);
    return {
      statistic,
      df,
      p,
      byGroup: Object.fromEntries([...groups.keys()].map((name, g) => [name, figures[g]])),
    };
  }
  if (kind === 'rmst') {
    const limit = productLimit(whole);
    return { rmst: expected.rmst!.map(({ tau }) => ({ tau, value: restrictedMean(limit, tau).mean })) };
  }
  return {
    ...curveOf(whole, expected.table),
    groups: Object.fromEntries(
      Object.entries(expected.groups ?? {}).map(([name, group]) => [
        name,
        curveOf(groups.get(name)!, group.table),
      ]),
    ),
  };
}

function curveOf(sample: SurvivalSample, table: readonly Point[] = []): object {
  const limit = productLimit(sample);
  const points = pointsOf(limit);
  const atRisk = numbersAtRisk(
    sample,
    table.map(({ t }) => t),
  );
  return {
    n: sample.events.length + sample.censored.length,
    events: sample.events.length,
    median: medianSurvival(limit).time,
    table: table.map(({ t }, i) => {
      const point = pointAt(points, t);
      return {
        t,
        atRisk: atRisk[i],
        events: point?.time === t ? point.events : 0,
        S: point?.survival ?? 1,
        H: point?.hazard ?? 0,
        se: point?.se ?? 0,
        lower: point?.low ?? 1,
        upper: point?.high ?? 1,
      };
    }),
  };
}

/** The subjects, all and by group. Rows without a duration or an event are left out. */
function samplesOf(
  data: SurvivalCase['data'],
  file: string,
): { whole: SurvivalSample; groups: Map<string, SurvivalSample> } {
  const { columns, rows } = data.dataset === undefined ? (data as Rows) : datasetOf(data.dataset, file);
  const column = (role: string): number => columns.indexOf(data.map?.[role] ?? role);
  const [duration, event, group, entry] = ['duration', 'event', 'group', 'entry'].map(column);
  const delayed = data.map?.['entry'] !== undefined;
  const kept = rows.filter(
    (row) =>
      row[duration!] !== null &&
      row[event!] !== null &&
      Object.entries(data.filter ?? {}).every(([name, wanted]) => {
        const value = row[columns.indexOf(name)];
        return typeof wanted === 'string' && wanted.startsWith('!')
          ? value !== wanted.slice(1)
          : value === wanted;
      }),
  );
  const names = group! < 0 || delayed ? [] : [...new Set(kept.map((row) => String(row[group!])))];
  const ascending = (list: readonly (readonly Cell[])[], at: number): Float64Array =>
    Float64Array.from(list, (row) => Number(row[at])).sort();
  const sample = (list: readonly (readonly Cell[])[]): SurvivalSample => ({
    events: ascending(
      list.filter((row) => row[event!] === 1),
      duration!,
    ),
    censored: ascending(
      list.filter((row) => row[event!] !== 1),
      duration!,
    ),
    ...(delayed && { entries: ascending(list, entry!) }),
  });
  return {
    whole: sample(kept),
    groups: new Map(names.map((name) => [name, sample(kept.filter((row) => String(row[group!]) === name))])),
  };
}

function datasetOf(name: string, file: string): Rows {
  const { datasets } = JSON.parse(readFileSync(file, 'utf8')) as { datasets: Readonly<Record<string, Rows>> };
  return datasets[name]!;
}

/** Compares every number by the tolerance of its own key, or of `*`. */
function compareByKey(
  expected: unknown,
  actual: unknown,
  tolerance: Readonly<Record<string, number>>,
): CaseResult {
  const texts = { expected: JSON.stringify(expected), got: JSON.stringify(actual) };
  const matches = (wanted: unknown, got: unknown, abs: number | undefined): boolean => {
    if (wanted !== null && typeof wanted === 'object' && got !== null && typeof got === 'object')
      return Object.entries(wanted).every(([key, part]) =>
        matches(part, (got as Record<string, unknown>)[key], tolerance[key] ?? abs),
      );
    return compare(wanted, got, abs).pass;
  };
  return { pass: matches(expected, actual, tolerance['*']), ...texts };
}
