import { bounds } from '../domain/bounds.ts';
import { needsPerson } from '../domain/callback.ts';
import type { ControlView } from '../domain/engine.ts';
import type { Route, Trigger } from '../domain/turn.ts';
import { caseOfWork, ensureOpenCase } from './cases.ts';
import { type ConversationRow, controlViewOf, lockConversation, project } from './conversation-row.ts';
import { findHappenings, takeHappenings } from './happenings.ts';
import type { Database } from './open-database.ts';
import { type PlanToResume, plansOfWork } from './plans-of-work.ts';

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
  /** Of a turn that time opens: what is due by then is its own, ms since the epoch. */
  readonly dueByMs?: number;
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
    /** What opened it leaves an action in doubt that can't be undone. */
    readonly needsPerson?: boolean;
    /** Plans that what opened it lets go on. */
    readonly resumes: readonly PlanToResume[];
  };
}

/** Opens a turn by claiming what waits; what comes while an operator is in control goes to them. */
export async function openTurn(tx: Database, request: OpenTurn): Promise<OpenedTurn> {
  const { conversationId } = request;
  const row = await lockConversation(tx, conversationId);
  const { seqs, claimedSeq } = await claimable(tx, row, request);
  const happened = await findHappenings(tx, request);
  const isNews = seqs.length > 0 || happened.isNews;
  const isClosed = row.closed_reason !== null && !isNews;
  const speaks = row.controller === 'assistant' && !isClosed;
  const opened = { claimedSeq, control: { ...controlViewOf(row), closed: isClosed } };
  await noteClaim(tx, row, { claimedSeq, reopens: isNews, trigger: request.trigger });
  const isForTurn = isOnDecision(request.trigger) || (isNews && speaks);
  if (!isForTurn) {
    await passToOperator(tx, conversationId, seqs);
    await forgetOpening(tx, request);
  }
  const resumes = isForTurn ? await plansOfWork(tx, conversationId, happened.events) : [];
  const goingOn = {
    ...request,
    workTurnIds: [...new Set([...request.workTurnIds, ...resumes.flatMap((plan) => plan.workTurnIds)])],
  };
  const turnId = isForTurn ? await upsertTurn(tx, goingOn, seqs, await caseFor(tx, row, request)) : undefined;
  if (turnId !== undefined) await claim(tx, conversationId, turnId, seqs);
  // An opening that is repeated after its turn has ended takes nothing from the next.
  if (turnId !== undefined || !isForTurn) await takeHappenings(tx, conversationId, happened, turnId);
  await project(tx, conversationId);
  if (turnId === undefined) return opened;
  const isDoubtful = happened.events.some(({ type, data }) => needsPerson(type, data));
  return { ...opened, turn: { turnId, speaks, resumes, ...(isDoubtful && { needsPerson: true }) } };
}

/** These go on with earlier work, whoever is in control. */
const isOnDecision = (trigger: Trigger) => trigger === 'decision' || trigger === 'expiry';

async function caseFor(tx: Database, row: ConversationRow, { trigger, workTurnIds }: OpenTurn) {
  const begun = isOnDecision(trigger) ? await caseOfWork(tx, workTurnIds) : undefined;
  return begun ?? (await ensureOpenCase(tx, row.id, row.last_seq + 1));
}

/** Rows that wait for a turn of this kind, and the newest row that is then claimed. Ask with the conversation locked. */
export async function claimable(
  tx: Database,
  row: ConversationRow,
  { trigger, afterSeq }: Pick<OpenTurn, 'trigger' | 'afterSeq'>,
) {
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
    .set({ turn_id: turnId, joined_round: null })
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
async function noteClaim(
  tx: Database,
  row: ConversationRow,
  { claimedSeq, reopens, trigger }: { claimedSeq: number; reopens: boolean; trigger: Trigger },
) {
  await tx
    .updateTable('conversations')
    .set({
      claimed_seq: Math.max(row.claimed_seq, claimedSeq),
      ...(trigger === 'message' && { awaits_model_until: null }),
      ...(reopens && { closed_reason: null }),
    })
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
    .selectFrom('turns')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('number', '=', number)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  if (!forgotten) return;
  // What was found out before anybody heard of the turn goes with it; what that cost stays with the conversation.
  for (const table of ['steps', 'drafts'] as const)
    await tx.deleteFrom(table).where('turn_id', '=', forgotten.id).execute();
  await tx.deleteFrom('turns').where('id', '=', forgotten.id).execute();
  await tx
    .updateTable('messages')
    .set({ turn_id: null })
    .where('conversation_id', '=', conversationId)
    .where('turn_id', '=', forgotten.id)
    .execute();
}

/** Undefined: the turn has ended already, and this opening comes from a run that nobody listens to any more. */
async function upsertTurn(
  tx: Database,
  request: OpenTurn,
  seqs: number[],
  caseNumber: number,
): Promise<string | undefined> {
  const content = {
    trigger: request.trigger,
    message_seqs: seqs,
    work_turn_ids: [...request.workTurnIds],
    manifest_hash: request.manifestHash,
    case_number: caseNumber,
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
