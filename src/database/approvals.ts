import { sql } from 'kysely';
import type { Approval, ApprovalPolicy, ApprovalState } from '../domain/approval.ts';
import { findApproval, presentApproval, withOperator } from './approval-rows.ts';
import { lockConversation, project } from './conversation-row.ts';
import {
  type CheckedDecision,
  type DecisionOutcome,
  decideApproval,
  expireApproval,
} from './decide-approval.ts';
import type { Database } from './open-database.ts';
import { type RefusedCall, readRefusedCalls } from './refused-calls.ts';
import { remindOfApproval } from './remind-of-approval.ts';
import { type SettledApproval, takeDecision } from './take-decision.ts';

export type Approvals = ReturnType<typeof createApprovals>;

/** Pending human decisions. The row is the referee between console, Temporal's CLI and expiry. */
export function createApprovals(db: Database) {
  return {
    request: (asked: AskedApproval): Promise<{ approvalId: string }> =>
      db.transaction().execute((tx) => requestApproval(tx, asked)),
    decide: (decision: CheckedDecision): Promise<DecisionOutcome> =>
      db.transaction().execute((tx) => decideApproval(tx, decision)),
    expire: (approvalId: string): Promise<SettledApproval> =>
      db.transaction().execute(async (tx) => {
        await expireApproval(tx, approvalId);
        return await takeDecision(tx, approvalId);
      }),

    /** Tells operators and monitors that nobody has decided yet. False: somebody has, or they were told. */
    remind: (approvalId: string): Promise<boolean> =>
      db.transaction().execute((tx) => remindOfApproval(tx, approvalId)),

    /** The decision, noted as taken in by the workflow; undefined while it is pending. */
    takeDecision: (approvalId: string): Promise<SettledApproval | undefined> =>
      db.transaction().execute(async (tx) => {
        const row = await findApproval(tx, approvalId);
        return row && row.state !== 'pending' ? await takeDecision(tx, approvalId) : undefined;
      }),

    async get(id: string): Promise<Approval | undefined> {
      const row = await findApproval(db, id);
      return row && presentApproval(row);
    },

    /** What the workflow has not taken in yet, oldest first: pending ones and decided ones. */
    async open(conversationId: string) {
      return await db
        .selectFrom('approvals')
        .select(['id', 'call_id', 'turn_id', 'tool', 'args', 'args_hash', 'state'])
        .select(['expires_at', 'remind_at', 'reminded_at'])
        .where('conversation_id', '=', conversationId)
        .where('applied', '=', false)
        .orderBy('created_at')
        .execute();
    },

    refusedIn: (turnId: string): Promise<RefusedCall[]> => readRefusedCalls(db, turnId),

    /** Whether a person has allowed exactly this: the call with these very arguments. */
    async allows(approvalId: string, callId: string, argsHash: string): Promise<boolean> {
      const row = await findApproval(db, approvalId);
      return row?.state === 'approved' && row.call_id === callId && row.args_hash === argsHash;
    },

    /** Oldest first: what waits longest needs someone first. */
    async list(page: { state?: ApprovalState; cursor?: string; limit: number }) {
      let query = withOperator(db).orderBy('approvals.created_at').orderBy('approvals.id');
      if (page.state !== undefined) query = query.where('approvals.state', '=', page.state);
      if (page.cursor !== undefined) {
        const cursor = page.cursor;
        query = query.where(({ eb, refTuple }) =>
          eb(
            refTuple('approvals.created_at', 'approvals.id'),
            '>',
            sql`(select created_at, id from approvals where id = ${cursor}::uuid)` as never,
          ),
        );
      }
      const rows = await query.limit(page.limit + 1).execute();
      const items = rows.slice(0, page.limit).map(presentApproval);
      return { items, nextCursor: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
    },
  };
}

export interface AskedApproval {
  readonly conversationId: string;
  readonly turnId: string;
  readonly callId: string;
  readonly tool: string;
  readonly args: unknown;
  readonly argsHash: string;
  readonly policy: ApprovalPolicy & { readonly reason: string };
  readonly expiresAt: Date;
  /** When operators are reminded of it. */
  readonly remindAt?: Date;
}

async function requestApproval(tx: Database, asked: AskedApproval): Promise<{ approvalId: string }> {
  await lockConversation(tx, asked.conversationId);
  const { id } = await tx
    .insertInto('approvals')
    .values({
      id: sql<string>`gen_random_uuid()`,
      conversation_id: asked.conversationId,
      turn_id: asked.turnId,
      call_id: asked.callId,
      tool: asked.tool,
      args: JSON.stringify(asked.args),
      args_hash: asked.argsHash,
      reason: asked.policy.reason,
      role: asked.policy.role,
      on_expiry: asked.policy.onExpiry,
      expires_at: asked.expiresAt,
      remind_at: asked.remindAt ?? null,
    })
    .onConflict((oc) => oc.column('call_id').doUpdateSet({ call_id: asked.callId }))
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.updateTable('tool_calls').set({ state: 'waiting' }).where('id', '=', asked.callId).execute();
  await project(tx, asked.conversationId);
  return { approvalId: id };
}
