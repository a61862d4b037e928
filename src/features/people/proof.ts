import type { TimelineEvent } from '../../protocol/requests.ts';
import type { ActivityProofEvent } from '../../questions/activity.ts';
import type { FunnelProof } from '../../questions/funnel.ts';

/** A line of a person's proof, in the order in which things happened. */
export type ProofRow =
  /** A step of the counted attempt. `event` null: counted without an event of its own (reached), or an optional step skipped. */
  | {
      readonly kind: 'step';
      readonly step: number;
      readonly event: TimelineEvent | null;
      readonly since: number | null;
    }
  /** Other events, those of the same name in a row gathered. */
  | { readonly kind: 'other'; readonly events: readonly [TimelineEvent, ...TimelineEvent[]] }
  /** What ended the chain: `step` is the one that was not reached. */
  | {
      readonly kind: 'broke';
      readonly step: number;
      readonly by: NonNullable<FunnelProof['brokenBy']>;
      readonly event: TimelineEvent | null;
    };

/** A proof ready to be shown: what came before the attempt, the attempt itself, and what came after it ended. */
export interface ProofView {
  readonly before: readonly TimelineEvent[];
  readonly rows: readonly ProofRow[];
  readonly after: readonly TimelineEvent[];
}

/**
 * Lays a proof over the person's events. Nothing is left out: every event is in `before`, in one of the rows or in
 * `after`, and every step up to the deepest one has a row.
 */
export function proofView(proof: FunnelProof, events: readonly TimelineEvent[]): ProofView {
  const used = proof.used.slice(0, proof.depth + 1);
  const stepOf = new Map<number, number>();
  for (const [step, mark] of used.entries()) if (mark !== null) stepOf.set(mark.event, step);
  const { brokenBy } = proof;
  const marked = [...stepOf.keys(), ...(brokenBy?.event != null ? [brokenBy.event] : [])];
  const first = marked.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...marked);
  const last = Math.max(-1, ...marked);
  const inside = (event: TimelineEvent): boolean => event.index <= last || stillRunning(proof, event);

  const rows: ProofRow[] = [];
  const before: TimelineEvent[] = [];
  const after: TimelineEvent[] = [];
  let nextStep = 0;
  let time: number | null = null;
  const passUntil = (end: number): void => {
    for (; nextStep < end; nextStep++)
      if (used[nextStep] === null) rows.push({ kind: 'step', step: nextStep, event: null, since: null });
  };

  for (const event of events) {
    const step = stepOf.get(event.index);
    if (event.index < first) before.push(event);
    else if (step !== undefined) {
      passUntil(step);
      rows.push({ kind: 'step', step, event, since: time === null ? null : event.time - time });
      nextStep = Math.max(nextStep, step + 1);
      time = event.time;
    } else if (brokenBy !== null && event.index === brokenBy.event) {
      passUntil(used.length);
      rows.push({ kind: 'broke', step: proof.depth + 1, by: brokenBy, event });
    } else if (inside(event)) addOther(rows, event);
    else after.push(event);
  }
  passUntil(used.length);
  if (brokenBy !== null && brokenBy.event === null && proof.depth >= 0)
    rows.push({ kind: 'broke', step: proof.depth + 1, by: brokenBy, event: null });
  return { before, rows, after };
}

/** Whether the attempt had not ended yet when the event happened, as far as time tells. */
function stillRunning({ brokenBy }: FunnelProof, event: TimelineEvent): boolean {
  if (brokenBy === null || brokenBy.event !== null) return false;
  if (brokenBy.kind === 'data-end' || brokenBy.kind === 'never') return true;
  return brokenBy.time !== null && event.time <= brokenBy.time;
}

function addOther(rows: ProofRow[], event: TimelineEvent): void {
  const previous = rows.at(-1);
  if (previous?.kind === 'other' && previous.events[0].name === event.name)
    rows[rows.length - 1] = { kind: 'other', events: [...previous.events, event] };
  else rows.push({ kind: 'other', events: [event] });
}

/** Where events came from: per file, the lines they stand on, ascending, runs of neighbours joined. Events of no file (sample data) are left out. */
export function sourcesOf(
  events: readonly TimelineEvent[],
): readonly { readonly file: string; readonly lines: readonly (readonly [number, number])[] }[] {
  const byFile = new Map<string, number[]>();
  for (const { file, line } of events) {
    if (file === null || file === '') continue;
    const lines = byFile.get(file);
    if (lines === undefined) byFile.set(file, [line]);
    else lines.push(line);
  }
  return [...byFile].map(([file, lines]) => ({ file, lines: joined(lines) }));
}

function joined(lines: readonly number[]): readonly (readonly [number, number])[] {
  const spans: [number, number][] = [];
  for (const line of [...new Set(lines)].sort((a, b) => a - b)) {
    const previous = spans.at(-1);
    if (previous !== undefined && line === previous[1] + 1) previous[1] = line;
    else spans.push([line, line]);
  }
  return spans;
}

/** The event of the person's timeline that a proof names; undefined where it is somebody else's with the same value. */
export function eventOf(
  { events }: { readonly events: readonly TimelineEvent[] },
  { own }: ActivityProofEvent,
): TimelineEvent | undefined {
  return own === null ? undefined : events.find(({ index }) => index === own);
}
