import type { Control } from '../../base/control.ts';
import type { ActivityProofEvent } from '../../questions/activity.ts';
import type {
  RetentionPick,
  RetentionProof,
  RetentionQuestion,
  ReturnRule,
} from '../../questions/retention.ts';
import { isEverything } from '../../questions/filter.ts';
import { ownUnits, proofEvent } from '../activity/own-units.ts';
import { peopleAt, type ActivityPeople } from '../activity/source.ts';
import type { EventTable } from '../table.ts';
import { analyseRetention, type RetentionAnalysis } from './analysis.ts';
import { rowIndex } from './cohorts.ts';
import { Returns } from './returns.ts';

/**
 * Returns the starts that a figure of the answer counts, one entry each; their number is that figure. `at` is the first return event
 * that counts for the cell, NaN for those who didn't return. An unknown row or group, or a cell that isn't there, has nobody.
 */
export async function retentionPeople(
  table: EventTable,
  question: RetentionQuestion,
  pick: RetentionPick,
  control: Control,
): Promise<ActivityPeople> {
  const { source, analysis } = await analyseRetention(table, question, control);
  const found = analysis === null ? [] : await picked(analysis, pick, control);
  return peopleAt(source, question, found);
}

/** A start that was asked for: the places of its event and of the return event that counts. */
interface Found {
  readonly unit: number;
  readonly entered: number;
  readonly at: number;
  readonly row: number;
}

async function picked(
  { plan, entries, columns, cohorts, groups }: RetentionAnalysis,
  { row, cell, group }: RetentionPick,
  control: Control,
): Promise<Found[]> {
  const wanted = row === null ? -1 : rowIndex(cohorts, row);
  const inGroup =
    group === null
      ? -1
      : (groups?.shown.findIndex(({ kind, value }) => kind === group.kind && value === group.value) ?? -1);
  if (
    (row !== null && wanted < 0) ||
    (group !== null && inGroup < 0) ||
    (cell !== null && cell.column >= columns.count)
  )
    return [];
  const returns = new Returns(plan, columns, entries);
  const { from, to } = span(plan.question.rule, cell?.column ?? 0);
  const found: Found[] = [];
  let begun = false;
  /** R5: rows in which the column isn't over for everybody; no mean is over them. */
  const open = new Set<number>();
  for (let i = 0; i < entries.count; i++) {
    if ((i & 1023) === 0 && control.due()) await control.pause(i / entries.count);
    const own = cohorts.rowOf[i]!;
    if (own < 0 || (row !== null && own !== wanted) || (group !== null && groups?.groupOf[i] !== inGroup))
      continue;
    const start = { unit: entries.unit[i]!, entered: entries.at[i]!, at: -1, row: own };
    if (cell === null) {
      found.push(start);
      continue;
    }
    returns.follow(i);
    begun ||= returns.begun > cell.column;
    if (plan.periodic && returns.over <= cell.column) open.add(own);
    if ((!plan.periodic && returns.over <= cell.column) || returns.hit(cell.column) !== cell.returned)
      continue;
    const first = cell.returned
      ? returns.placesOf(i).find(({ slot }) => slot >= from && slot <= to && returns.enough(slot))
      : undefined;
    found.push({ ...start, at: first?.at ?? -1 });
  }
  if (row === null && open.size > 0) return found.filter((start) => !open.has(start.row));
  return cell === null || begun ? found : [];
}

/** The columns in which a return event may make a start count in `column` (R2). */
function span(rule: ReturnRule, column: number): { from: number; to: number } {
  if (rule === 'on-or-after') return { from: column, to: Infinity };
  return { from: rule === 'on-or-before' ? 0 : column, to: column };
}

/**
 * Returns why each start of one person counts as it does: of the person, or of every value whose start event is the person's. Without
 * any the list is empty.
 */
export async function proveRetention(
  table: EventTable,
  question: RetentionQuestion,
  person: number,
  control: Control,
): Promise<RetentionProof[]> {
  const { source, analysis } = await analyseRetention(table, question, control);
  if (analysis === null) return [];
  const { plan, entries, columns, cohorts } = analysis;
  const own = new Set(ownUnits(source, question, person));
  const returns = new Returns(plan, columns, entries);
  const proofs: RetentionProof[] = [];
  for (let i = 0; i < entries.count; i++) {
    const unit = entries.unit[i]!;
    const row = cohorts.rows[cohorts.rowOf[i]!];
    const start = entries.at[i]!;
    if (row === undefined || !own.has(unit) || source.personAt(start, unit) !== person) continue;
    const event = (at: number): ActivityProofEvent => proofEvent(source, unit, person, at);
    returns.follow(i);
    const { begun, over } = returns;
    const places = returns.placesOf(i);
    proofs.push({
      person,
      held: source.held(unit),
      row: { kind: row.kind, key: row.key },
      start: event(start),
      activeBefore: entries.before[i] === 1,
      columns: columns.from.map((_, column) => ({
        reached: column < begun,
        over: column < over,
        counted: returns.hit(column),
        returns: places.filter(({ slot }) => slot === column).map(({ at }) => event(at)),
      })),
      rules: rulesOf(question, row.opening || entries.before[i] === 1, over < begun),
    });
  }
  return proofs;
}

/** The rules that had a say, by number. */
function rulesOf(question: RetentionQuestion, flagged: boolean, open: boolean): string[] {
  const said: readonly (readonly [string, boolean])[] = [
    ['R1', flagged || question.entry !== 'first'],
    ['R2', true],
    ['R3', true],
    ['R5', open],
    ['R6', question.clock === 'rolling' || question.brackets !== null],
    ['R7', question.cohorts.by !== 'period'],
    ['F7', !isEverything(question.events) || !isEverything(question.people)],
    ['T1', question.clock === 'calendar'],
  ];
  return said.filter(([, applies]) => applies).map(([rule]) => rule);
}
