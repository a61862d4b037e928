import type { CohortKind, RetentionPick } from '../questions/retention.ts';
import type { PickForm } from './address.ts';
import { readGroup, writeGroup } from './group-address.ts';
import { readKeyed } from './keyed.ts';

/** Every kind of cohort. */
export const COHORT_KINDS: readonly CohortKind[] = [
  'period',
  'value',
  'other',
  'did',
  'did-not',
  'undecided',
  'segment',
];

/** How the people of cohorts stand in an address: `row=["period","2026-01-05"]` or `["all"]`, `cell=2.returned`, and the group where there is one. */
export const retentionPicks: PickForm<RetentionPick> = {
  write: (pick) => ({
    row: pick && JSON.stringify(pick.row === null ? ['all'] : [pick.row.kind, pick.row.key]),
    cell: pick?.cell ? `${pick.cell.column}.${pick.cell.returned ? 'returned' : 'stayed-away'}` : null,
    group: writeGroup(pick?.group ?? null),
  }),
  read(query) {
    const row = readKeyed(query['row'], [...COHORT_KINDS, 'all']);
    if (row === null || row.values.length !== (row.kind === 'all' ? 0 : 1)) return null;
    const [, column, name] = /^(\d{1,3})\.(returned|stayed-away)$/.exec(query['cell'] ?? '') ?? [];
    return {
      row: row.kind === 'all' ? null : { kind: row.kind, key: row.values[0] ?? null },
      cell: column === undefined ? null : { column: Number(column), returned: name === 'returned' },
      group: readGroup(query['group']),
    };
  },
};
