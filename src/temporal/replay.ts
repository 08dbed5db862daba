import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';

export type History = proto.temporal.api.history.v1.IHistory;

/**
 * Runs the history again on the workflows' code, with no effect. Rejects when the code decides otherwise than it is
 * written, and when it numbers a timer otherwise, which the SDK doesn't look at: Temporal then refuses the run when
 * that timer is given up. One at a time in a process.
 */
export async function replay(history: History, workflowBundle: { readonly code: string }): Promise<void> {
  const begun = new Map<string, string>();
  const encode = Completion.encodeDelimited;
  Completion.encodeDelimited = (completion, writer) => {
    for (const { startTimer, userMetadata } of completion.successful?.commands ?? [])
      if (startTimer) begun.set(String(startTimer.seq), summaryOf(userMetadata));
    return encode.call(Completion, completion, writer);
  };
  try {
    await Worker.runReplayHistory({ workflowBundle }, history);
  } finally {
    Completion.encodeDelimited = encode;
  }
  for (const { id, summary } of timersOf(history)) {
    const now = begun.get(id) ?? '';
    if (now !== summary)
      throw new Error(
        `timer ${id} was begun as ${summary || 'one without a name'}, and now as ${now || 'none'}`,
      );
  }
}

/** The timers that the history tells of, by number, with what each waits for. */
export const timersOf = (history: History): { id: string; summary: string }[] =>
  (history.events ?? []).flatMap(({ timerStartedEventAttributes: timer, userMetadata }) =>
    timer ? [{ id: timer.timerId ?? '', summary: summaryOf(userMetadata) }] : [],
  );

const Completion = proto.coresdk.workflow_completion.WorkflowActivationCompletion;

const summaryOf = (metadata: proto.temporal.api.sdk.v1.IUserMetadata | null | undefined): string =>
  Buffer.from(metadata?.summary?.data ?? []).toString();
