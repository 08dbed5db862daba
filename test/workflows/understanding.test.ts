import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { createTurns } from '../../src/database/turns.ts';
import { routeOf } from '../../src/domain/route.ts';
import type { Understanding } from '../../src/domain/understanding.ts';
import { type AssistantDefinition, defineTool } from '../../src/registry/baton.ts';
import { asksForIntent, intentReply } from '../support/classification.ts';
import { eventually } from '../support/eventually.ts';
import type { RecordedRequest, Script } from '../support/stand-in-model.ts';
import { startTestEngine } from '../support/test-engine.ts';

const tool = (name: string) =>
  defineTool({
    name,
    description: name,
    input: z.object({}),
    output: z.object({}),
    effect: 'read',
    run: () => ({}),
  });

const model = (name: string) => ({
  model: name,
  contextTokens: 32_000,
  outputTokensMax: 1_000,
  baseUrlEnv: 'MODEL_URL',
  apiKeyEnv: 'MODEL_KEY',
  priceMicroUsdPerMillionTokens: { input: 1_000_000, output: 2_000_000 },
});

const sorting: Partial<AssistantDefinition> = {
  models: { small: model('mini'), large: model('maxi') },
  agents: {
    desk: { instructions: 'You are the desk.', tools: [tool('look_around')] },
    orders: { instructions: 'You do orders.', tools: [tool('find_order')] },
  },
  intents: {
    order_status: {
      description: 'Where an order is',
      examples: ['Where is my parcel?'],
      agent: 'orders',
      tier: 'small',
    },
    complaint: { description: 'Something is wrong', agent: 'orders', tier: 'large' },
    other: { description: 'Anything else', agent: 'desk', tier: 'small' },
  },
};

const isAnswered = (messages: readonly { kind: string }[]) => messages.some(({ kind }) => kind === 'answer');

test('whatever a model makes out, the next request goes to the agent and tier of the route table', async (t) => {
  const found: Understanding[] = Object.keys(sorting.intents ?? {}).flatMap((intent) =>
    (['simple', 'complex'] as const).flatMap((complexity) =>
      [0, 0.49, 0.5, 1].map((confidence) => ({ intent, complexity, confidence, by: 'model' as const })),
    ),
  );
  const script: Script = (request) => {
    if (!asksForIntent(request)) return { text: 'Here you are.' };
    const number = Number(/message (\d+)/.exec(request.messages.at(-1)?.content ?? '')?.[1]);
    const { by: _, intent = '', ...rest } = found[number] ?? assert.fail('a request of no conversation');
    return intentReply({ intent, ...rest });
  };
  const engine = await startTestEngine(t, { script, assistant: sorting });
  const asked: string[] = [];
  const ask = async (number: number) => {
    const id = await engine.openConversation();
    asked[number] = id;
    await engine.say(id, `This is message ${number}.`);
    await engine.transcriptWhen(id, isAnswered);
  };
  // A few at a time: a busy machine must not make the small model look too slow to be asked.
  for (let first = 0; first < found.length; first += atOnce)
    await Promise.all(found.slice(first, first + atOnce).map((_, at) => ask(first + at)));
  for (const [number, understanding] of found.entries()) {
    const route = routeOf(engine.registry.default, understanding);
    const request = engine.model.requests.find((each) => isAnswerTo(each, number)) ?? assert.fail();
    const label = JSON.stringify(understanding);
    assert.equal(request.model, route.tier === 'small' ? 'mini' : 'maxi', label);
    assert.deepEqual(
      request.tools.map((each) => each.function.name).filter((name) => !name.endsWith('follow_up')),
      [route.agent === 'desk' ? 'look_around' : 'find_order'],
      label,
    );
    assert.match(
      request.messages[0]?.content ?? '',
      route.agent === 'desk' ? /the desk/ : /do orders/,
      label,
    );
    const { items } = await createTurns(engine.db).list(asked[number] ?? '', { limit: 1 });
    assert.equal(items[0]?.intent, understanding.intent);
    assert.deepEqual(items[0]?.route, route);
  }
});

const atOnce = 4;

