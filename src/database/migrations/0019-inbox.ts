import { type Kysely, sql } from 'kysely';

/** Whose a conversation is, since when its customer waits, what needs somebody first, and how far each operator has read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const microseconds = (column: string) =>
  `(extract(epoch from (${column} - timestamptz '1970-01-01 00:00:00+00')) * 1000000)::bigint`;

/** Handed over; a decision; with an operator and waiting; with an operator; the assistant's; closed. */
const urgency = `case
  when status = 'closed' then 5
  when 'operator' = any(needs) then 0
  when 'approval' = any(needs) then 1
  when status = 'with_operator' and waiting_since is not null then 2
  when status = 'with_operator' then 3
  else 4 end`;

/** Among those that need somebody whoever has waited longest comes first, among the rest what changed last. */
const urgencyKey = `case
  when (${urgency}) <= 2 then ${microseconds('coalesce(waiting_since, updated_at)')}
  else -${microseconds('updated_at')} end`;

const statements = [
  `alter table conversations
     add column assigned_to uuid references operators,
     add column waiting_since timestamptz`,
  `update conversations set waiting_since = (
     select min(at) from messages
     where conversation_id = conversations.id and disposition = 'pending')
   where closed_reason is null`,

  // Generated, so that nothing that writes a conversation can forget them.
  `alter table conversations
     add column urgency smallint not null generated always as (${urgency}) stored,
     add column urgency_key bigint not null generated always as (${urgencyKey}) stored`,
  `create index conversations_by_urgency on conversations (urgency, urgency_key, id)`,
  `create index conversations_assigned on conversations (assigned_to, urgency, urgency_key, id)
     where assigned_to is not null`,

  `create table reads (
     operator_id uuid not null references operators on delete cascade,
     conversation_id uuid not null references conversations,
     seq int not null,
     primary key (operator_id, conversation_id))`,
];
