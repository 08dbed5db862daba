import { sql } from 'kysely';
import { everything } from '../domain/component.ts';
import { hintChannel, notify } from './notify.ts';
import type { Database } from './open-database.ts';
import { isTurnOpen } from './turn-row.ts';

/** What the customer has been shown so far of an answer that is still being written. */
export interface Draft {
  readonly turnId: string;
  /** Rises with each start over; text of a lower one is void. */
  readonly attempt: number;
  readonly text: string;
}

/** One attempt at writing an answer, under the fence that its turn was opened with. */
export interface DraftHandle {
  readonly conversationId: string;
  readonly turnId: string;
  readonly fence: number;
  readonly attempt: number;
}

export type Drafts = ReturnType<typeof createDrafts>;

/** Answers in the making. Nothing is released under an old fence, nor by an attempt that was overtaken. */
export function createDrafts(db: Database) {
  return {
    async current(conversationId: string): Promise<Draft | undefined> {
      const row = await db
        .selectFrom('drafts')
        .select(['turn_id', 'attempt', 'text'])
        .where('conversation_id', '=', conversationId)
        .executeTakeFirst();
      return row && { turnId: row.turn_id, attempt: row.attempt, text: row.text };
    },

    /** Starts the turn's draft over, void of text. Undefined when the fence has moved or the turn has ended. */
    begin: (draft: Omit<DraftHandle, 'attempt'>): Promise<DraftHandle | undefined> =>
      db.transaction().execute((tx) => beginDraft(tx, draft)),

    /**
     * Adds text to the draft and lets the customer's page see it, in one statement that holds the conversation's
     * row: a takeover commits before it (then nothing is released) or after it. A pause comes before it, or takes the
     * draft away after it. False: stop writing.
     * `offset`: UTF-16 units that this attempt has released before.
     */
    async release(draft: DraftHandle, offset: number, text: string): Promise<boolean> {
      const { rows } = await sql`
        with allowed as (
          select id from conversations
          where id = ${draft.conversationId} and fence = ${draft.fence} and controller = 'assistant'
            and not exists (select from pauses where scope in (${everything}, conversations.assistant))
          for share
        ), released as (
          update drafts set text = drafts.text || ${text}
          from allowed
          where drafts.turn_id = ${draft.turnId} and drafts.attempt = ${draft.attempt}
          returning drafts.text as whole
        )
        select pg_notify(${hintChannel}, json_build_object(
          'kind', 'delta', 'conversationId', ${draft.conversationId}::text, 'turnId', ${draft.turnId}::text,
          'attempt', ${draft.attempt}::int, 'offset', ${offset}::int, 'text', ${text}::text)::text)
        from released`.execute(db);
      return rows.length > 0;
    },
  };
}

/** Opens the next attempt of a turn's draft, and tells the pages to drop what they show of the one before. */
export async function beginDraft(
  tx: Database,
  draft: Omit<DraftHandle, 'attempt'>,
): Promise<DraftHandle | undefined> {
  const allowed = await tx
    .selectFrom('conversations')
    .select('id')
    .where('id', '=', draft.conversationId)
    .where('fence', '=', draft.fence)
    .where('controller', '=', 'assistant')
    .forShare()
    .executeTakeFirst();
  if (!allowed || !(await isTurnOpen(tx, draft.turnId))) return undefined;
  const { attempt } = await tx
    .insertInto('drafts')
    .values({ turn_id: draft.turnId, conversation_id: draft.conversationId, attempt: 1, text: '' })
    .onConflict((oc) => oc.column('turn_id').doUpdateSet({ attempt: sql`drafts.attempt + 1`, text: '' }))
    .returning('attempt')
    .executeTakeFirstOrThrow();
  if (attempt > 1) {
    const { conversationId, turnId } = draft;
    await notify(tx, { kind: 'delta', conversationId, turnId, attempt, offset: 0, text: '' });
  }
  return { ...draft, attempt };
}
