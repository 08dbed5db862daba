import type { Dependencies } from '../dependencies.ts';
import { httpBounds } from '../http-bounds.ts';
import { tooMany } from '../problem.ts';

const messagesPerMinuteDefault = 120;

/** Lets so many messages of a conversation in within a minute, counted in the database for all processes. */
export function createDoor(deps: Pick<Dependencies, 'rows' | 'assistants'>) {
  // One at a time for each conversation: counting and adding are two steps.
  const inside = new Map<string, Promise<unknown>>();

  return async function enter<Result>(
    message: { conversationId: string; assistant: string; id: string },
    accept: () => Promise<Result>,
  ): Promise<Result> {
    const { conversationId } = message;
    const before = inside.get(conversationId);
    const turn = (before ?? Promise.resolve()).then(async () => {
      await refuseTooMany(deps, message);
      return await accept();
    });
    const over = turn.catch(() => {});
    inside.set(conversationId, over);
    try {
      return await turn;
    } finally {
      if (inside.get(conversationId) === over) inside.delete(conversationId);
    }
  };
}

/** A message that is in already may be sent again as often as its sender likes. */
async function refuseTooMany(
  deps: Pick<Dependencies, 'rows' | 'assistants'>,
  message: { conversationId: string; assistant: string; id: string },
): Promise<void> {
  const cap = deps.assistants.get(message.assistant)?.door.messagesPerMinute ?? messagesPerMinuteDefault;
  const since = new Date(Date.now() - httpBounds.doorWindowMs);
  if ((await deps.rows.messages.acceptedSince(message.conversationId, since)) < cap) return;
  if (await deps.rows.conversations.holds(message.conversationId, message.id)) return;
  throw tooMany(httpBounds.doorWindowMs);
}
