import { clickhouse } from '../bench/clickhouse.ts';
import { openSite } from '../bench/site.ts';

/** `npm run bench`. */
export async function main(args: string[]): Promise<number> {
  const n = Number(args[0] ?? 1e6);
  const site = await openSite(true);
  try {
    const d = await site.page.evaluate(([n, r]) => window.bench.duckdb(n!, r!), [n, 3]);
    console.log(JSON.stringify(d));
  } finally {
    await site.close();
  }
  console.log(JSON.stringify(await clickhouse(n, 3)));
  return 0;
}
