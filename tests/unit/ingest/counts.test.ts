import { describe, expect, test } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { parseCounts, recognise, textSource } from '../../../src/ingest/index.ts';
import { recogniseText, value } from './helpers.ts';

describe('typed counts', () => {
  test.each([
    [
      'Visits\t12,400\nLeads\t830',
      [
        { label: 'Visits', count: 12_400 },
        { label: 'Leads', count: 830 },
      ],
    ],
    [
      'Stage;Count\nVisit;1.200\n\nTop 10 lead: 5',
      [
        { label: 'Visit', count: 1200 },
        { label: 'Top 10 lead', count: 5 },
      ],
    ],
    [
      'Visits 12 400\nLeads 0',
      [
        { label: 'Visits', count: 12_400 },
        { label: 'Leads', count: 0 },
      ],
    ],
  ])('%j', (text, stages) => {
    expect(value(parseCounts(text))).toEqual(stages);
  });

  const counted = (text: string): string =>
    value(parseCounts(text))
      .map(({ label, count }) => `${label}=${count}`)
      .join(' / ');

  test.each([
    // Numbers that run down the lines belong to the labels.
    ['Email 1 500\nDemo 2 300\nDeal 3 100', 'Email 1=500 / Demo 2=300 / Deal 3=100'],
    ['Step 1,500\nStep 2,300\nStep 3,100', 'Step 1=500 / Step 2=300 / Step 3=100'],
    ['Step 1 1 500\nStep 2 1 300\nStep 3 90', 'Step 1=1500 / Step 2=1300 / Step 3=90'],
    ['Visits 3 000\nLeads 2 000\nWon 1 000', 'Visits=3000 / Leads=2000 / Won=1000'],
    ['Visits 12,400\nLeads 8,830\nWon 41', 'Visits=12400 / Leads=8830 / Won=41'],
    // A delimiter of the whole text.
    ['Visits,"12,000"\nLeads,830', 'Visits=12000 / Leads=830'],
    ['Paid, monthly\t34\nPaid, yearly\t12', 'Paid, monthly=34 / Paid, yearly=12'],
    ['"Paid, monthly",34\n"Paid, yearly",12', 'Paid, monthly=34 / Paid, yearly=12'],
    ['Email;1 500\nDemo;2 300', 'Email=1500 / Demo=2300'],
    ['Visits|12000|\nLeads|830|', 'Visits=12000 / Leads=830'],
    // Lists.
    ['1. Visits - 12000\n2. Leads - 830', 'Visits=12000 / Leads=830'],
    ['1) Visits: 12000\n2) Leads: 830', 'Visits=12000 / Leads=830'],
    ['Visits, 12,400\nLeads = 830\nWon — 41', 'Visits=12400 / Leads=830 / Won=41'],
    ['Visits 12\u202f400', 'Visits=12400'],
  ])('%j', (text, expected) => {
    expect(counted(text)).toBe(expected);
  });

  test.each([
    ['Visits,100\nDemo,50\nPaid,-5\n', 3, 'Paid,-5'],
    ['Visits 100\nDemo 50\nPaid -5\n', 3, 'Paid -5'],
    ['Visits 100\n\nDemo 50\n20', 4, '20'],
    ['20\nVisits 100\nDemo 50', 1, '20'],
  ])('%j is refused by line and value, also as a file', async (text, line, what) => {
    const error = { ok: false, error: { code: 'counts-invalid', details: { line, value: what } } };
    expect(parseCounts(text)).toMatchObject(error);
    expect(await recognise(textSource('pasted.csv', text), {}, uncontrolled)).toMatchObject(error);
  });

  test('a file of counts whose labels hold a comma, and a table that is none', async () => {
    expect((await recogniseText('Paid, monthly\t34\nPaid, yearly\t12\n')).counts).toEqual([
      { label: 'Paid, monthly', count: 34 },
      { label: 'Paid, yearly', count: 12 },
    ]);
    expect((await recogniseText('Visits,"12,000"\nLeads,830\n')).counts).toHaveLength(2);
    expect((await recogniseText('name,city,age\nAda,Oulu,34\nBo,Turku,35\n')).counts).toBeNull();
    expect((await recogniseText('name,balance\nAda,3.5\nBo,-1.5\nCy,2\n')).counts).toBeNull();
  });

  test('a line without a count is named', () => {
    expect(parseCounts('Visits 5\nLeads many\n')).toMatchObject({
      ok: false,
      error: { code: 'counts-invalid', details: { line: 2, value: 'Leads many' } },
    });
  });
});
