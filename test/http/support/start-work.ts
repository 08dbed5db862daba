import { createCallbacks } from '../../../src/database/callbacks.ts';
import { createEffects } from '../../../src/database/effects.ts';
import type { HttpService } from './http-service.ts';

let works = 0;

/** What the engine leaves in the database when a tool has started work elsewhere; and the token of its callback. */
export async function startWork(
  { db }: Pick<HttpService, 'db'>,
  conversationId: string,
  withinMs = 60_000,
): Promise<{ id: string; token: string; callId: string }> {
  works += 1;
  const { id: turnId } = await db
    .insertInto('turns')
    .values({
      ...{ conversation_id: conversationId, number: 1_000 + works, trigger: 'message' },
      ...{ manifest_hash: 'none', outcome: 'answered' },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const callId = `${turnId}:0:0`;
  await db
    .insertInto('tool_calls')
    .values({
      ...{ id: callId, conversation_id: conversationId, turn_id: turnId, round: 0, position: 0 },
      ...{ provider_call_id: 'p', tool: 'estimate', args: '{"article":"coat"}', args_hash: 'hash' },
      ...{ effect: 'keyed', state: 'asked', result: null },
    })
    .execute();
  const effect = { tool: 'estimate', scope: 'customer:c', key: `coat-${works}` };
  await createEffects(db).intend(effect, callId);
  const asked = {
    ...effect,
    callId,
    conversationId,
    effect: 'keyed',
    args: { article: 'coat' },
    withinMs,
  } as const;
  return { ...(await createCallbacks(db).open(asked)), callId };
}
