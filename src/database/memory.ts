import { sql } from 'kysely';
import { bounds } from '../domain/bounds.ts';
import type { Sender } from '../domain/message.ts';
import type { CaseRow } from './memory-schema.ts';
import type { Database } from './open-database.ts';

export type Memory = ReturnType<typeof createMemory>;

/** In UTF-8 bytes of the transcript. */
export interface SummaryLimits {
  /** The open case is summarised once more than this isn't. */
  readonly aboveBytes: number;
  /** How much of it then stays word for word. */
  readonly keptBytes: number;
  /** What one request holds. */
  readonly chunkBytes: number;
}

/** A part of a case that is to be added to its summary. */
export interface DueSummary {
  readonly conversationId: string;
  readonly caseNumber: number;
  readonly isClosed: boolean;
  /** What is known up to `fromSeq`. */
  readonly summary: string | null;
  readonly fromSeq: number;
  /** The newest line that the new summary holds. */
  readonly toSeq: number;
  readonly lines: readonly TranscriptLine[];
  /** The turn whose trace tells of it; absent where the conversation had none. */
  readonly turnId?: string;
}

export interface TranscriptLine {
  readonly seq: number;
  readonly from: Sender;
  readonly text: string;
}

/** The summaries of cases. Each is renewed by compare and set, so that two can't write over each other. */
export function createMemory(db: Database) {
  return {
    /** The part that should be summarised next; undefined: nothing has to be. */
    due: (conversationId: string, limits: SummaryLimits): Promise<DueSummary | undefined> =>
      findDue(db, conversationId, limits),

    /** False: somebody was quicker, and theirs stands. */
    async save(due: DueSummary, summary: string, by: 'model' | 'extract'): Promise<boolean> {
      const { numUpdatedRows } = await ofCase(db, due)
        .set({ summary, summary_seq: due.toSeq, summary_by: by, summary_attempts: 0 })
        .where('summary_seq', '=', due.fromSeq)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    /** No model could be asked. `extract` stands in until one can. */
    async noteFailure(due: DueSummary, extract: string): Promise<void> {
      await ofCase(db, due)
        .set({
          summary_attempts: sql`summary_attempts + 1`,
          ...(due.isClosed && { summary: extract, summary_by: 'extract' as const }),
        })
        .where('summary_seq', '=', due.fromSeq)
        .execute();
    },
  };
}

const ofCase = (db: Database, { conversationId, caseNumber }: DueSummary) =>
  db.updateTable('cases').where('conversation_id', '=', conversationId).where('number', '=', caseNumber);

/** After so many failures a closed case keeps its extract. */
const attemptsMax = 5;

async function findDue(
  db: Database,
  conversationId: string,
  limits: SummaryLimits,
): Promise<DueSummary | undefined> {
  const cases = await db
    .selectFrom('cases')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where(({ or, and, eb, ref }) =>
      or([
        eb('closed_at', 'is', null),
        and([eb('summary_seq', '<', ref('closed_seq')), eb('summary_attempts', '<', attemptsMax)]),
      ]),
    )
    .orderBy(sql`closed_at desc nulls first`)
    .limit(5)
    .execute();
  for (const row of cases) {
    const due =
      row.closed_at === null ? await dueOfOpen(db, row, limits) : await dueOfClosed(db, row, limits);
    if (due) return due;
  }
  return undefined;
}

/** The older part of what has been said since, once it is too much for the window. */
async function dueOfOpen(db: Database, row: CaseRow, limits: SummaryLimits): Promise<DueSummary | undefined> {
  const sizes = await sizesAfter(db, row);
  // What waits for an answer stays word for word, and so does all that came after it.
  const waits = sizes.findIndex((size) => size.isPending);
  const settled = waits < 0 ? sizes : sizes.slice(0, waits);
  let bytesLeft = settled.reduce((sum, size) => sum + size.bytes, 0);
  if (bytesLeft <= limits.aboveBytes && settled.length <= bounds.unsummarisedMessagesMax) return undefined;
  const older = settled.filter((size, index) => {
    const isOlder =
      bytesLeft > limits.keptBytes || settled.length - index > bounds.unsummarisedMessagesMax / 2;
    bytesLeft -= size.bytes;
    return isOlder;
  });
  return await asDue(db, row, older, limits);
}

async function dueOfClosed(
  db: Database,
  row: CaseRow,
  limits: SummaryLimits,
): Promise<DueSummary | undefined> {
  return await asDue(db, row, await sizesAfter(db, row), limits);
}

interface LineSize {
  readonly seq: number;
  readonly bytes: number;
  readonly isPending: boolean;
}

async function sizesAfter(db: Database, row: CaseRow): Promise<LineSize[]> {
  return await db
    .selectFrom('messages')
    .select([
      'seq',
      sql<number>`octet_length(text)`.as('bytes'),
      sql<boolean>`disposition is not distinct from 'pending'`.as('isPending'),
    ])
    .where('conversation_id', '=', row.conversation_id)
    .where('seq', '>', row.summary_seq)
    .$if(row.closed_seq !== null, (query) => query.where('seq', '<=', row.closed_seq))
    .orderBy('seq')
    .limit(bounds.unsummarisedMessagesMax * 4)
    .execute();
}

/** As much of it, oldest first, as one request holds. */
async function asDue(
  db: Database,
  row: CaseRow,
  sizes: readonly LineSize[],
  { chunkBytes }: SummaryLimits,
): Promise<DueSummary | undefined> {
  let bytes = 0;
  const chunk = sizes.filter((size, index) => {
    bytes += Math.min(size.bytes, lineBytesMax);
    return index === 0 || bytes <= chunkBytes;
  });
  const last = chunk.at(-1);
  if (!last) return undefined;
  const turnId = await lastTurnOf(db, row.conversation_id);
  return {
    conversationId: row.conversation_id,
    caseNumber: row.number,
    isClosed: row.closed_at !== null,
    summary: row.summary,
    fromSeq: row.summary_seq,
    toSeq: last.seq,
    lines: await linesOf(db, row, last.seq),
    ...(turnId !== undefined && { turnId }),
  };
}

/** What a line counts at most: more of it isn't read. */
const lineBytesMax = bounds.lineTextMax * 3;

const linesOf = (db: Database, row: CaseRow, toSeq: number): Promise<TranscriptLine[]> =>
  db
    .selectFrom('messages')
    .select(['seq', 'sender as from', sql<string>`left(text, ${bounds.lineTextMax})`.as('text')])
    .where('conversation_id', '=', row.conversation_id)
    .where('seq', '>', row.summary_seq)
    .where('seq', '<=', toSeq)
    .orderBy('seq')
    .execute();

async function lastTurnOf(db: Database, conversationId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('turns')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
