import { type Kysely, sql } from 'kysely';

/** What a turn found out before it answered: language, signals, passages. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // A BCP 47 tag; null while nobody could tell.
  `alter table conversations add column language text`,
  `alter table turns add column signals text[] not null default '{}'`,
  `create index turns_routed on turns (conversation_id, number desc) where route is not null`,

  // What the model was shown, as it was then: documents change, and a citation must not.
  `create table turn_passages (
     turn_id uuid not null references turns on delete cascade,
     number int not null,
     base text not null,
     passage_id text not null,
     title text not null,
     url text,
     text text not null,
     primary key (turn_id, number),
     unique (turn_id, passage_id))`,
];
