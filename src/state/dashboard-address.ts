import * as v from 'valibot';
import { crossSchema, scopeSchema, type CrossFilter, type DashboardScope } from '../questions/dashboard.ts';
import { readNotation, writeNotation, type Plain } from '../questions/notation.ts';
import { BACKWARDS } from '../questions/parts.ts';
import type { Query } from './router.svelte.ts';

/** What the address of the dashboards says. */
export interface DashboardAddress {
  /** Id of the dashboard that is open; null: the usual one. */
  readonly board: string | null;
  /** What every tile is asked about; null: as the dashboard is kept. */
  readonly scope: DashboardScope | null;
  /** The mark that the other tiles are narrowed to. */
  readonly cross: CrossFilter | null;
}

/** Returns the parts of the query string of an address; null for what it doesn't say. */
export function writeDashboardAddress({
  board,
  scope,
  cross,
}: DashboardAddress): Record<'board' | 'scope' | 'only', string | null> {
  return { board, scope: scope && text(scope), only: cross && text(cross) };
}

/** Reads an address back. A part that can't be read counts as not said. */
export function readDashboardAddress(query: Query): DashboardAddress {
  return {
    board: query['board'] ?? null,
    scope: read(scopeSchema, query['scope']),
    cross: read(crossSchema, query['only']),
  };
}

/** Returns why what an address asks everything about is ignored; null when it isn't, or nothing is said. */
export function scopeRefused({ scope }: Query): 'backwards' | 'unreadable' | null {
  if (scope === undefined) return null;
  const { success, issues } = v.safeParse(scopeSchema, readNotation(scope));
  if (success) return null;
  return issues.some(({ message }) => message === BACKWARDS) ? 'backwards' : 'unreadable';
}

function text(value: object): string {
  return writeNotation(JSON.parse(JSON.stringify(value)) as Plain);
}

function read<T>(schema: v.GenericSchema<unknown, T>, written: string | undefined): T | null {
  if (written === undefined) return null;
  const parsed = v.safeParse(schema, readNotation(written));
  return parsed.success ? parsed.output : null;
}
