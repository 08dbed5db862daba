import { sql } from 'kysely';
import { bounds } from '../domain/bounds.ts';
import type { CaseOutcome, RecalledCase } from '../domain/case.ts';
import type { ConversationRow } from './conversation-row.ts';
import type { CaseRow } from './memory-schema.ts';
import type { Database } from './open-database.ts';

export type Cases = ReturnType<typeof createCases>;

/** The concerns that a customer has brought, one after the other. */
export function createCases(db: Database) {
  return {
    /** The case that a turn belongs to; undefined in conversations that nobody has written in. */
    ofTurn: (turnId: string): Promise<CaseRow | undefined> =>
      db
        .selectFrom('cases')
        .innerJoin('turns', (join) =>
          join
            .onRef('turns.conversation_id', '=', 'cases.conversation_id')
            .onRef('turns.case_number', '=', 'cases.number'),
        )
        .selectAll('cases')
        .where('turns.id', '=', turnId)
        .executeTakeFirst(),

    /** Closed cases before this one that fit the words best, or are fresh; best first, at most three. */
    async recall(conversationId: string, before: number, words: string): Promise<RecalledCase[]> {
      const rows = await db
        .selectFrom('cases')
        .select(['number', 'opened_at', 'closed_at', 'outcome', 'summary'])
        .where('conversation_id', '=', conversationId)
        .where('number', '<', before)
        .where('closed_at', 'is not', null)
        .where('summary', 'is not', null)
        .orderBy(relevance(words), 'desc')
        .orderBy('number', 'desc')
        .limit(recalledMax)
        .execute();
      return rows.flatMap(({ number, opened_at, closed_at, outcome, summary }) => {
        if (!closed_at || !outcome || summary === null) return [];
        return [{ number, openedOn: dateOf(opened_at), closedOn: dateOf(closed_at), outcome, summary }];
      });
    },
  };
}

const recalledMax = 3;

/** Text counts most; of two that fit alike, the one closed last. After two months freshness is worth little. */
const relevance = (words: string) => sql<number>`
  ts_rank_cd(search, to_tsquery('simple', ${queryOf(words)}), 1)
  + 0.01 * exp(-extract(epoch from clock_timestamp() - closed_at) / 5184000)`;

/** Any of the words, by their beginnings: that finds other endings in every language that has some. */
function queryOf(words: string): string {
  const found = words.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const stems = found.map((word) => (word.length > 6 ? word.slice(0, -2) : word));
  return [...new Set(stems)]
    .slice(0, bounds.recallWordsMax)
    .map((stem) => `${stem}:*`)
    .join(' | ');
}

const dateOf = (at: Date) => at.toISOString().slice(0, 10);

/** The open case, opened where there is none; its number. `seq`: the row that opens it. */
export async function ensureOpenCase(tx: Database, conversationId: string, seq: number): Promise<number> {
  const open = await openCaseOf(tx, conversationId);
  if (open) return open.number;
  const last = await lastCaseOf(tx, conversationId);
  const number = (last?.number ?? 0) + 1;
  await tx
    .insertInto('cases')
    .values({ conversation_id: conversationId, number, opened_seq: seq, summary_seq: seq - 1 })
    .execute();
  return number;
}

/** Closes the open case, if there is one. */
export async function closeOpenCase(
  tx: Database,
  row: ConversationRow,
  end: { readonly reason: string; readonly outcome: CaseOutcome },
): Promise<void> {
  await tx
    .updateTable('cases')
    .set({
      closed_seq: row.last_seq,
      closed_at: sql<Date>`clock_timestamp()`,
      closed_reason: end.reason,
      outcome: end.outcome,
    })
    .where('conversation_id', '=', row.id)
    .where('closed_at', 'is', null)
    .execute();
}

/** The case of the newest of these turns: what goes on with their work belongs to where it was begun. */
export async function caseOfWork(tx: Database, turnIds: readonly string[]): Promise<number | undefined> {
  if (turnIds.length === 0) return undefined;
  const row = await tx
    .selectFrom('turns')
    .select('case_number')
    .where('id', 'in', [...turnIds])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.case_number;
}

const openCaseOf = (tx: Database, conversationId: string) =>
  tx
    .selectFrom('cases')
    .select('number')
    .where('conversation_id', '=', conversationId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();

/** The newest case, open or closed. */
const lastCaseOf = (tx: Database, conversationId: string) =>
  tx
    .selectFrom('cases')
    .select('number')
    .where('conversation_id', '=', conversationId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
