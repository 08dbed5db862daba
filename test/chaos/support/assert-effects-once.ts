import assert from 'node:assert/strict';
import { Client, Connection } from '@temporalio/client';
import { workflowIdOf } from '../../../src/domain/conversation.ts';
import type { FarEnd } from '../../start/support/far-end.ts';
import { toolCallsInHistory } from './tool-calls-in-history.ts';

/**
 * Holds a conversation's history against what came to the tools' far end: nothing came after a completion was recorded,
 * no more came than was begun, always under one key, and what can't be undone came once. Tells how many durable calls
 * there were, and how many of them a kill had cut.
 */
export async function assertEffectsOnce(
  temporalAddress: string,
  conversationId: string,
  farEnd: FarEnd,
): Promise<{ calls: number; retried: number }> {
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    const { workflow } = new Client({ connection });
    const history = await workflow.getHandle(workflowIdOf(conversationId)).fetchHistory();
    const calls = toolCallsInHistory(history);
    for (const { order, attempts, completedAt } of calls) {
      const [token] = Object.values(order.args as object);
      const arrivals = farEnd.with(token).filter(({ tool }) => tool === order.tool);
      const about = `${order.tool} for ${token}: ${JSON.stringify(arrivals)}, ${attempts} attempts, completed ${completedAt}`;
      assert.ok(completedAt !== undefined, about);
      assert.ok(
        arrivals.every(({ at }) => at <= completedAt),
        about,
      );
      assert.ok(arrivals.length <= attempts, about);
      if (order.effect === 'read') continue;
      assert.ok(
        arrivals.every(({ effectKey }) => isKeyOf(effectKey, order.tool, String(token))),
        about,
      );
      assert.ok(new Set(arrivals.map(({ effectKey }) => effectKey)).size <= 1, about);
      if (order.effect === 'irreversible') assert.ok(arrivals.length <= 1, about);
    }
    const callIds = calls.map(({ order }) => order.callId);
    assert.equal(new Set(callIds).size, callIds.length, 'a call was scheduled twice');
    return { calls: calls.length, retried: calls.filter(({ attempts }) => attempts > 1).length };
  } finally {
    await connection.close();
  }
}

/** The tools' own keys hold for the customer, who stands in between. */
export const isKeyOf = (effectKey: string, tool: string, token: string): boolean =>
  effectKey.startsWith(`${tool}:customer:`) && effectKey.endsWith(`:${token}`);
