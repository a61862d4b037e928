import type { VelocityPick } from '../questions/velocity.ts';
import type { PickForm } from './address.ts';
import type { AnalysisKind } from './analysis.svelte.ts';

const LEADS = ['open', 'won', 'lost', 'closed', 'valued', 'unvalued'] as const;

/** How the leads of a velocity stand in an address: `leads=won`, `leads=won.compared`. */
export const velocityPicks: PickForm<VelocityPick> = {
  write: (pick) => ({ leads: pick && `${pick.of}${pick.compared ? '.compared' : ''}` }),
  read(query) {
    const [, name, compared] = /^([a-z]+)(\.compared)?$/.exec(query['leads'] ?? '') ?? [];
    const of = LEADS.find((known) => known === name);
    return of === undefined ? null : { of, compared: compared !== undefined };
  },
};

/** What tells velocity from other analyses. */
export const velocityKind: AnalysisKind<'velocity'> = {
  kind: 'velocity',
  picks: velocityPicks,
  fits: ({ compared }, { compare }) => !compared || compare !== null,
};
