import { ApplicationFailure } from '@temporalio/common';
import type { TurnRef } from '../src/domain/engine.ts';
import type { Message } from '../src/domain/message.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import type { Dependencies } from './dependencies.ts';

/** A turn before anybody answers. */
export interface ReadTurn {
  readonly assistant: Assistant;
  /** The newest messages, oldest first; those of the turn come last. */
  readonly transcript: readonly Message[];
  /** What the customer wrote that the turn is about, oldest first. */
  readonly asked: readonly string[];
  /** The customer's language as far as it is known. */
  readonly language: string | undefined;
}

/** Reads what a turn is about. */
export async function readTurn(
  dependencies: PinDependencies & Pick<Dependencies, 'messages'>,
  turn: TurnRef,
): Promise<ReadTurn> {
  const { conversations, messages } = dependencies;
  const { conversationId, turnId } = turn;
  const [assistant, transcript, language] = await Promise.all([
    assistantOfTurn(dependencies, turn),
    messages.forTurn(conversationId, turnId, messagesMax),
    conversations.language(conversationId),
  ]);
  const asked = transcript.filter((message) => message.turnId === turnId && message.from === 'customer');
  return { assistant, transcript, asked: asked.map(({ text }) => text), language };
}

const messagesMax = 20;

type PinDependencies = Pick<Dependencies, 'conversations' | 'turns' | 'findAssistant' | 'findPinned'>;

/** The assistant as it was when the turn was opened. Throws what isn't tried again when nobody knows it any more. */
export async function assistantOfTurn(dependencies: PinDependencies, turn: TurnRef): Promise<Assistant> {
  const assistant = await pinnedTo(dependencies, turn);
  if (assistant) return assistant;
  throw ApplicationFailure.nonRetryable('the assistant is no longer configured', 'invalid');
}

/** The same; undefined where nobody knows it any more. */
export async function pinnedTo(
  { conversations, turns, findAssistant, findPinned }: PinDependencies,
  { conversationId, turnId, manifestHash }: TurnRef,
): Promise<Assistant | undefined> {
  const conversation = await conversations.get(conversationId);
  const live = conversation && findAssistant(conversation.assistant);
  const hash = manifestHash ?? (await turns.find(turnId)).manifest_hash;
  return live?.manifest.hash === hash ? live : ((await findPinned(hash)) ?? live);
}

/** The conversation's assistant as it is configured now. Throws what isn't tried again when it is no longer configured. */
export async function assistantOf(
  { conversations, findAssistant }: Pick<Dependencies, 'conversations' | 'findAssistant'>,
  conversationId: string,
): Promise<Assistant> {
  const conversation = await conversations.get(conversationId);
  const assistant = conversation && findAssistant(conversation.assistant);
  if (assistant) return assistant;
  throw ApplicationFailure.nonRetryable('the assistant is no longer configured', 'invalid');
}
