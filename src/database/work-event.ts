import { type CallbackState, callbackBounds, type WorkEnd, workEvents } from '../domain/callback.ts';
import type { OutsideEvent } from '../domain/event.ts';
import type { Effect } from '../domain/tool.ts';

interface Work {
  readonly id: string;
  readonly tool: string;
  readonly args: unknown;
  readonly effect: Effect;
}

/** The end of work as the event that opens a turn about it; without an end, that it is overdue. */
export const workEvent = (
  work: Work,
  state: Exclude<CallbackState, 'running'>,
  end: WorkEnd | undefined,
): OutsideEvent => ({ id: `${workEventPrefix}${work.id}`, type: workEvents[state], data: dataOf(work, end) });

const workEventPrefix = 'callback-';

/** The work whose end an event tells; undefined for events of any other kind. */
export const workIdOf = (eventId: string): string | undefined =>
  new RegExp(`^${workEventPrefix}([0-9a-f-]{36})$`).exec(eventId)?.[1];

function dataOf({ tool, args, effect }: Work, end: WorkEnd | undefined): OutsideEvent['data'] {
  const asked = cut(args);
  if (!end)
    return {
      tool,
      asked,
      effect,
      note: 'It did not report its end in time: nobody knows whether it is done.',
    };
  return end.status === 'done'
    ? { tool, asked, result: cut(end.output) }
    : { tool, asked, failed: true, reason: end.reason };
}

/** The event must fit its bound, and the model's window; the ledger keeps the whole. */
function cut(value: unknown): unknown {
  const bytes = Buffer.from(JSON.stringify(value) ?? 'null');
  if (bytes.length <= callbackBounds.toldBytesMax) return value;
  // Quotes in a text that is JSON once more take two bytes each.
  const beginning = bytes.subarray(0, callbackBounds.toldBytesMax / 2).toString();
  return { cut: true, beginning: beginning.replace(/\uFFFD+$/, '') };
}
