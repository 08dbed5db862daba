import { z } from 'zod';
import type { TurnRef } from '../../src/domain/engine.ts';
import { eventTypePattern } from '../../src/domain/event.ts';
import { followUpBounds, waitMsOf } from '../../src/domain/follow-up.ts';
import { ToolRefusal } from '../../src/domain/tool-refusal.ts';
import type { Tool } from '../../src/registry/tool.ts';
import type { Dependencies } from '../dependencies.ts';
import { engineTool } from '../engine-tool.ts';

/**
 * Lets a model promise to write later, and take it back. Both change rows of ours only, and the same once more changes
 * nothing: so they run like reads.
 */
export function followUpTools({ followUps }: Pick<Dependencies, 'followUps'>, turn: TurnRef): Tool[] {
  const { conversationId } = turn;
  const quick = { timeoutMs: 1_000, attempts: 3, run: 'local' } as const;
  const followUp = engineTool({
    name: 'follow_up',
    description:
      'Promise the customer to write to them later by yourself: after some time, or once something happens (onEvent: the type of the event, such as order.shipped), or whichever is first. Use it when you tell them that you will write again.',
    input: z.object({
      about: z.string().trim().min(1).max(followUpBounds.aboutTextMax).describe('What you will write about'),
      after: z
        .object({
          days: z.number().min(0).max(365).optional(),
          hours: z.number().min(0).max(8_760).optional(),
        })
        .optional(),
      onEvent: z.string().regex(eventTypePattern).optional(),
    }),
    effect: 'read',
    policy: quick,
    async run({ about, after, onEvent }) {
      const dueAt = after && dueAtOf(after);
      if (!dueAt && onEvent === undefined) throw new ToolRefusal('Say when: give after, or onEvent.');
      const promised = await followUps.promise({
        conversationId,
        about,
        ...(dueAt && { dueAt }),
        ...(onEvent !== undefined && { onEvent }),
      });
      if (promised) return { followUp: promised };
      throw new ToolRefusal(`No more than ${followUpBounds.openMax} can be open. Cancel one first.`);
    },
  });
  const cancel = engineTool({
    name: 'cancel_follow_up',
    description:
      'Take back a promise to write later, because the customer does not want it or it is settled.',
    input: z.object({ number: z.int().min(1).describe('The number of the follow-up') }),
    effect: 'read',
    policy: quick,
    async run({ number }) {
      if (await followUps.cancel(conversationId, number)) return { cancelled: number };
      const open = await followUps.open(conversationId);
      if (open.some((each) => each.number === number)) throw new Error('an open follow-up was not cancelled');
      return { cancelled: number, note: 'It is not open any more.', open };
    },
  });
  return [followUp, cancel];
}

function dueAtOf(after: { days?: number | undefined; hours?: number | undefined }): Date {
  const waitMs = waitMsOf(after);
  if (waitMs !== undefined) return new Date(Date.now() + waitMs);
  throw new ToolRefusal('A follow-up can be between one minute and 365 days from now.');
}
