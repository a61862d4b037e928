import { AGE_LIMITS } from '../engine/stages/ways.ts';
import type { StagesPick } from '../questions/stages.ts';
import type { PickForm } from './address.ts';
import { readGroup, writeGroup } from './group-address.ts';

const STATES = ['entered', 'went-on', 'went-back', 'lost', 'open', 'overdue'] as const;
const OUTCOMES = ['all', 'won', 'lost', 'open'] as const;
const HAND_OVERS = ['all', 'done', 'waiting', 'closed'] as const;

/** How the leads of a pipeline stand in an address: `at=stage.2.overdue`, `at=move.1.3`, stages from 1; an outcome with its group where there is one. */
export const stagesPicks: PickForm<StagesPick> = {
  write: (pick) => ({
    at: pick && placeOf(pick),
    group: pick?.of === 'outcome' ? writeGroup(pick.group) : null,
  }),
  read(query) {
    const [of = '', ...parts] = (query['at'] ?? '').split('.');
    const [first = '', second = ''] = parts;
    const a = number(first);
    const b = number(second);
    switch (of) {
      case 'stage': {
        const state = STATES.find((known) => known === second);
        return a === null || a < 1 || state === undefined ? null : { of, stage: a - 1, state };
      }
      case 'aged':
        return a === null || b === null || a < 1 || b < 1 || b > AGE_LIMITS.length + 1
          ? null
          : { of, stage: a - 1, bucket: b - 1 };
      case 'undated':
        return a === null || a < 1 ? null : { of, place: a - 1 };
      case 'move':
        return a === null || b === null || a < 1 || b < 1 ? null : { of, from: a - 1, to: b - 1 };
      case 'cycle':
        return a === null || (b === null && second !== 'end') ? null : { of, from: a, to: b };
      case 'overdue':
        return { of };
      case 'outcome': {
        const state = OUTCOMES.find((known) => known === first);
        return state === undefined
          ? null
          : { of, state, group: readGroup(query['group']), ...(b !== null && { by: b }) };
      }
      case 'hand-over': {
        const state = HAND_OVERS.find((known) => known === first);
        return state === undefined ? null : { of, state };
      }
      default:
        return null;
    }
  },
};

function placeOf(pick: StagesPick): string {
  switch (pick.of) {
    case 'stage':
      return `stage.${pick.stage + 1}.${pick.state}`;
    case 'aged':
      return `aged.${pick.stage + 1}.${pick.bucket + 1}`;
    case 'undated':
      return `undated.${pick.place + 1}`;
    case 'move':
      return `move.${pick.from + 1}.${pick.to + 1}`;
    case 'cycle':
      return `cycle.${pick.from}.${pick.to ?? 'end'}`;
    case 'overdue':
      return pick.of;
    case 'outcome':
      return `outcome.${pick.state}${pick.by === undefined ? '' : `.${pick.by}`}`;
    case 'hand-over':
      return `hand-over.${pick.state}`;
  }
}

function number(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
