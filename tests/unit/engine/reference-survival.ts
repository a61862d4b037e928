/** A subject as the rules see it: how long it was watched, and how that ended. */
export interface RefSubject {
  readonly time: number;
  readonly end: 'event' | 'censored' | 'immune';
}

/** The curve after the events of one time. */
export interface RefPoint {
  readonly time: number;
  readonly survival: number;
  readonly low: number;
  readonly high: number;
  readonly atRisk: number;
  readonly events: number;
}

/** Two-sided 95 % point of the normal distribution. */
const Z = 1.959963984540054;
/** What sums and products of fractions may be off. */
const NEARLY = 1e-9;

/** S4 written out: at risk is whoever was watched for at least so long, or can't have the event any more. */
export function referenceCurve(subjects: readonly RefSubject[]): RefPoint[] {
  const times = [...new Set(subjects.filter(({ end }) => end === 'event').map(({ time }) => time))];
  let survival = 1;
  let greenwood = 0;
  return times
    .sort((a, b) => a - b)
    .map((time) => {
      const atRisk = referenceAtRisk(subjects, time);
      const events = subjects.filter((one) => one.end === 'event' && one.time === time).length;
      survival *= (atRisk - events) / atRisk;
      greenwood += events / (atRisk * (atRisk - events));
      // S to the power of exp(± z √(Var log S) / log S).
      const power = Math.exp((Z * Math.sqrt(greenwood)) / -Math.log(survival));
      const gone = survival === 0;
      return {
        time,
        survival,
        low: gone ? NaN : survival ** power,
        high: gone ? NaN : survival ** (1 / power),
        atRisk,
        events,
      };
    });
}

/** Returns how many are at risk just before a time. */
function referenceAtRisk(subjects: readonly RefSubject[], time: number): number {
  return subjects.filter((one) => one.end === 'immune' || one.time >= time).length;
}

/** Returns the first time at which the curve, or an end of its interval, is at most one half; null when it never is. */
export function referenceMedian(
  curve: readonly RefPoint[],
  of: 'survival' | 'low' | 'high' = 'survival',
): number | null {
  return curve.find((point) => point[of] <= 0.5 + NEARLY)?.time ?? null;
}

/** Returns the area under the curve up to `until`, rectangle by rectangle, with the standard error of Klein and Moeschberger (4.5.2). */
function referenceMean(
  curve: readonly RefPoint[],
  until: number,
): { mean: number; se: number; until: number } {
  const area = (from: number): number => {
    const edges = [
      from,
      ...curve.map(({ time }) => time).filter((time) => time > from && time < until),
      until,
    ];
    return edges.slice(1).reduce((sum, edge, i) => {
      const height = curve.findLast(({ time }) => time <= edges[i]!)?.survival ?? 1;
      return sum + height * (edge - edges[i]!);
    }, 0);
  };
  const variance = curve
    .filter(({ time, events, atRisk }) => time < until && events < atRisk)
    .reduce(
      (sum, { time, events, atRisk }) => sum + (area(time) ** 2 * events) / (atRisk * (atRisk - events)),
      0,
    );
  return { mean: area(0), se: Math.sqrt(variance), until };
}

/** Returns the curves of subjects and of groups of them; numbers at risk at `riskTimes`. */
export function referenceCurves(
  all: readonly RefSubject[],
  groups: readonly { readonly members: readonly RefSubject[] }[],
  riskTimes: readonly number[],
): object {
  const watched = all.filter(({ end }) => end !== 'immune').map(({ time }) => time);
  const longest = Math.max(0, ...watched);
  const until = Math.min(
    longest,
    ...groups.filter(({ members }) => members.length > 0).map(({ members }) => referenceLast(members)),
  );
  return {
    total: referenceFigures(all, riskTimes, longest, longest),
    groups: groups.map(({ members, ...group }) => ({
      ...group,
      ...referenceFigures(members, riskTimes, until, longest),
    })),
    test: groups.length < 2 ? null : referenceLogRank(groups.map(({ members }) => members)),
    commonMean: referenceMean(referenceCurve(all), until),
  };
}

/** Returns the figures of some subjects; their numbers at risk at `riskTimes`, the restricted mean up to `until`. */
function referenceFigures(
  own: readonly RefSubject[],
  riskTimes: readonly number[],
  until: number,
  longest: number,
): object {
  const curve = referenceCurve(own);
  const events = own.filter(({ end }) => end === 'event').length;
  const censored = own.filter(({ end }) => end === 'censored').map(({ time }) => time);
  return {
    n: own.length,
    events,
    rate: { k: events, n: own.length },
    curve: curve.map(({ time, survival, low, high, atRisk }) => ({ time, survival, low, high, atRisk })),
    atRisk: riskTimes.map((time) => referenceAtRisk(own, time)),
    median: {
      time: referenceMedian(curve),
      low: referenceMedian(curve, 'low'),
      high: referenceMedian(curve, 'high'),
    },
    mean: referenceMean(curve, until),
    last: Math.min(longest, referenceLast(own)),
    censored: [...new Set(censored)].sort((a, b) => a - b),
  };
}

/** How long a sample was watched: for ever, where some can't have the event any more. */
function referenceLast(subjects: readonly RefSubject[]): number {
  return subjects.some(({ end }) => end === 'immune')
    ? Infinity
    : Math.max(0, ...subjects.map(({ time }) => time));
}

/** Mantel's test written out for two or three groups; NaN where nothing can be compared. Groups of which no event was expected are left out. */
function referenceLogRank(groups: readonly (readonly RefSubject[])[]): {
  statistic: number | null;
  df: number;
} {
  const all = groups.flat();
  const times = [...new Set(all.filter(({ end }) => end === 'event').map(({ time }) => time))];
  const expected = groups.map((group) =>
    times.reduce((sum, time) => sum + deaths(all, time) * share(group, all, time), 0),
  );
  const kept = groups.filter((_, g) => expected[g]! > 0);
  const df = Math.max(0, kept.length - 1);
  if (df === 0) return { statistic: NaN, df };
  const difference = kept.map(
    (group) => group.filter(({ end }) => end === 'event').length - expected[groups.indexOf(group)]!,
  );
  const covariance = (a: number, b: number): number =>
    times.reduce((sum, time) => {
      const n = referenceAtRisk(all, time);
      const d = deaths(all, time);
      if (n < 2) return sum;
      const pa = share(kept[a]!, all, time);
      const pb = share(kept[b]!, all, time);
      return sum + ((d * (n - d)) / (n - 1)) * (a === b ? pa * (1 - pa) : -pa * pb);
    }, 0);
  const [x = 0, y = 0] = difference;
  const xx = covariance(0, 0);
  if (df === 1) return { statistic: xx < NEARLY ? NaN : x ** 2 / xx, df };
  // Any two of three groups carry everything: the inverse of a matrix of two rows.
  const xy = covariance(0, 1);
  const yy = covariance(1, 1);
  const determinant = xx * yy - xy ** 2;
  if (determinant < NEARLY) return { statistic: NaN, df };
  return { statistic: (x ** 2 * yy - 2 * x * y * xy + y ** 2 * xx) / determinant, df };
}

function deaths(subjects: readonly RefSubject[], time: number): number {
  return subjects.filter((one) => one.end === 'event' && one.time === time).length;
}

function share(group: readonly RefSubject[], all: readonly RefSubject[], time: number): number {
  return referenceAtRisk(group, time) / referenceAtRisk(all, time);
}
