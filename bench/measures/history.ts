import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { workflowIdOf } from '../../src/domain/conversation.ts';
import { openCustomer } from '../stage/customer.ts';
import { questions } from '../stage/scenario.ts';
import type { BatonService } from '../stage/services.ts';
import type { Stage } from '../stage/stage.ts';

/** What Temporal keeps of a conversation, over all its runs. */
export interface Kept {
  readonly events: number;
  readonly bytes: number;
  readonly transitions: number;
  readonly runs: number;
}

/** What turns of one long conversation add, early and late. */
export interface HistoryGrowth {
  readonly service: string;
  /** Means of one turn over the turns from the first number to the second. */
  readonly spans: readonly { readonly from: number; readonly to: number; readonly perTurn: Kept }[];
  readonly runs: number;
}

/** Plays a conversation to the last of the spans; what lies between them goes quickly. */
export async function measureHistory(
  stage: Pick<Stage, 'clientFor'>,
  { name, address, assistant, namespace }: BatonService,
  spans: readonly (readonly [from: number, to: number])[],
): Promise<HistoryGrowth> {
  const client = stage.clientFor(namespace);
  const customer = await openCustomer(address, assistant);
  const found: HistoryGrowth['spans'][number][] = [];
  let turn = 0;
  const playTo = async (last: number, question: string) => {
    for (; turn < last; turn += 1) await customer.say(question);
    await sleep(quietMs);
    return await keptOf(client, namespace, customer.conversationId);
  };
  for (const [from, to] of spans) {
    const before = await playTo(from - 1, questions.quick);
    const after = await playTo(to, questions.measured);
    found.push({ from, to, perTurn: perTurn(before, after, to - from + 1) });
  }
  await customer.leave();
  const { runs } = await keptOf(client, namespace, customer.conversationId);
  return { service: name, spans: found, runs };
}

/** For what follows an answer to be over. */
export const quietMs = 1_500;

/** Sums over the current run and those that it continues. */
export async function keptOf(
  { workflowService }: Client,
  namespace: string,
  conversationId: string,
): Promise<Kept> {
  const workflowId = workflowIdOf(conversationId);
  let kept: Kept = { events: 0, bytes: 0, transitions: 0, runs: 0 };
  let runId: string | undefined;
  do {
    const execution = { workflowId, ...(runId !== undefined && { runId }) };
    const { workflowExecutionInfo: run } = await workflowService.describeWorkflowExecution({
      namespace,
      execution,
    });
    kept = {
      events: kept.events + Number(run?.historyLength ?? 0),
      bytes: kept.bytes + Number(run?.historySizeBytes ?? 0),
      transitions: kept.transitions + Number(run?.stateTransitionCount ?? 0),
      runs: kept.runs + 1,
    };
    const first = { namespace, execution, maximumPageSize: 1 };
    const { history } = await workflowService.getWorkflowExecutionHistory(first);
    const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
    runId = started?.continuedExecutionRunId || undefined;
  } while (runId !== undefined);
  return kept;
}

const perTurn = (before: Kept, after: Kept, turns: number): Kept => ({
  events: (after.events - before.events) / turns,
  bytes: (after.bytes - before.bytes) / turns,
  transitions: (after.transitions - before.transitions) / turns,
  runs: after.runs - before.runs,
});
