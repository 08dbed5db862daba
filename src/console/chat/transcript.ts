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

/**
 * How far the transcript is known without a hole. A page vouches for everything between its `afterSeq` and its
 * last item, also where rows were deleted; a streamed message only for itself.
 */
export function reachAfter(
  reachedSeq: number | null,
  messages: readonly ChatMessage[],
  added: readonly ChatMessage[],
  pageAfterSeq: number | null,
): number | null {
  let reached = reachedSeq ?? added[0]?.seq ?? null;
  if (reached === null) return null;
  const vouches = pageAfterSeq !== null && pageAfterSeq <= reached;
  if (vouches) reached = Math.max(reached, added.at(-1)?.seq ?? 0);
  for (const { seq } of messages) if (seq === reached + 1) reached = seq;
  return reached;
}

export const hasMissing = (reachedSeq: number, heardSeq: number) => heardSeq > reachedSeq;
