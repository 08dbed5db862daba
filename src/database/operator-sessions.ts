import type { Operator } from '../domain/operator.ts';
import type { Database } from './open-database.ts';

export type OperatorSessions = ReturnType<typeof createOperatorSessions>;

/** Operators who are logged in, by the hash of their cookie. */
export function createOperatorSessions(db: Database) {
  return {
    /** Also clears away what has expired: logins are rare, so this is often enough. */
    async open(session: { tokenHash: string; operatorId: string; expiresAt: Date }): Promise<void> {
      await db.deleteFrom('operator_sessions').where('expires_at', '<=', new Date()).execute();
      await db
        .insertInto('operator_sessions')
        .values({
          token_hash: session.tokenHash,
          operator_id: session.operatorId,
          expires_at: session.expiresAt,
        })
        .execute();
    },

    async find(tokenHash: string): Promise<Operator | undefined> {
      return await db
        .selectFrom('operator_sessions')
        .innerJoin('operators', 'operators.id', 'operator_sessions.operator_id')
        .select(['operators.id', 'operators.email', 'operators.role'])
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', new Date())
        .where('disabled_at', 'is', null)
        .executeTakeFirst();
    },

    async close(tokenHash: string): Promise<void> {
      await db.deleteFrom('operator_sessions').where('token_hash', '=', tokenHash).execute();
    },
  };
}
