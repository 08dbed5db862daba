import { chatBounds } from './chat-bounds.ts';
import type { ChatMessage } from './chat-message.ts';

/** The messages held, by `seq` and each once, with what was new among the added. */
export function mergeMessages(
  held: readonly ChatMessage[],
  added: readonly ChatMessage[],
): { messages: readonly ChatMessage[]; fresh: readonly ChatMessage[] } {
  const seqs = new Set(held.map(({ seq }) => seq));
  const fresh: ChatMessage[] = [];
  for (const message of added) {
    if (seqs.has(message.seq)) continue;
    seqs.add(message.seq);
    fresh.push(message);
  }
  if (fresh.length === 0) return { messages: held, fresh };
  const messages = [...held, ...fresh].sort((a, b) => a.seq - b.seq).slice(-chatBounds.messagesMax);
  return { messages, fresh };
}

/** How far a first backlog reaches without a hole; 0 for an empty one. */
export function reachOf(messages: readonly ChatMessage[]): number {
  return climb((messages[0]?.seq ?? 1) - 1, messages);
}

/**
 * How far the transcript is known without a hole. A page vouches for everything between its `afterSeq` and its
 * last item, also where rows were deleted; a streamed message only for itself.
 */
export function reachAfter(
  reachedSeq: number,
  messages: readonly ChatMessage[],
  page: { readonly afterSeq: number; readonly items: readonly ChatMessage[] } | null,
): number {
  const vouchedSeq = page !== null && page.afterSeq <= reachedSeq ? (page.items.at(-1)?.seq ?? 0) : 0;
  return climb(Math.max(reachedSeq, vouchedSeq), messages);
}

function climb(fromSeq: number, messages: readonly ChatMessage[]): number {
  let reached = fromSeq;
  for (const { seq } of messages) if (seq === reached + 1) reached = seq;
  return reached;
}

export const hasMissing = (reachedSeq: number, heardSeq: number) => heardSeq > reachedSeq;
