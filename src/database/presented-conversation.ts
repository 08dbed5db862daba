import { sql } from 'kysely';
import { type Conversation, workflowIdOf } from '../domain/conversation.ts';
import type { Database } from './open-database.ts';

/** Conversations with what operators see of them. */
export const presented = (db: Database) =>
  db
    .selectFrom('conversations')
    .innerJoin('customers', 'customers.id', 'conversations.customer_id')
    .leftJoin('operators as assignees', 'assignees.id', 'conversations.assigned_to')
    .select([
      'conversations.id',
      'conversations.assistant',
      'conversations.status',
      'conversations.needs',
      'conversations.next_step',
      'conversations.cost_micro_usd',
      'conversations.updated_at',
      'conversations.waiting_since',
      'conversations.assigned_to',
      'customers.id as customer_id',
      'customers.name as customer_name',
      'assignees.email as assignee_email',
    ]);

export type PresentedRow = Awaited<ReturnType<ReturnType<typeof presented>['executeTakeFirstOrThrow']>>;

export function present(row: PresentedRow): Conversation {
  const { assigned_to, assignee_email } = row;
  return {
    id: row.id,
    assistant: row.assistant,
    customer: { id: row.customer_id, ...(row.customer_name !== null && { name: row.customer_name }) },
    status: row.status,
    needs: row.needs,
    nextStep: row.next_step,
    costMicroUsd: row.cost_micro_usd,
    workflowId: workflowIdOf(row.id),
    updatedAt: row.updated_at.toISOString(),
    ...(assigned_to !== null &&
      assignee_email !== null && { assignee: { id: assigned_to, email: assignee_email } }),
    ...(row.waiting_since !== null && { waitingSince: row.waiting_since.toISOString() }),
  };
}

/** Messages of a conversation that an operator has not seen. */
export const unreadBy = (operatorId: string) => sql<number>`conversations.last_seq - coalesce((
  select seq from reads where operator_id = ${operatorId} and conversation_id = conversations.id), 0)`;
