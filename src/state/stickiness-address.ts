import type { StickinessPick } from '../questions/stickiness.ts';
import type { PickForm } from './address.ts';
import { readGroup, writeGroup } from './group-address.ts';

/** How the people of stickiness stand in an address: `period=2026-01-05`, `active=at-least.3`, and the group where there is one. */
export const stickinessPicks: PickForm<StickinessPick> = {
  write: (pick) => ({
    period: pick?.period ?? null,
    active: pick && `${pick.rule}.${pick.parts}`,
    group: pick && writeGroup(pick.group),
  }),
  read({ period, active, group }) {
    const [, rule, parts] = /^(exactly|at-least)\.([1-9]\d{0,4})$/.exec(active ?? '') ?? [];
    if (period === undefined || parts === undefined) return null;
    return {
      period,
      parts: Number(parts),
      rule: rule === 'exactly' ? 'exactly' : 'at-least',
      group: readGroup(group),
    };
  },
};
