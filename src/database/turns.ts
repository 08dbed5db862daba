import { sql } from 'kysely';
import { bounds } from '../domain/bounds.ts';
import type { ControlView } from '../domain/engine.ts';
import type { Citation } from '../domain/message.ts';
import type { Route, Trigger, TurnOutcome } from '../domain/turn.ts';
import { appendMessage } from './append-message.ts';
import { type ConversationRow, controlViewOf, lockConversation, project } from './conversation-row.ts';
import { settleClaimed } from './dispositions.ts';
import type { Database } from './open-database.ts';
import { withSteps } from './trace.ts';
import { isTurnOpen } from './turn-row.ts';

export type Turns = ReturnType<typeof createTurns>;

/** The turns of a conversation: opened by claiming rows, ended by exactly one outcome. */
export function createTurns(db: Database) {
  return {
    open: (request: OpenTurn): Promise<OpenedTurn> => db.transaction().execute((tx) => openTurn(tx, request)),
    commitAnswer: (answer: Answer): Promise<Committed> =>
      db.transaction().execute((tx) => commitAnswer(tx, answer)),
    end: (request: EndTurn): Promise<void> =>
      db.transaction().execute(async (tx) => {
        const row = await lockConversation(tx, request.conversationId);
        if (request.note && row.fence === request.note.fence)
          await appendNote(tx, request, request.note.text);
        await endTurn(tx, request);
        await settleLeftovers(tx, request);
        await project(tx, request.conversationId);
      }),

    /** What the model said beside its tool calls, as a note of the turn. False: nothing more may be said in it. */
    addNote: (note: TurnNote): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        const row = await lockConversation(tx, note.conversationId);
        if (row.fence !== note.fence || !(await isTurnOpen(tx, note.turnId))) return false;
        await appendMessage(tx, { ...note, from: 'assistant', kind: 'note' });
        return true;
      }),

    find: (turnId: string) =>
      db.selectFrom('turns').selectAll().where('id', '=', turnId).executeTakeFirstOrThrow(),

    /** Newest first; `cursor` is the number that the page before ended with. */
    async list(conversationId: string, page: { cursor?: string; limit: number }) {
      let query = db.selectFrom('turns').selectAll().where('conversation_id', '=', conversationId);
      if (page.cursor !== undefined) query = query.where('number', '<', Number(page.cursor));
      const rows = await query
        .orderBy('number', 'desc')
        .limit(page.limit + 1)
        .execute();
      const shown = rows.slice(0, page.limit);
      const nextCursor = rows.length > page.limit ? String(shown.at(-1)?.number) : null;
      return { items: await withSteps(db, shown), nextCursor };
    },
  };
}

export interface OpenTurn {
  readonly conversationId: string;
  /** Counted by the workflow: opening the same number again finds the same turn. */
  readonly number: number;
  readonly trigger: Trigger;
  /** The newest customer row that an ended turn has claimed. */
  readonly afterSeq: number;
  /** Earlier turns whose tool calls this one goes on with. */
  readonly workTurnIds: readonly string[];
  readonly manifestHash: string;
  readonly route: Route;
}

export interface OpenedTurn {
  readonly control: ControlView;
  /** The newest row claimed. */
  readonly claimedSeq: number;
  /** Absent: there was nothing new, or it went to the operator in control. */
  readonly turn?: {
    readonly turnId: string;
    /** False: the case is an operator's or closed; what was decided is carried out, nothing is said. */
    readonly speaks: boolean;
  };
}

export interface Answer {
  readonly conversationId: string;
  readonly turnId: string;
  readonly fence: number;
  readonly text: string;
  readonly citations: readonly Citation[];
  /** The turns whose messages this answers. */
  readonly answersTurnIds: readonly string[];
}

export type Committed =
  | { readonly outcome: 'committed'; readonly seq: number }
  | { readonly outcome: 'fenced' };

export interface EndTurn {
  readonly conversationId: string;
  readonly turnId: string;
  readonly outcome: TurnOutcome;
  readonly reason?: string;
  /** Said to the customer if the fence still stands. */
  readonly note?: { readonly fence: number; readonly text: string };
}

interface TurnNote {
  readonly conversationId: string;
  readonly turnId: string;
  readonly fence: number;
  readonly id: string;
  readonly text: string;
}

async function openTurn(tx: Database, request: OpenTurn): Promise<OpenedTurn> {
  const { conversationId } = request;
  const row = await lockConversation(tx, conversationId);
  const { seqs, claimedSeq } = await claimable(tx, row, request);
  const isClosed = row.closed_reason !== null && seqs.length === 0;
  const speaks = row.controller === 'assistant' && !isClosed;
  const opened = { claimedSeq, control: { ...controlViewOf(row), closed: isClosed } };
  await noteClaim(tx, row, claimedSeq, seqs.length > 0);
  const isForTurn = request.trigger !== 'message' || (seqs.length > 0 && speaks);
  if (!isForTurn) {
    await passToOperator(tx, conversationId, seqs);
    await forgetOpening(tx, request);
  }
  const turnId = isForTurn ? await upsertTurn(tx, request, seqs) : undefined;
  if (turnId !== undefined) await claim(tx, conversationId, turnId, seqs);
  await project(tx, conversationId);
  return turnId === undefined ? opened : { ...opened, turn: { turnId, speaks } };
}

