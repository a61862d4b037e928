import { uncontrolled, type Control } from '../../base/control.ts';
import { chiSquareTail } from './chi-square.ts';
import { sizeOf, type SurvivalSample } from './kaplan-meier.ts';

/** Weight of an event time by the number at risk n: 1, n (E. A. Gehan, Biometrika 52, 1965) or √n (R. E. Tarone and J. Ware, Biometrika 64, 1977). */
export type Weighting = 'log-rank' | 'wilcoxon' | 'tarone-ware';

/** Whether groups differ in survival. */
export interface LogRank {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
  /** Weighted events by group, and how many there would be if all groups were alike. */
  readonly groups: readonly { readonly observed: number; readonly expected: number }[];
}

const WEIGHT: Record<Weighting, (n: number) => number> = {
  'log-rank': () => 1,
  wilcoxon: (n) => n,
  'tarone-ware': Math.sqrt,
};

/**
 * Returns the test of k groups for equal survival (N. Mantel, Cancer Chemotherapy Reports 50, 1966; R. Peto and J. Peto, JRSS A 135,
 * 1972), ties by the hypergeometric variance, k − 1 degrees of freedom. The statistic and p are NaN where nothing can be compared:
 * fewer than two groups at risk at any event. Groups that never were are left out, as R's survdiff does. k² steps an event time: pauses through `control`.
 */
export async function logRank(
  samples: readonly SurvivalSample[],
  weighting: Weighting = 'log-rank',
  control: Control = uncontrolled,
): Promise<LogRank> {
  const k = samples.length;
  const observed = new Float64Array(k);
  const expected = new Float64Array(k);
  const variance = new Float64Array(k * k);
  const atRisk = Float64Array.from(samples, sizeOf);
  const died = new Float64Array(k);
  const nextEvent = new Uint32Array(k);
  const nextCensored = new Uint32Array(k);
  for (let times = 0; ; times++) {
    if ((times & 63) === 0 && control.due()) await control.pause(0.9);
    let time = Infinity;
    for (let g = 0; g < k; g++) {
      const next = samples[g]!.events[nextEvent[g]!];
      if (next !== undefined && next < time) time = next;
    }
    if (time === Infinity) break;
    let n = 0;
    let d = 0;
    for (let g = 0; g < k; g++) {
      const { events, censored } = samples[g]!;
      while (nextCensored[g]! < censored.length && censored[nextCensored[g]!]! < time) {
        nextCensored[g]!++;
        atRisk[g]!--;
      }
      const before = nextEvent[g]!;
      while (events[nextEvent[g]!] === time) nextEvent[g]!++;
      died[g] = nextEvent[g]! - before;
      n += atRisk[g]!;
      d += died[g]!;
    }
    const weight = WEIGHT[weighting](n);
    const spread = n > 1 ? (weight * weight * d * (n - d)) / (n * n * (n - 1)) : 0;
    for (let g = 0; g < k; g++) {
      const ng = atRisk[g]!;
      if (ng === 0) continue;
      observed[g]! += weight * died[g]!;
      expected[g]! += (weight * d * ng) / n;
      variance[g * k + g]! += spread * ng * n;
      // Symmetric: the lower half says it all.
      for (let h = 0; h <= g; h++) variance[g * k + h]! -= spread * ng * atRisk[h]!;
    }
    for (let g = 0; g < k; g++) atRisk[g]! -= died[g]!;
  }
  const groups = Array.from(observed, (value, g) => ({ observed: value, expected: expected[g]! }));
  const compared = Array.from(samples.keys()).filter((g) => expected[g]! > 0);
  const df = Math.max(0, compared.length - 1);
  // The differences sum to zero: all but one of them carry everything.
  const used = compared.slice(1);
  const difference = used.map((g) => observed[g]! - expected[g]!);
  const statistic =
    df === 0
      ? NaN
      : quadraticForm(
          used.map((g) => used.map((h) => variance[Math.max(g, h) * k + Math.min(g, h)]!)),
          difference,
        );
  return { statistic, df, p: df === 0 ? NaN : chiSquareTail(statistic, df), groups };
}

/** Returns z′ V⁻¹ z of a symmetric positive definite V by elimination; NaN when V is singular. */
function quadraticForm(v: number[][], z: readonly number[]): number {
  const rows = v.map((row, i) => [...row, z[i]!]);
  let form = 0;
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows[i]!;
    const p = pivot[i]!;
    if (!(p > 1e-12 * v[i]![i]!)) return NaN;
    form += pivot[rows.length]! ** 2 / p;
    for (let j = i + 1; j < rows.length; j++) {
      const row = rows[j]!;
      const factor = row[i]! / p;
      for (let c = i; c <= rows.length; c++) row[c]! -= factor * pivot[c]!;
    }
  }
  return form;
}
