import type { Run } from '../domain/run.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { EventTable } from '../engine/table.ts';
import { isOwnColumn } from './load-table.ts';
import type { WorkspaceView } from '../protocol/requests.ts';

/** Returns what an open workspace holds. People without any event or property left (erased, undone) are not counted. */
export function overview(
  table: EventTable,
  workspace: Workspace,
  runs: readonly Run[],
  readOnly: boolean,
): WorkspaceView {
  const counts = new Float64Array(table.names.size);
  for (let row = 0; row < table.eventCount; row++) counts[table.name[row]!]!++;
  const events = [...counts]
    .map((count, code) => ({ code, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.code - b.code)
    .map(({ code, count }) => ({ name: table.names.text(code), count }));
  let personCount = 0;
  for (let person = 0; person < table.personCount; person++)
    if (table.offsets[person + 1]! > table.offsets[person]!) personCount++;
  return {
    workspace,
    readOnly,
    eventCount: table.eventCount,
    personCount,
    span: table.span,
    events,
    eventProperties: table.eventProperties.filter(isOwnColumn),
    personProperties: table.personProperties,
    runs,
  };
}
