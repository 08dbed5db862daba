import { randomUUID } from 'node:crypto';
import type { Role } from '../../../src/domain/operator.ts';
import type { HttpService } from './http-service.ts';

let turns = 0;

/** What the engine leaves in the database when a tool call needs a person's word. Returns the approval's id. */
export async function askApproval(
  { db }: Pick<HttpService, 'db'>,
  conversationId: string,
  role: Role = 'approver',
): Promise<string> {
  turns += 1;
  const { id: turnId } = await db
    .insertInto('turns')
    .values({
      conversation_id: conversationId,
      number: turns,
      trigger: 'message',
      manifest_hash: 'none',
      outcome: 'waiting_approval',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const callId = `${turnId}-1-1`;
  await db
    .insertInto('tool_calls')
    .values({
      id: callId,
      conversation_id: conversationId,
      turn_id: turnId,
      round: 1,
      position: 1,
      provider_call_id: 'call_1',
      tool: 'refund_order',
      args: JSON.stringify({ amountCents: 9_000 }),
      args_hash: 'hash',
      effect: 'keyed',
      state: 'waiting',
      result: null,
    })
    .execute();
  const id = randomUUID();
  await db
    .insertInto('approvals')
    .values({
      id,
      conversation_id: conversationId,
      turn_id: turnId,
      call_id: callId,
      tool: 'refund_order',
      args: JSON.stringify({ amountCents: 9_000 }),
      args_hash: 'hash',
      reason: 'more than 50',
      role,
      on_expiry: 'reject',
      expires_at: new Date(Date.now() + 3_600_000),
      decided_by: null,
      decision_reason: null,
      decided_at: null,
    })
    .execute();
  return id;
}
