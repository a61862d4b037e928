import { parseDate } from '../base/calendar.ts';
import type { VelocityPick } from '../questions/velocity.ts';
import type { PickForm } from './address.ts';
import type { AnalysisKind } from './analysis.svelte.ts';
import { readGroup, writeGroup } from './group-address.ts';
import { fitsSplit } from './split.ts';

const LEADS = ['open', 'won', 'lost', 'closed', 'valued', 'unvalued', 'undated'] as const;

/** How the leads of a velocity stand in an address: `leads=won`, `leads=won.compared`, those of a point of the trend `leads=won&during=2026-01-01_2026-03-31`. */
export const velocityPicks: PickForm<VelocityPick> = {
  write: (pick) => ({
    leads: pick && `${pick.of}${pick.compared ? '.compared' : ''}`,
    group: writeGroup(pick?.group ?? null),
    during: pick?.range?.from && pick.range.to ? `${pick.range.from}_${pick.range.to}` : null,
  }),
  read(query) {
    const [, name, compared] = /^([a-z]+)(\.compared)?$/.exec(query['leads'] ?? '') ?? [];
    const of = LEADS.find((known) => known === name);
    if (of === undefined) return null;
    const [, from, to] = /^(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})$/.exec(query['during'] ?? '') ?? [];
    const dated =
      from !== undefined && to !== undefined && parseDate(from) !== null && parseDate(to) !== null;
    return {
      of,
      compared: compared !== undefined,
      group: readGroup(query['group']),
      ...(dated && { range: { from, to } }),
    };
  },
};

/** What tells velocity from other analyses. */
export const velocityKind: AnalysisKind<'velocity'> = {
  kind: 'velocity',
  picks: velocityPicks,
  fits: ({ compared, group, range = null }, question, before) =>
    (!compared || (question.compare !== null && range === null)) && fitsSplit(group, question, before),
};
