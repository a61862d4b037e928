import type { Control } from '../../base/control.ts';
import { defaultFunnel, stepOf } from '../../questions/defaults.ts';
import { everything } from '../../questions/filter.ts';
import type { FunnelQuestion } from '../../questions/funnel.ts';
import { proposeRepeated } from '../activity/propose.ts';
import type { EventTable } from '../table.ts';

const MOST_CANDIDATES = 16;
const MOST_STEPS = 8;
/** Share of the people below which an event is too rare for a step. */
const RAREST = 0.002;
/** Order is measured on at most this many people, evenly spread. */
const SAMPLE = 40_000;
/** Share above which something counts as so throughout. */
const MOSTLY = 0.95;

const WON = /(?:^|[^\p{L}])(?:closed?[\s_-]*won|won|gewonnen|vunnet|voitettu|gagn[ée]e?)(?:$|[^\p{L}])/iu;
const LOST =
  /(?:^|[^\p{L}])(?:closed?[\s_-]*lost|lost|disqualified|unqualified|rejected|cancel(?:l?ed|lation)|churn(?:ed)?|verloren|perdue?|hävitty)(?:$|[^\p{L}])/iu;

interface Candidate {
  readonly name: string;
  readonly code: number;
  readonly people: number;
}

/** Names of what people come for, and of what goes wrong on the way; both as event logs write them. */
const GOAL =
  /purchas|order(?:ed|s|_|\b)|paid|payment[\s_-]*(?:success|succeeded|confirm|complet|done)|checkout[\s_-]*(?:complet|success|done)|transaction|subscri(?!.*cancel)|sign(?:ed)?[\s_-]*up|regist|convert|conversion|booked|booking|donat|install|confirmation|thank[\s_-]*you|\bbuy\b|bought|kauf|osto|achat/iu;
const TROUBLE = /error|fail|exception|crash|bug|timeout|declin|refund|complain|unsubscri|support|abandon/iu;
/** Share of those who reach the goal that must have done an event before it for the event to be a step. */
const NECESSARY = 0.5;

/**
 * Returns the most likely funnel of the data, or null without events. Steps are the most widespread events in the order in which
 * people first do them (each event's share of pairwise precedence over the others), kept where fewer and fewer people reach them.
 * Where names say won or lost it is read as a pipeline: won is last, lost closes, no window, later stages count for earlier ones.
 * Undated events are ordered by reach alone. A single event that people do again is followed by itself. The window is 30 days, none where nearly all first events of a person share one time.
 */
export async function proposeFunnel(table: EventTable, control: Control): Promise<FunnelQuestion | null> {
  const candidates = await frequentEvents(table, control);
  if (candidates.length === 0) return null;
  const lost = candidates.filter(({ name }) => LOST.test(name));
  const won = candidates.filter((candidate) => WON.test(candidate.name) && !lost.includes(candidate));
  const middle = candidates.filter((candidate) => !lost.includes(candidate) && !won.includes(candidate));
  const pipeline = won.length > 0 || (lost.length > 0 && isDayPrecise(table));
  const dated = table.span !== null;

  const last = won.toSorted((a, b) => b.people - a.people)[0];
  const stages = last === undefined ? middle : [...middle, last];
  const firsts = dated ? await firstTimes(table, stages, control) : null;
  const ordered =
    firsts === null ? [...middle].sort((a, b) => b.people - a.people) : towardsGoal(stages, last, firsts);
  // A pipeline's stages may be skipped: reach needn't fall from one to the next.
  const chain = (pipeline ? ordered : narrowing(ordered)).filter((candidate) => candidate !== last);
  const steps = [
    ...thinned(chain, MOST_STEPS - (last === undefined ? 0 : 1)),
    ...(last === undefined ? [] : [last]),
  ];
  const [only] = steps;
  if (only === undefined) return null;
  // Of a single event there is one way on: doing it again.
  if (candidates.length === 1 && (await proposeRepeated(table, control)) !== null) steps.push(only);
  const question = defaultFunnel(
    steps.map(({ name }) => stepOf(name)),
    pipeline || firsts === null || firsts.ties > MOSTLY ? null : { n: 30, unit: 'day' },
  );
  if (!pipeline) return question;
  return {
    ...question,
    order: 'reached',
    lost: lost.length === 0 ? null : { events: lost.map(({ name }) => name), where: everything },
  };
}

/** The events that most people do, most widespread first; won and lost are kept however rare. */
async function frequentEvents(table: EventTable, control: Control): Promise<Candidate[]> {
  const { offsets, name, names, personCount } = table;
  const people = new Uint32Array(names.size);
  const seen = new Int32Array(names.size).fill(-1);
  let active = 0;
  for (let person = 0; person < personCount; person++) {
    if ((person & 4095) === 0 && control.due()) await control.pause(0.5 * (person / personCount));
    const end = offsets[person + 1]!;
    if (end > offsets[person]!) active++;
    for (let row = offsets[person]!; row < end; row++) {
      const code = name[row]!;
      if (seen[code] === person) continue;
      seen[code] = person;
      people[code]!++;
    }
  }
  const all = Array.from(people, (count, code): Candidate => ({
    name: names.text(code),
    code,
    people: count,
  }))
    .filter(({ people: count }) => count > 0)
    .sort((a, b) => b.people - a.people || a.code - b.code);
  const telling = all.filter(({ name: text }) => WON.test(text) || LOST.test(text)).slice(0, 4);
  const common = all.filter(
    (candidate) => !telling.includes(candidate) && candidate.people >= RAREST * active,
  );
  return [...common.slice(0, MOST_CANDIDATES), ...telling];
}

