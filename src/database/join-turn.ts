import { sql } from 'kysely';
import type { ControlView } from '../domain/engine.ts';
import { controlViewOf, lockConversation } from './conversation-row.ts';
import type { Database } from './open-database.ts';
import { claimable } from './open-turn.ts';
import { isTurnOpen } from './turn-row.ts';

export interface JoinTurn {
  readonly conversationId: string;
  readonly turnId: string;
  readonly fence: number;
  /** The model call of the turn that reads them first. */
  readonly round: number;
  /** The newest customer row that an ended turn has claimed. */
  readonly afterSeq: number;
}

export interface JoinedTurn {
  readonly claimedSeq: number;
  readonly control: ControlView;
  /** What joined before this model call. */
  readonly texts: readonly string[];
}

/** Claims what waits for a turn that is under way. Under another fence, or once it has ended, nothing joins. */
export async function joinTurn(tx: Database, request: JoinTurn): Promise<JoinedTurn> {
  const { conversationId, turnId, round, afterSeq } = request;
  const row = await lockConversation(tx, conversationId);
  const control = controlViewOf(row);
  if (row.fence !== request.fence || !(await isTurnOpen(tx, turnId)))
    return { claimedSeq: afterSeq, control, texts: [] };
  const { seqs, claimedSeq } = await claimable(tx, row, { trigger: 'message', afterSeq });
  if (seqs.length > 0) {
    await tx
      .updateTable('messages')
      .set({ turn_id: turnId, joined_round: round })
      .where('conversation_id', '=', conversationId)
      .where('seq', 'in', seqs)
      .where('turn_id', 'is distinct from', turnId)
      .execute();
    await noteSeqs(tx, turnId);
  }
  await tx
    .updateTable('conversations')
    .set({ claimed_seq: Math.max(row.claimed_seq, claimedSeq) })
    .where('id', '=', conversationId)
    .execute();
  return { claimedSeq, control, texts: await textsOf(tx, request) };
}

async function noteSeqs(tx: Database, turnId: string): Promise<void> {
  await tx
    .updateTable('turns')
    .set({
      message_seqs: sql<number[]>`(select array_agg(seq order by seq) from messages
        where messages.turn_id = turns.id and sender = 'customer')`,
    })
    .where('id', '=', turnId)
    .execute();
}

async function textsOf(tx: Database, { turnId, round }: JoinTurn): Promise<string[]> {
  const rows = await tx
    .selectFrom('messages')
    .select('text')
    .where('turn_id', '=', turnId)
    .where('joined_round', '=', round)
    .orderBy('seq')
    .execute();
  return rows.map((row) => row.text);
}
