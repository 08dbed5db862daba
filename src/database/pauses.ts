import type { Pause, PauseManner } from '../domain/component.ts';
import { writeAudit } from './audit.ts';
import type { Database } from './open-database.ts';

export type Pauses = ReturnType<typeof createPauses>;

/** What operators have stopped: everything, an assistant, or a component. */
export function createPauses(db: Database) {
  return {
    async list(): Promise<Pause[]> {
      const rows = await db.selectFrom('pauses').selectAll().orderBy('paused_at').execute();
      return rows.map(({ scope, manner, reason, paused_by, paused_at }) => ({
        ...{ scope, manner, by: paused_by, at: paused_at },
        ...(reason !== null && { reason }),
      }));
    },

    /** Pausing what is paused changes how. */
    pause: (pause: { scope: string; manner: PauseManner; reason?: string; by: string }): Promise<void> =>
      db.transaction().execute(async (tx) => {
        const { scope, manner, reason, by } = pause;
        const values = { manner, reason: reason ?? null, paused_by: by, paused_at: new Date() };
        await tx
          .insertInto('pauses')
          .values({ scope, ...values })
          .onConflict((oc) => oc.column('scope').doUpdateSet(values))
          .execute();
        await writeAudit(tx, {
          actor: by,
          act: 'pause',
          subject: scope,
          allowed: true,
          detail: { manner, reason },
        });
      }),

    /** False: it was not paused. */
    resume: (scope: string, by: string): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        const { numDeletedRows } = await tx
          .deleteFrom('pauses')
          .where('scope', '=', scope)
          .executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        await writeAudit(tx, { actor: by, act: 'resume', subject: scope, allowed: true });
        return true;
      }),

    /** Conversations in which something has waited for the assistant to be there again. */
    async waiting(assistants: readonly string[]): Promise<{ conversationId: string; assistant: string }[]> {
      if (assistants.length === 0) return [];
      return await db
        .selectFrom('conversations')
        .select(['id as conversationId', 'assistant'])
        .where('assistant', 'in', assistants)
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
        )
        .execute();
    },
  };
}
