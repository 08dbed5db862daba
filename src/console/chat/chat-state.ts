import { type Announcement, readDraft, readMessage, type Spoken } from './announcement.ts';
import { chatBounds } from './chat-bounds.ts';
import type { ChatMessage, ChatStatus, Delta, Outgoing, Refusal } from './chat-message.ts';
import { type Draft, growDraft } from './draft.ts';
import { hasMissing, mergeMessages, reachAfter, reachOf } from './transcript.ts';

/** Everything that the chat page shows, and what it needs to stay right over reconnects. */
export interface ChatState {
  readonly conversationId: string | null;
  readonly connection: Connection;
  /** By `seq`, each once. */
  readonly messages: readonly ChatMessage[];
  /** No message between the first one held and this `seq` is missing; null until the first backlog is through. */
  readonly reachedSeq: number | null;
  /** The highest `seq` heard of, held or not. */
  readonly heardSeq: number;
  readonly reachedBeginning: boolean;
  readonly draft: Draft | null;
  readonly endedTurnIds: readonly string[];
  readonly status: ChatStatus;
  readonly outgoing: readonly Sending[];
  /** Messages above this `seq` are new to the visitor and read out; null until the backlog is through. */
  readonly announceAfterSeq: number | null;
  readonly announcements: readonly Announcement[];
  readonly spoken: Spoken | null;
}

export type Connection = 'connecting' | 'open' | 'reconnecting' | 'offline' | 'unavailable';

/** An outgoing message and how far it got. */
export type Sending = Outgoing & { readonly progress: 'sending' | 'waiting' | 'accepted' | 'refused' };

export type ChatEvent =
  | { readonly type: 'session'; readonly conversationId: string }
  | { readonly type: 'connection'; readonly connection: Connection }
  | { readonly type: 'message'; readonly message: ChatMessage }
  | { readonly type: 'page'; readonly afterSeq: number; readonly items: readonly ChatMessage[] }
  | { readonly type: 'delta'; readonly delta: Delta }
  | { readonly type: 'status'; readonly status: ChatStatus }
  | { readonly type: 'written'; readonly outgoing: Outgoing }
  | { readonly type: 'delayed'; readonly id: string }
  | { readonly type: 'accepted'; readonly id: string; readonly seq: number }
  | { readonly type: 'refused'; readonly id: string; readonly refusal: Refusal }
  | { readonly type: 'withdrawn'; readonly id: string };

export const emptyChat: ChatState = {
  conversationId: null,
  connection: 'connecting',
  messages: [],
  reachedSeq: null,
  heardSeq: 0,
  reachedBeginning: false,
  draft: null,
  endedTurnIds: [],
  status: { state: 'idle', nextStep: '' },
  outgoing: [],
  announceAfterSeq: null,
  announcements: [],
  spoken: null,
};

/** The state after an event. Pure; any event may come twice or late. */
export function reduceChat(state: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case 'session':
      return enterConversation(state, event.conversationId);
    case 'connection':
      return state.connection === event.connection ? state : { ...state, connection: event.connection };
    case 'message':
      return takeMessages(state, [event.message], null);
    case 'page':
      return takePage(state, event.afterSeq, event.items);
    case 'delta':
      return takeDelta(state, event.delta);
    case 'status':
      return takeStatus(state, event.status);
    case 'written':
      return addOutgoing(state, event.outgoing);
    case 'delayed':
      return progressed(state, event.id, { progress: 'waiting' });
    case 'accepted': {
      const heard = { ...state, heardSeq: Math.max(state.heardSeq, event.seq) };
      return progressed(heard, event.id, { progress: 'accepted' });
    }
    case 'refused':
      return progressed(state, event.id, { progress: 'refused', refusal: event.refusal });
    case 'withdrawn':
      return { ...state, outgoing: state.outgoing.filter(({ id }) => id !== event.id) };
  }
}

/** The `seq` after which a message is missing from the page, or null when none is. */
export const missingAfter = (state: ChatState): number | null =>
  state.reachedSeq !== null && hasMissing(state.reachedSeq, state.heardSeq) ? state.reachedSeq : null;

/** Whether the transcript goes on above the first message held, and there is room for it. */
export function hasEarlier({ messages, reachedBeginning }: ChatState): boolean {
  const firstSeq = messages[0]?.seq ?? 1;
  return firstSeq > 1 && !reachedBeginning && messages.length < chatBounds.messagesMax;
}

