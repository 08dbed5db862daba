import { randomUUID } from 'node:crypto';
import { createMessages } from '../../../src/database/messages.ts';
import type { Database } from '../../../src/database/open-database.ts';
import { createTurns } from '../../../src/database/turns.ts';
import type { TurnRef } from '../../../src/domain/engine.ts';

export interface PlacedCall {
  readonly turn: TurnRef;
  readonly callId: string;
  readonly customerId: string;
  readonly conversationId: string;
}

/** A turn in which a model has asked for one call of the tool `pay`; in the given customer's conversation, or a new one. */
export async function openTurnWithCall(
  db: Database,
  args: unknown,
  before?: PlacedCall,
): Promise<PlacedCall> {
  const { customerId, conversationId } = before ?? (await newConversation(db));
  await createMessages(db).accept({ conversationId, id: randomUUID(), channel: 'web', text: 'Pay' });
  const number = before ? 2 : 1;
  const opened = await createTurns(db).open({
    conversationId,
    number,
    trigger: 'message',
    afterSeq: 0,
    workTurnIds: [],
    manifestHash: 'none',
    route: { agent: 'assistant', tier: 'large', reason: 'test' },
  });
  if (!opened.turn) throw new Error('no turn');
  const { turnId } = opened.turn;
  const callId = `${turnId}:0:0`;
  await db
    .insertInto('tool_calls')
    .values({
      id: callId,
      conversation_id: conversationId,
      turn_id: turnId,
      round: 0,
      position: 0,
      provider_call_id: 'call_1',
      tool: 'pay',
      args: JSON.stringify(args),
      args_hash: null,
      effect: 'keyed',
      state: 'asked',
      result: null,
    })
    .execute();
  return {
    turn: { conversationId, turnId, fence: opened.control.fence },
    callId,
    customerId,
    conversationId,
  };
}

async function newConversation(db: Database) {
  const [customerId, conversationId] = [randomUUID(), randomUUID()];
  await db.insertInto('customers').values({ id: customerId }).execute();
  await db
    .insertInto('conversations')
    .values({ id: conversationId, customer_id: customerId, assistant: 'desk' })
    .execute();
  return { customerId, conversationId };
}
