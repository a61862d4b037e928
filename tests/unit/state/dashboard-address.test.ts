import { describe, expect, it } from 'vitest';
import {
  readDashboardAddress,
  scopeRefused,
  writeDashboardAddress,
} from '../../../src/state/dashboard-address.ts';
import type { DashboardAddress } from '../../../src/state/dashboard-address.ts';
import { everything } from '../../../src/questions/filter.ts';

const said = (address: DashboardAddress): Record<string, string> =>
  Object.fromEntries(
    Object.entries(writeDashboardAddress(address)).filter(
      (part): part is [string, string] => part[1] !== null,
    ),
  );

const country = { scope: 'person', name: 'country' } as const;
const nothing: DashboardAddress = { board: null, scope: null, cross: null };

describe('the address of the dashboards', () => {
  it.each<[string, DashboardAddress]>([
    ['nothing', nothing],
    ['a dashboard', { ...nothing, board: 'b1' }],
    [
      'all dates, which is not each tile’s own',
      { ...nothing, scope: { range: { from: null, to: null }, people: everything } },
    ],
    [
      'dates and people',
      {
        ...nothing,
        scope: {
          range: { from: '2026-01-01', to: null },
          people: { kind: 'is', property: country, op: 'in', value: ['FI', 'Åland ~(1)'] },
        },
      },
    ],
    ['a missing value', { ...nothing, cross: { tile: 't', by: 'value', property: country, value: null } }],
    ['a period', { ...nothing, cross: { tile: 't', by: 'period', from: '2026-01-01', to: '2026-01-31' } }],
  ])('keeps %s', (_, address) => {
    expect(readDashboardAddress(said(address))).toEqual(address);
  });

  it('takes a part that can’t be read as not said', () => {
    expect(readDashboardAddress({ board: 'b', scope: "(range~'soon)", only: 'junk' })).toEqual({
      ...nothing,
      board: 'b',
    });
  });

  it('knows why what everything is asked about can’t be', () => {
    const scoped = (from: string, to: string) =>
      scopeRefused(said({ ...nothing, scope: { range: { from, to }, people: everything } }));
    expect(scoped('2026-02-01', '2026-01-31')).toBe('backwards');
    expect(scoped('2026-01-31', '2026-01-31')).toBeNull();
    expect(scopeRefused({ scope: "(range~'soon)" })).toBe('unreadable');
    expect(scopeRefused({ scope: 'junk(' })).toBe('unreadable');
    expect(scopeRefused({ board: 'b' })).toBeNull();
  });
});
