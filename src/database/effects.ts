import { sql } from 'kysely';
import type { Database } from './open-database.ts';
import { pausedAs } from './paused-as.ts';

/** What makes two calls the same effect. */
export interface EffectName {
  readonly tool: string;
  /** The customer or the conversation that the key holds for. */
  readonly scope: string;
  readonly key: string;
}

export type EffectState =
  /** Not written down, because an operator has stopped what would run it. */
  | { readonly kind: 'paused' }
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
    /** `scopes`: where a pause forbids it. What has been begun is told of, paused or not. */
    intend: (name: EffectName, callId: string, scopes: readonly string[] = []): Promise<EffectState> =>
      db.transaction().execute((tx) => intend(tx, name, callId, scopes)),

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

async function intend(
  tx: Database,
  name: EffectName,
  callId: string,
  scopes: readonly string[],
): Promise<EffectState> {
  const isPaused = (await pausedAs(tx, scopes)) !== undefined;
  const inserted = isPaused ? undefined : await insertIntended(tx, name, callId);
  if (inserted) return { kind: 'fresh' };
  const row = await tx.selectFrom('effects').selectAll().where(matching(name)).executeTakeFirst();
  if (!row && isPaused) return { kind: 'paused' };
  if (!row) throw new Error('an effect was there, and is not');
  if (row.state === 'done') return { kind: 'done', result: row.result };
  if (row.state === 'unknown') return { kind: 'unknown' };
  return row.call_id === callId
    ? { kind: 'interrupted' }
    : { kind: 'elsewhere', intendedAt: row.intended_at };
}

const insertIntended = (tx: Database, name: EffectName, callId: string) =>
  tx
    .insertInto('effects')
    .values({ ...name, state: 'intended', call_id: callId })
    .onConflict((oc) => oc.doNothing())
    .returning('call_id')
    .executeTakeFirst();

const matching =
  (name: EffectName) =>
  // biome-ignore lint/suspicious/noExplicitAny: Kysely's expression builder, generic over the statement's kind
  ({ and }: any) =>
    and({ tool: name.tool, scope: name.scope, key: name.key });
