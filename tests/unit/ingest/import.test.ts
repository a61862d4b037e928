import { describe, expect, test } from 'vitest';
import { uncontrolled, type Control } from '../../../src/base/control.ts';
import { AppFailure } from '../../../src/base/error.ts';
import { Dictionaries } from '../../../src/domain/text-index.ts';
import { dryRun, importRows, textSource } from '../../../src/ingest/index.ts';
import { importTexts, propose, value } from './helpers.ts';

const csv = (header: string, ...rows: string[]): string => `${header}\n${rows.join('\n')}\n`;

describe('import of events', () => {
  test('events sorted by person and time, with their lines and typed properties', async () => {
    const text = csv(
      'user_id,event,timestamp,amount,plan',
      'u1,buy,2026-06-19 14:05:00,"1,250.50",pro',
      'u2,visit,2026-06-19 13:00:00,,',
      'u1,visit,2026-06-18 09:00:00,,pro',
      'u2,visit,2026-06-20 13:00:00,3.5,free',
    );
    const { events, counts, warnings } = await importTexts({ 'log.csv': text }, { zone: 'Europe/Helsinki' });
    expect(events).toEqual([
      { person: 'u1', event: 'visit', at: '2026-06-18T06:00:00.000Z', line: 4, properties: { plan: 'pro' } },
      {
        person: 'u1',
        event: 'buy',
        at: '2026-06-19T11:05:00.000Z',
        line: 2,
        properties: { amount: 1250.5, plan: 'pro' },
      },
      { person: 'u2', event: 'visit', at: '2026-06-19T10:00:00.000Z', line: 3, properties: {} },
      {
        person: 'u2',
        event: 'visit',
        at: '2026-06-20T10:00:00.000Z',
        line: 5,
        properties: { amount: 3.5, plan: 'free' },
      },
    ]);
    expect(counts).toMatchObject({ rows: 4, rejected: 0, events: 4, people: 2, newPeople: 2 });
    expect(warnings).toEqual([{ code: 'zone-assumed', details: { zone: 'Europe/Helsinki', count: 4 } }]);
  });

  test('T2 a date without a time is a calendar date in every zone', async () => {
    const text = csv(
      'customer_id,date,value',
      '00001,1997-01-01,11.77',
      '00002,1997-01-12,12.00',
      '00002,1997-01-12,77.00',
    );
    for (const zone of ['America/New_York', 'Pacific/Kiritimati', 'UTC']) {
      const { events } = await importTexts({ 'orders.csv': text }, { zone });
      expect(events.map(({ person, event, at }) => [person, event, at])).toEqual([
        ['00001', 'Orders', '1997-01-01'],
        ['00002', 'Orders', '1997-01-12'],
        ['00002', 'Orders', '1997-01-12'],
      ]);
    }
  });

  test('written offsets, UTC headers and epochs know their zone', async () => {
    const rows = (time: string): string => csv('user_id,event,Created (UTC)', `u1,a,${time}`, `u1,b,${time}`);
    const first = async (text: string) =>
      (await importTexts({ 'x.csv': text }, { zone: 'Asia/Kolkata' })).events[0]!.at;
    expect(await first(rows('2026-03-12 09:14:02'))).toBe('2026-03-12T09:14:02.000Z');
    expect(await first(rows('2026-03-12 09:14:02 +0200'))).toBe('2026-03-12T07:14:02.000Z');
    expect(await first(csv('user_id,event,time', 'u1,a,1718461800', 'u1,b,1718461800'))).toBe(
      '2024-06-15T14:30:00.000Z',
    );
  });

  test('refused rows are counted by reason, keep their cells, and leave nothing behind', async () => {
    const good = Array.from({ length: 60 }, (_, i) => `u${i % 7},visit,${(i % 28) + 1}.6.2026,${i}`);
    const bad = [
      'u1,visit,31.6.2026,5',
      ',visit,1.6.2026,5',
      'ghost,visit,,5',
      'u1,,1.6.2026,5',
      'u1,visit,1.6.2026,1O',
      'u1,visit',
      'u1,visit,1.6.2026,5,surplus',
      'u1,"vi"sit,1.6.2026","5"',
    ];
    const { rejections, people, counts } = await importTexts({
      'log.csv': csv('user_id,event,time,points', ...good, ...bad, 'u1,visit,2.6.2026,7'),
    });
    expect(
      rejections.rows.map(({ line, column, value: cell, reason }) => [line, column, cell, reason]),
    ).toEqual([
      [62, 'time', '31.6.2026', 'no-such-day'],
      [63, 'user_id', '', 'no-person'],
      [64, 'time', '', 'no-time'],
      [65, 'event', '', 'no-event'],
      [66, 'points', '1O', 'bad-number'],
      [67, '', '2', 'too-few-fields'],
      [68, '', '5', 'too-many-fields'],
      [69, '', 'u1,vi"sit,1.6.2026,5', 'stray-quote'],
    ]);
    expect(rejections.total).toBe(8);
    expect(people).not.toHaveProperty('ghost');
    expect(counts).toMatchObject({ rows: 69, rejected: 8, events: 61 });
  });

  test('a refused cell leaves no mark on an equal row after it', async () => {
    const rows = Array.from({ length: 98 }, (_, i) => `u${i},visit,1.6.2026,7`);
    const { rejections } = await importTexts({
      'log.csv': csv(
        'user_id,event,time,points',
        ...rows,
        'u1,visit,1.6.2026,1O',
        'u2,visit,1.6.2026,7',
        'u3,visit,31.6.2026,7',
        'u4,visit,1.6.2026,7',
      ),
    });
    expect(rejections.rows.map(({ line }) => line)).toEqual([100, 102]);
  });

  test('unreadable cells may count as missing instead', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `u${i % 7},visit,${(i % 28) + 1}.6.2026,${i}`);
    const text = csv('user_id,event,time,points', ...rows, 'u1,visit,1.6.2026,1O');
    const { counts, warnings } = await importTexts(
      { 'log.csv': text },
      { edit: (mapping) => ({ ...mapping, badCells: 'blank' }) },
    );
    expect(counts).toMatchObject({ rejected: 0, events: 61 });
    expect(warnings.find(({ code }) => code === 'blanked-cells')?.details).toEqual({ count: 1 });
  });

  test('the same instant of the same person and event is a warning, the clock change another', async () => {
    const text = csv(
      'user_id,event,time',
      'u1,a,2026-03-29 03:30:00',
      'u1,a,2026-03-29 03:30:00',
      'u2,b,2026-03-30 10:00:00',
    );
    const { warnings } = await importTexts({ 'x.csv': text }, { zone: 'Europe/Helsinki' });
    expect(warnings.map(({ code, details }) => [code, details['count']])).toEqual([
      ['zone-assumed', 3],
      ['time-gap', 2],
      ['duplicate-events', 1],
    ]);
  });

  test('events in the future are a warning, by the instant or the day in the zone', async () => {
    const now = Date.UTC(2026, 5, 1, 12);
    const future = async (zone: string, ...times: readonly string[]) => {
      const rows = times.map((time, i) => `u${i},a,${time}`);
      const { warnings } = await importTexts({ 'x.csv': csv('user_id,event,time', ...rows) }, { zone, now });
      return warnings.find(({ code }) => code === 'future-events')?.details ?? null;
    };
    expect(await future('UTC', '2026-06-01T12:00:00Z', '2026-05-30T00:00:00Z')).toBeNull();
    expect(
      await future('UTC', '2026-06-01T12:00:01Z', '2099-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
    ).toEqual({
      count: 2,
    });
    // In Auckland 2 June has begun 12 hours before; in New York it begins 16 hours later.
    expect(await future('Pacific/Auckland', '2026-06-02', '2026-05-31')).toBeNull();
    expect(await future('America/New_York', '2026-06-02', '2026-05-31')).toEqual({ count: 1 });
  });

  test('events of before 1900 are a warning: programs write such dates for none', async () => {
    const ancient = async (...times: readonly string[]) => {
      const rows = times.map((time, i) => `u${i},a,${time}`);
      const { warnings } = await importTexts({ 'x.csv': csv('user_id,event,time', ...rows) });
      return warnings.find(({ code }) => code === 'ancient-events')?.details ?? null;
    };
    expect(await ancient('1900-01-01T00:00:00Z', '2026-01-01T00:00:00Z')).toBeNull();
    expect(await ancient('0001-01-01T00:00:00Z', '1899-12-30T00:00:00Z', '2026-01-01T00:00:00Z')).toEqual({
      count: 2,
    });
  });

  test('names that break lesser tools come through as event names, values and people', async () => {
    const nasty = [
      '__proto__',
      'constructor',
      '=1+1',
      '<b>x</b>',
      '"quoted"',
      'two\nlines',
      'Ω≈ç√',
      '🏳️‍🌈',
      "'; DROP TABLE",
      '\u202eRTL',
      'null',
      'undefined',
      'NaN',
    ];
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const text = csv(
      'user_id,event,time,note',
      ...nasty.flatMap((name) =>
        [1, 2].map((day) => `${quoted(name)},${quoted(name)},2026-01-0${day},${quoted(name)}`),
      ),
    );
    const { events } = await importTexts({ 'x.csv': text });
    expect(new Set(events.map(({ person }) => person))).toEqual(new Set(nasty));
    expect(
      events.every(({ person, event, properties }) => person === event && properties['note'] === person),
    ).toBe(true);
  });
});

