import type { VelocityPick } from '../questions/velocity.ts';
import { readKeyed, type PickForm } from './address.ts';
import type { AnalysisKind } from './analysis.svelte.ts';

const LEADS = ['open', 'won', 'lost', 'closed', 'valued', 'unvalued'] as const;

const GROUPS = ['value', 'other'] as const;

/** How the leads of a velocity stand in an address: `leads=won`, `leads=won.compared`. */
export const velocityPicks: PickForm<VelocityPick> = {
  write: (pick) => ({
    leads: pick && `${pick.of}${pick.compared ? '.compared' : ''}`,
    group: pick?.group ? JSON.stringify([pick.group.kind, pick.group.value]) : null,
  }),
  read(query) {
    const [, name, compared] = /^([a-z]+)(\.compared)?$/.exec(query['leads'] ?? '') ?? [];
    const of = LEADS.find((known) => known === name);
    if (of === undefined) return null;
    const group = readKeyed(query['group'], GROUPS);
    return {
      of,
      compared: compared !== undefined,
      group: group?.values.length === 1 ? { kind: group.kind, value: group.values[0] ?? null } : null,
    };
  },
};

/** What tells velocity from other analyses. */
export const velocityKind: AnalysisKind<'velocity'> = {
  kind: 'velocity',
  picks: velocityPicks,
  fits: ({ compared, group = null }, { compare, breakdown }) =>
    (!compared || compare !== null) && (group === null || breakdown !== null),
};
