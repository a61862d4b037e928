import type { CohortKind, RetentionRow } from '../questions/retention.ts';
import { COHORT_KINDS } from './retention-address.ts';

/** Which curves of a question of cohorts are drawn beside each other. */
export type CurveChoice =
  /** Cohorts beside the mean; null: those that are drawn when nobody has chosen. */
  | { readonly by: 'cohorts'; readonly cohorts: readonly Pick<RetentionRow, 'kind' | 'key'>[] | null }
  /** The mean of every group of the split. */
  | { readonly by: 'groups' };

/** The part of the query string that holds the choice. */
export const CURVES = 'curves';

/** Returns a choice as it stands in an address: `["period","1997-02-01","period","1997-03-01"]`; null: the usual cohorts. */
export function writeCurves(choice: CurveChoice): string | null {
  if (choice.by === 'groups') return 'groups';
  return choice.cohorts && JSON.stringify(choice.cohorts.flatMap(({ kind, key }) => [kind, key]));
}

/** Reads `writeCurves`' text; what can't be read stands for the usual cohorts. */
export function readCurves(text: string | undefined): CurveChoice {
  if (text === 'groups') return { by: 'groups' };
  const usual: CurveChoice = { by: 'cohorts', cohorts: null };
  let parts: unknown;
  try {
    parts = JSON.parse(text ?? '');
  } catch {
    return usual;
  }
  if (!Array.isArray(parts) || parts.length % 2 === 1) return usual;
  const cohorts: { kind: CohortKind; key: string | null }[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const [word, key] = parts.slice(at, at + 2) as unknown[];
    const kind = COHORT_KINDS.find((known) => known === word);
    if (kind === undefined || (key !== null && typeof key !== 'string')) return usual;
    cohorts.push({ kind, key });
  }
  return { by: 'cohorts', cohorts };
}
