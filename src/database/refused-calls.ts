import { sql } from 'kysely';
import type { Database } from './open-database.ts';

/** A call that a person decided against, with what the model was told of it. */
export interface RefusedCall {
  readonly tool: string;
  readonly args_hash: string | null;
  readonly result: unknown;
}

/**
 * What people have decided against in the case of this turn, the newest first. A colleague who hands back afterwards
 * has had the last word: what they want done may be put up again.
 */
export async function readRefusedCalls(db: Database, turnId: string): Promise<RefusedCall[]> {
  return await db
    .selectFrom('approvals')
    .innerJoin('tool_calls', 'tool_calls.id', 'approvals.call_id')
    .innerJoin('turns', 'turns.id', 'tool_calls.turn_id')
    .innerJoin('turns as now', (join) =>
      join
        .onRef('now.conversation_id', '=', 'turns.conversation_id')
        .onRef('now.case_number', '=', 'turns.case_number'),
    )
    .select(['tool_calls.tool', 'tool_calls.args_hash', 'tool_calls.result'])
    .where('now.id', '=', turnId)
    .where('approvals.state', '=', 'rejected')
    .where('tool_calls.state', '=', 'rejected')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('audit')
            .select('audit.id')
            .where('audit.subject', '=', sql<string>`approvals.conversation_id::text`)
            .where('audit.act', '=', 'hand_back')
            .where('audit.allowed', '=', true)
            .whereRef('audit.at', '>', 'approvals.decided_at'),
        ),
      ),
    )
    .orderBy('approvals.decided_at', 'desc')
    .limit(refusedMax)
    .execute();
}

const refusedMax = 50;
