import { sql } from 'kysely';
import { everything, type PauseManner } from '../domain/component.ts';
import type { Citation } from '../domain/message.ts';
import type { Route, TurnOutcome } from '../domain/turn.ts';
import { appendMessage } from './append-message.ts';
import { type ConversationRow, lockConversation, maySpeak, project } from './conversation-row.ts';
import { settleClaimed } from './dispositions.ts';
import { type JoinedTurn, type JoinTurn, joinTurn } from './join-turn.ts';
import type { Database } from './open-database.ts';
import { type OpenedTurn, type OpenTurn, openTurn } from './open-turn.ts';
import { pausedAs } from './paused-as.ts';
import { tellDelay } from './tell-delay.ts';
import { findTracedTurn, withSteps } from './trace.ts';
import { isTurnOpen } from './turn-row.ts';

export type Turns = ReturnType<typeof createTurns>;

/** The turns of a conversation: opened by claiming rows, ended by exactly one outcome. */
export function createTurns(db: Database) {
  return {
    open: (request: OpenTurn): Promise<OpenedTurn> => db.transaction().execute((tx) => openTurn(tx, request)),
    commitAnswer: (answer: Answer): Promise<Committed> =>
      db.transaction().execute((tx) => commitAnswer(tx, answer)),
    /** The outcome that it has now: a turn that nobody took over is none that was handed over. */
    end: (request: EndTurn): Promise<TurnOutcome> =>
      db.transaction().execute(async (tx) => {
        const row = await lockConversation(tx, request.conversationId);
        if (isStillOurs(row, request)) return await endInterrupted(tx, request);
        if (request.note && maySpeak(row, request.note.fence))
          await appendNote(tx, request, request.note.text);
        await endTurn(tx, request);
        await settleLeftovers(tx, request);
        await project(tx, request.conversationId);
        return request.outcome;
      }),

    /** What the model said beside its tool calls, as a note of the turn. False: nothing more may be said in it. */
    addNote: (note: TurnNote): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        const row = await lockConversation(tx, note.conversationId);
        if (!maySpeak(row, note.fence) || !(await isTurnOpen(tx, note.turnId))) return false;
        if (await pausedAs(tx, [everything, row.assistant])) return false;
        await appendMessage(tx, { ...note, from: 'assistant', kind: 'note' });
        return true;
      }),

    /** Says that it takes longer, unless the turn is over or has said something. */
    tellDelay: (note: Omit<TurnNote, 'id'>): Promise<boolean> =>
      db.transaction().execute((tx) => tellDelay(tx, note)),

    /** Messages that came meanwhile become the running turn's. */
    join: (request: JoinTurn): Promise<JoinedTurn> => db.transaction().execute((tx) => joinTurn(tx, request)),

    /** What in words that came later looked like an attempt to steer the assistant. */
    async addSignals(turnId: string, signals: readonly string[]): Promise<void> {
      if (signals.length === 0) return;
      await db
        .updateTable('turns')
        .set({
          signals: sql<
            string[]
          >`array(select distinct unnest(signals || ${[...signals]}::text[]) order by 1)`,
        })
        .where('id', '=', turnId)
        .execute();
    },

    /** What the turn's beginning found out. */
    understood: ({ turnId, conversationId, ...found }: TurnUnderstood): Promise<void> =>
      db.transaction().execute(async (tx) => {
        await tx
          .updateTable('turns')
          .set({
            intent: found.intent ?? null,
            route: JSON.stringify(found.route),
            signals: [...found.signals],
          })
          .where('id', '=', turnId)
          .execute();
        if (found.language === undefined) return;
        await tx
          .updateTable('conversations')
          .set({ language: found.language })
          .where('id', '=', conversationId)
          .execute();
      }),

    /** Where the conversation's last turn was routed to. */
    async lastRoute(conversationId: string): Promise<Route | undefined> {
      const row = await db
        .selectFrom('turns')
        .select('route')
        .where('conversation_id', '=', conversationId)
        .where('route', 'is not', null)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.route ?? undefined;
    },

    /** Its newest; undefined where none was opened yet. */
    async lastOf(conversationId: string): Promise<string | undefined> {
      const row = await db
        .selectFrom('turns')
        .select('id')
        .where('conversation_id', '=', conversationId)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.id;
    },

    find: (turnId: string) =>
      db.selectFrom('turns').selectAll().where('id', '=', turnId).executeTakeFirstOrThrow(),

    /** With the details of its steps; undefined where the conversation has no such turn. */
    traced: (conversationId: string, turnId: string) => findTracedTurn(db, conversationId, turnId),

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

export interface TurnUnderstood {
  readonly conversationId: string;
  readonly turnId: string;
  readonly intent?: string;
  readonly route: Route;
  readonly signals: readonly string[];
  readonly language?: string;
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
  | { readonly outcome: 'fenced' }
  /** An operator has stopped the assistant meanwhile. */
  | { readonly outcome: 'paused'; readonly manner: PauseManner };

export interface EndTurn {
  readonly conversationId: string;
  readonly turnId: string;
  readonly outcome: TurnOutcome;
  /** Under which the turn was opened. */
  readonly fence?: number;
  readonly reason?: string;
  /** Said to the customer if the fence still stands. */
  readonly note?: { readonly fence: number; readonly text: string };
}

export interface TurnNote {
  readonly conversationId: string;
  readonly turnId: string;
  readonly fence: number;
  readonly id: string;
  readonly text: string;
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
  const mayAnswer = before.outcome === null && maySpeak(row, answer.fence);
  if (!repeated && !mayAnswer) return { outcome: 'fenced' };
  const manner = repeated ? undefined : await pausedAs(tx, [everything, row.assistant]);
  if (manner) return { outcome: 'paused', manner };
  const { seq } = await appendMessage(tx, { ...answer, id: turnId, from: 'assistant', kind: 'answer' });
  if (!repeated) {
    await settleClaimed(tx, answer.answersTurnIds, 'answered');
    await endTurn(tx, { conversationId, turnId, outcome: 'answered' });
    await project(tx, conversationId);
  }
  return { outcome: 'committed', seq };
}

/** It is to end for somebody else to speak, and nobody does: another run had ended it, so its messages wait again. */
const isStillOurs = (row: ConversationRow, { outcome, fence }: EndTurn) =>
  outcome === 'handed_over' &&
  fence === row.fence &&
  row.controller === 'assistant' &&
  row.closed_reason === null;

async function endInterrupted(tx: Database, request: EndTurn): Promise<TurnOutcome> {
  await endTurn(tx, { ...request, outcome: 'interrupted' });
  await project(tx, request.conversationId);
  return 'interrupted';
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
