import { sql } from 'kysely';
import type { Database } from './open-database.ts';

/** Who did, or tried to do, what to what. */
export interface AuditEntry {
  /** An operator's id, `baton` for the engine, or what an unknown caller said of itself. */
  readonly actor: string;
  readonly act: string;
  /** The id of what was acted on. */
  readonly subject: string;
  /** False: it was refused and changed nothing. */
  readonly allowed: boolean;
  readonly detail?: unknown;
}

/** Within a transaction the entry stands or falls with the act. */
export async function writeAudit(db: Database, entry: AuditEntry): Promise<void> {
  const { detail, ...columns } = entry;
  await db
    .insertInto('audit')
    .values({ ...columns, detail: detail === undefined ? null : JSON.stringify(detail) })
    .execute();
}

/** An entry as it is read again. */
export interface ReadAuditEntry extends AuditEntry {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Where the actor is an operator. */
  readonly actorEmail?: string;
}

/** Newest first; `before`: what the page before ended with. Narrowed to one subject or actor where it is named. */
export async function readAudit(
  db: Database,
  page: { readonly about?: string; readonly before?: number; readonly limit: number },
): Promise<ReadAuditEntry[]> {
  const { about, before, limit } = page;
  let query = db
    .selectFrom('audit')
    .leftJoin('operators', (join) => join.on(sql`operators.id::text`, '=', sql.ref('audit.actor')))
    .selectAll('audit')
    .select('operators.email');
  if (about !== undefined)
    query = query.where(({ or, eb }) => or([eb('audit.subject', '=', about), eb('audit.actor', '=', about)]));
  if (before !== undefined) query = query.where(sql<boolean>`audit.id < ${before}`);
  const rows = await query.orderBy('audit.id', 'desc').limit(limit).execute();
  return rows.map(({ id, at, actor, act, subject, allowed, detail, email }) => ({
    ...{ id: String(id), at: at.toISOString(), actor, act, subject, allowed },
    ...(email !== null && { actorEmail: email }),
    ...(detail !== null && { detail }),
  }));
}
