import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { createTurns } from '../../src/database/turns.ts';
import { defineTool } from '../../src/registry/baton.ts';
import { openGate } from '../support/gate.ts';
import { testOperator } from '../support/operators.ts';
import type { Script } from '../support/stand-in-model.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const answersAre = (count: number) => (all: { kind: string }[]) =>
  all.filter((message) => message.kind === 'answer').length === count;

function lookUp(gate = openGate()) {
  const tool = defineTool({
    name: 'look_up',
    description: 'Looks something up.',
    input: z.object({ what: z.string() }),
    output: z.object({ found: z.string() }),
    effect: 'read',
    policy: { timeoutMs: 30_000, run: 'durable' },
    run: async ({ what }) => {
      await gate.pass();
      return { found: what };
    },
  });
  return { tool, gate };
}

/** Looks up what came first, then answers what it has read since. */
const script: Script = ({ messages }) =>
  messages.some((message) => message.role === 'tool')
    ? { text: `Read: ${messages.map(({ role, content }) => (role === 'user' ? content : role)).join(', ')}` }
    : { toolCalls: [{ name: 'look_up', args: { what: 'A-1' } }] };

const turnsOf = async (engine: TestEngine, id: string) =>
  (await createTurns(engine.db).list(id, { limit: 9 })).items;

test('what comes while a tool runs joins the turn: the model reads it after the result, and one answer settles all', async (t) => {
  const { tool, gate } = lookUp();
  const engine = await startTestEngine(t, { assistant: { tools: [tool], arrival: 'steer' }, script });
  const id = await engine.openConversation();
  await engine.say(id, 'Where is A-1?');
  await gate.reached;
  await engine.say(id, 'I mean the blue one');
  await engine.say(id, 'Please');
  gate.release();
  const all = await engine.transcriptWhen(id, answersAre(1));
  assert.equal(all.at(-1)?.text, 'Read: system, Where is A-1?, assistant, tool, I mean the blue one, Please');
  const [turn, ...others] = await turnsOf(engine, id);
  assert.deepEqual(turn?.messageSeqs, [1, 2, 3]);
  assert.deepEqual(others, []);
  assert.deepEqual(
    all.slice(0, 3).map((message) => message.disposition),
    ['answered', 'answered', 'answered'],
  );
  await engine.say(id, 'Thanks');
  await engine.transcriptWhen(id, answersAre(2));
  assert.deepEqual((await turnsOf(engine, id))[0]?.messageSeqs, [5], 'nothing is claimed twice');
  const later = engine.model.requests.at(-1)?.messages.map(({ content }) => content) ?? [];
  assert.ok(later.includes('I mean the blue one'), 'a later turn reads it where it was said');
});

