import { sql } from 'kysely';
import type { Database } from './open-database.ts';

/** A base as its keeper finds it. */
export interface KnowledgeBaseRef {
  readonly assistant: string;
  readonly base: string;
}

/** The bases and who keeps each up to date. */
export function createKnowledgeBases(db: Database) {
  return {
    /** The base's number; made where it is new. */
    async ensure({ assistant, base }: KnowledgeBaseRef): Promise<number> {
      await db
        .insertInto('knowledge_bases')
        .values({ assistant, name: base })
        .onConflict((conflict) => conflict.columns(['assistant', 'name']).doNothing())
        .execute();
      const row = db.selectFrom('knowledge_bases').select('id');
      const found = row.where('assistant', '=', assistant).where('name', '=', base);
      return (await found.executeTakeFirstOrThrow()).id;
    },

    /**
     * Takes or keeps the base for `forMs`; false while another holds it. A lease and no advisory lock: those belong to a
     * connection, and behind a pooler connections belong to nobody.
     */
    async hold(baseId: number, holder: string, forMs: number): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('knowledge_bases')
        .set({
          held_by: holder,
          held_until: sql<Date>`clock_timestamp() + ${forMs} * interval '1 millisecond'`,
        })
        .where('id', '=', baseId)
        .where(sql<boolean>`held_by is null or held_by = ${holder}::uuid or held_until < clock_timestamp()`)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    /** Lets the next one in at once. */
    async letGo(holder: string): Promise<void> {
      const mine = db.updateTable('knowledge_bases').set({ held_by: null, held_until: null });
      await mine.where('held_by', '=', holder).execute();
    },

    /** Notes that a look through the folder that began at `beganAt` has come to its end, or what stood in its way. */
    async noteLook(baseId: number, holder: string, look: { beganAt: Date; trouble?: string }): Promise<void> {
      await db
        .updateTable('knowledge_bases')
        .set({ looked_at: look.beganAt, trouble: look.trouble ?? null })
        .where('id', '=', baseId)
        .where('held_by', '=', holder)
        .execute();
    },

    /** Lets the planner know what has come in: by its old guesses, comparing thousands of vectors takes seconds. */
    async analyze(): Promise<void> {
      await sql`analyze knowledge_documents, knowledge_passages, knowledge_vectors`.execute(db);
    },

    /** The database's clock, by which all workers are judged. */
    async now(): Promise<Date> {
      const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
      return rows[0]?.now ?? new Date();
    },

    /** When the last look that came to an end through the base's folder began; undefined while there was none. */
    async lookedAt(baseId: number): Promise<Date | undefined> {
      const row = await db
        .selectFrom('knowledge_bases')
        .select('looked_at')
        .where('id', '=', baseId)
        .executeTakeFirst();
      return row?.looked_at ?? undefined;
    },
  };
}

export type KnowledgeBases = ReturnType<typeof createKnowledgeBases>;
