import { sql } from 'kysely';
import type { AlertKind, Incident } from '../domain/incident.ts';
import type { Role } from '../domain/operator.ts';
import { columns } from './incidents.ts';
import type { Database } from './open-database.ts';

/** Something that monitors have yet to be told. */
export type DueAlert = {
  readonly id: string;
  /** How often it was sent before, in vain. */
  readonly attempts: number;
} & (
  | { readonly kind: AlertKind; readonly incident: Incident }
  | { readonly kind: 'reminder'; readonly approval: UndecidedApproval }
);

export type Alerts = ReturnType<typeof createAlerts>;

/** What monitors have yet to be told: at least once each, and one process at a time tries. */
export function createAlerts(db: Database) {
  return {
    /** Takes what is due; it comes again after `againInMs` unless it is settled. A closing waits for its opening. */
    async claim(limit: number, againInMs: number): Promise<DueAlert[]> {
      const claimed = await db
        .updateTable('alerts')
        .set({
          due_at: sql<Date>`clock_timestamp() + ${againInMs} * interval '1 millisecond'`,
          attempts: sql<number>`attempts + 1`,
        })
        .where('id', 'in', ({ selectFrom }) =>
          selectFrom('alerts as due')
            .select('due.id')
            .where('due.sent_at', 'is', null)
            .where('due.given_up_at', 'is', null)
            .where('due.due_at', '<=', sql<Date>`clock_timestamp()`)
            .where(({ or, eb, not, exists, selectFrom: from }) =>
              or([
                eb('due.kind', '!=', 'closed'),
                not(
                  exists(
                    from('alerts as first')
                      .select('first.id')
                      .whereRef('first.incident_id', '=', 'due.incident_id')
                      .where('first.kind', '=', 'opened')
                      .where('first.sent_at', 'is', null)
                      .where('first.given_up_at', 'is', null),
                  ),
                ),
              ]),
            )
            .orderBy('due.due_at')
            .limit(limit)
            .forUpdate()
            .skipLocked(),
        )
        .returning(['id', 'kind', 'attempts', 'incident_id', 'approval_id'])
        .execute();
      return await Promise.all(
        claimed.map(async ({ id, kind, attempts, incident_id, approval_id }): Promise<DueAlert> => {
          const due = { id, attempts: attempts - 1 };
          return kind === 'reminder'
            ? { ...due, kind, approval: await findUndecided(db, approval_id) }
            : { ...due, kind, incident: await findIncident(db, incident_id) };
        }),
      );
    },

    async sent(id: string): Promise<void> {
      await db.updateTable('alerts').set({ sent_at: new Date() }).where('id', '=', id).execute();
    },

    async giveUp(id: string): Promise<void> {
      await db.updateTable('alerts').set({ given_up_at: new Date() }).where('id', '=', id).execute();
    },

    async retryIn(id: string, ms: number): Promise<void> {
      await db
        .updateTable('alerts')
        .set({ due_at: new Date(Date.now() + ms) })
        .where('id', '=', id)
        .execute();
    },
  };
}

/** A decision that is about to expire, without what it is about: monitors need not know customers' affairs. */
export interface UndecidedApproval {
  readonly id: string;
  readonly conversationId: string;
  readonly tool: string;
  readonly role: Role;
  readonly remindedAt: Date;
  readonly expiresAt: Date;
}

async function findUndecided(db: Database, id: string | null): Promise<UndecidedApproval> {
  const { remindedAt, ...approval } = await db
    .selectFrom('approvals')
    .select(['id', 'tool', 'role', 'conversation_id as conversationId'])
    .select(['expires_at as expiresAt', 'reminded_at as remindedAt'])
    .where('id', '=', id ?? '')
    .executeTakeFirstOrThrow();
  return { ...approval, remindedAt: remindedAt ?? approval.expiresAt };
}

const findIncident = (db: Database, id: string | null): Promise<Incident> =>
  db
    .selectFrom('incidents')
    .select(columns)
    .where('id', '=', id ?? '')
    .executeTakeFirstOrThrow();
