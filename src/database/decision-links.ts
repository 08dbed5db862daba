import { sql } from 'kysely';
import type { Operator } from '../domain/operator.ts';
import { writeAudit } from './audit.ts';
import { type CheckedDecision, type DecisionOutcome, decideApproval } from './decide-approval.ts';
import type { Database } from './open-database.ts';
import { createSignedTokens } from './signed-tokens.ts';

/** A link that works once, in one operator's name, for an approval as they were shown it. */
export interface DecisionLink {
  readonly id: string;
  readonly approvalId: string;
  readonly version: number;
  readonly operator: Operator;
  readonly expiresAt: Date;
}

export type DecisionLinks = ReturnType<typeof createDecisionLinks>;

/** Links by which people decide without logging in. What is kept of one is its id; the token is signed anew. */
export function createDecisionLinks(db: Database) {
  const tokens = createSignedTokens(db, 'decision-link');
  return {
    /** Takes the place of an unused one that the operator has for the same approval. Undefined: it is decided. */
    async make(wish: NewLink): Promise<{ token: string; version: number; expiresAt: Date } | undefined> {
      const made = await db.transaction().execute((tx) => makeLink(tx, wish));
      return made && { token: await tokens.of(made.id), version: made.version, expiresAt: made.expiresAt };
    },

    /** Undefined: not one of ours, used, too late, or of somebody who is no operator any more. */
    async find(token: string): Promise<DecisionLink | undefined> {
      const id = await tokens.read(token);
      return id === undefined ? undefined : await findLink(db, id);
    },

    /** Uses the link up with the decision, both or neither. `spent`: somebody did meanwhile. */
    use: (link: DecisionLink, decision: LinkedDecision): Promise<DecisionOutcome | { outcome: 'spent' }> =>
      db.transaction().execute(async (tx) => {
        const current = await findLink(tx, link.id, { isLocked: true });
        if (!current) return { outcome: 'spent' };
        const { approvalId, version, operator } = current;
        await tx
          .updateTable('decision_links')
          .set({ used_at: sql<Date>`clock_timestamp()` })
          .where('id', '=', link.id)
          .execute();
        const { id: by, role } = operator;
        return await decideApproval(tx, { ...decision, approvalId, version, by, role, linkId: link.id });
      }),
  };
}

interface NewLink {
  readonly approvalId: string;
  /** In whose name it decides. */
  readonly operatorId: string;
  /** Not later than the approval itself. */
  readonly expiresAt: Date;
}

type LinkedDecision = Pick<CheckedDecision, 'decision' | 'args' | 'argsHash' | 'reason'>;

async function makeLink(tx: Database, { approvalId, operatorId, expiresAt }: NewLink) {
  const approval = await tx
    .selectFrom('approvals')
    .select(['version', 'expires_at'])
    .where('id', '=', approvalId)
    .where('state', '=', 'pending')
    .forUpdate()
    .executeTakeFirst();
  if (!approval) return undefined;
  await tx
    .deleteFrom('decision_links')
    .where('approval_id', '=', approvalId)
    .where('operator_id', '=', operatorId)
    .where('used_at', 'is', null)
    .execute();
  const until = approval.expires_at < expiresAt ? approval.expires_at : expiresAt;
  const { version } = approval;
  const { id } = await tx
    .insertInto('decision_links')
    .values({ approval_id: approvalId, version, operator_id: operatorId, expires_at: until, used_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeAudit(tx, {
    actor: operatorId,
    act: 'make_decision_link',
    subject: approvalId,
    allowed: true,
    detail: { link: id, expiresAt: until },
  });
  return { id, version, expiresAt: until };
}

async function findLink(
  db: Database,
  id: string,
  { isLocked } = { isLocked: false },
): Promise<DecisionLink | undefined> {
  const row = await db
    .selectFrom('decision_links')
    .innerJoin('operators', 'operators.id', 'decision_links.operator_id')
    .select(['decision_links.id', 'approval_id', 'version', 'expires_at'])
    .select(['operators.id as operator_id', 'email', 'role'])
    .where('decision_links.id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`clock_timestamp()`)
    .where('disabled_at', 'is', null)
    .$if(isLocked, (query) => query.forUpdate('decision_links'))
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      approvalId: row.approval_id,
      version: row.version,
      operator: { id: row.operator_id, email: row.email, role: row.role },
      expiresAt: row.expires_at,
    }
  );
}
