import { type Kysely, sql } from 'kysely';

/** What operators write for each other beside a transcript. In a table of its own, so that nothing shows it to a customer or a model. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table notes (
     conversation_id uuid not null references conversations,
     id uuid not null,
     operator_id uuid not null references operators,
     after_seq int not null,
     text text not null,
     at timestamptz not null default clock_timestamp(),
     primary key (conversation_id, id))`,
  `create index notes_in_order on notes (conversation_id, at)`,
];
