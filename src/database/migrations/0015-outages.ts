import { type Kysely, sql } from 'kysely';

/**
 * Conversations that wait for a model to be there again, troubles that were found by how often calls fail, and which
 * vendors have nothing left for us.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table conversations add column awaits_model_until timestamptz`,
  `create index conversations_awaiting on conversations (awaits_model_until) where awaits_model_until is not null`,
  `create index reservations_retry on reservations (assistant, retry_at) where retry_at is not null`,
  `alter table component_troubles add column by_rate boolean not null default false`,
];
