import { sql } from 'kysely';
import type { Pause, PauseManner } from '../domain/component.ts';
import { writeAudit } from './audit.ts';
import { countHeld, type HeldWork, waitingIn } from './held-work.ts';
import type { Database } from './open-database.ts';

export type Pauses = ReturnType<typeof createPauses>;

/** What operators have stopped: everything, an assistant, or a component. */
export function createPauses(db: Database) {
  return {
    async list(): Promise<Pause[]> {
      const rows = await db
        .selectFrom('pauses')
        .leftJoin('operators', (join) => join.on(sql`operators.id::text`, '=', sql.ref('pauses.paused_by')))
        .selectAll('pauses')
        .select('operators.email')
        .orderBy('paused_at')
        .execute();
      return rows.map(({ scope, manner, reason, paused_by, paused_at, email }) => ({
        ...{ scope, manner, by: paused_by, at: paused_at },
        ...(email !== null && { byEmail: email }),
        ...(reason !== null && { reason }),
      }));
    },

    /** Pausing what is paused changes how. */
    pause: (pause: { scope: string; manner: PauseManner; reason?: string; by: string }): Promise<void> =>
      db.transaction().execute(async (tx) => {
        const { scope, manner, reason, by } = pause;
        const values = { manner, reason: reason ?? null, paused_by: by, paused_at: new Date() };
        const before = await tx
          .selectFrom('pauses')
          .select(['manner', 'reason'])
          .where('scope', '=', scope)
          .forUpdate()
          .executeTakeFirst();
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
          detail: { before: before ?? null, after: { manner, reason: values.reason } },
        });
      }),

    /** False: it was not paused. */
    resume: (scope: string, by: string): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        const before = await tx
          .deleteFrom('pauses')
          .where('scope', '=', scope)
          .returning(['manner', 'reason'])
          .executeTakeFirst();
        if (!before) return false;
        const detail = { before, after: null };
        await writeAudit(tx, { actor: by, act: 'resume', subject: scope, allowed: true, detail });
        return true;
      }),

    /** Conversations in which something has waited for the assistant to be there again. */
    async waiting(assistants: readonly string[]): Promise<{ conversationId: string; assistant: string }[]> {
      if (assistants.length === 0) return [];
      return await waitingIn(db, assistants).select(['id as conversationId', 'assistant']).execute();
    },

    /** What a pause has led to so far, by assistant; absent: nothing. */
    held: (assistants: readonly string[]): Promise<ReadonlyMap<string, HeldWork>> =>
      countHeld(db, assistants),
  };
}
