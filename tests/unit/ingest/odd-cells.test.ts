import { describe, expect, test } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { dryRun, textSource } from '../../../src/ingest/index.ts';
import { propose, recogniseText, value } from './helpers.ts';

const csv = (header: string, rows: readonly string[]): string => `${header}\n${rows.join('\n')}\n`;
const day = (i: number): string => `2026-01-${String((i % 28) + 1).padStart(2, '0')}`;

async function inspect(text: string) {
  const proposal = await propose({ 'log.csv': text });
  const dry = value(
    await dryRun([textSource('log.csv', text)], proposal.mapping, { timeZone: 'UTC' }, uncontrolled),
  );
  const roles = Object.fromEntries(
    proposal.mapping.files[0]!.columns.map(({ header, role }) => [header, role.kind]),
  );
  return { ...proposal, roles, dry, recognised: proposal.files[0]! };
}

describe('a few odd words do not unmake a column', () => {
  test('3 % of 400 times are words: a date column, those rows refused by line and reason, please check', async () => {
    const rows = Array.from(
      { length: 400 },
      (_, i) => `u${i % 40},${i % 2 === 0 ? 'visit' : 'buy'},${i % 33 === 5 ? 'gestern' : day(i)}`,
    );
    const { mapping, roles, dry, recognised } = await inspect(csv('person,event,time', rows));
    expect(mapping.shape).toBe('events');
    expect(roles).toEqual({ person: 'person', event: 'event-name', time: 'time' });
    expect(recognised.columns[2]).toMatchObject({
      kind: 'date',
      misfits: 12,
      firstMisfit: { line: 7, text: 'gestern' },
    });
    expect(recognised.evidence).toContainEqual({
      code: 'dates-some',
      ok: false,
      details: { column: 'time', order: 'ymd', cells: 388, misfits: 12 },
    });
    expect(dry).toMatchObject({ undated: 0, counts: { events: 388, rejected: 12 } });
    expect(dry.rejections.rows[0]).toMatchObject({
      line: 7,
      column: 'time',
      value: 'gestern',
      reason: 'bad-date',
    });
  });

  test('unique persons, 4 of 20 dates bad: still an event log', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `u${i},e${i % 3},${i % 5 === 2 ? 'soon' : day(i)}`);
    const { mapping, dry } = await inspect(csv('person,event,time', rows));
    expect(mapping.shape).toBe('events');
    expect(dry.counts).toMatchObject({ events: 16, rejected: 4 });
  });

  test.each([
    ['seconds since 1970', (i: number) => String(1_718_461_800 + i * 60), 'epoch-s'],
    ['day first', (i: number) => `${(i % 28) + 1}.6.2026`, 'dmy'],
  ])('%s with 10 %% words', async (_, write, order) => {
    const rows = Array.from({ length: 60 }, (_, i) => `u${i % 7},e${i % 3},${i % 10 === 1 ? '?' : write(i)}`);
    const { recognised, dry } = await inspect(csv('user_id,event,timestamp', rows));
    expect(recognised.columns[2]!.reading).toMatchObject({ kind: 'date', order });
    expect(dry.counts).toMatchObject({ events: 54, rejected: 6 });
  });

  test('without the header’s word nine of ten cells must be dates', async () => {
    const column = async (bad: number) =>
      (
        await recogniseText(
          csv(
            'x,what',
            Array.from({ length: 100 }, (_, i) => `a${i},${i < bad ? `word ${i}` : day(i)}`),
          ),
        )
      ).columns[1]!.kind;
    expect(await column(9)).toBe('date');
    expect(await column(12)).toBe('text');
  });

  test('most cells must be dates even where the header says so', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => `a${i},${i < 60 ? `word ${i}` : day(i)}`);
    expect((await recogniseText(csv('x,start', rows))).columns[1]!.kind).toBe('text');
  });

  test('1,500 bad times before 2,000 good ones are counted exactly', async () => {
    const rows = Array.from({ length: 3500 }, (_, i) => `u${i % 9},e${i % 3},${i < 1500 ? `w${i}` : day(i)}`);
    const { columns } = await recogniseText(csv('person,event,time', rows));
    expect(columns[2]).toMatchObject({ kind: 'date', misfits: 1500 });
  });

  test('amounts with a fifth of words stay numbers where the header says so', async () => {
    const rows = Array.from(
      { length: 50 },
      (_, i) =>
        `u${i % 7},buy,${day(i)},${i % 5 === 0 ? 'on request' : `${i}.50`},${i % 5 === 0 ? 'x y' : i}`,
    );
    const { recognised, dry } = await inspect(csv('user_id,event,time,amount,points', rows));
    expect(recognised.columns.slice(3).map(({ kind }) => kind)).toEqual(['number', 'text']);
    expect(recognised.evidence).toContainEqual({
      code: 'numbers-some',
      ok: false,
      details: { column: 'amount', decimal: '.', cells: 40, misfits: 10 },
    });
    expect(dry.rejections.groups).toEqual([{ file: 0, column: 'amount', reason: 'bad-number', count: 10 }]);
  });
});
