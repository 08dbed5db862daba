import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { oneLine } from '../../start/one-line.ts';
import { replay } from '../../temporal/replay.ts';
import type { ReplayOrder } from './parse-arguments.ts';

interface Scene extends ReplayOrder {
  readonly client: Client;
  readonly bundle: { readonly code: string };
}

/** Replays runs of conversations one after the other, and prints each that this build can't go on with. */
export async function checkRuns(
  scene: Scene,
  print: (line: string) => void,
): Promise<{ checked: number; failed: number }> {
  const counts = { checked: 0, failed: 0 };
  for await (const run of runsOf(scene)) {
    const trouble = await troubleWith(scene, run);
    if (trouble === 'gone') continue;
    counts.checked += 1;
    if (trouble === undefined) continue;
    counts.failed += 1;
    print(`${run.workflowId} ${run.runId}: ${trouble}`);
  }
  return counts;
}

/** What still runs comes first: it is what a deploy would strand. */
async function* runsOf({ client, hours, limit }: Scene): AsyncGenerator<WorkflowExecutionInfo> {
  const since = new Date(Date.now() - hours * 3_600_000).toISOString();
  // One that ends meanwhile may be listed twice.
  const seen = new Set<string>();
  for (const which of [`ExecutionStatus = 'Running'`, `CloseTime > '${since}'`])
    for await (const run of client.workflow.list({ query: `WorkflowType = 'conversation' AND ${which}` })) {
      if (seen.has(run.runId)) continue;
      if (seen.size === limit) return;
      seen.add(run.runId);
      yield run;
    }
}

/** Why the run doesn't replay; `gone`: its history has been deleted meanwhile. */
async function troubleWith(
  { client, bundle }: Scene,
  { workflowId, runId }: WorkflowExecutionInfo,
): Promise<string | undefined> {
  const history = await client.workflow
    .getHandle(workflowId, runId)
    .fetchHistory()
    .catch((error: Error) => {
      if (error.name === 'WorkflowNotFoundError') return undefined;
      throw error;
    });
  if (!history) return 'gone';
  return await replay(history, bundle).then(
    () => undefined,
    (error: unknown) => oneLine(error),
  );
}
