import { defaultPayloadConverter } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import type { CallOrder } from '../../../src/domain/tool.ts';

/** A durable tool call as the workflow's history has it. */
export interface HistoricCall {
  readonly order: CallOrder;
  /** Runs that were begun, as Temporal counts them. */
  attempts: number;
  /** ms since the epoch; undefined: it has no completion. */
  completedAt?: number;
}

type Event = temporal.api.history.v1.IHistoryEvent;

/** Every tool call that the workflow scheduled as an activity. */
export function toolCallsInHistory(history: temporal.api.history.v1.IHistory): HistoricCall[] {
  const calls = new Map<string, HistoricCall>();
  for (const event of history.events ?? []) {
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled?.activityType?.name === 'runTool') {
      const [payload] = scheduled.input?.payloads ?? [];
      const { order } = defaultPayloadConverter.fromPayload<{ order: CallOrder }>(payload ?? {});
      calls.set(String(event.eventId), { order, attempts: 0 });
    }
    const started = event.activityTaskStartedEventAttributes;
    const begun = calls.get(String(started?.scheduledEventId));
    if (begun) begun.attempts = started?.attempt ?? 0;
    const completed = calls.get(String(event.activityTaskCompletedEventAttributes?.scheduledEventId));
    if (completed) completed.completedAt = msOf(event);
  }
  return [...calls.values()];
}

const msOf = ({ eventTime }: Event) =>
  Number(eventTime?.seconds ?? 0) * 1_000 + Math.floor((eventTime?.nanos ?? 0) / 1_000_000);
