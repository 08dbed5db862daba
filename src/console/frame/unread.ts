import type { ChatState } from '../chat/chat-state.ts';

/**
 * How many of the others' messages came after what the visitor has seen or has answered. `seenSeq` null: nothing
 * was seen here before, so what is there at first counts as seen.
 */
export function unreadIn(state: ChatState, seenSeq: number | null): number {
  if (state.announceAfterSeq === null) return 0; // the past is still coming in
  const lastOwnSeq = state.messages.findLast(({ from }) => from === 'customer')?.seq ?? 0;
  const from = Math.max(seenSeq ?? state.announceAfterSeq, lastOwnSeq);
  return state.messages.filter((message) => message.seq > from && message.from !== 'customer').length;
}
