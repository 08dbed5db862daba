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
