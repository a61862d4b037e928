import type { ActivityProofEvent } from '../../questions/activity.ts';
import type { ActivityScope, ActivitySource } from './source.ts';

/** Returns the units that a person has a part in: the person, or every value that one of the person's events has. */
export function ownUnits(source: ActivitySource, scope: ActivityScope, person: number): number[] {
  if (scope.unit.by === 'person') return person < source.units ? [person] : [];
  const own: number[] = [];
  for (let unit = 0; unit < source.units; unit++)
    for (let at = source.offsets[unit]!; at < source.offsets[unit + 1]!; at++)
      if (source.personAt(at, unit) === person) {
        own.push(unit);
        break;
      }
  return own;
}

/** Returns the event of a unit at a place as a proof about a person names it. */
export function proofEvent(
  source: ActivitySource,
  unit: number,
  person: number,
  at: number,
): ActivityProofEvent {
  return {
    event: at - source.offsets[unit]!,
    own: source.personAt(at, unit) === person ? source.row(at) - source.table.offsets[person]! : null,
    time: source.time[at]!,
    dayOnly: source.dayOnly?.[at] === 1,
  };
}
