import type { FunnelPick } from '../questions/funnel.ts';
import type { Address, PickForm } from './address.ts';
import { readKeyed } from './keyed.ts';

export type FunnelAddress = Address<FunnelPick>;

const SEGMENTS: readonly FunnelPick['segment'][] = ['entered', 'went-on', 'open', 'dropped', 'excluded'];
const KINDS = ['value', 'other', 'not-reached'] as const;

/** How the people of a funnel stand in an address: `at=2.dropped`, with the group and the period where there are any. */
export const funnelPicks: PickForm<FunnelPick> = {
  write: (pick) => ({
    at: pick && `${pick.step + 1}.${pick.segment}`,
    group: pick?.group ? JSON.stringify([pick.group.kind, ...pick.group.values]) : null,
    period: pick && pick.period,
  }),
  read(query) {
    const [, place, name] = /^(\d{1,3})\.([a-z-]+)$/.exec(query['at'] ?? '') ?? [];
    const segment = SEGMENTS.find((known) => known === name);
    if (place === undefined || place === '0' || segment === undefined) return null;
    return {
      step: Number(place) - 1,
      segment,
      group: readKeyed(query['group'], KINDS),
      period: query['period'] ?? null,
    };
  },
};
