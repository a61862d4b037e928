import { describe, expect, it } from 'vitest';
import { isOfOneEvent } from '../../../../src/features/import/one-event.ts';
import type { ColumnRole, FileMapping, FileRole, Shape } from '../../../../src/ingest/types.ts';

const file = (
  name: string | null,
  kinds: readonly ('person' | 'event-name' | 'time')[],
  role: FileRole = 'events',
) =>
  ({
    file: 'orders.csv',
    role,
    eventName: name,
    columns: kinds.map((kind) => ({ role: { kind } satisfies ColumnRole })),
  }) as unknown as FileMapping;
const of = (files: readonly FileMapping[], shape: Shape = 'events'): boolean =>
  isOfOneEvent({ shape, files });

describe('files of one event', () => {
  it('name no event by a column, and all call it alike', () => {
    expect(of([file('Orders', ['person', 'time'])])).toBe(true);
    expect(of([file('Orders', ['person']), file(null, ['person'], 'people')])).toBe(true);
    expect(of([file(null, ['person', 'event-name', 'time'])])).toBe(false);
    expect(of([file('Orders', ['person']), file('Returns', ['person'])])).toBe(false);
  });

  it('are no files of stages or people', () => {
    expect(of([file('Orders', ['person'])], 'stage-dates')).toBe(false);
    expect(of([file(null, ['person'], 'people')], 'people')).toBe(false);
  });
});
