import { sql } from 'kysely';
import type { ControlView } from '../domain/engine.ts';
import { appendMessage } from './append-message.ts';
import { writeAudit } from './audit.ts';
import { type Close, type CloseIdle, close, closeIdle } from './close-case.ts';
import { controlViewOf, lockConversation, project } from './conversation-row.ts';
import { settleAllPending } from './dispositions.ts';
import { dropDrafts, moveFence } from './move-fence.ts';
import type { Database } from './open-database.ts';
import { noteOverdue, nothingPromised } from './promised-answers.ts';
import { endTurn } from './turns.ts';

/** Who may answer: the referee of takeover, hand back, handover and close. Each moves the fence. */
export function createControl(db: Database) {
  return {
    takeOver: (request: TakeOver): Promise<TakeOverOutcome> =>
      db.transaction().execute((tx) => takeOver(tx, request)),
    handBack: (request: HandBack): Promise<HandBackOutcome> =>
      db.transaction().execute((tx) => handBack(tx, request)),
    close: (request: Close): Promise<{ outcome: 'closed'; fence: number }> =>
      db.transaction().execute((tx) => close(tx, request)),
    handOver: (request: HandOver): Promise<{ outcome: 'handed_over' | 'fenced' }> =>
      db.transaction().execute((tx) => handOver(tx, request)),
    /** Notes that a promised answer is late, where it is. */
    noteOverdue: (conversationId: string): Promise<boolean> =>
      db.transaction().execute((tx) => noteOverdue(tx, conversationId)),
    closeIdle: (request: CloseIdle): Promise<{ outcome: 'closed' | 'busy' }> =>
      db.transaction().execute((tx) => closeIdle(tx, request)),

    /** Where control stands, noted as seen by the workflow. */
    async see(conversationId: string): Promise<ControlView> {
      const row = await db
        .updateTable('conversations')
        .set({ fence_seen: sql`fence` })
        .where('id', '=', conversationId)
        .returningAll()
        .executeTakeFirstOrThrow();
      return controlViewOf(row);
    },
  };
}

export type Control = ReturnType<typeof createControl>;

export interface TakeOver {
  readonly conversationId: string;
  /** The operator's id. */
  readonly by: string;
  /** What the customer is told. */
  readonly text: string;
}

export type TakeOverOutcome =
  | { readonly outcome: 'taken'; readonly fence: number }
  | { readonly outcome: 'held'; readonly by: { readonly id: string; readonly email: string } | null };

export interface HandBack {
  readonly conversationId: string;
  readonly by: string;
  readonly note?: string;
}

export type HandBackOutcome =
  | { readonly outcome: 'handed_back'; readonly fence: number }
  | { readonly outcome: 'not_held' };

export interface HandOver {
  readonly conversationId: string;
  /** The fence that the turn was opened under. */
  readonly fence: number;
  /** Absent where not even a turn could be opened. */
  readonly turnId?: string | undefined;
  readonly reason: string;
  /** What the customer is told. */
  readonly text: string;
  /** By when a person is promised to answer. */
  readonly answerBy?: Date;
  /** Whether it is said only the first time that a case is handed over for this reason. */
  readonly isOnce?: boolean;
}

async function takeOver(tx: Database, request: TakeOver): Promise<TakeOverOutcome> {
  const { conversationId, by, text } = request;
  const row = await lockConversation(tx, conversationId);
  if (row.controller === 'operator' && row.controlled_by === by)
    return { outcome: 'taken', fence: row.fence };
  if (row.controller === 'operator' && row.controlled_by !== null) {
    return { outcome: 'held', by: await operatorOf(tx, row.controlled_by) };
  }
  const change = { controller: 'operator', controlled_by: by, closed_reason: null, assigned_to: by } as const;
  const fence = await moveFence(tx, row, change);
  await dropDrafts(tx, conversationId);
  await settleAllPending(tx, conversationId, 'handed_over', 'an operator took over');
  await appendMessage(tx, {
    conversationId,
    id: `taken-over-${fence}`,
    from: 'assistant',
    kind: 'note',
    text,
  });
  await writeAudit(tx, {
    actor: by,
    act: 'take_over',
    subject: conversationId,
    allowed: true,
    detail: { fence, assignee: { before: row.assigned_to, after: by } },
  });
  await project(tx, conversationId);
  return { outcome: 'taken', fence };
}

async function handBack(tx: Database, request: HandBack): Promise<HandBackOutcome> {
  const { conversationId, by, note } = request;
  const row = await lockConversation(tx, conversationId);
  if (row.controller !== 'operator') return { outcome: 'not_held' };
  const fence = await moveFence(tx, row, {
    controller: 'assistant',
    controlled_by: null,
    guidance: note ?? null,
    ...nothingPromised,
  });
  await writeAudit(tx, {
    actor: by,
    act: 'hand_back',
    subject: conversationId,
    allowed: true,
    detail: { fence, note },
  });
  await project(tx, conversationId);
  return { outcome: 'handed_back', fence };
}

/** The engine gives the conversation to operators; under an old fence somebody else has decided already. */
async function handOver(tx: Database, request: HandOver): Promise<{ outcome: 'handed_over' | 'fenced' }> {
  const { conversationId, turnId, reason, text } = request;
  const row = await lockConversation(tx, conversationId);
  const id = `handed-over-${turnId ?? request.fence}`;
  if (row.fence !== request.fence) {
    const done = await tx
      .selectFrom('messages')
      .select('seq')
      .where('conversation_id', '=', conversationId)
      .where('id', '=', id)
      .executeTakeFirst();
    return { outcome: done ? 'handed_over' : 'fenced' };
  }
  await moveFence(tx, row, {
    controller: 'operator',
    controlled_by: null,
    answer_due_at: request.answerBy ?? null,
    answer_overdue: false,
  });
  await dropDrafts(tx, conversationId);
  await settleAllPending(tx, conversationId, 'handed_over', reason);
  const isSaid = !request.isOnce || !turnId || !(await wasHandedOverFor(tx, turnId, reason));
  const note = {
    conversationId,
    id,
    from: 'assistant',
    kind: 'note',
    text,
    ...(turnId && { turnId }),
  } as const;
  if (isSaid) await appendMessage(tx, note);
  if (turnId) await endTurn(tx, { conversationId, turnId, outcome: 'handed_over', reason });
  await writeAudit(tx, {
    actor: 'baton',
    act: 'hand_over',
    subject: conversationId,
    allowed: true,
    detail: { reason },
  });
  await project(tx, conversationId);
  return { outcome: 'handed_over' };
}

/** Whether the turn's case was handed over for the same reason before. */
async function wasHandedOverFor(tx: Database, turnId: string, reason: string): Promise<boolean> {
  const row = await tx
    .selectFrom('turns as now')
    .innerJoin('turns as before', (join) =>
      join
        .onRef('before.conversation_id', '=', 'now.conversation_id')
        .onRef('before.case_number', '=', 'now.case_number')
        .onRef('before.id', '!=', 'now.id'),
    )
    .select('before.id')
    .where('now.id', '=', turnId)
    .where('before.outcome', '=', 'handed_over')
    .where('before.reason', '=', reason)
    .executeTakeFirst();
  return row !== undefined;
}

async function operatorOf(tx: Database, id: string) {
  return (
    (await tx.selectFrom('operators').select(['id', 'email']).where('id', '=', id).executeTakeFirst()) ?? null
  );
}
