import { sql } from 'kysely';
import { everything, type Pause, type PauseManner } from '../domain/component.ts';
import { writeAudit } from './audit.ts';
import { countHeld, type HeldWork, waitingIn } from './held-work.ts';
import { notify } from './notify.ts';
import type { Database } from './open-database.ts';
import { holdForPause, pausedAs } from './paused-as.ts';

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

    /** How the assistant is paused, alone or with everything; undefined: it is not. */
    of: (assistant: string): Promise<PauseManner | undefined> =>
      db.transaction().execute((tx) => pausedAs(tx, [everything, assistant])),

    /**
     * Pausing what is paused changes how. Once it has resolved nothing of an answer is released, and no answer or effect
     * is written down, whatever a process still believes; all of them are told.
     */
    async pause(pause: NewPause): Promise<void> {
      await db.transaction().execute((tx) => writePause(tx, pause));
      await dropDraftsIn(db, pause.scope);
    },

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
        await notify(tx, { kind: 'pauses' });
        return true;
      }),

    /**
     * Conversations in which something waits for one of these assistants, by their ids: as many as `limit`, from the one
     * behind `after` on.
     */
    async waiting(
      assistants: readonly string[],
      { after = zeroId, limit }: { readonly after?: string | undefined; readonly limit: number },
    ): Promise<Waiting[]> {
      if (assistants.length === 0) return [];
      return await waitingIn(db, assistants)
        .select(['id as conversationId', 'assistant'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
    },

    /** What a pause has led to so far, by assistant; absent: nothing. */
    held: (assistants: readonly string[]): Promise<ReadonlyMap<string, HeldWork>> =>
      countHeld(db, assistants),
  };
}

interface NewPause {
  /** `*`, an assistant, or a component. */
  readonly scope: string;
  readonly manner: PauseManner;
  readonly reason?: string;
  /** The operator's id. */
  readonly by: string;
}

/** A conversation that somebody has to ring for. */
interface Waiting {
  readonly conversationId: string;
  readonly assistant: string;
}

const zeroId = '00000000-0000-0000-0000-000000000000';

async function writePause(tx: Database, { scope, manner, reason, by }: NewPause): Promise<void> {
  await holdForPause(tx);
  const values = { manner, reason: reason ?? null, paused_by: by, paused_at: new Date() };
  const before = await tx
    .selectFrom('pauses')
    .select(['manner', 'reason'])
    .where('scope', '=', scope)
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
  await notify(tx, { kind: 'pauses' });
}

/**
 * A release that had looked before the pause was there has its draft from before as well: it ends before this does, or
 * finds the draft gone.
 */
async function dropDraftsIn(db: Database, scope: string): Promise<void> {
  await db
    .deleteFrom('drafts')
    .where(({ or, eb, selectFrom }) =>
      or([
        eb(sql`${scope}::text`, '=', everything),
        eb('conversation_id', 'in', selectFrom('conversations').select('id').where('assistant', '=', scope)),
      ]),
    )
    .execute();
}
