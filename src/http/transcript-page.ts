import type { StoredMessage } from '../database/messages.ts';
import { bounds } from '../domain/bounds.ts';
import type { Rows } from './dependencies.ts';

/** The page of a transcript that ends before `before`, oldest first; the cursor is the next `before`. */
export async function readTranscriptBefore(
  messages: Rows['messages'],
  conversationId: string,
  before: number,
): Promise<{ items: StoredMessage[]; nextCursor: string | null }> {
  const found = await messages.before(conversationId, before, bounds.pageItemsMax + 1);
  const items = found.slice(-bounds.pageItemsMax);
  const [first] = items;
  return { items, nextCursor: found.length > bounds.pageItemsMax && first ? String(first.seq) : null };
}

/** One page of a transcript, oldest first, and where the next begins. */
export async function readTranscriptPage(
  messages: Rows['messages'],
  conversationId: string,
  query: { after?: number | undefined; cursor?: number | undefined },
): Promise<{ items: StoredMessage[]; nextCursor: string | null }> {
  const after = query.after ?? query.cursor ?? 0;
  const found = await messages.after(conversationId, after, bounds.pageItemsMax + 1);
  const items = found.slice(0, bounds.pageItemsMax);
  const last = items.at(-1);
  return { items, nextCursor: found.length > bounds.pageItemsMax && last ? String(last.seq) : null };
}
