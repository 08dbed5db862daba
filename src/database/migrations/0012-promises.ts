import { type Kysely, sql } from 'kysely';

/** By when a customer who was handed over was promised an answer, and whether that has passed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table conversations
     add column answer_due_at timestamptz,
     add column answer_overdue boolean not null default false`,
];