describe('import of leads', () => {
  const crm = csv(
    'opportunity_id,account,deal_stage,engage_date,close_date,close_value',
    'o1,Acme,Won,2016-10-20,2017-03-01,1054',
    'o2,Acme,Lost,2016-10-25,2017-03-11,0',
    'o3,Bolt,Engaging,2016-11-01,,',
    'o4,,Prospecting,,,',
    'o5,Bolt,Won,2016-11-02,2017-03-05,50',
  );

  test('stage now: every lead counts, undated where nothing dates it, the closing date for won and lost', async () => {
    const { events, people, mapping } = await importTexts({ 'pipeline.csv': crm });
    expect(mapping.stages.map(({ name }) => name)).toEqual(['Prospecting', 'Engaging', 'Won', 'Lost']);
    expect(events.map(({ person, event, at }) => [person, event, at])).toEqual([
      ['o1', 'Engaging', '2016-10-20'],
      ['o1', 'Won', '2017-03-01'],
      ['o2', 'Engaging', '2016-10-25'],
      ['o2', 'Lost', '2017-03-11'],
      ['o3', 'Engaging', '2016-11-01'],
      ['o4', 'Prospecting', null],
      ['o5', 'Engaging', '2016-11-02'],
      ['o5', 'Won', '2017-03-05'],
    ]);
    expect(people['o1']).toEqual({
      account: 'Acme',
      deal_stage: 'Won',
      close_date: '2017-03-01',
      close_value: 1054,
    });
  });

  test('a creation date enters the first open stage', async () => {
    const text = csv(
      'deal_id,stage,created,closed',
      'd1,Lead,2026-01-01,',
      'd2,Demo,2026-01-02,',
      'd3,Closed Won,2026-01-03,2026-02-01',
      'd4,Lead,2026-01-04,',
      'd5,Demo,2026-01-05,',
    );
    const { events } = await importTexts({ 'deals.csv': text });
    expect(events.map(({ person, event, at }) => [person, event, at])).toEqual([
      ['d1', 'Lead', '2026-01-01'],
      ['d2', 'Lead', '2026-01-02'],
      ['d2', 'Demo', null],
      ['d3', 'Lead', '2026-01-03'],
      ['d3', 'Closed Won', '2026-02-01'],
      ['d4', 'Lead', '2026-01-04'],
      ['d5', 'Lead', '2026-01-05'],
      ['d5', 'Demo', null],
    ]);
  });

  test('look-up tables explain columns; values they do not know are named', async () => {
    const { people, warnings } = await importTexts({
      'pipeline.csv': crm.replace('o5,Bolt', 'o5,Bolts'),
      'accounts.csv': csv('account,sector,revenue', 'Acme,retail,100.5', 'Bolt,energy,7'),
    });
    expect(people['o1']).toMatchObject({ sector: 'retail', revenue: 100.5 });
    expect(people['o5']).not.toHaveProperty('sector');
    expect(warnings.find(({ code }) => code === 'unmatched-lookup')?.details).toEqual({
      file: 'accounts.csv',
      column: 'account',
      value: 'Bolts',
      count: 1,
    });
  });

  test('a key that repeats in a table of leads is refused, naming the line before', async () => {
    const more = Array.from({ length: 60 }, (_, i) => `p${i},Acme,Lost,2016-10-25,2017-03-11,0\n`).join('');
    const { rejections, counts } = await importTexts({
      'pipeline.csv': `${crm}${more}o1,Acme,Won,2016-10-20,2017-03-01,1\n`,
    });
    expect(rejections.rows).toMatchObject([
      { line: 67, column: 'opportunity_id', value: 'o1', reason: 'duplicate-person', otherLine: 2 },
    ]);
    expect(counts.people).toBe(65);
  });

  test('leads over two files become one, and a stage dated before an earlier one is noticed', async () => {
    const { events, warnings, counts } = await importTexts({
      'mql.csv':
        'mql_id;first_contact_date;origin\r\nk1;2018.02.01;Social\r\nk2;2018.03.02;Search\r\nk3;2018.02.03;Social\r\n',
      'deals.csv': 'mql_id,won_date,segment\nk1,2018-02-26 19:58:54,pet\nk2,2018-02-26 19:58:54,pet\n',
    });
    expect(counts).toMatchObject({ people: 3, events: 5 });
    expect(events.filter(({ person }) => person === 'k1').map(({ event, at }) => [event, at])).toEqual([
      ['First contact', '2018-02-01'],
      ['Won', '2018-02-26T19:58:54.000Z'],
    ]);
    expect(warnings.find(({ code }) => code === 'stage-order')?.details).toEqual({ count: 1 });
  });

  test('step files take the date of the people table', async () => {
    const page = (name: string, n: number): string =>
      csv(`user_id,${name}`, ...Array.from({ length: n }, (_, i) => `${i + 1},${name}`));
    const { events, people } = await importTexts({
      'pay.csv': page('pay', 1),
      'home.csv': page('home', 3),
      'users.csv': csv(
        'user_id,date,device',
        '1,2015-01-05,Desktop',
        '2,2015-01-06,Mobile',
        '3,2015-01-07,Mobile',
      ),
    });
    expect(events.map(({ person, event, at }) => [person, event, at])).toEqual([
      ['1', 'home', '2015-01-05'],
      ['1', 'pay', '2015-01-05'],
      ['2', 'home', '2015-01-06'],
      ['3', 'home', '2015-01-07'],
    ]);
    expect(people['2']).toMatchObject({ device: 'Mobile' });
  });
});