/** Another conversation starts an empty page; what is still unsent goes along. */
function enterConversation(state: ChatState, conversationId: string): ChatState {
  if (state.conversationId === conversationId) return state;
  const { connection } = state;
  const outgoing = state.outgoing.filter(({ progress }) => progress !== 'accepted');
  return { ...emptyChat, conversationId, connection, outgoing };
}

function takeMessages(
  state: ChatState,
  added: readonly ChatMessage[],
  pageAfterSeq: number | null,
): ChatState {
  const { messages, fresh } = mergeMessages(state.messages, added);
  const page = pageAfterSeq === null ? null : { afterSeq: pageAfterSeq, items: added };
  const heardSeq = added.reduce((highest, { seq }) => Math.max(highest, seq), state.heardSeq);
  const reachedSeq = state.reachedSeq === null ? null : reachAfter(state.reachedSeq, messages, page);
  const freshIds = new Set(fresh.map(({ id }) => id));
  const outgoing = state.outgoing.some(({ id }) => freshIds.has(id))
    ? state.outgoing.filter(({ id }) => !freshIds.has(id))
    : state.outgoing;
  return fresh.reduce(settle, { ...state, messages, heardSeq, reachedSeq, outgoing });
}

/** What a new message does besides standing there: an answer replaces its draft, and others' words are read out. */
function settle(state: ChatState, message: ChatMessage): ChatState {
  const announced = announce(state, message);
  if (message.kind !== 'answer' || message.turnId === undefined) return announced;
  return endTurn(announced, message.turnId);
}

function announce(state: ChatState, message: ChatMessage): ChatState {
  const isNews = state.announceAfterSeq !== null && message.seq > state.announceAfterSeq;
  if (!isNews || message.from === 'customer') return state;
  return readOut(state, readMessage(message, state.spoken));
}

function readOut(
  state: ChatState,
  { announcement, spoken }: { announcement: Announcement | null; spoken: Spoken | null },
): ChatState {
  if (announcement === null) return { ...state, spoken };
  const announcements = [...state.announcements, announcement].slice(-chatBounds.announcementsMax);
  return { ...state, spoken, announcements };
}

function takePage(state: ChatState, afterSeq: number, items: readonly ChatMessage[]): ChatState {
  const firstSeq = state.messages[0]?.seq ?? 1;
  const wasEarlier = afterSeq < firstSeq - 1;
  const broughtEarlier = items.some(({ seq }) => seq < firstSeq);
  const next = takeMessages(state, items, afterSeq);
  const reachedBeginning = state.reachedBeginning || (wasEarlier && (afterSeq === 0 || !broughtEarlier));
  return { ...next, reachedBeginning };
}

function takeDelta(state: ChatState, delta: Delta): ChatState {
  const isSilenced = state.status.state === 'with_operator' || state.status.state === 'closed';
  if (isSilenced || state.endedTurnIds.includes(delta.turnId)) return state;
  // A new turn's first words end the one before, so that its stragglers don't push the new draft away.
  const isOther = state.draft !== null && state.draft.turnId !== delta.turnId;
  const base = isOther ? endTurn(state, state.draft.turnId) : state;
  const draft = growDraft(base.draft, delta);
  if (draft === state.draft) return state;
  return state.announceAfterSeq === null
    ? { ...base, draft }
    : readOut({ ...base, draft }, readDraft(draft, base.spoken));
}

function takeStatus(state: ChatState, status: ChatStatus): ChatState {
  const base = status.state !== 'working' && state.draft ? endTurn(state, state.draft.turnId) : state;
  // On connect the status follows the backlog: from here on, messages are news.
  const announceAfterSeq = base.announceAfterSeq ?? base.heardSeq;
  return { ...base, status, announceAfterSeq, reachedSeq: base.reachedSeq ?? reachOf(base.messages) };
}

function endTurn(state: ChatState, turnId: string): ChatState {
  const endedTurnIds = state.endedTurnIds.includes(turnId)
    ? state.endedTurnIds
    : [...state.endedTurnIds, turnId].slice(-chatBounds.endedTurnsMax);
  return { ...state, endedTurnIds, draft: state.draft?.turnId === turnId ? null : state.draft };
}

function addOutgoing(state: ChatState, outgoing: Outgoing): ChatState {
  const isKnown = [...state.outgoing, ...state.messages].some(({ id }) => id === outgoing.id);
  if (isKnown) return state;
  const progress = outgoing.refusal ? 'refused' : 'sending';
  return { ...state, outgoing: [...state.outgoing, { ...outgoing, progress }] };
}

function progressed(state: ChatState, id: string, change: Partial<Sending>): ChatState {
  const outgoing = state.outgoing.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...state, outgoing };
}
