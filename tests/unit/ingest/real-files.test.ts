import { existsSync, openAsBlob, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { dryRun, proposeMapping, recognise } from '../../../src/ingest/index.ts';
import type { ByteSource } from '../../../src/ingest/types.ts';
import { value } from './helpers.ts';

/** Folder of real files with known answers; their licences keep them out of the project. Figures: its README and truth file. */
const FOLDER = process.env['REAL_DATA'] ?? '../shared/data';
const present = existsSync(FOLDER);
if (!present) console.warn(`Real files are not tested: no folder ${FOLDER} (REAL_DATA names another).`);

async function source(path: string): Promise<ByteSource> {
  const blob = await openAsBlob(path);
  return { name: basename(path), size: statSync(path).size, stream: () => blob.stream() };
}

async function inspect(folder: string, ...names: string[]) {
  const files =
    names.length > 0 ? names : readdirSync(join(FOLDER, folder)).filter((name) => name.endsWith('.csv'));
  const sources = await Promise.all(files.map((name) => source(join(FOLDER, folder, name))));
  const recognitions = [];
  for (const one of sources) recognitions.push(value(await recognise(one, {}, uncontrolled)));
  const { mapping } = proposeMapping(recognitions);
  const dry = value(await dryRun(sources, mapping, { timeZone: 'America/Sao_Paulo' }, uncontrolled));
  return { mapping, dry, events: Object.fromEntries(dry.events.map(({ name, count }) => [name, count])) };
}

describe.skipIf(!present)('real files', () => {
  test('website funnel: 90,400 → 45,200 → 6,030 → 452', async () => {
    const { mapping, dry, events } = await inspect('website-funnel');
    expect(mapping.shape).toBe('step-files');
    expect(mapping.stages.map(({ name }) => events[name])).toEqual([90_400, 45_200, 6030, 452]);
    expect(dry).toMatchObject({ undated: 0, dayOnly: true, counts: { people: 90_400, rejected: 0 } });
  });

  test('Olist: 8,000 → 842, one won before its first contact', async () => {
    const { mapping, dry, events } = await inspect('olist');
    expect(mapping.shape).toBe('stage-dates');
    expect(events).toEqual({ 'First contact': 8000, Won: 842 });
    expect(dry.counts).toMatchObject({ people: 8000, rejected: 0 });
    expect(dry.warnings.find(({ code }) => code === 'stage-order')?.details).toEqual({ count: 1 });
  });

  test('CRM pipeline: 8,800 leads, 4,238 won, 2,473 lost, 500 undated; GTXPro joins no product', async () => {
    const { mapping, dry, events } = await inspect('crm-pipeline');
    expect(mapping.shape).toBe('stage-current');
    expect(mapping.stages.map(({ name }) => name)).toEqual(['Prospecting', 'Engaging', 'Won', 'Lost']);
    expect(events).toEqual({ Engaging: 8300, Won: 4238, Lost: 2473, Prospecting: 500 });
    expect(dry).toMatchObject({ undated: 500, counts: { people: 8800, rejected: 0 } });
    expect(dry.warnings.find(({ code }) => code === 'unmatched-lookup')?.details).toMatchObject({
      value: 'GTXPro',
      count: 1480,
    });
  });

  test('shop log: 31,106 events of 600 users, sessions kept to be held', async () => {
    const { mapping, dry, events } = await inspect('shop-log');
    expect(dry.counts).toMatchObject({ events: 31_106, people: 600, rejected: 0 });
    expect(events).toMatchObject({ product_view: 6851, purchase: 470, checkout_bug: 44 });
    expect(mapping.files[0]!.columns.find(({ header }) => header === 'session_id')?.role.kind).toBe(
      'property',
    );
  });

  test('telco: 7,043 customers without events; blank charges refuse nobody', async () => {
    const { mapping, dry } = await inspect('telco');
    expect(mapping.shape).toBe('people');
    expect(dry.counts).toMatchObject({ people: 7043, events: 0, rejected: 0 });
  });

  test.each(['orders.csv', 'CDNOW_master.txt'])(
    'CDNOW %s: 69,659 orders of 23,570 customers',
    async (name) => {
      const { mapping, dry } = await inspect('cdnow', name);
      expect(mapping.shape).toBe('events');
      expect(dry).toMatchObject({ dayOnly: true, counts: { events: 69_659, people: 23_570, rejected: 0 } });
    },
  );
});
