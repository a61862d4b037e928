import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/base/calendar.ts';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { RecordReader } from '../../../src/ingest/records.ts';
import { defaultChurn } from '../../../src/questions/churn-form.ts';
import { everything } from '../../../src/questions/filter.ts';
import type { SurvivalFigures } from '../../../src/questions/survival.ts';
import { defaultStages } from '../../../src/questions/stages-form.ts';
import type { StagesQuestion } from '../../../src/questions/stages.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';

/** Real files with known answers, which the project may not pass on. */
const DATA = process.env['REAL_DATA'] ?? '../shared/data';
const present = existsSync(join(DATA, 'truth.json'));
if (!present)
  console.log(`No real data in ${DATA}: their tests are skipped. REAL_DATA names another folder.`);

const truth = (): Truth => JSON.parse(readFileSync(join(DATA, 'truth.json'), 'utf8')) as Truth;

interface Summary {
  readonly n: number;
  readonly mean: number;
  readonly median: number;
  readonly p25: number;
  readonly p75: number;
  readonly p90: number;
}

interface TelcoTruth {
  readonly customers: number;
  readonly churned: number;
  readonly rate: number;
  readonly kaplan_meier_survival_at_month: Readonly<Record<string, number>>;
  readonly km_by_contract: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

interface Truth {
  readonly telco: TelcoTruth;
  readonly olist: {
    readonly closed: number;
    readonly negative_durations: number;
    readonly days_to_close_calendar: Summary & { readonly max: number };
  };
  readonly 'crm-pipeline': Readonly<
    Record<'cycle_days_won' | 'cycle_days_lost' | 'cycle_days_all_closed', Summary>
  >;
}

/** Rows of a CSV file as records. */
function records(file: string, delimiter = ','): Record<string, string>[] {
  const reader = new RecordReader({ delimiter });
  const text = readFileSync(join(DATA, file), 'utf8').replace(/^\uFEFF/, '');
  const [header = [], ...rows] = [...reader.push(text).rows, ...reader.end().rows];
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
}

const match = (event: string): StagesQuestion['won'] => ({ events: [event], where: everything });
const stage = (event: string): StagesQuestion['stages'][number] => ({ ...match(event), label: '' });
const inDays = (time: Summary): number[] => [
  time.n,
  ...[time.mean, time.p25, time.median, time.p75, time.p90].map((ms) => ms / DAY_MS),
];

describe.skipIf(!present)('real data', () => {
  it('telco: who left, and the curve by contract, from one row per customer', async () => {
    const wanted = truth().telco;
    const persons = records('telco/Telco-Customer-Churn.csv').map(
      ({ customerID = '', tenure, Churn, Contract }) => ({
        id: customerID,
        props: { tenure: Number(tenure), Churn, Contract },
      }),
    );
    const question = defaultChurn({
      by: 'people',
      tenure: 'tenure',
      unit: 'month',
      churned: { kind: 'is', property: { scope: 'person', name: 'Churn' }, op: 'equals', value: 'Yes' },
    });
    const { total, groups, test } = await answer(
      tableOf([], persons),
      { ...question, group: { scope: 'person', name: 'Contract' } },
      uncontrolled,
    );
    expect([total.n, total.events]).toEqual([wanted.customers, wanted.churned]);
    expect(total.rate.rate).toBeCloseTo(wanted.rate, 5);
    const at = ({ curve }: SurvivalFigures, month: number): number =>
      curve.findLast(({ time }) => time <= month)?.survival ?? 1;
    for (const [month, survival] of Object.entries(wanted.kaplan_meier_survival_at_month))
      expect(at(total, Number(month))).toBeCloseTo(survival, 5);
    expect(total.median.time).toBeNull();
    for (const [contract, points] of Object.entries(wanted.km_by_contract))
      for (const [month, survival] of Object.entries(points))
        expect(
          at(
            groups.find(({ value }) => value === contract)!,
            Number(month),
          ),
        ).toBeCloseTo(survival, 5);
    expect(test!.df).toBe(2);
  });

  it('CRM pipeline: cycle times of won and lost opportunities', async () => {
    const wanted = truth()['crm-pipeline'];
    const events = records('crm-pipeline/sales_pipeline.csv').flatMap(
      ({ opportunity_id: person = '', deal_stage = '', engage_date = '', close_date = '' }): EventRow[] => [
        ...(engage_date === '' ? [] : [{ person, event: 'Engaging', at: engage_date }]),
        ...(close_date === '' ? [] : [{ person, event: deal_stage, at: close_date }]),
      ],
    );
    const result = await answer(
      tableOf(events),
      defaultStages([stage('Engaging')], match('Won'), match('Lost')),
      uncontrolled,
    );
    for (const [ours, theirs] of [
      ['won', wanted.cycle_days_won],
      ['lost', wanted.cycle_days_lost],
      ['closed', wanted.cycle_days_all_closed],
    ] as const)
      inDays(result.cycle[ours]).forEach((figure, i) =>
        expect(figure).toBeCloseTo(
          [theirs.n, theirs.mean, theirs.p25, theirs.median, theirs.p75, theirs.p90][i]!,
          4,
        ),
      );
  });

  it('Olist: days from first contact to close, one of them before the contact left out', async () => {
    const wanted = truth().olist;
    const events = [
      ...records('olist/mql.semicolon.csv', ';').map(({ mql_id = '', first_contact_date = '' }) => ({
        person: mql_id,
        event: 'Contact',
        at: first_contact_date.replaceAll('.', '-'),
      })),
      ...records('olist/closed_deals.comma.csv').map(({ mql_id = '', won_date = '' }) => ({
        person: mql_id,
        event: 'Won',
        at: `${won_date.replace(' ', 'T')}Z`,
      })),
    ];
    const { cycle } = await answer(
      tableOf(events),
      defaultStages([stage('Contact')], match('Won'), null),
      uncontrolled,
    );
    expect(cycle.won.n).toBe(wanted.closed - wanted.negative_durations);
    expect(cycle.won.median / DAY_MS).toBe(wanted.days_to_close_calendar.median);
    expect(cycle.won.max / DAY_MS).toBe(wanted.days_to_close_calendar.max);
  });
});
