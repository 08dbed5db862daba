import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { isUuid } from '../domain/ids.ts';
import type { Operator, Role } from '../domain/operator.ts';
import { writeAudit } from './audit.ts';
import type { Database } from './open-database.ts';

/** An operator with what proves a password. */
export interface OperatorAccount extends Operator {
  readonly passwordHash: string;
}

export interface NewOperator {
  /** Lower case. */
  readonly email: string;
  readonly passwordHash: string;
  readonly role: Role;
  /** Who makes the account: an operator's id, or `baton`. */
  readonly by: string;
}

export type Operators = ReturnType<typeof createOperators>;

/** The humans of the business, and the way in for the first of them. */
export function createOperators(db: Database) {
  return {
    async findByEmail(email: string): Promise<OperatorAccount | undefined> {
      return await db
        .selectFrom('operators')
        .select(['id', 'email', 'role', 'password_hash as passwordHash'])
        .where('email', '=', email)
        .where('disabled_at', 'is', null)
        .executeTakeFirst();
    },

    /** `id` may be anything that somebody wrote. */
    async findById(id: string): Promise<Operator | undefined> {
      if (!isUuid(id)) return undefined;
      return await db
        .selectFrom('operators')
        .select(['id', 'email', 'role'])
        .where('id', '=', id)
        .where('disabled_at', 'is', null)
        .executeTakeFirst();
    },

    /** Undefined when the e-mail has an account already, which stays as it is. */
    insert: (operator: NewOperator): Promise<Operator | undefined> =>
      db.transaction().execute((tx) => insertOperator(tx, operator)),

    async hasAdmin(): Promise<boolean> {
      const row = await db
        .selectFrom('operators')
        .select('id')
        .where('role', '=', 'admin')
        .where('disabled_at', 'is', null)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Makes this the only link that works. */
    replaceSetupLink: (tokenHash: string, expiresAt: Date): Promise<void> =>
      db.transaction().execute(async (tx) => {
        await lockSetup(tx);
        await tx.deleteFrom('setup_links').execute();
        await tx.insertInto('setup_links').values({ token_hash: tokenHash, expires_at: expiresAt }).execute();
      }),

    async isSetupLink(tokenHash: string): Promise<boolean> {
      return (await findLink(db, tokenHash)) !== undefined;
    },

    /** Uses the link up and makes its admin, both or neither. Undefined: no such link, or the e-mail is taken. */
    useSetupLink: (
      tokenHash: string,
      admin: Omit<NewOperator, 'role' | 'by'>,
    ): Promise<Operator | undefined> =>
      db.transaction().execute(async (tx) => {
        await lockSetup(tx);
        if (!(await findLink(tx, tokenHash))) return undefined;
        const operator = await insertOperator(tx, { ...admin, role: 'admin', by: 'baton' });
        if (operator) await tx.deleteFrom('setup_links').where('token_hash', '=', tokenHash).execute();
        return operator;
      }),
  };
}

async function insertOperator(tx: Database, operator: NewOperator): Promise<Operator | undefined> {
  const { email, passwordHash, role, by } = operator;
  const inserted = await tx
    .insertInto('operators')
    .values({ id: randomUUID(), email, password_hash: passwordHash, role })
    .onConflict((oc) => oc.column('email').doNothing())
    .returning(['id', 'email', 'role'])
    .executeTakeFirst();
  if (!inserted) return undefined;
  await writeAudit(tx, {
    actor: by,
    act: 'create_operator',
    subject: inserted.id,
    allowed: true,
    detail: { email, role },
  });
  // Whoever is admin can make others: a link that still lies in a log is of no more use.
  if (role === 'admin') await tx.deleteFrom('setup_links').execute();
  return inserted;
}

const findLink = (db: Database, tokenHash: string) =>
  db
    .selectFrom('setup_links')
    .select('token_hash')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', new Date())
    .executeTakeFirst();

const lockSetup = (tx: Database) =>
  sql`select pg_advisory_xact_lock(hashtextextended('setup', 0))`.execute(tx);
