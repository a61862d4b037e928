import { describe, expect, test } from 'vitest';
import { imports } from '../../../src/i18n/en/import.ts';
import { uncontrolled } from '../../../src/base/control.ts';
import { dryRun, proposeMapping, recognise } from '../../../src/ingest/index.ts';
import type { ByteSource } from '../../../src/ingest/types.ts';
import { byteSource, value } from './helpers.ts';

const sentences: Readonly<Record<string, string | Readonly<Record<string, string>>>> = imports;

function textOf(key: string): string {
  const message = sentences[key];
  if (message === undefined) throw new Error(`no message ${key}`);
  return typeof message === 'string' ? message : Object.values(message).join(' ');
}

const utf8 = (name: string, text: string): ByteSource => byteSource(name, new TextEncoder().encode(text), 5);
/** Bytes of a text of Latin letters, which windows-1252 writes as their code points. */
const latin = (name: string, text: string): ByteSource =>
  byteSource(
    name,
    Uint8Array.from(text, (char) => char.charCodeAt(0)),
    5,
  );

const days = Array.from({ length: 30 }, (_, i) => i);
const crm = `deal_id,account,stage,created,closed,value\n${days
  .map((i) => `d${i},A${i % 4},${['New', 'Demo', 'Won', 'Lost'][i % 4]!},2026-01-${10 + (i % 9)},,${i}.5`)
  .join('\n')}\n`;
const page = (name: string, n: number): string =>
  `user_id,page\n${Array.from({ length: n }, (_, i) => `${i},${name}\n`).join('')}`;

/** Drops that between them show nearly every sign and warning. */
const drops: readonly (readonly ByteSource[])[] = [
  [latin('west.csv', 'user_id;event;time\nu1;caf\u00e9;03/02/2026\nu2;th\u00e9;04/02/2026\n')],
  [utf8('mark.csv', '\ufeffsep=;\nuser_id;event;time\r\nu1;a;1.2.2026\nu1;"b"x";soon\nu2;a;13.2.2026\n')],
  [
    utf8(
      'log.csv',
      `# export\nuser_id,session_id,event,time,amount\n${days
        .map(
          (i) => `u${i % 5},s${i % 9},e${i % 3},${i % 10 === 3 ? 'x' : `2026-03-29 03:${10 + i}:00`},${i},\n`,
        )
        .join('')}u1,s1,e1,2026-03-29 03:11:00,"1,200.50"\nTotal,,,,\n`,
    ),
  ],
  [utf8('one.csv', 'person,event\nu1,a\n')],
  [utf8('deals.csv', crm), utf8('accounts.csv', 'account,sector\nA0,x\nA1,y\nA9,z\n')],
  [
    utf8('a.csv', page('home', 6)),
    utf8('b.csv', page('pay', 3)),
    utf8('u.csv', 'user_id,date,x\n1,2026-01-01,k\n2,2026-01-02,l\n'),
  ],
  [
    utf8('m.csv', 'lead_id,demo_date,won_date\na,2026-03-01,2026-02-01\nb,2026-01-02,\n'),
    utf8('n.csv', 'lead_id,won_date\nb,2026-01-01 00:00\n'),
  ],
  [
    utf8('p.csv', 'person,event,time\nu1,a,2026-01-01 10:00+02:00\nu1,a,2026-01-01 10:00+02:00\n'),
    utf8('q.csv', 'person,event,time\nu2,a,2099-01-01 10:00+02:00\n'),
  ],
  [utf8('counts.txt', 'Visits 300\nLeads 20\n')],
  [utf8('what.csv', 'frequency,weights\n1,2\n1,3\n2,3\n')],
];

async function said(sources: readonly ByteSource[]) {
  const files = [];
  for (const source of sources) files.push(value(await recognise(source, {}, uncontrolled)));
  const { mapping, evidence } = proposeMapping(files);
  const dry = ['counts', 'unknown'].includes(mapping.shape)
    ? null
    : value(
        await dryRun(
          sources,
          mapping,
          { timeZone: 'Europe/Helsinki', now: Date.UTC(2026, 5, 1) },
          uncontrolled,
        ),
      );
  return [
    ...[...files.flatMap((file) => file.evidence), ...evidence].map(({ code, details }) => ({
      key: `import.evidence.${code}`,
      details,
    })),
    ...(dry?.warnings ?? []).map(({ code, details }) => ({ key: `import.warning.${code}`, details })),
  ];
}

describe('sentences of evidence and warnings', () => {
  test('every hole is filled, over files that show most of them', async () => {
    const met = new Set<string>();
    for (const drop of drops) {
      for (const { key, details } of await said(drop)) {
        met.add(key);
        for (const [, hole] of textOf(key).matchAll(/\{(\w+)\}/g))
          expect(Object.keys(details), key).toContain(hole);
      }
    }
    const all = Object.keys(sentences).filter((key) => /^import\.(?:evidence\.(?!group)|warning)/.test(key));
    expect(met.size).toBeGreaterThan(all.length * 0.7);
  });

  test('the line that is not UTF-8 is the first such, wherever the bytes are cut', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['user_id,event', 'u1,plain', 'u2,caf\u00e9', 'u3,th\u00e9', ''].join(end);
      for (const chunk of [1, 2, 7, 1000]) {
        const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
        const found = value(await recognise(byteSource('x.csv', bytes, chunk), {}, uncontrolled));
        expect(found.evidence[0]).toEqual({
          code: 'encoding-fallback',
          ok: false,
          details: { encoding: 'windows-1252', line: 3 },
        });
      }
    }
  });

  test('no sign puts a number before a noun in the plural', () => {
    const counted = new Set([
      'columns',
      'rows',
      'cells',
      'people',
      'names',
      'files',
      'stages',
      'lines',
      'events',
    ]);
    for (const [key, message] of Object.entries(sentences)) {
      if (!key.startsWith('import.evidence.') || typeof message !== 'string') continue;
      for (const [, word] of message.matchAll(/\{\w+\} (?:different )?(\w+)/g))
        expect(counted, key).not.toContain(word);
    }
  });
});
