import { sql } from 'kysely';
import type { ApprovalState } from '../domain/approval.ts';
import { bounds } from '../domain/bounds.ts';
import type { Database } from './open-database.ts';

/** What an operator has to know before they speak: why they are needed, what was said, tried and promised. */
export interface Brief {
  /** Why it was handed over; null while the assistant has control, or where an operator took it. */
  readonly reason: string | null;
  /** Of the open case; null while it is short enough to be read. */
  readonly summary: string | null;
  /** By when a person was promised to answer; ISO 8601, UTC. */
  readonly answerBy: string | null;
  readonly isOverdue: boolean;
  /** What the assistant ran for this case, the newest first. */
  readonly tried: readonly Tried[];
  /** What still waits for a decision, and what the assistant promised to write about. */
  readonly open: {
    readonly approvals: readonly {
      readonly id: string;
      readonly tool: string;
      readonly state: ApprovalState;
    }[];
    readonly promises: readonly { readonly about: string; readonly when: string }[];
  };
  /** What the assistant was about to say when it was stopped. */
  readonly discarded: string | null;
}

interface Tried {
  readonly tool: string;
  readonly state: string;
  readonly args: unknown;
}

/** Read from rows alone, so that it is there with every model down. Undefined: there is no such conversation. */
export async function readBrief(db: Database, conversationId: string): Promise<Brief | undefined> {
  const conversation = await db
    .selectFrom('conversations')
    .select(['controller', 'answer_due_at', 'answer_overdue'])
    .where('id', '=', conversationId)
    .executeTakeFirst();
  if (!conversation) return undefined;
  const current = await db
    .selectFrom('cases')
    .select(['number', 'summary'])
    .where('conversation_id', '=', conversationId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const last = await db
    .selectFrom('turns')
    .select(['id', 'outcome', 'reason'])
    .where('conversation_id', '=', conversationId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const isHandedOver = conversation.controller === 'operator' && last?.outcome === 'handed_over';
  return {
    reason: isHandedOver ? last.reason : null,
    summary: current?.summary ?? null,
    answerBy: conversation.answer_due_at?.toISOString() ?? null,
    isOverdue: conversation.answer_overdue,
    tried: await triedIn(db, conversationId, current?.number ?? 0),
    open: await openOf(db, conversationId),
    discarded: last ? await discardedIn(db, last.id) : null,
  };
}

const itemsMax = 20;

async function triedIn(db: Database, conversationId: string, caseNumber: number): Promise<Tried[]> {
  const rows = await db
    .selectFrom('tool_calls')
    .innerJoin('turns', 'turns.id', 'tool_calls.turn_id')
    .select(['tool', 'state', 'args'])
    .where('turns.conversation_id', '=', conversationId)
    .where('turns.case_number', '=', caseNumber)
    .orderBy('turns.number', 'desc')
    .orderBy('round', 'desc')
    .orderBy('position')
    .limit(itemsMax)
    .execute();
  return rows.map(({ tool, state, args }) => ({ tool, state, args }));
}

async function openOf(db: Database, conversationId: string): Promise<Brief['open']> {
  const approvals = await db
    .selectFrom('approvals')
    .select(['id', 'tool', 'state'])
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'pending')
    .orderBy('created_at')
    .limit(bounds.approvalsPendingMax)
    .execute();
  const promises = await db
    .selectFrom('follow_ups')
    .select(['about', 'due_at', 'on_event'])
    .where('conversation_id', '=', conversationId)
    .where('turn_id', 'is', null)
    .where('ended_at', 'is', null)
    .orderBy(sql`due_at nulls last`)
    .limit(itemsMax)
    .execute();
  return {
    approvals,
    promises: promises.map(({ about, due_at, on_event }) => ({
      about,
      when: due_at?.toISOString() ?? on_event ?? '',
    })),
  };
}

async function discardedIn(db: Database, turnId: string): Promise<string | null> {
  const step = await db
    .selectFrom('steps')
    .select(sql<string | null>`detail ->> 'text'`.as('text'))
    .where('turn_id', '=', turnId)
    .where('kind', '=', 'control')
    .where('outcome', '=', 'discarded')
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return step?.text ?? null;
}
