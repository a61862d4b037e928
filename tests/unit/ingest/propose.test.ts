import { describe, expect, test } from 'vitest';
import type { Mapping } from '../../../src/ingest/types.ts';
import { sameHeaders } from '../../../src/ingest/index.ts';
import { propose, recogniseText } from './helpers.ts';

/** Roles by header, as `person` or `stage-date: Won`. */
function rolesOf(mapping: Mapping, file = 0): Record<string, string> {
  return Object.fromEntries(
    mapping.files[file]!.columns.map(({ header, role }) => [
      header,
      'stage' in role ? `${role.kind}: ${role.stage}` : role.kind,
    ]),
  );
}

const csv = (header: string, ...rows: string[]): string => `${header}\n${rows.join('\n')}\n`;

describe('known exports (made-up rows under the headers these products write)', () => {
  test('HubSpot deals with stage history', async () => {
    const text = csv(
      'Record ID,Deal Name,Pipeline,Deal Stage,Amount,Close Date,Create Date,Deal owner,"Date entered ""Demo (Sales Pipeline)""","Date entered ""Closed won (Sales Pipeline)"""',
      '101,One,Sales Pipeline,Closed won,15000.0,2026-02-10 10:00,2026-01-02 09:30,Ada,2026-01-20 11:00,2026-02-10 10:00',
      '102,Two,Sales Pipeline,Demo,,2026-06-01 00:00,2026-01-05 08:00,Bo,2026-01-21 12:00,',
      '103,Three,Sales Pipeline,New,500.0,,2026-01-06 08:00,Bo,,',
      '104,Four,Sales Pipeline,New,700.0,,2026-01-07 08:00,Bo,,',
    );
    const { mapping, confidence } = await propose({ 'hubspot-crm-exports-all-deals.csv': text });
    expect(mapping).toMatchObject({ shape: 'stage-current', profile: 'hubspot-deals' });
    expect(confidence).toBeGreaterThan(0.9);
    expect(rolesOf(mapping)).toMatchObject({
      'Record ID': 'person',
      'Deal Stage': 'stage',
      Amount: 'value',
      'Create Date': 'created',
      'Close Date': 'closed',
      'Date entered "Demo (Sales Pipeline)"': 'stage-date: Demo',
      'Date entered "Closed won (Sales Pipeline)"': 'stage-date: Closed won',
    });
    expect(mapping.stages).toEqual([
      { name: 'New', type: 'open' },
      { name: 'Demo', type: 'open' },
      { name: 'Closed won', type: 'won' },
    ]);
  });

  test('Pipedrive deals', async () => {
    const text = csv(
      'Deal - ID,Deal - Title,Deal - Value,Deal - Currency,Deal - Stage,Deal - Status,Deal - Deal created,Deal - Won time,Deal - Lost time,Person - Email',
      '1,A,100,EUR,Proposal,won,2026-01-01 10:00:00,2026-02-01 10:00:00,,a@x.example',
      '2,B,200,EUR,Qualified,lost,2026-01-02 10:00:00,,2026-02-02 10:00:00,b@x.example',
      '3,C,300,EUR,Qualified,open,2026-01-03 10:00:00,,,c@x.example',
    );
    const { mapping } = await propose({ 'deals.csv': text });
    expect(mapping).toMatchObject({ shape: 'stage-current', profile: 'pipedrive-deals' });
    expect(rolesOf(mapping)).toMatchObject({
      'Deal - ID': 'person',
      'Deal - Stage': 'stage',
      'Deal - Deal created': 'created',
      'Deal - Won time': 'stage-date: Won',
      'Deal - Lost time': 'stage-date: Lost',
      'Deal - Value': 'value',
    });
    expect(mapping.stages.map(({ name }) => name)).toEqual(['Qualified', 'Proposal', 'Won', 'Lost']);
  });

  test('Salesforce opportunities, with the footer a report ends in', async () => {
    const text = csv(
      '"Opportunity ID","Opportunity Name","Opportunity Owner","Stage","Amount","Close Date","Created Date"',
      '"006A1","Big","Ada","Closed Won","1000","08/22/2026","07/01/2026"',
      '"006A2","Small","Bo","Prospecting","50","09/30/2026","07/02/2026"',
      '"006A3","Other","Bo","Prospecting","60","09/30/2026","07/03/2026"',
      '',
      '"All Opportunities"',
      '"Copyright (c) 2026"',
    );
    const { mapping, files } = await propose({ 'report1781234567890.csv': text });
    expect(mapping).toMatchObject({ shape: 'stage-current', profile: 'salesforce-opportunities' });
    expect(files[0]).toMatchObject({ rows: 3, footerLines: 2 });
    expect(rolesOf(mapping)).toMatchObject({
      'Opportunity ID': 'person',
      Stage: 'stage',
      'Close Date': 'closed',
      'Created Date': 'created',
    });
    expect(mapping.files[0]!.columns[6]!.reading).toMatchObject({ order: 'mdy' });
  });

  test('Salesforce stage history is an event log', async () => {
    const text = csv(
      'Id,OpportunityId,CreatedDate,StageName,Amount,CloseDate,IsDeleted',
      '1,006A1,2026-01-05T10:22:33.000Z,Prospecting,10,2026-03-01,false',
      '2,006A1,2026-01-09T10:22:33.000Z,Closed Won,10,2026-03-01,false',
    );
    const { mapping } = await propose({ 'OpportunityHistory.csv': text });
    expect(mapping).toMatchObject({ shape: 'events', profile: 'salesforce-history' });
    expect(rolesOf(mapping)).toMatchObject({
      OpportunityId: 'person',
      StageName: 'event-name',
      CreatedDate: 'time',
    });
  });

  test('Stripe subscriptions are leads dated in UTC', async () => {
    const text = csv(
      'id,Customer ID,Customer Email,Status,Amount,Created (UTC),Trial Start (UTC),Trial End (UTC),Canceled At (UTC)',
      'sub_1,cus_1,a@x.example,active,10.00,2026-01-01 01:47,2026-01-01 01:47,2026-01-15 01:47,',
      'sub_2,cus_2,b@x.example,canceled,10.00,2026-01-02 02:47,2026-01-02 02:47,2026-01-16 02:47,2026-03-01 00:10',
    );
    const { mapping } = await propose({ 'subscriptions.csv': text });
    expect(mapping).toMatchObject({ shape: 'stage-dates', profile: 'stripe-subscriptions' });
    expect(rolesOf(mapping)).toMatchObject({
      id: 'person',
      'Created (UTC)': 'stage-date: Created',
      'Canceled At (UTC)': 'stage-date: Canceled',
    });
    expect(mapping.files[0]!.columns[5]!.reading).toMatchObject({ zone: 'utc', precision: 'instant' });
  });

  test('Shopify orders are events of the buyer', async () => {
    const text = csv(
      'Name,Email,Financial Status,Paid at,Currency,Subtotal,Total,Created at,Lineitem quantity,Lineitem name',
      '#1001,a@x.example,paid,2026-03-12 09:14:02 +0000,EUR,20.00,25.00,2026-03-12 09:14:00 +0000,1,Mug',
      '#1002,b@x.example,paid,2026-03-13 09:14:02 +0000,EUR,30.00,35.00,2026-03-13 09:14:00 +0000,2,Cup',
    );
    const { mapping } = await propose({ 'orders_export.csv': text });
    expect(mapping).toMatchObject({ shape: 'events', profile: 'shopify-orders' });
    expect(mapping.files[0]!.eventName).toBe('Order');
    expect(rolesOf(mapping)).toMatchObject({ Email: 'person', 'Created at': 'time', Total: 'value' });
  });

  test.each([
    [
      'posthog-events',
      'uuid,event,properties,timestamp,distinct_id,$session_id',
      'u1,$pageview,"{""a"":1}",2024-06-15 14:30:00.123000+00:00,d1,s1',
      { event: 'event-name', timestamp: 'time', distinct_id: 'person' },
    ],
    [
      'mixpanel-events',
      'Event,Time,Distinct ID,$browser,$city',
      'Sign up,1718461800,d1,Firefox,Oulu',
      { Event: 'event-name', Time: 'time', 'Distinct ID': 'person' },
    ],
    [
      'amplitude-events',
      'user_id,device_id,session_id,event_type,event_time,event_properties',
      'u1,dev1,17,open,2024-06-15 14:30:00.123456,{}',
      { user_id: 'person', event_type: 'event-name', event_time: 'time' },
    ],
    [
      'ga4-bigquery',
      'event_date,event_timestamp,event_name,user_pseudo_id,user_id',
      '20240615,1718461800123456,page_view,99.88,',
      { event_timestamp: 'time', event_name: 'event-name', user_pseudo_id: 'person' },
    ],
  ])('%s', async (profile, header, row, roles) => {
    const { mapping } = await propose({ 'events.csv': csv(header, row, row, row) });
    expect(mapping).toMatchObject({ shape: 'events', profile });
    expect(rolesOf(mapping)).toMatchObject(roles);
  });
});

