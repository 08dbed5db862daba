import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { createTurns } from '../../src/database/turns.ts';
import { agentBounds } from '../../src/domain/agents.ts';
import { defineTool } from '../../src/registry/baton.ts';
import { asksForIntent, intentReply } from '../support/classification.ts';
import { eventually } from '../support/eventually.ts';
import { openGate } from '../support/gate.ts';
import { testOperator } from '../support/operators.ts';
import type { Script, StandInRequest } from '../support/stand-in-model.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const answersAre = (count: number) => (all: { kind: string }[]) =>
  all.filter((message) => message.kind === 'answer').length === count;

const look = defineTool({
  name: 'look',
  description: 'Looks something up.',
  input: z.object({ what: z.string() }),
  output: z.object({ found: z.string() }),
  effect: 'read',
  policy: { timeoutMs: 1_000 },
  run: ({ what }) => ({ found: `the ${what}` }),
});
const pay = defineTool({
  name: 'pay',
  description: 'Pays back.',
  input: z.object({ order: z.string() }),
  output: z.object({ paid: z.string() }),
  effect: 'keyed',
  approval: {},
  run: ({ order }) => ({ paid: order }),
});

const assistant = {
  agents: {
    desk: { instructions: 'You are at the desk.', tools: [look], handoffs: ['orders'] },
    orders: {
      instructions: 'You look after orders.',
      description: 'Orders and money.',
      tools: [pay],
      handoffs: ['desk'],
    },
  },
  intents: {
    order: { description: 'About an order', agent: 'orders', tier: 'large' },
    other: { description: 'Anything else', agent: 'desk', tier: 'large' },
  },
};

const toolsOf = (request: StandInRequest) => request.tools.map((tool) => tool.function.name);
const isDesk = ({ messages }: StandInRequest) => messages[0]?.content?.includes('You are at the desk.');
const lastOf = ({ messages }: StandInRequest) => messages.at(-1);
const handOffTo = (agent: string, note: string) => ({
  toolCalls: [{ name: `hand_off_to_${agent}`, args: { reason: 'It is theirs.', note } }],
});
/** Every message is for the desk, whatever it says. */
const atDesk =
  (answer: Script): Script =>
  (request, call) =>
    asksForIntent(request) ? intentReply({ intent: 'other' }) : answer(request, call);
const newestTurn = async (engine: TestEngine, id: string) =>
  (await createTurns(engine.db).list(id, { limit: 1 })).items[0];

