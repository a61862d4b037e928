import type { FunnelPick } from '../questions/funnel.ts';
import type { Query } from './router.svelte.ts';

/** What the address of a funnel says: what is asked, which of its people are open, and where the question came from. */
export interface FunnelAddress {
  /** The question as text; null asks for a proposal. */
  readonly question: string | null;
  readonly pick: FunnelPick | null;
  /** Code of the person whose timeline is open. */
  readonly person: number | null;
  /** Id of the saved insight that the question began as. */
  readonly insight: string | null;
}

/** The address of the page itself, with nothing asked. */
export const bareAddress: FunnelAddress = { question: null, pick: null, person: null, insight: null };

const SEGMENTS: readonly FunnelPick['segment'][] = ['entered', 'went-on', 'open', 'dropped', 'excluded'];
const KINDS = ['value', 'other', 'not-reached'] as const;

/** Returns the parts of the query string of an address; null for what it does not say. */
export function writeAddress({
  question,
  pick,
  person,
  insight,
}: FunnelAddress): Record<string, string | null> {
  return {
    q: question,
    insight,
    at: pick && `${pick.step + 1}.${pick.segment}`,
    group: pick?.group ? JSON.stringify([pick.group.kind, ...pick.group.values]) : null,
    period: pick && pick.period,
    person: person === null ? null : String(person),
  };
}

/** Reads an address back. A part that can't be read counts as not said. */
export function readAddress(query: Query): FunnelAddress {
  return {
    question: query['q'] ?? null,
    insight: query['insight'] ?? null,
    pick: readPick(query),
    person: readCode(query['person']),
  };
}

function readCode(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : null;
}

function readPick(query: Query): FunnelPick | null {
  const [, place, name] = /^(\d{1,3})\.([a-z-]+)$/.exec(query['at'] ?? '') ?? [];
  const segment = SEGMENTS.find((known) => known === name);
  if (place === undefined || place === '0' || segment === undefined) return null;
  return {
    step: Number(place) - 1,
    segment,
    group: readGroup(query['group']),
    period: query['period'] ?? null,
  };
}

function readGroup(text: string | undefined): FunnelPick['group'] {
  if (text === undefined) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(parts)) return null;
  const [first, ...values] = parts as unknown[];
  const kind = KINDS.find((known) => known === first);
  const readable = values.filter(
    (value): value is string | null => value === null || typeof value === 'string',
  );
  return kind !== undefined && readable.length === values.length ? { kind, values: readable } : null;
}

/** Returns whether two picks ask for the same people. */
export function samePick(a: FunnelPick | null, b: FunnelPick | null): boolean {
  if (a === null || b === null) return a === b;
  const text = (pick: FunnelPick): string =>
    JSON.stringify([
      pick.step,
      pick.segment,
      pick.period,
      pick.group && [pick.group.kind, ...pick.group.values],
    ]);
  return text(a) === text(b);
}
