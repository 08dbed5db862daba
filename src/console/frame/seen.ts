import * as z from 'zod/mini';
import type { ChatState } from '../chat/chat-state.ts';
import type { KeptValues } from '../chat/kept-values.ts';

const seenSchema = z.object({ conversationId: z.string(), seq: z.int() });
const seenKey = 'seen';

/** Remembers how far the visitor has read, over pages of the shop. */
export function createSeen(kept: KeptValues) {
  const read = () => seenSchema.safeParse(kept.read(seenKey)).data ?? null;
  return {
    /** What is held now is seen. */
    note({ conversationId, announceAfterSeq, messages }: ChatState): void {
      const seq = messages.at(-1)?.seq ?? 0;
      const isPastIn = conversationId !== null && announceAfterSeq !== null;
      if (!isPastIn || (this.seqIn(conversationId) ?? -1) >= seq) return;
      kept.write(seenKey, { conversationId, seq });
    },
    /** The last message seen of this conversation, or null when none ever was. */
    seqIn(conversationId: string | null): number | null {
      const seen = read();
      return seen !== null && seen.conversationId === conversationId ? seen.seq : null;
    },
  };
}
