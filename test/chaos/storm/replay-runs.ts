import '../../support/quiet-runtime.ts';
import type { Client } from '@temporalio/client';
import { checkRuns } from '../../../src/commands/replay/check-runs.ts';
import { workflowBundle } from '../../../src/temporal/workflow-bundle.ts';
import type { Verdict } from '../checker/check-storm.ts';

/** Whatever was killed when, each run must replay: the next worker that gets it has nothing else. */
export async function replayRuns(client: Client): Promise<Verdict> {
  const violations: string[] = [];
  const order = { client, bundle: await workflowBundle(), hours: 24, limit: runsMax };
  const { checked } = await checkRuns(order, (line) => violations.push(`doesn't replay: ${line}`));
  return { counts: [`${checked} runs replayed`], violations };
}

const runsMax = 400;
