import type { ChatMessage } from './chat-message.ts';
import type { ChatState, Sending } from './chat-state.ts';
import type { Draft } from './draft.ts';

/**
 * One thing in the list that the visitor sees. A draft and the answer that replaces it have the same key, so
 * the page changes one bubble instead of exchanging two; so have a sent message and its row.
 */
export type ViewItem =
  | { readonly key: string; readonly kind: 'message'; readonly message: ChatMessage }
  | { readonly key: string; readonly kind: 'outgoing'; readonly outgoing: Sending }
  | { readonly key: string; readonly kind: 'draft'; readonly text: string }
  | { readonly key: string; readonly kind: 'working'; readonly mayBeOver: boolean };

/** The whole list, top to bottom. */
export const viewOf = (state: ChatState): ViewItem[] => [
  ...settledItems(state.messages),
  ...unsettledItems(state),
];

/** What stands in the transcript. */
export const settledItems = (messages: readonly ChatMessage[]): ViewItem[] =>
  messages.map((message) => ({ key: keyOf(message), kind: 'message', message }));

/** What is on its way: the visitor's unsent words, then the answer being written. */
export function unsettledItems(state: ChatState): ViewItem[] {
  const { messages, outgoing, draft, status, connection } = state;
  const items: ViewItem[] = outgoing.map((one) => ({ key: one.id, kind: 'outgoing', outgoing: one }));
  if (draft !== null && draft.text !== '') {
    items.push({ key: turnKey(draft.turnId), kind: 'draft', text: draft.text });
  } else if (status.state === 'working' && connection !== 'offline') {
    // Offline, nobody here knows whether the work goes on.
    items.push(workingItem(draft, messages.at(-1)));
  }
  return items;
}

function workingItem(draft: Draft | null, last: ChatMessage | undefined): ViewItem {
  if (draft) return { key: turnKey(draft.turnId), kind: 'working', mayBeOver: false };
  // After an answer the status that ends the work is a moment behind, unless the next turn has begun. The key
  // of its own starts the waiting anew.
  const mayBeOver = last?.kind === 'answer';
  return { key: mayBeOver ? `working:${last.seq}` : 'working', kind: 'working', mayBeOver };
}

const keyOf = ({ kind, turnId, id }: ChatMessage) =>
  kind === 'answer' && turnId !== undefined ? turnKey(turnId) : id;

const turnKey = (turnId: string) => `turn:${turnId}`;
