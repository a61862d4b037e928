import type { ActivityGroup } from '../questions/activity.ts';
import { readGroup, writeGroup } from './group-address.ts';
import type { Query } from './router.svelte.ts';

/** What the address of an analysis says: what is asked, which of its people are open, and where the question came from. */
export interface Address<Pick> {
  /** The question as text; null asks for a proposal. */
  readonly question: string | null;
  readonly pick: Pick | null;
  /** Group of a split that is on screen by itself; null: all together. */
  readonly shown: ActivityGroup | null;
  /** Code of the person whose timeline is open. */
  readonly person: number | null;
  /** Of several values of that person, such as deals, the one that is open; null: people are counted, or none was chosen. */
  readonly held: string | null;
  /** Id of the saved insight that the question began as. */
  readonly insight: string | null;
}

/** The address of a page itself, with nothing asked. */
export const bareAddress: Address<never> = {
  question: null,
  pick: null,
  shown: null,
  person: null,
  held: null,
  insight: null,
};

/** How the people picked in one kind of answer stand in an address. */
export interface PickForm<Pick> {
  /** Returns parts of the query string; null for a part that is left out. `pick` null: none are open. */
  write(pick: Pick | null): Record<string, string | null>;
  /** Reads them back; null when they say nothing or can't be read. */
  read(query: Query): Pick | null;
}

/** Returns the parts of the query string of an address; null for what it does not say. */
export function writeAddress<Pick>(
  { question, pick, shown, person, held, insight }: Address<Pick>,
  form: PickForm<Pick>,
): Record<string, string | null> {
  return {
    q: question,
    insight,
    ...form.write(pick),
    shown: writeGroup(shown),
    person: person === null ? null : String(person),
    held,
  };
}

/** Reads an address back. A part that can't be read counts as not said. */
export function readAddress<Pick>(query: Query, form: PickForm<Pick>): Address<Pick> {
  return {
    question: query['q'] ?? null,
    insight: query['insight'] ?? null,
    pick: form.read(query),
    shown: readGroup(query['shown']),
    person: readCode(query['person']),
    held: query['held'] ?? null,
  };
}

function readCode(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : null;
}

/** Returns whether two picks ask for the same people. */
export function samePick<Pick>(a: Pick | null, b: Pick | null, form: PickForm<Pick>): boolean {
  return JSON.stringify(form.write(a)) === JSON.stringify(form.write(b));
}