/** How the first occurrences of events stand to each other among people who did both. */
interface FirstTimes {
  /** before[a × n + b]: people whose first a is before their first b; half a person where they share a time. */
  readonly before: Float64Array;
  /** Share of the pairs that share a time. */
  readonly ties: number;
}

/** Compares each person's first occurrences of the candidates, pair by pair. */
async function firstTimes(
  table: EventTable,
  candidates: readonly Candidate[],
  control: Control,
): Promise<FirstTimes> {
  const { offsets, name, time, names, personCount } = table;
  const n = candidates.length;
  const position = new Int16Array(names.size).fill(-1);
  candidates.forEach(({ code }, k) => (position[code] = k));
  const before = new Float64Array(n * n);
  const first = new Float64Array(n);
  const stride = Math.max(1, Math.floor(personCount / SAMPLE));
  let pairs = 0;
  let tied = 0;
  for (let person = 0; person < personCount; person += stride) {
    if (control.due()) await control.pause(0.5 + 0.5 * (person / personCount));
    first.fill(NaN);
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      const k = position[name[row]!]!;
      if (k >= 0 && Number.isNaN(first[k]!)) first[k] = time[row]!;
    }
    for (let a = 0; a < n; a++)
      for (let b = 0; b < n; b++) {
        if (first[a]! < first[b]!) {
          before[a * n + b]!++;
          pairs++;
        } else if (a !== b && first[a] === first[b]) {
          before[a * n + b]! += 0.5;
          pairs += 0.5;
          tied += 0.5;
        }
      }
  }
  return { before, ties: pairs === 0 ? 0 : tied / pairs };
}

/** Orders events by how often their first occurrence precedes those of the others, among people who did both. */
function byPrecedence(candidates: readonly Candidate[], { before }: FirstTimes): Candidate[] {
  const n = candidates.length;
  const score = candidates.map((_, a) => {
    let sum = 0;
    for (let b = 0; b < n; b++) {
      const pairs = before[a * n + b]! + before[b * n + a]!;
      sum += a === b || pairs === 0 ? 0.5 : before[a * n + b]! / pairs;
    }
    return sum;
  });
  return candidates
    .map((candidate, k) => ({ candidate, score: score[k]! }))
    .sort((a, b) => b.score - a.score || b.candidate.people - a.candidate.people)
    .map(({ candidate }) => candidate);
}

/** What leads to the goal (`won`, or what a name says people come for), in order, the goal last; all but trouble without one. */
function towardsGoal(
  candidates: readonly Candidate[],
  won: Candidate | undefined,
  firsts: FirstTimes,
): Candidate[] {
  const n = candidates.length;
  const { before } = firsts;
  const useful = byPrecedence(candidates, firsts).filter(({ name }) => !TROUBLE.test(name));
  const goal = won ?? useful.findLast(({ name }) => GOAL.test(name));
  if (goal === undefined || useful.length < 2) return useful;
  const g = candidates.indexOf(goal);
  const enough = NECESSARY * wentThrough(before, n, g);
  const leads = (candidate: Candidate): boolean =>
    candidate !== goal && before[candidates.indexOf(candidate) * n + g]! >= enough;
  return [...useful.filter((candidate) => leads(candidate) && candidate.people >= goal.people), goal];
}

/** The largest number of people (of those looked at) who did any one event before or with the goal. */
function wentThrough(before: Float64Array, n: number, goal: number): number {
  let most = 0;
  for (let a = 0; a < n; a++) if (a !== goal) most = Math.max(most, before[a * n + goal]!);
  return most;
}

/** The longest subsequence along which reach never grows; among equals the one that reaches most people. */
function narrowing(ordered: readonly Candidate[]): Candidate[] {
  const length: number[] = [];
  const weight: number[] = [];
  const previous: number[] = [];
  let best = -1;
  ordered.forEach(({ people }, i) => {
    length[i] = 1;
    weight[i] = people;
    previous[i] = -1;
    for (let j = 0; j < i; j++) {
      if (ordered[j]!.people < people) continue;
      const longer = length[j]! + 1;
      const heavier = weight[j]! + people;
      if (longer > length[i] || (longer === length[i] && heavier > weight[i])) {
        length[i] = longer;
        weight[i] = heavier;
        previous[i] = j;
      }
    }
    if (best < 0 || length[i] > length[best]! || (length[i] === length[best] && weight[i] > weight[best]!))
      best = i;
  });
  const chain: Candidate[] = [];
  for (let i = best; i >= 0; i = previous[i]!) chain.unshift(ordered[i]!);
  return chain;
}

/** At most `most` of the steps: those go first that lose the fewest people against the step before. */
function thinned(chain: readonly Candidate[], most: number): Candidate[] {
  const kept = [...chain];
  while (kept.length > most) {
    let least = 1;
    for (let i = 2; i < kept.length - 1; i++)
      if (kept[i - 1]!.people - kept[i]!.people < kept[least - 1]!.people - kept[least]!.people) least = i;
    kept.splice(least, 1);
  }
  return kept;
}

function isDayPrecise({ dayOnly, eventCount }: EventTable): boolean {
  if (dayOnly === null) return false;
  let days = 0;
  for (let row = 0; row < eventCount; row++) days += dayOnly[row]!;
  return days > eventCount / 2;
}