describe('shapes without a known export', () => {
  test('an event log with sessions: the user is the person, the session stays a property to hold', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, i) =>
        `s${Math.floor(i / 3)},u${Math.floor(i / 6)},${['view', 'cart', 'buy'][i % 3]!},2026-01-01 10:${String(i).padStart(2, '0')}:00,${i}.5`,
    );
    const { mapping, evidence } = await propose({
      'log.csv': csv('session_id,user_id,action,occurred_at,amount', ...rows),
    });
    expect(mapping.shape).toBe('events');
    expect(rolesOf(mapping)).toEqual({
      session_id: 'property',
      user_id: 'person',
      action: 'event-name',
      occurred_at: 'time',
      amount: 'value',
    });
    expect(evidence.find(({ code }) => code === 'held')?.details).toEqual({ column: 'session_id' });
  });

  test('one row per lead with a date per stage, in the order in which they thin out', async () => {
    const { mapping } = await propose({
      'leads.csv': csv(
        'lead_id,source,won_date,demo_date,signup_date,date_of_birth',
        'a,web,2026-03-01,2026-02-01,2026-01-01,1980-01-01',
        'b,ad,,2026-02-02,2026-01-02,1981-01-01',
        'c,ad,,,2026-01-03,1982-01-01',
      ),
    });
    expect(mapping.shape).toBe('stage-dates');
    expect(mapping.stages).toEqual([
      { name: 'Signup', type: 'open' },
      { name: 'Demo', type: 'open' },
      { name: 'Won', type: 'won' },
    ]);
    expect(rolesOf(mapping)['date_of_birth']).toBe('attribute');
  });

  test('leads over two files of different formats that share a key', async () => {
    const { mapping, evidence } = await propose({
      'mql.csv':
        'mql_id;first_contact_date;origin\r\nk1;2018.02.01;Social\r\nk2;2018.02.02;Search\r\nk3;2018.02.03;Social\r\n',
      'deals.csv': 'mql_id,won_date,segment\nk2,2018-02-26 19:58:54,pet\n',
    });
    expect(mapping.shape).toBe('stage-dates');
    expect(mapping.files.map(({ role }) => role)).toEqual(['leads', 'leads']);
    expect(mapping.stages).toEqual([
      { name: 'First contact', type: 'open' },
      { name: 'Won', type: 'won' },
    ]);
    expect(evidence[0]).toMatchObject({ code: 'key-shared', details: { column: 'mql_id', files: 2 } });
  });

  test('a file per step beside the table of people that dates them', async () => {
    const people = Array.from(
      { length: 12 },
      (_, i) => `${i},2015-01-${String(i + 1).padStart(2, '0')},${i % 2 === 0 ? 'Desktop' : 'Mobile'}`,
    );
    const page = (name: string, n: number): string =>
      csv(`user_id,${name}`, ...Array.from({ length: n }, (_, i) => `${i},${name}`));
    const { mapping } = await propose({
      'pay.csv': page('payment_page', 3),
      'home.csv': page('home_page', 12),
      'users.csv': csv('user_id,date,device', ...people),
      'search.csv': page('search_page', 6),
    });
    expect(mapping.shape).toBe('step-files');
    expect(mapping.files.map(({ role }) => role)).toEqual(['step', 'step', 'people', 'step']);
    expect(mapping.stages.map(({ name }) => name)).toEqual(['home_page', 'search_page', 'payment_page']);
    expect(rolesOf(mapping, 2)).toEqual({ user_id: 'person', date: 'step-date', device: 'attribute' });
  });

  test('counts per stage', async () => {
    const { mapping } = await propose({ pasted: 'Visits\t12,400\nLeads\t830\nWon\t41\n' });
    expect(mapping).toMatchObject({
      shape: 'counts',
      counts: [
        { label: 'Visits', count: 12_400 },
        { label: 'Leads', count: 830 },
        { label: 'Won', count: 41 },
      ],
    });
  });

  test('numbers without anybody are no shape we know', async () => {
    const { mapping, confidence } = await propose({
      'x.csv': csv('frequency,weights', ...Array.from({ length: 30 }, (_, i) => `${i % 4},${i * 7}`)),
    });
    expect(mapping.shape).toBe('unknown');
    expect(confidence).toBeLessThan(0.5);
  });

  test('the user may say otherwise', async () => {
    const { mapping } = await propose(
      { 'leads.csv': csv('lead_id,demo_date,won_date', 'a,2026-01-01,2026-01-02', 'b,2026-01-01,') },
      'events',
    );
    expect(mapping).toMatchObject({ shape: 'events', files: [{ role: 'events', eventName: 'Leads' }] });
  });

  test('an open day-month order is asked, unless another file of the drop settles it', async () => {
    const open = csv('lead_id,demo_date,won_date', 'a,01/02/2026,03/02/2026', 'b,02/02/2026,');
    expect((await propose({ 'a.csv': open })).questions).toHaveLength(2);
    const { questions, mapping } = await propose({
      'a.csv': open,
      'b.csv': csv('lead_id,churn_date', 'a,25/12/2026'),
    });
    expect(questions).toEqual([]);
    expect(mapping.files[0]!.columns[1]!.reading).toMatchObject({ order: 'dmy' });
  });

  test('a remembered mapping fits the next file of the same headers, and no other', async () => {
    const text = csv('lead_id,demo_date,won_date', 'a,01/02/2026,03/02/2026');
    const { mapping } = await propose({ 'may.csv': text });
    const column = {
      ...mapping.files[0]!.columns[1]!,
      reading: { kind: 'date', order: 'dmy', precision: 'day', zone: 'workspace' },
    } as const;
    const decided: Mapping = {
      ...mapping,
      files: [
        {
          ...mapping.files[0]!,
          columns: [mapping.files[0]!.columns[0]!, column, mapping.files[0]!.columns[2]!],
        },
      ],
    };
    const next = await recogniseText('Lead ID;Demo Date;Won Date\nz;05/06/2026;\n', 'june.csv');
    const fitted = sameHeaders(decided, [next]);
    expect(fitted?.files[0]).toMatchObject({
      file: 'june.csv',
      format: { delimiter: ';' },
      columns: [{}, { reading: { order: 'dmy' } }, {}],
    });
    expect(sameHeaders(decided, [await recogniseText('other,headers\n1,2\n')])).toBeNull();
  });
});

test('M1 a currency that is the same in every row is kept, as another such column is not', async () => {
  const rows = Array.from({ length: 12 }, (_, i) => `c${i % 5},paid,2026-03-${10 + i},${i}.5,USD,web`);
  const { mapping } = await propose({
    'charges.csv': csv('customer_id,event,date,amount,currency,shop', ...rows),
  });
  expect(rolesOf(mapping)).toMatchObject({ amount: 'value', currency: 'property', shop: 'ignored' });
});
