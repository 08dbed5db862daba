import { sql } from 'kysely';
import type { Approval, ApprovalPolicy, ApprovalState, Decision } from '../domain/approval.ts';
import { outranks, type Role } from '../domain/operator.ts';
import { findApproval, presentApproval, withOperator } from './approval-rows.ts';
import { writeAudit } from './audit.ts';
import { lockConversation, project } from './conversation-row.ts';
import type { Database } from './open-database.ts';
import { type SettledApproval, takeDecision } from './take-decision.ts';

export type Approvals = ReturnType<typeof createApprovals>;

/** Pending human decisions. The row is the referee between console, Temporal's CLI and expiry. */
export function createApprovals(db: Database) {
  return {
    request: (asked: AskedApproval): Promise<{ approvalId: string }> =>
      db.transaction().execute((tx) => requestApproval(tx, asked)),
    decide: (decision: CheckedDecision): Promise<DecisionOutcome> =>
      db.transaction().execute((tx) => decide(tx, decision)),
    expire: (approvalId: string): Promise<SettledApproval> =>
      db.transaction().execute(async (tx) => {
        await settle(tx, approvalId, { state: 'expired' });
        return await takeDecision(tx, approvalId);
      }),

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
        .select(['id', 'call_id', 'turn_id', 'tool', 'args', 'args_hash', 'expires_at', 'state'])
        .where('conversation_id', '=', conversationId)
        .where('applied', '=', false)
        .orderBy('created_at')
        .execute();
    },

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
}

/** A decision whose arguments have been checked against the tool's schema. */
export interface CheckedDecision extends Decision {
  /** The deciding operator's role. */
  readonly role: Role;
  /** Of the edited arguments. */
  readonly argsHash?: string;
}

export type DecisionOutcome =
  | { readonly outcome: 'decided'; readonly approval: Approval }
  /** Somebody was first, or it has expired. */
  | { readonly outcome: 'decided_before'; readonly approval: Approval }
  /** It has changed since the version that the decision names. */
  | { readonly outcome: 'stale'; readonly approval: Approval }
  | { readonly outcome: 'role_too_low' }
  | { readonly outcome: 'unknown' };

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
    })
    .onConflict((oc) => oc.column('call_id').doUpdateSet({ call_id: asked.callId }))
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.updateTable('tool_calls').set({ state: 'waiting' }).where('id', '=', asked.callId).execute();
  await project(tx, asked.conversationId);
  return { approvalId: id };
}

async function decide(tx: Database, decision: CheckedDecision): Promise<DecisionOutcome> {
  const row = await findApproval(tx, decision.approvalId);
  if (!row) return { outcome: 'unknown' };
  await lockConversation(tx, row.conversation_id);
  const current = await findApproval(tx, decision.approvalId);
  if (!current) return { outcome: 'unknown' };
  const audit = (allowed: boolean, detail: object) =>
    writeAudit(tx, {
      actor: decision.by,
      act: 'decide_approval',
      subject: decision.approvalId,
      allowed,
      detail,
    });

  if (!outranks(decision.role, current.role)) {
    await audit(false, { why: `needs the role ${current.role}` });
    return { outcome: 'role_too_low' };
  }
  if (current.state !== 'pending') return { outcome: 'decided_before', approval: presentApproval(current) };
  if (current.version !== decision.version) return { outcome: 'stale', approval: presentApproval(current) };

  const { approved, edited } = contentOf(decision);
  await settle(tx, decision.approvalId, {
    state: approved ? 'approved' : 'rejected',
    decided_by: decision.by,
    decision_reason: decision.reason ?? null,
    ...edited,
  });
  await audit(true, {
    decision: decision.decision,
    before: current.args,
    after: decision.args ?? current.args,
  });
  await project(tx, row.conversation_id);
  const settled = await findApproval(tx, decision.approvalId);
  return { outcome: 'decided', approval: presentApproval(settled ?? current) };
}

function contentOf(decision: CheckedDecision) {
  const approved = decision.decision === 'approve';
  const isEdited = approved && decision.args !== undefined && decision.argsHash !== undefined;
  const edited = isEdited ? { args: JSON.stringify(decision.args), args_hash: decision.argsHash } : {};
  return { approved, edited };
}

type Settlement = { state: ApprovalState } & Partial<{
  decided_by: string;
  decision_reason: string | null;
  args: string;
  args_hash: string | undefined;
}>;

/** Compare and set: only what is pending can be settled. */
async function settle(tx: Database, id: string, { args_hash, ...change }: Settlement): Promise<void> {
  await tx
    .updateTable('approvals')
    .set({
      ...change,
      ...(args_hash !== undefined && { args_hash }),
      version: sql`version + 1`,
      decided_at: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute();
}
