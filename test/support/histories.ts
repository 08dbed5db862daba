import type { Client } from '@temporalio/client';
import { replay as replayOn } from '../../src/temporal/replay.ts';
import { workflowBundle } from '../../src/temporal/workflow-bundle.ts';

export type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;

/** The histories of a workflow's newest run and of those that it continued, oldest first. */
export async function historiesOf(client: Client, workflowId: string): Promise<History[]> {
  const histories: History[] = [];
  for (let runId: string | undefined; runId !== ''; ) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    histories.unshift(history);
    const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
    runId = started?.continuedExecutionRunId ?? '';
  }
  return histories;
}

/** Runs the history again on today's code, or on this. Rejects when the code decides otherwise than it is written. */
export async function replay(history: History, code?: string): Promise<void> {
  await replayOn(history, code === undefined ? await workflowBundle() : { code });
}