test('what comes while the answer is being written waits for the next turn', async (t) => {
  const gate = openGate();
  const engine = await startTestEngine(t, {
    assistant: { arrival: 'steer' },
    script: (_request, call) => (call === 1 ? { text: ['One. ', gate, 'More.'] } : { text: 'Two.' }),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'first');
  await gate.reached;
  await engine.say(id, 'second');
  gate.release();
  const all = await engine.transcriptWhen(id, answersAre(2));
  assert.deepEqual(
    all.map((message) => message.text),
    ['first', 'second', 'One. More.', 'Two.'],
  );
  assert.deepEqual(
    (await turnsOf(engine, id)).map((turn) => turn.messageSeqs),
    [[2], [1]],
  );
});

test('with queue, what comes while a tool runs does not join', async (t) => {
  const { tool, gate } = lookUp();
  const engine = await startTestEngine(t, { assistant: { tools: [tool], arrival: 'queue' }, script });
  const id = await engine.openConversation();
  await engine.say(id, 'Where is A-1?');
  await gate.reached;
  await engine.say(id, 'I mean the blue one');
  gate.release();
  const all = await engine.transcriptWhen(id, (messages) => answersAre(1)(messages));
  assert.equal(
    all.find((message) => message.kind === 'answer')?.text,
    'Read: system, Where is A-1?, assistant, tool',
  );
  await engine.transcriptWhen(id, answersAre(2));
});

test('asking for a person joins as well, and gets one', async (t) => {
  const { tool, gate } = lookUp();
  const engine = await startTestEngine(t, { assistant: { tools: [tool], arrival: 'steer' }, script });
  const id = await engine.openConversation();
  await engine.say(id, 'Where is A-1?');
  await gate.reached;
  await engine.say(id, 'I want to talk to a human');
  gate.release();
  const all = await engine.transcriptWhen(id, (messages) => messages.some(({ kind }) => kind === 'note'));
  assert.deepEqual(
    all.slice(0, 2).map((message) => message.disposition),
    ['handed_over', 'handed_over'],
  );
  assert.ok(answersAre(0)(all));
});

test('a worker that goes while messages join loses none and takes none twice, over continue-as-new', async (t) => {
  const first = lookUp();
  const engine = await startTestEngine(t, {
    assistant: { tools: [first.tool], arrival: 'steer' },
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': '10' },
    script,
  });
  const id = await engine.openConversation();
  await engine.say(id, 'one');
  await first.gate.reached;
  await engine.say(id, 'two');
  await engine.restartWorker(async () => {
    await engine.say(id, 'three');
    first.gate.release();
  });
  await engine.transcriptWhen(id, (all) => all.every((message) => message.disposition !== 'pending'));
  await engine.say(id, 'four');
  const all = await engine.transcriptWhen(id, (messages) =>
    messages.every((message) => message.disposition !== 'pending'),
  );
  const claimed = (await turnsOf(engine, id)).flatMap((turn) => turn.messageSeqs).toSorted((a, b) => a - b);
  const said = all.filter((message) => message.from === 'customer');
  assert.deepEqual(
    claimed,
    said.map((message) => message.seq),
  );
  assert.ok(said.every((message) => message.disposition === 'answered'));
});

test('what joined a turn that waits for a decision waits with it, and no other turn takes it', async (t) => {
  const { tool, gate } = lookUp();
  const pay = defineTool({
    name: 'pay',
    description: 'Pays.',
    input: z.object({ what: z.string() }),
    output: z.object({ paid: z.string() }),
    effect: 'keyed',
    approval: {},
    run: ({ what }) => ({ paid: what }),
  });
  const engine = await startTestEngine(t, {
    assistant: { tools: [tool, pay], arrival: 'steer' },
    script: ({ messages }) => {
      const last = messages.at(-1)?.content ?? '';
      if (last === 'one') return { toolCalls: [{ name: 'look_up', args: { what: 'A-1' } }] };
      if (last === 'two') return { toolCalls: [{ name: 'pay', args: { what: 'A-1' } }] };
      return { text: last };
    },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'one');
  await gate.reached;
  await engine.say(id, 'two');
  gate.release();
  await engine.transcriptWhen(id, (all) => all.some((message) => message.kind === 'note'));
  await engine.say(id, 'three');
  const waiting = await engine.transcriptWhen(id, answersAre(1));
  assert.deepEqual(
    waiting.filter(({ from }) => from === 'customer').map(({ disposition }) => disposition),
    ['pending', 'pending', 'answered'],
  );
  const approval = await engine.db.selectFrom('approvals').selectAll().executeTakeFirstOrThrow();
  const { id: by } = await testOperator(engine.db, 'approver');
  const decision = { approvalId: approval.id, version: 1, decision: 'approve', by };
  await engine.handle(id).signal('decideApproval', decision);
  const all = await engine.transcriptWhen(id, answersAre(2));
  assert.ok(all.every(({ disposition }) => disposition !== 'pending'));
  assert.deepEqual(
    (await turnsOf(engine, id)).map((turn) => turn.messageSeqs),
    [[], [4], [1, 2]],
  );
});
