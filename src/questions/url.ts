import { appError } from '../base/error.ts';
import { err, type Result } from '../base/result.ts';
import { defaultFunnel, stepOf } from './defaults.ts';
import { isEverything, type Filter } from './filter.ts';
import type { FunnelQuestion, FunnelStep } from './funnel.ts';
import { readNotation, writeNotation, type Plain } from './notation.ts';
import type { Question } from './question.ts';
import { validateQuestion } from './validate.ts';

/**
 * Returns a question as text for an address: short, legible, of characters that addresses leave alone. What equals
 * the default is left out, and a step that is nothing but events is written as those: `funnel(steps~(~'Visit~'Buy))`.
 */
export function encodeQuestion(question: Question): string {
  const { kind, ...rest } = question;
  const brief = question.kind === 'funnel' ? briefFunnel(question) : without(plainOf(rest), { version: 1 });
  return kind + writeNotation(brief);
}

/**
 * Reads `encodeQuestion`'s text back. Parts that a later version added are left out, parts that it dropped get their
 * defaults. `question-unreadable` when it isn't such a text, `question-invalid` when it says no valid question.
 */
export function decodeQuestion(text: string): Result<Question> {
  const open = text.indexOf('(');
  const kind = text.slice(0, open);
  const read = open < 1 ? undefined : readNotation(text.slice(open));
  if (read === undefined || read === null || typeof read !== 'object' || Array.isArray(read))
    return err(appError('question-unreadable', { what: text.slice(0, 80) }));
  const value = { ...(read as Record<string, Plain>), kind };
  return validateQuestion(kind === 'funnel' ? fullFunnel(value) : value);
}

/** Defaults that the address needn't say; `version` among them until there is a second. */
const FUNNEL_DEFAULTS = plainOf(defaultFunnel([]));
const STEP_DEFAULTS = plainOf(stepOf());
const RANGE_DEFAULTS = { from: null, to: null, by: 'entry' };

function briefFunnel(question: FunnelQuestion): Plain {
  const brief = without(plainOf(question), FUNNEL_DEFAULTS);
  return { ...brief, steps: question.steps.map(briefStep), ...(brief['range'] !== undefined && { range: without(brief['range'], RANGE_DEFAULTS) }) };
}

function briefStep(step: FunnelStep): Plain {
  const brief = without(plainOf(step), STEP_DEFAULTS);
  const bare = Object.keys(brief).every((key) => key === 'events');
  if (!bare) return brief;
  return step.events.length === 1 ? step.events[0]! : [...step.events];
}

function fullFunnel(value: Record<string, Plain>): unknown {
  const { steps } = value;
  return {
    ...FUNNEL_DEFAULTS,
    ...value,
    ...(Array.isArray(steps) && { steps: (steps as readonly Plain[]).map(fullStep) }),
  };
}

function fullStep(step: Plain): unknown {
  if (typeof step === 'string') return stepOf(step);
  if (Array.isArray(step)) return { events: step };
  return step !== null && typeof step === 'object' ? Object.assign({ events: [] }, step) : step;
}

/** The value as plain JSON; filters that everything satisfies as the one empty filter. */
function plainOf(value: object): Record<string, Plain> {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      (key === 'where' || key === 'people' || key === 'events') && isFilter(part) && isEverything(part) ? { kind: 'all', of: [] } : part,
    ),
  ) as Record<string, Plain>;
}

function isFilter(value: unknown): value is Filter {
  return value !== null && typeof value === 'object' && 'kind' in value;
}

function without(value: Plain, defaults: Readonly<Record<string, Plain>>): Record<string, Plain> {
  return Object.fromEntries(Object.entries(value as Record<string, Plain>).filter(([key, part]) => JSON.stringify(part) !== JSON.stringify(defaults[key])));
}
