import proto from '@temporalio/proto';
import { workflowIdOf } from '../../src/domain/conversation.ts';
import type { Stage } from './stage.ts';

/** What turns add to a workflow's history. */
export interface HistoryCost {
  readonly events: number;
  readonly workflowTasks: number;
  readonly bytes: number;
}

const { HistoryEvent } = proto.temporal.api.history.v1;
const { EVENT_TYPE_WORKFLOW_TASK_COMPLETED } = proto.temporal.api.enums.v1.EventType;

/** All of a conversation's history so far. */
export async function historyOf({ client }: Pick<Stage, 'client'>, id: string): Promise<HistoryCost> {
  const { events } = await client.workflow.getHandle(workflowIdOf(id)).fetchHistory();
  const all = events ?? [];
  return {
    events: all.length,
    workflowTasks: all.filter((event) => event.eventType === EVENT_TYPE_WORKFLOW_TASK_COMPLETED).length,
    bytes: all.reduce((sum, event) => sum + HistoryEvent.encode(event).finish().length, 0),
  };
}

/** The mean of one turn. */
export function costPerTurn(before: HistoryCost, after: HistoryCost, turns: number): HistoryCost {
  return {
    events: (after.events - before.events) / turns,
    workflowTasks: (after.workflowTasks - before.workflowTasks) / turns,
    bytes: (after.bytes - before.bytes) / turns,
  };
}
