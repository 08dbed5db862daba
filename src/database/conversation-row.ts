import { type Selectable, sql } from 'kysely';
import type { ControlView } from '../domain/engine.ts';
import { type ConversationFacts, customerNextStep, projectionOf } from '../domain/projection.ts';
import { notify } from './notify.ts';
import type { Database } from './open-database.ts';
import type { ConversationsTable } from './schema.ts';
import { waitingSince } from './waiting-since.ts';

export type ConversationRow = Selectable<ConversationsTable>;

/**
 * The conversation's row, locked until the transaction ends: whoever gives a seq, moves the fence or releases
 * text holds it, so these can't cross.
 * @throws when there is no such conversation; callers have resolved it before.
 */
export async function lockConversation(tx: Database, conversationId: string): Promise<ConversationRow> {
  return await tx
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', conversationId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

/**
 * Whether the assistant may say a word under this fence. A turn that carries out a decision may be opened while an
 * operator is in control: then its fence stands, and it has no word.
 */
export const maySpeak = ({ fence, controller }: ConversationRow, under: number): boolean =>
  fence === under && controller === 'assistant';

/** Works out again what people see of the conversation, and hints at it when it changed. */
export async function project(tx: Database, conversationId: string): Promise<void> {
  const before = await lockConversation(tx, conversationId);
  const next = projectionOf(await factsOf(tx, before));
  const hasChanged = before.chat_state !== next.chatState;
  const version = before.chat_state_version + (hasChanged ? 1 : 0);
  await tx
    .updateTable('conversations')
    .set({
      status: next.status,
      needs: [...next.needs],
      chat_state: next.chatState,
      chat_state_version: version,
      next_step: next.nextStep,
      waiting_since: next.status === 'closed' ? null : waitingSince(conversationId),
      updated_at: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', conversationId)
    .execute();
  if (hasChanged) {
    const nextStep = customerNextStep[next.chatState];
    await notify(tx, { kind: 'status', conversationId, state: next.chatState, version, nextStep });
  } else if (before.next_step !== next.nextStep || before.needs.join() !== next.needs.join()) {
    await notify(tx, { kind: 'changed', conversationId });
  }
}

/** Where control stands, as the workflow needs to know it. */
export function controlViewOf(row: ConversationRow): ControlView {
  return {
    controller: row.controller,
    fence: row.fence,
    closed: row.closed_reason !== null,
    lastCustomerSeq: row.last_customer_seq,
  };
}

async function factsOf(tx: Database, row: ConversationRow): Promise<ConversationFacts> {
  const approvals = await tx
    .selectFrom('approvals')
    .select(['tool', 'expires_at', 'reminded_at'])
    .where('conversation_id', '=', row.id)
    .where('applied', '=', false)
    .where('state', '=', 'pending')
    .orderBy('created_at')
    .execute();
  const urgent = approvals.filter(({ reminded_at }) => reminded_at !== null);
  const decideBy = urgent.map(({ expires_at }) => expires_at.toISOString()).sort()[0];
  const openTurn = await tx
    .selectFrom('turns')
    .select('id')
    .where('conversation_id', '=', row.id)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  const operator =
    row.controlled_by === null
      ? undefined
      : await tx
          .selectFrom('operators')
          .select('email')
          .where('id', '=', row.controlled_by)
          .executeTakeFirst();
  const isHandedOver = row.controller === 'operator' && row.controlled_by === null;
  const handedOverBecause = isHandedOver ? await handOverReason(tx, row.id) : null;
  const followUp = await nextFollowUp(tx, row.id);
  const work = await tx
    .selectFrom('callbacks')
    .select('tool')
    .where('conversation_id', '=', row.id)
    .where('state', '=', 'running')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  return {
    controller: row.controller,
    controlledBy: operator?.email ?? null,
    closedReason: row.closed_reason,
    pendingApprovals: approvals.map((approval) => approval.tool),
    ...(decideBy !== undefined && { decideBy }),
    working: openTurn !== undefined,
    ...(handedOverBecause !== null && { handedOverBecause }),
    ...(row.answer_due_at !== null && {
      promised: { answerBy: row.answer_due_at.toISOString(), isOverdue: row.answer_overdue },
    }),
    ...(row.awaits_model_until && { awaitsModelUntil: row.awaits_model_until.toISOString() }),
    ...(followUp && { followUp }),
    ...(work && { work: work.tool }),
  };
}

/** Of the last turn, if that is what it ended with. */
async function handOverReason(tx: Database, conversationId: string): Promise<string | null> {
  const last = await tx
    .selectFrom('turns')
    .select(['outcome', 'reason'])
    .where('conversation_id', '=', conversationId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.outcome === 'handed_over' ? last.reason : null;
}

/** What the assistant writes next by itself, those with a time first. */
async function nextFollowUp(tx: Database, conversationId: string): Promise<ConversationFacts['followUp']> {
  const row = await tx
    .selectFrom('follow_ups')
    .select(['due_at', 'on_event'])
    .where('conversation_id', '=', conversationId)
    .where('turn_id', 'is', null)
    .where('ended_at', 'is', null)
    .orderBy(sql`due_at nulls last`)
    .limit(1)
    .executeTakeFirst();
  if (row?.due_at) return { dueAt: row.due_at.toISOString() };
  return row?.on_event ? { onEvent: row.on_event } : undefined;
}
