import { describe, expect, it } from 'vitest';
import * as address from '../../../src/state/address.ts';
import { funnelPicks, type FunnelAddress } from '../../../src/state/funnel-address.ts';
import type { Query } from '../../../src/state/router.svelte.ts';

const { bareAddress } = address;
const readAddress = (query: Query) => address.readAddress(query, funnelPicks);
const writeAddress = (written: FunnelAddress) => address.writeAddress(written, funnelPicks);
const samePick = (a: FunnelAddress['pick'], b: FunnelAddress['pick']) => address.samePick(a, b, funnelPicks);

const full: FunnelAddress = {
  question: 'text of a question',
  insight: '0a1b',
  pick: {
    step: 2,
    segment: 'went-on',
    group: { kind: 'value', values: ['mobile & "web"', null] },
    period: '2026-01-05',
  },
  shown: { kind: 'value', value: 'mobile & "web"' },
  person: 1234,
  held: 'D-1 & "2"',
};

describe('the address of a funnel', () => {
  it('reads back what was written', () => {
    const query = writeAddress(full) as Record<string, string>;
    expect(readAddress(query)).toEqual(full);
    expect(
      readAddress(Object.fromEntries(new URLSearchParams(new URLSearchParams(query).toString()))),
    ).toEqual(full);
  });

  it('says nothing about what is not open', () => {
    expect(Object.values(writeAddress(bareAddress)).every((part) => part === null)).toBe(true);
    expect(readAddress({})).toEqual(bareAddress);
  });

  it('counts steps from one, as the page does', () => {
    expect(
      writeAddress({ ...bareAddress, pick: { step: 0, segment: 'dropped', group: null, period: null } }),
    ).toMatchObject({
      at: '1.dropped',
    });
  });

  it.each(['0.dropped', '2.lost', 'dropped', '2', '-1.open', '2.open.3'])('takes %s for no pick', (at) => {
    expect(readAddress({ at }).pick).toBeNull();
  });

  it.each(['[', '{}', '["nobody"]', '["value", 3]', 'null'])('takes the group %s for all people', (group) => {
    expect(readAddress({ at: '1.open', group }).pick?.group).toBeNull();
  });

  it('takes a person that is no number for none', () => {
    expect(readAddress({ person: 'x1' }).person).toBeNull();
  });
});

describe('samePick', () => {
  it('compares picks by what they ask for', () => {
    const { pick } = full;
    expect(samePick(pick, structuredClone(pick))).toBe(true);
    expect(samePick(pick, { ...pick!, segment: 'open' })).toBe(false);
    expect(samePick(pick, { ...pick!, period: null })).toBe(false);
    expect(samePick(pick, null)).toBe(false);
    expect(samePick(null, null)).toBe(true);
  });
});