async function claimable(tx: Database, row: ConversationRow, { trigger, afterSeq }: OpenTurn) {
  if (trigger !== 'message') return { seqs: [], claimedSeq: afterSeq };
  const seqs = await waitingSeqs(tx, row.id, afterSeq);
  // Rows that somebody else settled (a takeover) are passed over, not waited for.
  const isAll = seqs.length < bounds.messagesPerTurnMax;
  return { seqs, claimedSeq: isAll ? row.last_customer_seq : (seqs.at(-1) ?? afterSeq) };
}

async function claim(tx: Database, conversationId: string, turnId: string, seqs: number[]): Promise<void> {
  if (seqs.length === 0) return;
  await tx
    .updateTable('messages')
    .set({ turn_id: turnId })
    .where('conversation_id', '=', conversationId)
    .where('seq', 'in', seqs)
    .execute();
}

async function waitingSeqs(tx: Database, conversationId: string, afterSeq: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('messages')
    .select('seq')
    .where('conversation_id', '=', conversationId)
    .where('sender', '=', 'customer')
    .where('disposition', '=', 'pending')
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(bounds.messagesPerTurnMax)
    .execute();
  return rows.map((row) => row.seq);
}

/** Writing opens a closed case again. */
async function noteClaim(tx: Database, row: ConversationRow, claimedSeq: number, reopens: boolean) {
  await tx
    .updateTable('conversations')
    .set({ claimed_seq: Math.max(row.claimed_seq, claimedSeq), ...(reopens && { closed_reason: null }) })
    .where('id', '=', row.id)
    .execute();
}

async function passToOperator(tx: Database, conversationId: string, seqs: number[]): Promise<void> {
  if (seqs.length === 0) return;
  await tx
    .updateTable('messages')
    .set({ disposition: 'handed_over', reason: 'an operator is in control' })
    .where('conversation_id', '=', conversationId)
    .where('seq', 'in', seqs)
    .execute();
}

/** Opened before, and the workflow never heard of it; since then an operator was quicker. */
async function forgetOpening(tx: Database, { conversationId, number }: OpenTurn): Promise<void> {
  const forgotten = await tx
    .deleteFrom('turns')
    .where('conversation_id', '=', conversationId)
    .where('number', '=', number)
    .where('outcome', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!forgotten) return;
  await tx
    .updateTable('messages')
    .set({ turn_id: null })
    .where('conversation_id', '=', conversationId)
    .where('turn_id', '=', forgotten.id)
    .execute();
}

/** Undefined: the turn has ended already, and this opening comes from a run that nobody listens to any more. */
async function upsertTurn(tx: Database, request: OpenTurn, seqs: number[]): Promise<string | undefined> {
  const content = {
    trigger: request.trigger,
    message_seqs: seqs,
    work_turn_ids: [...request.workTurnIds],
    manifest_hash: request.manifestHash,
    route: JSON.stringify(request.route),
  };
  const row = await tx
    .insertInto('turns')
    .values({ ...content, conversation_id: request.conversationId, number: request.number })
    .onConflict((oc) =>
      oc.columns(['conversation_id', 'number']).doUpdateSet(content).where('turns.outcome', 'is', null),
    )
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

async function commitAnswer(tx: Database, answer: Answer): Promise<Committed> {
  const { conversationId, turnId } = answer;
  const row = await lockConversation(tx, conversationId);
  const before = await tx
    .selectFrom('turns')
    .select('outcome')
    .where('id', '=', turnId)
    .executeTakeFirstOrThrow();
  const repeated = before.outcome === 'answered';
  const mayAnswer = before.outcome === null && row.fence === answer.fence;
  if (!repeated && !mayAnswer) return { outcome: 'fenced' };
  const { seq } = await appendMessage(tx, { ...answer, id: turnId, from: 'assistant', kind: 'answer' });
  if (!repeated) {
    await settleClaimed(tx, answer.answersTurnIds, 'answered');
    await endTurn(tx, { conversationId, turnId, outcome: 'answered' });
    await project(tx, conversationId);
  }
  return { outcome: 'committed', seq };
}

/** Whoever moved the fence has settled the messages; if any was missed, it goes the same way. */
async function settleLeftovers(tx: Database, { turnId, outcome }: EndTurn): Promise<void> {
  if (outcome === 'handed_over' || outcome === 'closed') await settleClaimed(tx, [turnId], outcome);
}

async function appendNote(tx: Database, request: EndTurn, text: string): Promise<void> {
  const { conversationId, turnId, outcome } = request;
  await appendMessage(tx, {
    conversationId,
    id: `${outcome}-${turnId}`,
    from: 'assistant',
    kind: 'note',
    turnId,
    text,
  });
}

/** Gives the turn its outcome, once, and takes its draft away. */
export async function endTurn(tx: Database, request: Omit<EndTurn, 'note'>): Promise<void> {
  await tx.deleteFrom('drafts').where('turn_id', '=', request.turnId).execute();
  await tx
    .updateTable('turns')
    .set({
      outcome: request.outcome,
      reason: request.reason ?? null,
      closed_at: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', request.turnId)
    .where('outcome', 'is', null)
    .execute();
}
