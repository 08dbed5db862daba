import { z } from 'zod';
import type { Decision } from '../src/domain/approval.ts';
import { bounds } from '../src/domain/bounds.ts';
import { cleanJson } from '../src/domain/clean-json.ts';
import { cleanText } from '../src/domain/clean-text.ts';
import type { InboxItem } from '../src/domain/engine.ts';
import { eventBounds, eventTypePattern, type OutsideEvent } from '../src/domain/event.ts';
import { type ChannelName, channelNames } from '../src/domain/message.ts';

/** An act on control that has to be checked and done. */
export type ControlSignal =
  | { readonly act: 'takeOver'; readonly by: string }
  | { readonly act: 'handBack'; readonly by: string; readonly note?: string | undefined }
  | { readonly act: 'close'; readonly by: string; readonly reason: string };

export type ReadSignal =
  | { readonly kind: 'message'; readonly message: { id: string; channel: ChannelName; text: string } }
  | { readonly kind: 'decision'; readonly decision: Decision & { readonly applied?: boolean | undefined } }
  | { readonly kind: 'control'; readonly act: ControlSignal }
  | { readonly kind: 'event'; readonly event: OutsideEvent }
  /** The database has it already. */
  | { readonly kind: 'doorbell' }
  | { readonly kind: 'invalid'; readonly problem: string };

/** Why an act changed nothing, and whose it was. */
export interface Refusal {
  readonly refused?: string;
  readonly by?: string;
}

export const refuse = (refused: string, by?: string): Refusal => ({
  refused,
  ...(by !== undefined && { by }),
});

/** Parses what anybody with access to Temporal may have sent. */
export function readSignal({ signal, payload }: InboxItem): ReadSignal {
  const parsed = schemas[signal].safeParse(payload);
  if (!parsed.success) return { kind: 'invalid', problem: problemOf(signal, parsed.error) };
  return parsed.data;
}

/** An operator's id, or `baton`. */
const by = z.string().min(1).max(100);
const reason = z.string().max(bounds.reasonTextMax);
const text = z.string().transform(cleanText).pipe(z.string().min(1).max(bounds.messageTextMax));

/** The console's signals carry the fence that it moved; the act itself is done. */
const fence = z.int().optional();

const schemas = {
  receiveMessage: z
    .object({ id: z.string().min(1).max(200), channel: z.enum(channelNames), text })
    .transform((message): ReadSignal => ({ kind: 'message', message })),
  decideApproval: z
    .object({
      approvalId: z.uuid(),
      version: z.int(),
      decision: z.enum(['approve', 'reject']),
      args: z.unknown().optional(),
      reason: reason.optional(),
      by,
      applied: z.boolean().optional(),
    })
    .refine((decision) => decision.decision === 'approve' || (decision.reason ?? '').trim() !== '', {
      path: ['reason'],
      message: 'a rejection needs a reason',
    })
    .transform(
      ({ reason, ...decision }): ReadSignal => ({
        kind: 'decision',
        decision: { ...decision, ...(reason !== undefined && { reason }) },
      }),
    ),
  takeOver: z
    .object({ by, fence })
    .transform((act) => controlOrDoorbell(act.fence, { act: 'takeOver', by: act.by })),
  handBack: z
    .object({ by, note: reason.optional(), fence })
    .transform((act) => controlOrDoorbell(act.fence, { act: 'handBack', by: act.by, note: act.note })),
  close: z
    .object({ by, reason: reason.min(1), fence })
    .transform((act) => controlOrDoorbell(act.fence, { act: 'close', by: act.by, reason: act.reason })),
  receiveEvent: z
    .object({
      id: z.string().transform(cleanText).pipe(z.string().min(1).max(eventBounds.idTextMax)),
      type: z.string().regex(eventTypePattern),
      data: z
        .record(z.string(), z.json())
        .overwrite((data) => cleanJson(data) as typeof data)
        .refine((data) => Buffer.byteLength(JSON.stringify(data)) <= eventBounds.dataBytesMax, {
          error: `at most ${eventBounds.dataBytesMax} bytes of JSON are expected`,
        }),
    })
    .transform((event): ReadSignal => ({ kind: 'event', event })),
  wakeUp: z.unknown().transform((): ReadSignal => ({ kind: 'doorbell' })),
} satisfies Record<InboxItem['signal'], z.ZodType<ReadSignal>>;

const controlOrDoorbell = (fence: number | undefined, act: ControlSignal): ReadSignal =>
  fence === undefined ? { kind: 'control', act } : { kind: 'doorbell' };

function problemOf(signal: string, error: z.ZodError): string {
  const [issue] = error.issues;
  return `${signal}: ${issue?.path.join('.') || 'payload'}: ${issue?.message ?? 'invalid'}`;
}
