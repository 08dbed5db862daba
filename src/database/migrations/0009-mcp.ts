import { type Kysely, sql } from 'kysely';

/** Tools of MCP servers, as they are pinned and as their servers offer them since. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // What is offered stands here only while it differs from what is pinned.
  `create table mcp_tools (
     assistant text not null,
     version text not null,
     server text not null,
     tool text not null,
     words jsonb not null,
     hash text not null,
     first_seen_at timestamptz not null default clock_timestamp(),
     accepted_by uuid references operators,
     accepted_at timestamptz,
     offered_words jsonb,
     offered_hash text,
     offered_at timestamptz,
     gone_at timestamptz,
     primary key (assistant, version, server, tool),
     check ((offered_words is null) = (offered_hash is null)),
     check (gone_at is null or offered_hash is null))`,
];
