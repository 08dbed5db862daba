import { bounds } from '../../domain/bounds.ts';
import { cleanText } from '../../domain/clean-text.ts';
import { createCatchUp } from './catch-up.ts';
import { createChatApi } from './chat-api.ts';
import { chatBounds } from './chat-bounds.ts';
import type { Outgoing } from './chat-message.ts';
import { type ChatEvent, type ChatState, hasEarlier, missingAfter } from './chat-state.ts';
import type { ChatStore } from './chat-store.ts';
import { followEvents } from './follow-events.ts';
import { createIdentifier } from './identifier.ts';
import type { KeptValues } from './kept-values.ts';
import { newMessageId } from './message-id.ts';
import { createOutbox } from './outbox.ts';
import { createSender } from './sender.ts';
import { createSessionKeeper } from './session-keeper.ts';

/** What a visitor can do. */
export interface ChatActions {
  /** Takes the text over, or says false when it is empty or too much is unsent already. */
  send(text: string): boolean;
  /** Takes a refused message back. */
  withdraw(id: string): void;
  loadEarlier(): void;
  /** Makes the chat that of the customer whom the business's signed token names; false when the server refuses it. */
  identify(identity: string): Promise<boolean>;
}

export interface StartedChat extends ChatActions {
  /** What became of the identity that the chat was started with; null without one. */
  readonly isIdentified: Promise<boolean> | null;
}

export interface ChatOptions {
  readonly baseUrl: string;
  readonly assistant: string | null;
  /** Who the visitor is from the start. */
  readonly identity?: string;
  readonly store: ChatStore;
  readonly kept: KeptValues;
  readonly isOnline: () => boolean;
  readonly wake: EventTarget;
  readonly signal: AbortSignal;
}

/** Connects a page's state to the server until the signal aborts. */
export function startChat(options: ChatOptions): StartedChat {
  const { store, kept, signal, isOnline } = options;
  const wake = new EventTarget();
  const wakeUp = () => wake.dispatchEvent(new Event('online'));
  options.wake.addEventListener('online', wakeUp, { signal });
  const api = createChatApi(options.baseUrl, signal);
  const onSession = ({ conversationId }: { conversationId: string }) => {
    const before = store.state().conversationId;
    store.dispatch({ type: 'session', conversationId });
    // The stream still tells of the conversation that the session has left.
    if (before !== null && before !== conversationId) wakeUp();
  };
  const sessions = createSessionKeeper({ api, kept, assistant: options.assistant, onSession });
  const catchUp = createCatchUp({
    api,
    sessions,
    signal,
    dispatch: store.dispatch,
    missingAfter: () => missingAfter(store.state()),
  });
  const dispatch = (event: ChatEvent) => {
    store.dispatch(event);
    catchUp();
  };
  const outbox = createOutbox(kept);
  const sender = createSender({ api, sessions, outbox, dispatch, wake, signal });
  const enqueue = (outgoing: Outgoing) => {
    dispatch({ type: 'written', outgoing });
    if (!outgoing.refusal) sender.enqueue(outgoing);
  };

  // Asked for first, so that nothing goes out under another name.
  const identify = createIdentifier({ sessions, signal });
  const isIdentified = options.identity === undefined ? null : identify(options.identity);
  outbox.list().forEach(enqueue);
  const lastSeq = () => store.state().reachedSeq;
  void followEvents({ api, sessions, lastSeq, dispatch, isOnline, wake, signal });

  return {
    send(text) {
      const outgoing = { id: newMessageId(), text: cleanText(text), at: new Date().toISOString() };
      if (outgoing.text === '' || !hasRoom(store.state())) return false;
      outbox.put(outgoing);
      enqueue(outgoing);
      return true;
    },
    withdraw(id) {
      outbox.remove(id);
      dispatch({ type: 'withdrawn', id });
    },
    isIdentified,
    identify,
    loadEarlier: createEarlierLoader(store, async (afterSeq) => {
      const { token } = await sessions.current();
      dispatch({ type: 'page', afterSeq, items: await api.listMessages(token, afterSeq) });
    }),
  };
}

const hasRoom = ({ outgoing }: ChatState) => outgoing.length < chatBounds.outgoingMax;

/** Asks for the page before the first message held, one page at a time. */
function createEarlierLoader(store: ChatStore, load: (afterSeq: number) => Promise<void>): () => void {
  let isLoading = false;
  return () => {
    const state = store.state();
    const firstSeq = state.messages[0]?.seq ?? 1;
    if (isLoading || !hasEarlier(state)) return;
    isLoading = true;
    load(Math.max(0, firstSeq - 1 - bounds.pageItemsMax))
      .catch(() => undefined) // the button stays: the visitor can ask again
      .finally(() => {
        isLoading = false;
      });
  };
}
