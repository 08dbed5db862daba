import { sql } from 'kysely';
import { isUuid } from '../domain/ids.ts';
import type { Operator, Role } from '../domain/operator.ts';
import { writeAudit } from './audit.ts';
import type { Database } from './open-database.ts';

/** An operator as an admin sees them. */
export interface Account extends Operator {
  readonly isDisabled: boolean;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** What an admin changes of an account; what is absent stays. */
export interface AccountChange {
  readonly role?: Role;
  readonly isDisabled?: boolean;
  readonly passwordHash?: string;
}

export type ChangedAccount =
  | { readonly outcome: 'changed'; readonly account: Account }
  | { readonly outcome: 'unknown' }
  /** Nobody could administer any more. */
  | { readonly outcome: 'last_admin' };

export type Accounts = ReturnType<typeof createAccounts>;

/** The accounts of all operators, for those who look after them. */
export function createAccounts(db: Database) {
  return {
    /** By e-mail; a business has so few that they fit one page. */
    async list(limit: number): Promise<Account[]> {
      const rows = await db.selectFrom('operators').selectAll().orderBy('email').limit(limit).execute();
      return rows.map(present);
    },

    async find(id: string): Promise<Account | undefined> {
      if (!isUuid(id)) return undefined;
      const row = await db.selectFrom('operators').selectAll().where('id', '=', id).executeTakeFirst();
      return row && present(row);
    },

    /** Changes an account, once it is sure that an admin remains. Whoever loses it or its password is logged out. */
    change: (id: string, change: AccountChange, by: string): Promise<ChangedAccount> =>
      db.transaction().execute((tx) => changeAccount(tx, { id, change, by })),
  };
}

async function changeAccount(
  tx: Database,
  { id, change, by }: { id: string; change: AccountChange; by: string },
): Promise<ChangedAccount> {
  // Two admins who disable each other must not both succeed.
  await sql`select pg_advisory_xact_lock(hashtextextended('accounts', 0))`.execute(tx);
  const before = await tx.selectFrom('operators').selectAll().where('id', '=', id).executeTakeFirst();
  if (!before) return { outcome: 'unknown' };
  const { role = before.role, isDisabled = before.disabled_at !== null, passwordHash } = change;
  if (!(await leavesAdmin(tx, id, role === 'admin' && !isDisabled))) return { outcome: 'last_admin' };
  const after = await tx
    .updateTable('operators')
    .set({
      role,
      disabled_at: isDisabled ? (before.disabled_at ?? new Date()) : null,
      ...(passwordHash !== undefined && { password_hash: passwordHash }),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (isDisabled || passwordHash !== undefined)
    await tx.deleteFrom('operator_sessions').where('operator_id', '=', id).execute();
  const account = present(after);
  await writeAudit(tx, {
    actor: by,
    act: 'change_account',
    subject: id,
    allowed: true,
    detail: {
      before: facts(present(before)),
      after: facts(account),
      ...(passwordHash !== undefined && { password: 'changed' }),
    },
  });
  return { outcome: 'changed', account };
}

const facts = ({ role, isDisabled }: Account) => ({ role, isDisabled });

async function leavesAdmin(tx: Database, id: string, staysAdmin: boolean): Promise<boolean> {
  if (staysAdmin) return true;
  const other = await tx
    .selectFrom('operators')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .where('id', '!=', id)
    .executeTakeFirst();
  return other !== undefined;
}

interface AccountRow extends Operator {
  readonly disabled_at: Date | null;
  readonly created_at: Date;
}

const present = ({ id, email, role, disabled_at, created_at }: AccountRow): Account => ({
  id,
  email,
  role,
  isDisabled: disabled_at !== null,
  createdAt: created_at.toISOString(),
});
