import type { LifecyclePick } from '../questions/lifecycle.ts';
import type { PickForm } from './address.ts';
import { readGroup, writeGroup } from './group-address.ts';

const STATES: readonly LifecyclePick['state'][] = ['new', 'returning', 'resurrected', 'dormant', 'active'];

/** How the people of a life cycle stand in an address: `period=2026-01-01`, `state=new`, and the group where there is one. */
export const lifecyclePicks: PickForm<LifecyclePick> = {
  write: (pick) => ({
    period: pick?.period ?? null,
    state: pick?.state ?? null,
    group: pick && writeGroup(pick.group),
  }),
  read({ period, state, group }) {
    const known = STATES.find((each) => each === state);
    return period === undefined || known === undefined
      ? null
      : { period, state: known, group: readGroup(group) };
  },
};
