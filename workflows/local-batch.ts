import { condition, workflowInfo } from '@temporalio/workflow';
import { endTogether, type Group } from './end-together.ts';

/** Local activities that were asked for in one activation. */
interface Batch extends Group {
  /** The length of the history when the first was asked for. */
  readonly startedAt: number;
}

let batch: Batch | undefined;
let isOn = false;

/** Whether this run keeps to batches: those that began without must go on so, or they would not replay. */
export function endLocalsTogether(isWanted: boolean): void {
  isOn = isWanted;
}

/**
 * Local activities that run at once end at once: what came of the first is told when the last has ended, and what is
 * asked for meanwhile waits. For while a worker runs them, their results come one by one, and when the run is replayed
 * they come together. Whatever is decided in between (a timer begun and given up, which of two is asked for first)
 * would then be numbered otherwise than it was, and Temporal refuses a run that gives up a timer by a wrong number.
 */
export async function inBatch<T>(call: () => Promise<T>): Promise<T> {
  if (!isOn) return await call();
  await turnToJoin();
  batch ??= { startedAt: workflowInfo().historyLength, running: 0, hasResults: false, releases: [] };
  return await endTogether(batch, call, () => {
    batch = undefined;
  });
}

/**
 * Waits for a batch that may be joined, and in any case for all that goes on at this moment: whoever has waited since
 * before a batch ended joins after those whom it tells, and in a replay both may come in one activation.
 */
async function turnToJoin(): Promise<void> {
  let isAskedAtOnce = true;
  await condition(() => {
    if (!isAskedAtOnce) return mayJoin();
    // Conditions are looked at once when they are made, and then when nothing else goes on.
    isAskedAtOnce = false;
    return false;
  });
}

const mayJoin = () =>
  batch === undefined || (!batch.hasResults && batch.startedAt === workflowInfo().historyLength);
