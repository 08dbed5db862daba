import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Conversation } from '../src/domain/conversation.ts';
import type { ChannelName } from '../src/domain/message.ts';

/** A customer's message. With `seq` its row exists and this is a doorbell; without, the row is written first. */
export interface ReceiveMessage {
  readonly id: string;
  readonly channel: ChannelName;
  readonly text?: string;
  readonly seq?: number;
}

/** A person's word on an approval; `applied` when the database has it already. */
export interface DecideApproval {
  readonly approvalId: string;
  readonly version: number;
  readonly decision: 'approve' | 'reject';
  readonly args?: unknown;
  readonly reason?: string;
  readonly by: string;
  readonly applied?: boolean;
}

/** An operator's act on control; with `fence` the database has it already. */
export interface TakeOver {
  readonly by: string;
  readonly fence?: number;
}

export interface HandBack {
  readonly by: string;
  readonly note?: string;
  readonly fence?: number;
}

export interface Close {
  readonly by: string;
  readonly reason: string;
  readonly fence?: number;
}

/** What another system tells of the customer's affairs. Its row is written first, or by whoever takes this in. */
export interface ReceiveEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export const receiveMessage = defineSignal<[ReceiveMessage]>('receiveMessage');
export const decideApproval = defineSignal<[DecideApproval]>('decideApproval');
export const takeOver = defineSignal<[TakeOver]>('takeOver');
export const handBack = defineSignal<[HandBack]>('handBack');
export const close = defineSignal<[Close]>('close');
export const receiveEvent = defineSignal<[ReceiveEvent]>('receiveEvent');
/** Something is due that the database knows of: the sweeper rings so when nobody seems to have heard. */
export const wakeUp = defineSignal('wakeUp');
export const conversationQuery = defineQuery<Conversation>('conversation');
