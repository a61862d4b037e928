import type { WorkspaceView } from '../../protocol/requests.ts';

/** Whether churn can be asked of the data: events, or at least facts about people (one row per customer). */
export function canAskChurn({
  eventCount,
  personProperties,
}: Pick<WorkspaceView, 'eventCount' | 'personProperties'>): boolean {
  return eventCount > 0 || personProperties.length > 0;
}