describe('the run as a whole', () => {
  const text = csv(
    'user_id,event,time',
    ...Array.from(
      { length: 50 },
      (_, i) => `u${i % 5},e${i % 3},2026-01-${String((i % 28) + 1).padStart(2, '0')}`,
    ),
  );

  test('a dry run says what the import does', async () => {
    const { mapping } = await propose({ 'x.csv': text });
    const dry = value(await dryRun([textSource('x.csv', text)], mapping, { timeZone: 'UTC' }, uncontrolled));
    const { counts } = await importTexts({ 'x.csv': text });
    expect(dry.counts).toEqual(counts);
    expect(dry).toMatchObject({
      undated: 0,
      dayOnly: true,
      files: [{ rows: 50, rejected: 0 }],
      events: [
        { name: 'e0', count: 17 },
        { name: 'e1', count: 17 },
        { name: 'e2', count: 16 },
      ],
    });
  });

  test('an import stops when it is cancelled, as a value', async () => {
    const { mapping } = await propose({ 'x.csv': text });
    const control: Control = { due: () => true, pause: () => Promise.reject(new AppFailure('cancelled')) };
    const result = await importRows(
      [textSource('x.csv', text)],
      mapping,
      { timeZone: 'UTC' },
      new Dictionaries(),
      control,
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  test('a mapping without a key is refused by name', async () => {
    const { mapping } = await propose({ 'x.csv': csv('a,b', '1,2') }, 'people');
    const keyless = {
      ...mapping,
      files: mapping.files.map((file) => ({
        ...file,
        columns: file.columns.map((column) => ({
          ...column,
          role: { kind: 'ignored', why: 'user' } as const,
        })),
      })),
    };
    const result = await importRows(
      [textSource('x.csv', 'a,b\n1,2\n')],
      keyless,
      { timeZone: 'UTC' },
      new Dictionaries(),
      uncontrolled,
    );
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'mapping-incomplete', details: { missing: 'person' } },
    });
  });

  test('a file that can no longer be read is an error, not a throw', async () => {
    const { mapping } = await propose({ 'x.csv': text });
    const gone = {
      name: 'x.csv',
      size: 10,
      stream: () =>
        new ReadableStream<Uint8Array>({
          start: (controller) => controller.error(new Error('changed on disk')),
        }),
    };
    const result = await importRows([gone], mapping, { timeZone: 'UTC' }, new Dictionaries(), uncontrolled);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'file-unreadable', details: { file: 'x.csv' } },
    });
  });
});
