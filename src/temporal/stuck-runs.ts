import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { workflowIdOf } from '../domain/conversation.ts';

export type StuckRuns = ReturnType<typeof createStuckRuns>;

/** The first tries are a few seconds apart: what a worker that died or a hiccup made fail is over by then. */
const attemptsMin = 4;

const deadlineMs = 3_000;

/**
 * Runs whose workflow task fails again and again, as after a change of the workflow that they can't be replayed on. Such
 * a run takes nothing in any more, for good; all that matters of it is in the database, from which the next one begins.
 */
export function createStuckRuns(client: Client) {
  return {
    /** Ends the conversation's run if it is stuck; whoever rings then begins the next. True: it was. */
    async end(conversationId: string): Promise<boolean> {
      return await client.withDeadline(Date.now() + deadlineMs, async () => {
        const workflowId = workflowIdOf(conversationId);
        const described = await client.workflow.getHandle(workflowId).describe();
        if (!(await isStuck(client, described))) return false;
        await client.workflow
          .getHandle(workflowId, described.runId)
          .terminate('Its workflow task failed again and again; begun anew with what the database remembers');
        return true;
      });
    },
  };
}

async function isStuck(
  client: Client,
  { workflowId, runId, status, raw }: WorkflowExecutionDescription,
): Promise<boolean> {
  if (status.name !== 'RUNNING' || (raw.pendingWorkflowTask?.attempt ?? 0) < attemptsMin) return false;
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: 50,
  });
  // A task that only timed out has no worker that answers: with another one it may go on.
  const last = history?.events?.find(
    (event) => event.workflowTaskFailedEventAttributes ?? event.workflowTaskTimedOutEventAttributes,
  );
  return last?.workflowTaskFailedEventAttributes !== undefined;
}
