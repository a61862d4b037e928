import { expect, it } from 'vitest';
import { countsText, isListed } from '../../../../src/features/velocity/why.ts';
import { createFormat } from '../../../../src/i18n/format.ts';
import type { VelocityPick, VelocityProof } from '../../../../src/questions/velocity.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });
const won = { of: 'won', compared: false, visit: 1, value: 700 } as const;
const ranges = { current: 'February', compared: 'January' };

it('V1 says each time that a lead counts, even twice in one range', () => {
  const counted = [won, { ...won, visit: 3 }, { ...won, compared: true, value: null }];
  expect(countsText({ counted }, ranges, 'EUR', format)).toEqual([
    'Won in February, worth €700',
    'Won in February, worth €700',
    'Won in January',
  ]);
});

it('says once what counts in dates that are compared with themselves', () => {
  const counted = [won, { ...won, compared: true }];
  expect(countsText({ counted }, { current: 'March', compared: 'March' }, 'EUR', format)).toEqual([
    'Won in March, worth €700',
  ]);
});

it('finds a lead that the list counts', () => {
  const proof = (
    held: string,
    ...counted: VelocityProof['counted']
  ): Pick<VelocityProof, 'held' | 'undated' | 'counted'> => ({ held, undated: null, counted });
  const proofs = [
    proof('open', { ...won, of: 'open', value: null }),
    proof('before', { ...won, compared: true }),
    proof('free', { ...won, value: null }),
    proof('won', won),
    proof('lost', { ...won, of: 'lost', value: null }),
    { ...proof('undated'), undated: { place: 0, event: null } },
  ];
  const at = (of: VelocityPick['of'], compared = false) =>
    proofs.find((proof) => isListed(proof, { of, compared }))?.held;
  expect(
    (['open', 'won', 'lost', 'closed', 'valued', 'unvalued', 'undated'] as const).map((of) => at(of)),
  ).toEqual(['open', 'free', 'lost', 'free', 'won', 'free', 'undated']);
  expect(at('won', true)).toBe('before');
  expect(at('lost', true)).toBeUndefined();
});
