import type { Role } from '../domain/operator.ts';
import type { Database } from './open-database.ts';

/** The role that deciding on this approval demands; undefined: there is no such approval. */
export async function findApprovalRole(db: Database, approvalId: string): Promise<Role | undefined> {
  const row = await db.selectFrom('approvals').select('role').where('id', '=', approvalId).executeTakeFirst();
  return row?.role;
}
