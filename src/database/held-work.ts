import { pausedReason } from '../domain/component.ts';
import type { Database } from './open-database.ts';

/** What the pause of an assistant has led to so far, in conversations. */
export interface HeldWork {
  /** In these something waits for the assistant to be there again. */
  readonly waiting: number;
  /** These went to operators because of it, and nobody has taken them. */
  readonly handedOver: number;
}

/** By assistant; absent: nothing. */
export async function countHeld(
  db: Database,
  assistants: readonly string[],
): Promise<ReadonlyMap<string, HeldWork>> {
  if (assistants.length === 0) return new Map();
  const [waiting, handedOver] = await Promise.all(
    [waitingIn(db, assistants), handedOverIn(db, assistants)].map((query) =>
      query
        .select((eb) => ['assistant', eb.fn.countAll<number>().as('count')])
        .groupBy('assistant')
        .execute(),
    ),
  );
  const countOf = (rows: typeof waiting, assistant: string) =>
    rows?.find((row) => row.assistant === assistant)?.count ?? 0;
  return new Map(
    assistants.map((assistant) => [
      assistant,
      { waiting: countOf(waiting, assistant), handedOver: countOf(handedOver, assistant) },
    ]),
  );
}

/** Conversations of these assistants in which a message, an event or a promise waits for a turn. */
export const waitingIn = (db: Database, assistants: readonly string[]) =>
  db
    .selectFrom('conversations')
    .where('assistant', 'in', [...assistants])
    .where('controller', '=', 'assistant')
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('messages')
            .select('messages.id')
            .whereRef('messages.conversation_id', '=', 'conversations.id')
            .where('disposition', '=', 'pending'),
        ),
        exists(
          selectFrom('events')
            .select('events.id')
            .whereRef('events.conversation_id', '=', 'conversations.id')
            .where('turn_id', 'is', null)
            .where('noted_at', 'is', null),
        ),
        exists(
          selectFrom('follow_ups')
            .select('follow_ups.number')
            .whereRef('follow_ups.conversation_id', '=', 'conversations.id')
            .where('turn_id', 'is', null)
            .where('ended_at', 'is', null)
            .where('due_at', '<=', new Date()),
        ),
      ]),
    );

const handedOverIn = (db: Database, assistants: readonly string[]) =>
  db
    .selectFrom('conversations')
    .where('assistant', 'in', [...assistants])
    .where('controller', '=', 'operator')
    .where('controlled_by', 'is', null)
    .where('closed_reason', 'is', null)
    .where((eb) =>
      eb(
        eb
          .selectFrom('turns')
          .select('turns.reason')
          .whereRef('turns.conversation_id', '=', 'conversations.id')
          .orderBy('number', 'desc')
          .limit(1),
        '=',
        pausedReason,
      ),
    );
