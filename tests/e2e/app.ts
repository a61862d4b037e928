import { expect, type Download, type Page } from '@playwright/test';
import Papa from 'papaparse';
import type { Question } from '../../src/questions/question.ts';
import { encodeQuestion } from '../../src/questions/url.ts';

/** A small, tidy event log: 300 people, of whom 200 view, 100 put into a cart and 40 buy; made for these tests. */
export const EVENTS_CSV = [
  'person,event,time,device',
  ...Array.from({ length: 300 }, (_, i) => {
    const depth = i < 40 ? 4 : i < 100 ? 3 : i < 200 ? 2 : 1;
    const day = String(1 + (i % 20)).padStart(2, '0');
    return ['visit', 'view', 'cart', 'buy']
      .slice(0, depth)
      .map((event, k) => `p${i},${event},2026-03-${day}T1${k}:00:00Z,${i % 2 === 0 ? 'phone' : 'laptop'}`);
  }).flat(),
].join('\n');

/** Hands files to the page as if they were chosen in the browser's dialog. */
export async function chooseFiles(
  page: Page,
  files: readonly string[] | { name: string; text: string },
): Promise<void> {
  const input = page.locator('input[type=file][multiple]').first();
  if (Array.isArray(files)) await input.setInputFiles([...(files as readonly string[])]);
  else {
    const { name, text } = files as { name: string; text: string };
    await input.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  }
}

/** The button that starts the import, once the dry run is through. */
export async function importWhenReady(page: Page): Promise<void> {
  const go = page.getByRole('button', { name: /^Import [\d,]+ rows?$/ });
  await expect(go).toBeEnabled({ timeout: 60_000 });
  await go.click();
  await page.getByRole('link', { name: 'Open the funnel' }).click({ timeout: 60_000 });
  await funnelDrawn(page);
}

/** Resolves when an answer is on the funnel page. */
export async function funnelDrawn(page: Page): Promise<void> {
  await expect(ledger(page)).toBeVisible({ timeout: 30_000 });
}

/** The table under the chart. */
export function ledger(page: Page) {
  return page.getByRole('table', { name: /^People at each step/ });
}

/** People who entered each step, as the ledger has them. */
export async function entered(page: Page): Promise<number[]> {
  const cells = ledger(page)
    .getByRole('row', { name: /^Entered/ })
    .getByRole('cell');
  return (await cells.allInnerTexts()).map((text) => Number(text.replaceAll(/[^\d]/g, '')));
}

/** Opens a sample with 1,000 people; its funnel is proposed by the data. */
export async function openSample(
  page: Page,
  sample: 'Online shop' | 'B2B pipeline' | 'Free trial' = 'Online shop',
): Promise<void> {
  await page.goto('./');
  await page.getByRole('combobox', { name: 'Size' }).selectOption('1,000 people');
  await page.getByRole('button', { name: sample }).click();
  await funnelDrawn(page);
}

/** Asks a question of the open workspace by its address. */
export async function openQuestion(page: Page, question: Question): Promise<void> {
  const [place = ''] = /^.*\/w\/\w+/.exec(page.url()) ?? [];
  await page.goto(`${place}/funnel?q=${encodeURIComponent(encodeQuestion(question))}`);
}

/** The text of a file that the page hands over, without its byte order mark. */
export async function textOf(download: Download): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** Rows of a table that the funnel page exports, by the names of its columns. */
export async function csvFrom(
  page: Page,
  item: string,
): Promise<readonly Readonly<Record<string, string>>[]> {
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  return Papa.parse<Record<string, string>>(await textOf(await download), {
    header: true,
    skipEmptyLines: true,
  }).data;
}