test('a turn goes to the other agent with a note, and the next one starts at its own intent', async (t) => {
  const engine = await startTestEngine(t, {
    assistant,
    script: atDesk((request) => {
      if (!isDesk(request)) return { text: 'Orders here.' };
      if (lastOf(request)?.content === 'Thanks') return { text: 'Any time.' };
      return lastOf(request)?.role === 'tool'
        ? handOffTo('orders', 'They want A-1 paid back.')
        : { toolCalls: [{ name: 'look', args: { what: 'shelf' } }] };
    }),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Money back');
  const all = await engine.transcriptWhen(id, answersAre(1));
  assert.equal(all.at(-1)?.text, 'Orders here.');
  const asked = engine.model.requests.filter((request) => !asksForIntent(request));
  const [first, , last] = asked;
  assert.deepEqual(first && toolsOf(first).filter((name) => name.startsWith('hand_off')), [
    'hand_off_to_orders',
  ]);
  assert.match(JSON.stringify(first?.tools), /It is for: Orders and money\./);
  const told = JSON.stringify(last?.messages);
  assert.match(told, /You look after orders\./);
  assert.match(told, /They want A-1 paid back\./);
  assert.match(told, /Money back/);
  assert.doesNotMatch(told, /the shelf|You are at the desk/, 'what the desk looked up stays there');
  assert.ok(last && toolsOf(last).includes('pay') && !toolsOf(last).includes('look'));

  const turn = await newestTurn(engine, id);
  assert.deepEqual(turn?.route, { agent: 'orders', tier: 'large', reason: 'handed off by desk' });
  const step = await engine.db
    .selectFrom('steps')
    .selectAll()
    .where('kind', '=', 'handoff')
    .executeTakeFirstOrThrow();
  assert.equal(step.component, 'orders');
  assert.deepEqual(step.detail, {
    from: 'desk',
    to: 'orders',
    reason: 'It is theirs.',
    note: 'They want A-1 paid back.',
  });

  await engine.say(id, 'Thanks');
  await engine.transcriptWhen(id, answersAre(2));
  assert.equal((await newestTurn(engine, id))?.route?.agent, 'desk');
});

test('agents that pass a turn to and fro end at the bound, with an answer', async (t) => {
  const engine = await startTestEngine(t, {
    assistant,
    script: atDesk((request) => {
      const to = isDesk(request) ? 'orders' : 'desk';
      if (toolsOf(request).includes(`hand_off_to_${to}`)) return handOffTo(to, 'Not mine.');
      assert.match(request.messages[0]?.content ?? '', /handed off as often as it may be/);
      return { text: 'We could not settle whose this is.' };
    }),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Whose is this?');
  const all = await engine.transcriptWhen(id, (messages) => messages[0]?.disposition !== 'pending');
  assert.equal(all.at(-1)?.text, 'We could not settle whose this is.');
  assert.equal(all[0]?.disposition, 'answered');
  const turn = await newestTurn(engine, id);
  const hops = turn?.steps.filter(({ kind }) => kind === 'handoff') ?? [];
  assert.equal(hops.length, agentBounds.hopsPerTurnMax);
  assert.equal(turn?.route?.agent, 'desk');
});

test('of two handoffs at once the first counts; one to nobody is told as such', async (t) => {
  const engine = await startTestEngine(t, {
    assistant: {
      agents: {
        ...assistant.agents,
        desk: { instructions: 'You are at the desk.', handoffs: ['orders', 'stock'] },
        stock: {},
      },
    },
    script: (request) => {
      if (!isDesk(request)) return { text: 'Orders here.' };
      return {
        toolCalls: [
          { name: 'hand_off_to_nobody', args: {} },
          ...handOffTo('orders', 'One.').toolCalls,
          ...handOffTo('stock', 'Two.').toolCalls,
        ],
      };
    },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  const all = await engine.transcriptWhen(id, answersAre(1));
  assert.equal(all.at(-1)?.text, 'Orders here.');
  const calls = await engine.db
    .selectFrom('tool_calls')
    .select(['tool', 'state'])
    .orderBy('position')
    .execute();
  assert.deepEqual(calls, [
    { tool: 'hand_off_to_nobody', state: 'failed' },
    { tool: 'hand_off_to_orders', state: 'done' },
    { tool: 'hand_off_to_stock', state: 'failed' },
  ]);
});

test('what a decision leads to goes on with the agent that asked for it', async (t) => {
  const engine = await startTestEngine(t, {
    assistant,
    script: atDesk((request) => {
      if (isDesk(request)) return handOffTo('orders', 'Pay A-1 back.');
      const last = lastOf(request);
      if (last?.role === 'tool' && last.content?.includes('paid')) return { text: `Result: ${last.content}` };
      return { toolCalls: [{ name: 'pay', args: { order: 'A-1' } }] };
    }),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Money back');
  const approval = await eventually(() => engine.db.selectFrom('approvals').selectAll().executeTakeFirst());
  const { id: by } = await testOperator(engine.db, 'approver');
  await engine
    .handle(id)
    .signal('decideApproval', { approvalId: approval.id, version: 1, decision: 'approve', by });
  const all = await engine.transcriptWhen(id, answersAre(1));
  assert.equal(all.at(-1)?.text, 'Result: {"paid":"A-1"}');
  const turn = await newestTurn(engine, id);
  assert.deepEqual([turn?.trigger, turn?.route?.agent], ['decision', 'orders']);
});

test('a takeover ends a turn that was handed off', async (t) => {
  const gate = openGate();
  const engine = await startTestEngine(t, {
    assistant,
    script: atDesk((request) =>
      isDesk(request) ? handOffTo('orders', 'Theirs.') : { text: ['Well. ', gate, 'Never said.'] },
    ),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  await gate.reached;
  const { id: by } = await testOperator(engine.db, 'operator');
  await engine.handle(id).signal('takeOver', { by });
  await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'note'));
  gate.release();
  await eventually(async () =>
    (await newestTurn(engine, id))?.outcome === 'handed_over' ? true : undefined,
  );
  assert.ok((await engine.transcript(id)).every(({ kind }) => kind !== 'answer'));
});
