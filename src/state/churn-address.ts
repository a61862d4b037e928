import type { ChurnPick, CurveTime } from '../questions/churn.ts';
import type { PickForm } from './address.ts';
import { readGroup, writeGroup } from './group-address.ts';
import { readKeyed } from './keyed.ts';
import { readPeriod } from './period-address.ts';

const STATES = ['all', 'churned', 'staying'] as const;
const CHANGES = ['at-start', 'started', 'returned', 'churned', 'rate', 'at-end'] as const;
const UNITS = ['ms', 'day', 'week', 'month', 'year'] as const;

/**
 * How the people of churn stand in an address: `list=churned`, of a group `group=["value","Two year"]`, by a time `by=12month`; `list=started&period=2026-01-01`;
 * `list=reason&reason=["is","Too expensive"]`, all others `["other",null]`; `list=at-risk`.
 */
export const churnPicks: PickForm<ChurnPick> = {
  write(pick) {
    const none = { list: null, group: null, by: null, period: null, reason: null };
    switch (pick?.of) {
      case undefined:
        return none;
      case 'curve':
        return {
          ...none,
          list: pick.state,
          group: writeGroup(pick.group),
          by: pick.by === undefined ? null : `${pick.by.time}${pick.by.unit}`,
        };
      case 'period':
        return { ...none, list: pick.change, period: pick.period };
      case 'reason':
        return { ...none, list: 'reason', reason: JSON.stringify([pick.kind ?? 'is', pick.value]) };
      case 'at-risk':
        return { ...none, list: 'at-risk' };
    }
  },
  read({ list, group, by, period, reason }) {
    if (list === 'at-risk') return { of: 'at-risk' };
    if (list === 'reason') {
      const read = readKeyed(reason, ['is', 'other']);
      if (read?.values.length !== 1) return null;
      const value = read.values[0] ?? null;
      return read.kind === 'other' ? { of: 'reason', value, kind: 'other' } : { of: 'reason', value };
    }
    if (period !== undefined) {
      const change = CHANGES.find((known) => known === list);
      const read = readPeriod(period);
      return change === undefined || read === null ? null : { of: 'period', period: read, change };
    }
    const state = STATES.find((known) => known === list);
    if (state === undefined) return null;
    const time = readTime(by);
    return {
      of: 'curve',
      state,
      group: readGroup(group),
      ...(time && { by: time }),
    };
  },
};

/** Reads `12month`; null when it is no time of 0 or more with a unit. */
function readTime(text = ''): CurveTime | null {
  const unit = UNITS.find((each) => text.endsWith(each));
  const time = unit === undefined || text === unit ? NaN : Number(text.slice(0, -unit.length));
  return unit !== undefined && Number.isFinite(time) && time >= 0 ? { time, unit } : null;
}
