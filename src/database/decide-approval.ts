import { type RawBuilder, sql } from 'kysely';
import type { Approval, ApprovalState, Decision } from '../domain/approval.ts';
import { outranks, type Role } from '../domain/operator.ts';
import { findApproval, presentApproval } from './approval-rows.ts';
import { writeAudit } from './audit.ts';
import { lockConversation, project } from './conversation-row.ts';
import type { Database } from './open-database.ts';

/** A decision whose arguments have been checked against the tool's schema. */
export interface CheckedDecision extends Decision {
  /** The deciding operator's role. */
  readonly role: Role;
  /** Of the edited arguments. */
  readonly argsHash?: string;
  /** The link that it came by, where it did. */
  readonly linkId?: string;
}

export type DecisionOutcome =
  | { readonly outcome: 'decided'; readonly approval: Approval }
  /** Somebody was first, or it has expired. */
  | { readonly outcome: 'decided_before'; readonly approval: Approval }
  /** It has changed since the version that the decision names. */
  | { readonly outcome: 'stale'; readonly approval: Approval }
  | { readonly outcome: 'role_too_low' }
  | { readonly outcome: 'unknown' };

/** Makes a person's word count, if it is the first and comes in time. */
export async function decideApproval(tx: Database, decision: CheckedDecision): Promise<DecisionOutcome> {
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
  // Whether or not the workflow has seen to it by now: late is late.
  if (await expireApproval(tx, current.id, { isDue: true })) {
    const expired = await findApproval(tx, current.id);
    await project(tx, row.conversation_id);
    return { outcome: 'decided_before', approval: presentApproval(expired ?? current) };
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
    ...(decision.linkId !== undefined && { link: decision.linkId }),
  });
  await project(tx, row.conversation_id);
  const settled = await findApproval(tx, decision.approvalId);
  return { outcome: 'decided', approval: presentApproval(settled ?? current) };
}

function contentOf(decision: CheckedDecision) {
  const approved = decision.decision === 'approve';
  const isEdited = approved && decision.args !== undefined && decision.argsHash !== undefined;
  const edited = isEdited && {
    args: JSON.stringify(decision.args),
    args_hash: decision.argsHash,
    asked_args: sql<string>`coalesce(asked_args, args)`,
  };
  return { approved, edited };
}

type Settlement = { state: ApprovalState } & Partial<{
  decided_by: string;
  decision_reason: string | null;
  args: string;
  args_hash: string | undefined;
  asked_args: RawBuilder<string>;
}>;

/** Nobody has decided in time. False: somebody had, or with `isDue` there still is time. */
export async function expireApproval(
  tx: Database,
  id: string,
  { isDue } = { isDue: false },
): Promise<boolean> {
  const isSettled = await settle(tx, id, { state: 'expired' }, isDue);
  if (isSettled) {
    const act = { actor: 'baton', act: 'expire_approval', subject: id, allowed: true };
    await writeAudit(tx, { ...act, detail: { why: 'nobody decided in time' } });
  }
  return isSettled;
}

/** Compare and set: only what is pending can be settled. */
async function settle(
  tx: Database,
  id: string,
  { args_hash, ...change }: Settlement,
  mustBeDue = false,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('approvals')
    .set({
      ...change,
      ...(args_hash !== undefined && { args_hash }),
      version: sql`version + 1`,
      decided_at: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .$if(mustBeDue, (query) => query.where('expires_at', '<=', sql<Date>`clock_timestamp()`))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
