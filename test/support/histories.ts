import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
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

/** Runs the history again on the bundle's code. Rejects when the code decides otherwise than it is written. */
export async function replay(history: unknown, code?: string): Promise<void> {
  const bundle = code === undefined ? await workflowBundle() : { code };
  await Worker.runReplayHistory({ workflowBundle: bundle }, history);
}
