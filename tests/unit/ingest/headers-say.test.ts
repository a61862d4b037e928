import { describe, expect, test } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { dryRun, mainFile, recognise, textSource } from '../../../src/ingest/index.ts';
import { propose, value } from './helpers.ts';

async function inspect(text: string) {
  const proposal = await propose({ 'log.csv': text });
  const dry = value(
    await dryRun([textSource('log.csv', text)], proposal.mapping, { timeZone: 'UTC' }, uncontrolled),
  );
  const { columns } = proposal.mapping.files[0]!;
  return { ...proposal, dry, roles: columns.map(({ role }) => role.kind) };
}

describe('where no row can be read the headers speak', () => {
  test.each(['person,event,time\n', 'person,event,time', '\ufeffLead ID;Stage;Created\r\n\r\n'])(
    '%j has a header and no rows',
    async (text) => {
      expect(await recognise(textSource('log.csv', text), {}, uncontrolled)).toEqual({
        ok: false,
        error: { code: 'file-only-header', details: { file: 'log.csv' } },
      });
    },
  );

  test('rows that are all too short: an event log by its headers, every row refused', async () => {
    const { mapping, roles, dry, evidence, confidence } = await inspect('person,event,time\nu1\nu2,x\nu3\n');
    expect(mapping.shape).toBe('events');
    expect(roles).toEqual(['person', 'event-name', 'time']);
    expect(evidence).toEqual([{ code: 'headers-only', ok: false, details: { rows: 3 } }]);
    expect(confidence).toBeLessThanOrEqual(0.6);
    expect(dry.counts).toMatchObject({ rows: 3, rejected: 3, events: 0 });
    expect(dry.rejections.rows.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'too-few-fields'],
      [3, 'too-few-fields'],
      [4, 'too-few-fields'],
    ]);
  });

  test('the same for tables of leads', async () => {
    const now = await inspect('lead_id,stage,created,owner\na\nb,New\n');
    expect(now.mapping.shape).toBe('stage-current');
    expect(now.roles).toEqual(['person', 'stage', 'created', 'attribute']);
    const dated = await inspect('lead_id,demo_date,won_date,owner\na\nb,x\n');
    expect(dated.mapping.shape).toBe('stage-dates');
    expect(dated.dry.counts).toMatchObject({ rows: 2, rejected: 2 });
  });

  test('headers that say nothing stay unknown', async () => {
    const { mapping } = await propose({ 'x.csv': 'alpha,type,gamma\n1\n2,3\n' });
    expect(mapping.shape).toBe('unknown');
  });

  test('times that are no dates at all: an event log whose rows are refused by value', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `u${i % 7},e${i % 3},morning ${i % 4}\n`).join('');
    const { mapping, roles, dry, files } = await inspect(`person,event,time\n${rows}`);
    expect(mapping.shape).toBe('events');
    expect(roles).toEqual(['person', 'event-name', 'time']);
    expect(files[0]!.columns[2]).toMatchObject({ kind: 'date', misfits: 30, firstMisfit: { line: 2 } });
    expect(files[0]!.evidence).toContainEqual(expect.objectContaining({ code: 'dates-some', ok: false }));
    expect(dry.rejections.groups).toEqual([{ file: 0, column: 'time', reason: 'bad-date', count: 30 }]);
  });
});

describe('the file an import is about', () => {
  const deals =
    'deal_id,account,stage,created\nd1,A,New,2026-01-01\nd2,B,Won,2026-01-02\nd3,A,Lost,2026-01-03\n';
  const accounts = 'account,sector\nA,x\nB,y\n';

  test('is the one with leads, wherever it stands', async () => {
    expect(mainFile((await propose({ 'accounts.csv': accounts, 'deals.csv': deals })).mapping)).toBe(1);
    expect(mainFile((await propose({ 'deals.csv': deals, 'accounts.csv': accounts })).mapping)).toBe(0);
  });

  test('is the one with events beside a table of people', async () => {
    const people = `user_id,name\n${Array.from({ length: 9 }, (_, i) => `u${i},N${i}\n`).join('')}`;
    const log = `user_id,event,time\n${Array.from({ length: 30 }, (_, i) => `u${i % 9},e${i % 3},2026-01-${10 + (i % 9)}\n`).join('')}`;
    expect(mainFile((await propose({ 'people.csv': people, 'log.csv': log })).mapping)).toBe(1);
  });

  test('is the first of files that are a step each', async () => {
    const page = (name: string, n: number): string =>
      `user_id,${name}\n${Array.from({ length: n }, (_, i) => `${i},${name}\n`).join('')}`;
    const { mapping } = await propose({ 'pay.csv': page('pay', 2), 'home.csv': page('home', 6) });
    expect(mapping.shape).toBe('step-files');
    expect(mainFile(mapping)).toBe(0);
  });
});
