import { DAY_MS, HOUR_MS } from '../../src/base/calendar.ts';
import { uncontrolled } from '../../src/base/control.ts';
import { churnPeople } from '../../src/engine/churn/people.ts';
import { proveChurn } from '../../src/engine/churn/prove.ts';
import { defaultChurn } from '../../src/questions/churn-form.ts';
import type { ChurnQuestion } from '../../src/questions/churn.ts';
import { everything } from '../../src/questions/filter.ts';
import { compare, type CaseResult } from './vectors-compare.ts';
import { tableOf } from './vectors-table.ts';

interface DurationsCase {
  readonly data: {
    readonly start: readonly string[];
    readonly end: readonly string[];
    readonly lastObservation: readonly string[] | null;
  };
  readonly options: { readonly unit: 'days' | 'hours' };
  readonly expected: unknown;
}

/** Runs one case of kind `durations`: people who begin and end, watched to a date that is the same for all. */
export async function runDurationsCase({ data, options, expected }: DurationsCase): Promise<CaseResult> {
  const table = tableOf(
    data.start.flatMap((start, i) => [
      { person: String(i), event: 'start', at: start },
      { person: String(i), event: 'end', at: data.end[i]! },
    ]),
  );
  const question: ChurnQuestion = {
    ...defaultChurn({ by: 'event', event: { events: ['end'], where: everything } }),
    start: { events: ['start'], where: everything },
    range: { from: null, to: data.lastObservation?.[0] ?? null, by: 'events' },
  };
  const { person } = await churnPeople(
    table,
    question,
    { of: 'curve', state: 'all', group: null },
    uncontrolled,
  );
  const stays = await Promise.all(
    [...person].map(async (code) => (await proveChurn(table, question, code))[0]!),
  );
  const unit = options.unit === 'days' ? DAY_MS : HOUR_MS;
  return compare(expected, {
    durations: stays.map(({ time }) => time! / unit),
    events: stays.map(({ churned }) => Number(churned !== null)),
  });
}
