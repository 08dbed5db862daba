import { sql } from 'kysely';
import type { Database } from './open-database.ts';

/** What makes two calls the same effect. */
export interface EffectName {
  readonly tool: string;
  /** The customer or the conversation that the key holds for. */
  readonly scope: string;
  readonly key: string;
}

export type EffectState =
  /** Ours to run. */
  | { readonly kind: 'fresh' }
  /** The very same call has intended it before, and did not get to say how it ended. */
  | { readonly kind: 'interrupted' }
  /** Another call has intended it, and did not get to say how it ended. */
  | { readonly kind: 'elsewhere'; readonly intendedAt: Date }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'unknown' };

export type Effects = ReturnType<typeof createEffects>;

/** The effect ledger: an effect is written down before it is run, and its result after. */
export function createEffects(db: Database) {
  return {
    async intend(name: EffectName, callId: string): Promise<EffectState> {
      const inserted = await db
        .insertInto('effects')
        .values({ ...name, state: 'intended', call_id: callId })
        .onConflict((oc) => oc.doNothing())
        .returning('call_id')
        .executeTakeFirst();
      if (inserted) return { kind: 'fresh' };
      const row = await db.selectFrom('effects').selectAll().where(matching(name)).executeTakeFirstOrThrow();
      if (row.state === 'done') return { kind: 'done', result: row.result };
      if (row.state === 'unknown') return { kind: 'unknown' };
      return row.call_id === callId
        ? { kind: 'interrupted' }
        : { kind: 'elsewhere', intendedAt: row.intended_at };
    },

    async settle(name: EffectName, state: 'done' | 'unknown', result: unknown): Promise<void> {
      await db
        .updateTable('effects')
        .set({ state, result: JSON.stringify(result ?? null), settled_at: sql<Date>`clock_timestamp()` })
        .where(matching(name))
        .execute();
    },

    /** It surely did not happen: the next call may try it afresh. */
    async forget(name: EffectName): Promise<void> {
      await db.deleteFrom('effects').where(matching(name)).where('state', '=', 'intended').execute();
    },
  };
}

const matching =
  (name: EffectName) =>
  // biome-ignore lint/suspicious/noExplicitAny: Kysely's expression builder, generic over the statement's kind
  ({ and }: any) =>
    and({ tool: name.tool, scope: name.scope, key: name.key });
