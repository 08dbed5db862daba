import { type Kysely, sql } from 'kysely';

/** Drafts that models write for operators. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // What became of one shows in the message that was sent instead of it: message_id names that, null: none was.
  `create table suggestions (
     id uuid primary key,
     conversation_id uuid not null references conversations,
     operator_id uuid not null references operators,
     text text not null,
     message_id text,
     created_at timestamptz not null default clock_timestamp())`,
  `create index suggestions_of on suggestions (conversation_id, created_at)`,
];
