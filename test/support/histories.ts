import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
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

/**
 * Runs the history again on the bundle's code. Rejects when the code decides otherwise than it is written, and when it
 * numbers a timer otherwise, which the SDK doesn't look at: Temporal then refuses the run when that timer is given up.
 */
export async function replay(history: History, code?: string): Promise<void> {
  const bundle = code === undefined ? await workflowBundle() : { code };
  const begun = new Map<string, string>();
  const encode = Completion.encodeDelimited;
  Completion.encodeDelimited = (completion, writer) => {
    for (const { startTimer, userMetadata } of completion.successful?.commands ?? [])
      if (startTimer) begun.set(String(startTimer.seq), summaryOf(userMetadata));
    return encode.call(Completion, completion, writer);
  };
  try {
    await Worker.runReplayHistory({ workflowBundle: bundle }, history);
  } finally {
    Completion.encodeDelimited = encode;
  }
  for (const { id, summary } of timersOf(history))
    assert.equal(begun.get(id), summary, `timer ${id} is another one now`);
}

/** The timers that the history tells of, by number, with what each waits for. */
export const timersOf = (history: History): { id: string; summary: string }[] =>
  (history.events ?? []).flatMap(({ timerStartedEventAttributes: timer, userMetadata }) =>
    timer ? [{ id: timer.timerId ?? '', summary: summaryOf(userMetadata) }] : [],
  );

const Completion = proto.coresdk.workflow_completion.WorkflowActivationCompletion;

const summaryOf = (metadata: proto.temporal.api.sdk.v1.IUserMetadata | null | undefined): string =>
  Buffer.from(metadata?.summary?.data ?? []).toString();
