import { existsSync, openAsBlob, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { Dictionaries } from '../../../src/domain/text-index.ts';
import { answer } from '../../../src/engine/answer.ts';
import type { EventTable } from '../../../src/engine/table.ts';
import { importRows, proposeMapping, recognise } from '../../../src/ingest/index.ts';
import type { ByteSource } from '../../../src/ingest/types.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultLifecycle } from '../../../src/questions/lifecycle.ts';
import { defaultRetention } from '../../../src/questions/retention.ts';
import { tableOfBatch } from '../../tools/batch-table.ts';
import { value } from '../ingest/helpers.ts';

/** Folder of real files with known answers; their licences keep them out of the project. Figures: its truth file. */
const FOLDER = process.env['REAL_DATA'] ?? '../shared/data';
const present = existsSync(join(FOLDER, 'cdnow', 'orders.csv'));
if (!present)
  console.warn(`Cohorts of real files are not tested: no folder ${FOLDER}/cdnow (REAL_DATA names another).`);

interface CdnowTruth {
  readonly customers: number;
  readonly total_value: number;
  readonly value_by_month: Readonly<Record<string, number>>;
  readonly cohort_by_first_month: Readonly<Record<string, readonly number[]>>;
}

describe.skipIf(!present)('CDNOW, 69,659 orders of 23,570 customers from January 1997 to June 1998', () => {
  const anything = { events: [], where: everything };
  let table: EventTable;
  let truth: CdnowTruth;

  beforeAll(async () => {
    truth = (JSON.parse(readFileSync(join(FOLDER, 'truth.json'), 'utf8')) as { cdnow: CdnowTruth }).cdnow;
    const path = join(FOLDER, 'cdnow', 'orders.csv');
    const blob = await openAsBlob(path);
    const source: ByteSource = { name: 'orders.csv', size: statSync(path).size, stream: () => blob.stream() };
    const { mapping } = proposeMapping([value(await recognise(source, {}, uncontrolled))]);
    const dictionaries = new Dictionaries();
    const { batch } = value(
      await importRows([source], mapping, { timeZone: 'UTC' }, dictionaries, uncontrolled),
    );
    table = tableOfBatch(batch, dictionaries);
  });

  it('R1 R5 R9 monthly cohorts 7,846 → 1,157 → 964 …, and their revenue by month', async () => {
    const { total, notes } = await answer(
      table,
      { ...defaultRetention(anything), value: 'value' },
      uncontrolled,
    );
    expect(notes).toEqual([]);
    expect(total.entries).toBe(truth.customers);
    const cohorts = total.rows.filter(({ size }) => size > 0);
    expect(
      Object.fromEntries(
        cohorts.map(({ key, size, cells }) => [
          key!.slice(0, 7),
          [size, ...cells.slice(1).flatMap((cell) => (cell === null ? [] : [cell.rate.k]))],
        ]),
      ),
    ).toEqual(truth.cohort_by_first_month);
    // The data end with 30 June 1998, a whole month.
    expect(cohorts.every(({ cells }) => cells.every((cell) => cell?.complete !== false))).toBe(true);
    Object.values(truth.value_by_month).forEach((expected, month) => {
      const brought = total.rows.reduce((sum, { cells }, r) => sum + (cells[month - r]?.revenue ?? 0), 0);
      expect(brought).toBeCloseTo(expected, 2);
    });
    expect(
      cohorts.reduce(
        (sum, { size, cells }) => sum + size * cells.findLast((cell) => cell !== null)!.cumulative,
        0,
      ),
    ).toBeCloseTo(truth.total_value, 2);
  });

  it('L1 as many new in each month as its cohort has, and active as the cohorts’ returns say', async () => {
    const { periods } = await answer(table, defaultLifecycle(anything), uncontrolled);
    const cohorts = Object.values(truth.cohort_by_first_month);
    periods.forEach((period, month) => {
      expect(period.new).toBe(cohorts[month]?.[0] ?? 0);
      expect(period.active).toBe(
        cohorts.reduce((sum, counts, first) => sum + (counts[month - first] ?? 0), 0),
      );
    });
    expect(periods.length).toBe(18);
  });
});
