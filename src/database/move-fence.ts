import { sql } from 'kysely';
import type { ConversationRow } from './conversation-row.ts';
import type { Database } from './open-database.ts';

type ControlChange = Partial<
  Pick<
    ConversationRow,
    | 'controller'
    | 'controlled_by'
    | 'closed_reason'
    | 'guidance'
    | 'claimed_seq'
    | 'answer_due_at'
    | 'answer_overdue'
    | 'assigned_to'
  >
>;

/** Raises the fence with a change of control; what was begun under the old one comes to nothing. Returns the new one. */
export async function moveFence(tx: Database, row: ConversationRow, change: ControlChange): Promise<number> {
  const fence = row.fence + 1;
  await tx
    .updateTable('conversations')
    .set({ ...change, fence, awaits_model_until: null })
    .where('id', '=', row.id)
    .execute();
  return fence;
}

/** Takes away what the assistant was about to say. Operators find it in the trace. */
export async function dropDrafts(tx: Database, conversationId: string): Promise<void> {
  const dropped = await tx
    .deleteFrom('drafts')
    .where('conversation_id', '=', conversationId)
    .returning(['turn_id', 'attempt', 'text'])
    .execute();
  const said = dropped.filter(({ text }) => text !== '');
  if (said.length === 0) return;
  await tx
    .insertInto('steps')
    .values(
      said.map(({ turn_id, attempt, text }) => ({
        id: `${turn_id}:discarded:${attempt}`,
        turn_id,
        kind: 'control' as const,
        component: 'draft',
        started_at: sql<Date>`clock_timestamp()`,
        ended_at: sql<Date>`clock_timestamp()`,
        attempts: 1,
        outcome: 'discarded',
        detail: JSON.stringify({ text }),
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}