const isAnswerTo = (request: RecordedRequest, number: number) =>
  !asksForIntent(request) && request.messages.some(({ content }) => content === `This is message ${number}.`);

test('an example word for word needs no model to be understood', async (t) => {
  const script: Script = (request) => {
    assert.ok(!asksForIntent(request), 'nobody has to be asked');
    return { text: 'On its way.' };
  };
  const engine = await startTestEngine(t, { script, assistant: sorting });
  const id = await engine.openConversation();
  await engine.say(id, ' where is my  parcel ');
  await engine.transcriptWhen(id, isAnswered);
  const [turn] = (await createTurns(engine.db).list(id, { limit: 1 })).items;
  assert.equal(turn?.intent, 'order_status');
  const step = turn?.steps.find(({ kind }) => kind === 'intent');
  assert.equal(step?.component, 'rule');
  assert.equal(step?.costMicroUsd, undefined);
});

const nonsense: readonly [what: string, reply: ReturnType<Script>][] = [
  ['no JSON', { text: 'I think it is order_status' }],
  ['an intent that there is not', intentReply({ intent: 'constructor' })],
  ['a confidence beyond 1', intentReply({ intent: 'other', confidence: 7 })],
  ['an error', { status: 500 }],
  ['a refusal to serve', { status: 401 }],
];

for (const [what, reply] of nonsense) {
  test(`${what} for an intent costs the larger model, not the answer`, async (t) => {
    const script: Script = (request) => (asksForIntent(request) ? reply : { text: 'Here you are.' });
    const engine = await startTestEngine(t, { script, assistant: sorting });
    const id = await engine.openConversation();
    await engine.say(id, 'It came yesterday, and is blue.');
    await engine.transcriptWhen(id, isAnswered);
    const [turn] = (await createTurns(engine.db).list(id, { limit: 1 })).items;
    assert.deepEqual([turn?.route?.agent, turn?.route?.tier], ['desk', 'large']);
    assert.match(turn?.route?.reason ?? '', /could not be made out/);
  });
}

test('what the making out cost is in the trace and in the conversation', async (t) => {
  const usage = { inputTokens: 1_000, outputTokens: 10 };
  const script: Script = (request) =>
    asksForIntent(request) ? { ...intentReply({ intent: 'other' }), usage } : { text: 'Yes.', usage };
  const engine = await startTestEngine(t, { script, assistant: sorting });
  const id = await engine.openConversation();
  await engine.say(id, 'Are you there?');
  await engine.transcriptWhen(id, isAnswered);
  const [turn] = (await createTurns(engine.db).list(id, { limit: 1 })).items;
  const step = turn?.steps.find(({ kind }) => kind === 'intent');
  assert.deepEqual(step?.tokens, { input: 1_000, output: 10 });
  assert.equal(step?.costMicroUsd, 1_020);
  const view = await engine.handle(id).query<{ costMicroUsd: number }>('conversation');
  assert.equal(view.costMicroUsd, 2_040);
});

test('somebody whom nobody makes out twice in a row gets a person', async (t) => {
  const confidences = [0.2, 0.9, 0.2, 0.2];
  let asked = 0;
  const script: Script = (request) => {
    if (!asksForIntent(request)) return { text: 'What do you mean?' };
    return intentReply({ intent: 'other', confidence: confidences[asked++] ?? 1 });
  };
  const engine = await startTestEngine(t, { script, assistant: sorting });
  const id = await engine.openConversation();
  for (const [index] of confidences.entries()) {
    await engine.say(id, `Hm, ${index}.`);
    await eventually(async () => {
      const { items } = await createTurns(engine.db).list(id, { limit: 1 });
      const messages = await engine.transcript(id);
      const isSettled = messages.filter(({ from }) => from === 'customer').length === index + 1;
      const isOver = items[0]?.outcome && messages.every(({ disposition }) => disposition !== 'pending');
      return isSettled && isOver ? true : undefined;
    });
  }
  const { items } = await createTurns(engine.db).list(id, { limit: 10 });
  assert.deepEqual(items.map(({ outcome }) => outcome).reverse(), [
    'answered',
    'answered',
    'answered',
    'handed_over',
  ]);
});
