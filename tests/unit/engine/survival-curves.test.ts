import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { End, survivalCurves, type Subjects } from '../../../src/engine/survival/curves.ts';

/** Subjects of [time, end], in the order given. */
function subjectsOf(...rows: readonly (readonly [time: number, end: number])[]): Subjects {
  return {
    time: Float64Array.from(rows, ([time]) => time),
    event: Uint8Array.from(rows, ([, end]) => end),
  };
}

const group = (value: string, ...members: number[]) => ({
  value,
  kind: 'value' as const,
  size: 1,
  members: Uint32Array.from(members),
});

describe('survival curves', () => {
  it('S4 end where the last of a group was last seen, and tell the censorings each once', async () => {
    const subjects = subjectsOf(
      [2, End.event],
      [5, End.censored],
      [5, End.censored],
      [3, End.censored],
      [9, End.event],
    );
    const { total, groups } = await survivalCurves(
      subjects,
      [group('short', 0, 3), group('long', 1, 2, 4)],
      false,
      uncontrolled,
    );
    expect([total.last, ...groups.map(({ last }) => last)]).toEqual([9, 3, 9]);
    expect(total.censored).toEqual([3, 5]);
    expect(groups.map(({ censored }) => censored)).toEqual([[3], [5]]);
  });

  it('S4 leave the mean of all as it is when they are split; those of groups, and of all beside them, end together', async () => {
    const subjects = subjectsOf([2, End.event], [5, End.censored], [4, End.censored], [8, End.event]);
    const curves = (groups: Parameters<typeof survivalCurves>[1]) =>
      survivalCurves(subjects, groups, false, uncontrolled);
    const whole = await curves([]);
    const split = await curves([group('short', 0, 2), group('long', 1, 3)]);
    // 4 are at risk at 2 and 1 at 8: the area is 2 + 6 × ¾ up to 8, and 2 + 2 × ¾ up to 4, where the short ones end.
    expect(whole.total.mean).toMatchObject({ mean: 6.5, until: 8 });
    expect(split.total).toEqual(whole.total);
    expect(whole.commonMean).toEqual(whole.total.mean);
    expect(split.commonMean).toMatchObject({ mean: 3.5, until: 4 });
    // Half of the short ones are gone at 2; none of the long ones by 4.
    expect(split.groups.map(({ mean }) => [mean.mean, mean.until])).toEqual([
      [3, 4],
      [4, 4],
    ]);
  });

  it('F9 go on as long as anybody is watched where some can have the event no more', async () => {
    const subjects = subjectsOf([2, End.event], [1, End.immune], [8, End.censored]);
    const { groups } = await survivalCurves(
      subjects,
      [group('closed', 0, 1), group('open', 2)],
      false,
      uncontrolled,
    );
    expect(groups.map(({ last }) => last)).toEqual([8, 8]);
  });

  it('leave out censorings that are too many to be told apart', async () => {
    const many = Array.from({ length: 61 }, (_, i): readonly [number, number] => [i, End.censored]);
    const marked = async (rows: typeof many): Promise<readonly number[]> =>
      (await survivalCurves(subjectsOf(...rows), [], false, uncontrolled)).total.censored;
    expect(await marked(many)).toEqual([]);
    expect(await marked(many.slice(1))).toHaveLength(60);
  });
});

describe('times under the axis of survival curves', () => {
  it('are few and readable, half years between quarters and years', async () => {
    const day = 86_400_000;
    const times = async (days: number): Promise<number[]> => {
      const { riskTimes } = await survivalCurves(
        subjectsOf([days * day, End.censored]),
        [],
        true,
        uncontrolled,
      );
      return riskTimes.map((time) => time / day);
    };
    expect(await times(721)).toEqual([0, 180, 360, 540, 720]);
    expect(await times(120)).toEqual([0, 30, 60, 90, 120]);
  });

  it('may end where hardly any event comes after', async () => {
    const day = 86_400_000;
    const times = async (...rows: (readonly [number, number])[]): Promise<number[]> => {
      const subjects = subjectsOf(...rows.map(([days, end]): readonly [number, number] => [days * day, end]));
      const { riskTimes } = await survivalCurves(subjects, [], true, uncontrolled, 'events');
      return riskTimes.map((time) => time / day);
    };
    const won = Array.from({ length: 101 }, (_, i): readonly [number, number] => [i, End.event]);
    // The 95th percentile of 0 to 100 days is 95 days: the first step behind twice that.
    expect(await times([720, End.censored], ...won)).toEqual([0, 30, 60, 90, 120, 150, 180, 210]);
    // Nobody is watched so long; nobody has an event; all have it at once.
    expect(await times([150, End.censored], ...won)).toEqual([0, 30, 60, 90, 120, 150]);
    expect(await times([721, End.censored])).toEqual([0, 180, 360, 540, 720]);
    expect(await times([721, End.censored], [0, End.event])).toEqual([0, 180, 360, 540, 720]);
  });
});
