import type { VelocityPick } from '../questions/velocity.ts';
import type { PickForm } from './address.ts';
import type { AnalysisKind } from './analysis.svelte.ts';
import { readGroup, writeGroup } from './group-address.ts';

const LEADS = ['open', 'won', 'lost', 'closed', 'valued', 'unvalued', 'undated'] as const;

/** How the leads of a velocity stand in an address: `leads=won`, `leads=won.compared`. */
export const velocityPicks: PickForm<VelocityPick> = {
  write: (pick) => ({
    leads: pick && `${pick.of}${pick.compared ? '.compared' : ''}`,
    group: writeGroup(pick?.group ?? null),
  }),
  read(query) {
    const [, name, compared] = /^([a-z]+)(\.compared)?$/.exec(query['leads'] ?? '') ?? [];
    const of = LEADS.find((known) => known === name);
    if (of === undefined) return null;
    return {
      of,
      compared: compared !== undefined,
      group: readGroup(query['group']),
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
