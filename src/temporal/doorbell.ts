import type { Client } from '@temporalio/client';
import type { conversation } from '../../workflows/conversation.ts';
import type {
  Close,
  DecideApproval,
  HandBack,
  ReceiveEvent,
  ReceiveMessage,
  TakeOver,
} from '../../workflows/signals.ts';
import type { Decision } from '../domain/approval.ts';
import { workflowIdOf } from '../domain/conversation.ts';
import type { ChannelName } from '../domain/message.ts';
import { livePriority } from '../domain/priorities.ts';
import { taskQueue as defaultTaskQueue } from './task-queue.ts';

/** Whose workflow is rung: a closed one is opened again, with what the database remembers. */
export interface Rung {
  readonly conversationId: string;
  readonly assistant: string;
}

export type Doorbell = ReturnType<typeof createDoorbell>;

/** Longer than this nobody waits at the door: what stands in the database is rung for again. */
const deadlineMs = 3_000;

/** Tells a conversation's workflow, starting it if need be. Rejects when Temporal doesn't answer in time. */
export function createDoorbell(client: Client, taskQueue = defaultTaskQueue) {
  async function ring(rung: Rung, signal: string, payload: unknown): Promise<void> {
    const { conversationId, assistant } = rung;
    await client.withDeadline(Date.now() + deadlineMs, () =>
      client.workflow.signalWithStart<typeof conversation, [unknown]>('conversation', {
        workflowId: workflowIdOf(conversationId),
        taskQueue,
        args: [{ conversationId, assistant }],
        workflowTaskTimeout: '5 seconds',
        priority: livePriority(assistant),
        signal,
        signalArgs: [payload],
      }),
    );
  }

  return {
    message: ({ conversationId, assistant, ...message }: Rung & RungMessage) =>
      ring({ conversationId, assistant }, 'receiveMessage', message satisfies ReceiveMessage),
    takeOver: ({ conversationId, assistant, ...act }: Rung & TakeOver) =>
      ring({ conversationId, assistant }, 'takeOver', act satisfies TakeOver),
    handBack: ({ conversationId, assistant, ...act }: Rung & HandBack) =>
      ring({ conversationId, assistant }, 'handBack', act satisfies HandBack),
    close: ({ conversationId, assistant, ...act }: Rung & Close) =>
      ring({ conversationId, assistant }, 'close', act satisfies Close),
    decide: ({ conversationId, assistant, decision }: Rung & { decision: Decision }) =>
      ring({ conversationId, assistant }, 'decideApproval', {
        ...decision,
        applied: true,
      } satisfies DecideApproval),
    event: ({ conversationId, assistant, id, type, data }: Rung & ReceiveEvent) =>
      ring({ conversationId, assistant }, 'receiveEvent', { id, type, data } satisfies ReceiveEvent),
    /** Something is due that only the database knows of. */
    wakeUp: (rung: Rung) => ring(rung, 'wakeUp', {}),
  };
}

interface RungMessage {
  readonly id: string;
  readonly channel: ChannelName;
  readonly text: string;
  readonly seq: number;
}
