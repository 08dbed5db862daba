import type { ChatState } from '../../domain/conversation.ts';
import type { Message } from '../../domain/message.ts';
import { customerMessage } from '../customer-message.ts';

/** What the customer's page is told of the conversation's state. */
export interface StatusEvent {
  readonly state: ChatState;
  readonly nextStep: string;
}

/** A piece of an answer in the making. `offset`: in UTF-16 units. */
export interface DeltaEvent {
  readonly turnId: string;
  readonly attempt: number;
  readonly offset: number;
  readonly text: string;
}

/** Only messages have an id: it is where a reader goes on after it was cut off. */
export const messageFrame = (message: Message) =>
  `id: ${message.seq}\n${frame('message', customerMessage(message))}`;
export const statusFrame = (status: StatusEvent) => frame('status', status);
export const deltaFrame = (delta: DeltaEvent) => frame('delta', delta);
export const commentFrame = ': still here\n\n';

// JSON has no raw line ends, so one data line holds it.
export const frame = (event: string, data: unknown) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
