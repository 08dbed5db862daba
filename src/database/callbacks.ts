import { type Selectable, sql } from 'kysely';
import { startedResult, type WorkEnd } from '../domain/callback.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { OutsideEvent } from '../domain/event.ts';
import type { Effect } from '../domain/tool.ts';
import { lockConversation, project } from './conversation-row.ts';
import type { EffectName } from './effects.ts';
import type { Database } from './open-database.ts';
import { createSignedTokens } from './signed-tokens.ts';
import type { CallbacksTable } from './tool-schema.ts';
import { tellWorkEnd } from './work-ends.ts';
import { workEvent } from './work-event.ts';

export type CallbackRow = Selectable<CallbacksTable>;
export type Callbacks = ReturnType<typeof createCallbacks>;

/** A call that is about to start work, with the effect that the work is. */
export interface NewCallback extends EffectName {
  readonly callId: string;
  readonly conversationId: string;
  readonly effect: Effect;
  readonly args: unknown;
  readonly withinMs: number;
}

/** Work that goes on, as somebody who may tell its end is told. */
export interface RunningWork extends Pick<CallbackRow, 'tool' | 'args'> {
  readonly assistant: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** The last part of the address that its end is told to: a secret. */
  readonly token: string;
}

/** What came of telling how work ended. */
export type WorkTold =
  /** Also when it was told before, in the same words. */
  | { readonly outcome: 'taken'; readonly event: OutsideEvent }
  /** Something else was told before, or it came too late. */
  | { readonly outcome: 'conflict'; readonly why: 'ended' | 'expired' };

/** Work that goes on elsewhere: one row for a call, settled once, by its callback or by its expiry. */
export function createCallbacks(db: Database) {
  const tokens = createSignedTokens(db, 'callback');
  const withId = (id: string) => db.updateTable('callbacks').where('id', '=', id);

  return {
    /** Writes down that work is about to begin; the same call again gets the same token. */
    async open(asked: NewCallback): Promise<{ id: string; token: string; expiresAt: Date }> {
      const { callId, conversationId, withinMs, args, ...effect } = asked;
      return await db.transaction().execute(async (tx) => {
        await lockConversation(tx, conversationId);
        const row = await tx
          .insertInto('callbacks')
          .values({
            ...effect,
            call_id: callId,
            conversation_id: conversationId,
            args: JSON.stringify(args ?? null),
            expires_at: sql<Date>`clock_timestamp() + ${withinMs} * interval '1 millisecond'`,
          })
          .onConflict((oc) => oc.column('call_id').doUpdateSet({ call_id: callId }))
          .returning(['id', 'expires_at'])
          .executeTakeFirstOrThrow();
        await tx
          .updateTable('tool_calls')
          .set({ state: 'running', result: JSON.stringify(startedResult) })
          .where('id', '=', callId)
          .execute();
        await project(tx, conversationId);
        return { id: row.id, token: await tokens.of(row.id), expiresAt: row.expires_at };
      });
    },

    async noteStarted(id: string): Promise<void> {
      await withId(id).set({ started_at: sql<Date>`clock_timestamp()` }).execute();
    },

    /** It was surely not started, or is known to be done already: nobody has to tell. */
    async dropOfCall(callId: string): Promise<void> {
      await db.deleteFrom('callbacks').where('call_id', '=', callId).where('state', '=', 'running').execute();
    },

    ofCall: (callId: string): Promise<CallbackRow | undefined> =>
      db.selectFrom('callbacks').selectAll().where('call_id', '=', callId).executeTakeFirst(),

    /** The work under way for this effect, whoever asked for it. */
    underWay: ({ tool, scope, key }: EffectName): Promise<CallbackRow | undefined> =>
      db
        .selectFrom('callbacks')
        .selectAll()
        .where('tool', '=', tool)
        .where('scope', '=', scope)
        .where('key', '=', key)
        .where('state', '=', 'running')
        .executeTakeFirst(),

    /** Oldest first. */
    async running(limit: number): Promise<RunningWork[]> {
      const rows = await db
        .selectFrom('callbacks')
        .innerJoin('conversations', 'conversations.id', 'callbacks.conversation_id')
        .select(['callbacks.id', 'tool', 'args', 'assistant', 'callbacks.created_at', 'expires_at'])
        .where('state', '=', 'running')
        .orderBy('callbacks.created_at')
        .limit(limit)
        .execute();
      return await Promise.all(
        rows.map(async ({ id, created_at, expires_at, ...work }) => ({
          ...work,
          createdAt: created_at,
          expiresAt: expires_at,
          token: await tokens.of(id),
        })),
      );
    },

    /** The work that a token stands for, with its assistant. */
    async find(token: string): Promise<(CallbackRow & { assistant: string }) | undefined> {
      const id = await tokens.read(token);
      if (id === undefined) return undefined;
      return await db
        .selectFrom('callbacks')
        .innerJoin('conversations', 'conversations.id', 'callbacks.conversation_id')
        .selectAll('callbacks')
        .select('conversations.assistant')
        .where('callbacks.id', '=', id)
        .executeTakeFirst();
    },

    /** Settles the ledger and lets the conversation know, once. What was told before is only compared. */
    complete: (id: string, end: WorkEnd): Promise<WorkTold> =>
      db.transaction().execute((tx) => complete(tx, id, end)),
  };
}

async function complete(tx: Database, id: string, end: WorkEnd): Promise<WorkTold> {
  const { conversation_id } = await tx
    .selectFrom('callbacks')
    .select('conversation_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await lockConversation(tx, conversation_id);
  const row = await tx
    .selectFrom('callbacks')
    .selectAll()
    .select(sql<boolean>`expires_at <= clock_timestamp()`.as('is_late'))
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (row.state === 'done' || row.state === 'failed')
    return canonicalJson(row.ended) === canonicalJson(end)
      ? { outcome: 'taken', event: workEvent(row, row.state, end) }
      : { outcome: 'conflict', why: 'ended' };
  if (row.state === 'expired' || row.is_late) return { outcome: 'conflict', why: 'expired' };
  const event = await tellWorkEnd(tx, row, end.status, end);
  await project(tx, conversation_id);
  return { outcome: 'taken', event };
}
