import { type Kysely, sql } from 'kysely';

/** What the business has written down: documents cut into passages, by which words and vectors they are found. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Vectors are compared in the database where this is there to be made; a database that forbids it does without.
  `do $$ begin create extension if not exists vector; exception when others then null; end $$`,

  // One worker at a time keeps a base up to date: the one that holds it.
  `create table knowledge_bases (
     id int primary key generated always as identity,
     assistant text not null,
     name text not null,
     -- Rises with every change of what can be found.
     revision bigint not null default 0,
     held_by uuid,
     held_until timestamptz,
     -- When the last look through the folder that came to an end began, and what stood in its way.
     looked_at timestamptz,
     trouble text,
     unique (assistant, name))`,

  `create table knowledge_documents (
     id bigint primary key generated always as identity,
     base_id int not null references knowledge_bases on delete cascade,
     path text not null,
     state text not null default 'waiting' check (state in ('waiting', 'ready', 'refused')),
     reason text,
     -- Size and time of the file when it was read, and what it held; with another reading version it is read again.
     stamp text,
     hash text,
     reading_version int,
     title text,
     url text,
     language text,
     passages int not null default 0,
     read_at timestamptz,
     unique (base_id, path),
     check ((reason is not null) = (state = 'refused')))`,

  // The configuration is text: a regconfig column would stand in the way of pg_upgrade.
  `create table knowledge_passages (
     id uuid primary key,
     base_id int not null references knowledge_bases on delete cascade,
     document_id bigint not null references knowledge_documents on delete cascade,
     number int not null,
     title text not null,
     text text not null,
     words_count int not null,
     configuration text not null,
     stems tsvector not null,
     words tsvector not null,
     vector_key text not null)`,
  `create index knowledge_passages_document on knowledge_passages (document_id)`,
  `create index knowledge_passages_base on knowledge_passages (base_id)`,
  `create index knowledge_passages_vector_key on knowledge_passages (vector_key)`,
  `create index knowledge_passages_stems on knowledge_passages using gin (stems)`,
  `create index knowledge_passages_words on knowledge_passages using gin (words)`,

  // By what was embedded, so that nothing that stays the same is paid for twice.
  `create table knowledge_vectors (
     model text not null,
     dimensions int not null,
     key text not null,
     vector real[] not null,
     primary key (key, model, dimensions))`,
  `alter table knowledge_vectors alter column vector set storage external`,
];
