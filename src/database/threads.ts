import { sql } from 'kysely';
import type { TurnRef } from '../domain/engine.ts';
import type { Database } from './open-database.ts';
import { isTurnOpen } from './turn-row.ts';

/** One attempt of an agent at going on with a question that another one asked, under the fence of the turn. */
export interface ThreadHandle extends TurnRef {
  /** The call that asked. */
  readonly thread: string;
  readonly attempt: number;
  readonly begunAt: Date;
}

export type Threads = ReturnType<typeof createThreads>;

/** Questions between agents that are being answered. */
export function createThreads(db: Database) {
  return {
    /** Undefined when the fence has moved or the turn has ended. An attempt that begins overtakes those before it. */
    begin: (turn: TurnRef, thread: string): Promise<ThreadHandle | undefined> =>
      db.transaction().execute(async (tx) => {
        const allowed = await tx
          .selectFrom('conversations')
          .select('id')
          .where('id', '=', turn.conversationId)
          .where('fence', '=', turn.fence)
          .where('controller', '=', 'assistant')
          .forShare()
          .executeTakeFirst();
        if (!allowed || !(await isTurnOpen(tx, turn.turnId))) return undefined;
        const { attempt, begun_at } = await tx
          .insertInto('threads')
          .values({ call_id: thread, attempt: 1 })
          .onConflict((oc) => oc.column('call_id').doUpdateSet({ attempt: sql`threads.attempt + 1` }))
          .returning(['attempt', 'begun_at'])
          .executeTakeFirstOrThrow();
        return { ...turn, thread, attempt, begunAt: begun_at };
      }),

    /** Gives the answer to whoever asked. False: this attempt has been overtaken, or the fence has moved. */
    answer: (handle: ThreadHandle, result: object): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        if (!(await isCurrentThread(tx, handle))) return false;
        await tx
          .updateTable('tool_calls')
          .set({ state: 'done', result: JSON.stringify(result) })
          .where('id', '=', handle.thread)
          .execute();
        return true;
      }),
  };
}

/** Whether nobody has overtaken this attempt and the fence still stands; until the transaction ends, nobody will. */
export async function isCurrentThread(tx: Database, handle: ThreadHandle): Promise<boolean> {
  const row = await tx
    .selectFrom('threads')
    .innerJoin('tool_calls', 'tool_calls.id', 'threads.call_id')
    .innerJoin('conversations', 'conversations.id', 'tool_calls.conversation_id')
    .select('threads.attempt')
    .where('threads.call_id', '=', handle.thread)
    .where('threads.attempt', '=', handle.attempt)
    .where('conversations.fence', '=', handle.fence)
    .forUpdate('threads')
    .executeTakeFirst();
  return row !== undefined;
}
