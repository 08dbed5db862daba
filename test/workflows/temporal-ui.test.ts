import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultPayloadConverter } from '@temporalio/common';
import { z } from 'zod';
import { temporalViews } from '../../src/domain/temporal-views.ts';
import { defineTool } from '../../src/registry/baton.ts';
import { asksForIntent, intentReply } from '../support/classification.ts';
import { eventually } from '../support/eventually.ts';
import type { History } from '../support/histories.ts';
import type { Script } from '../support/stand-in-model.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const order = z.object({ order: z.string() });
const look = defineTool({
  name: 'find_order',
  description: 'Looks an order up.',
  input: order,
  output: z.object({ status: z.string() }),
  effect: 'read',
  policy: { timeoutMs: 1_000 },
  run: async () => ({ status: 'shipped' }),
});
const refund = defineTool({
  name: 'refund_order',
  description: 'Refunds an order.',
  input: order,
  output: z.object({ refunded: z.boolean() }),
  effect: 'keyed',
  approval: { expiresMs: 3_600_000 },
  run: async () => ({ refunded: true }),
});

const usage = { inputTokens: 1_000, outputTokens: 0 };

/** Looks the order up, then wants it refunded. */
const script: Script = (request) => {
  if (asksForIntent(request)) return { ...intentReply({ intent: 'refund', confidence: 0.8 }), usage };
  const tools = request.messages.filter(({ role }) => role === 'tool').length;
  const name = tools === 0 ? 'find_order' : 'refund_order';
  return { toolCalls: [{ name, args: { order: 'A-1' } }], usage };
};

/** As the UI asks for it. */
async function detailsOf(engine: TestEngine, id: string): Promise<string> {
  const metadata = await engine.handle(id).query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return metadata.currentDetails ?? '';
}

test('the Temporal UI alone says what a conversation waits for, why it went so and what it cost', async (t) => {
  const engine = await startTestEngine(t, {
    script,
    assistant: {
      tools: [look, refund],
      intents: {
        refund: { description: 'Money back', agent: 'assistant', tier: 'large' },
        other: { description: 'Anything else', agent: 'assistant', tier: 'large' },
      },
    },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'My secret wish: refund A-1');
  const details = await eventually(async () => {
    const text = await detailsOf(engine, id);
    return text.includes('Decide on refund_order') ? text : undefined;
  });
  for (const line of [
    /\*\*Next:\*\* Decide on refund_order/,
    /\*\*The decision is waited for until:\*\* \d{4}-\d\d-\d\d \d\d:\d\d UTC/,
    /\*\*Cost:\*\* 0\.003000 US dollars; the last turn 0\.003000 for 3 model calls/,
    /\*\*The customer wants:\*\* refund \(confidence 0\.80\)/,
    /\*\*So it answers as:\*\* assistant with the large model \(refund \(0\.80\), simple\)/,
    /\*\*The last turn:\*\* find order, refund order \(waits for a decision\)/,
  ])
    assert.match(details, line);
  assert.doesNotMatch(details, /A-1|secret/);

  const { searchAttributes } = await engine.handle(id).describe();
  assert.deepEqual(
    [searchAttributes.BatonIntent, searchAttributes.BatonNeeds, searchAttributes.BatonStatus],
    [['refund'], ['approval'], ['open']],
  );
  assert.deepEqual(searchAttributes.BatonCostMicroUsd, [3_000]);

  for (const { name, query } of temporalViews) {
    const isFound = name === 'Waits for a decision';
    // Temporal's search is a moment behind.
    await eventually(
      async () => (await engine.client.workflow.count(query)).count === Number(isFound) || undefined,
    );
  }

  const summaries = summariesIn(await engine.history(id));
  assert.ok(summaries.length >= 8);
  for (const [what, summary] of summaries) {
    assert.match(summary ?? '', /^[A-Z][a-z ';:]{8,}$/, `${what} says ${summary}`);
    assert.ok((summary ?? '').length <= 100);
  }
  assert.ok(summaries.some(([, summary]) => summary === 'Tool: find order'));
});

/** Of every activity, local activity and timer, in words for people; undefined: it has none. */
function summariesIn({ events }: History): [what: string, summary: string | undefined][] {
  return (events ?? []).flatMap((event) => {
    const what =
      event.activityTaskScheduledEventAttributes?.activityType?.name ??
      event.timerStartedEventAttributes?.timerId ??
      event.markerRecordedEventAttributes?.markerName;
    if (!what) return [];
    const payload = event.userMetadata?.summary;
    return [[what, payload ? defaultPayloadConverter.fromPayload<string>(payload) : undefined]];
  });
}
