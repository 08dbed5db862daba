import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { createTurns } from '../../src/database/turns.ts';
import { agentBounds } from '../../src/domain/agents.ts';
import { defineTool } from '../../src/registry/baton.ts';
import { eventually } from '../support/eventually.ts';
import { openGate } from '../support/gate.ts';
import { testOperator } from '../support/operators.ts';
import type { StandInRequest } from '../support/stand-in-model.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const isAnswer = ({ kind }: { kind: string }) => kind === 'answer';
const isAnswered = (all: { kind: string }[]) => all.some(isAnswer);

const stock = defineTool({
  name: 'stock',
  description: 'Counts.',
  input: z.object({ what: z.string() }),
  output: z.object({ left: z.int() }),
  effect: 'read',
  policy: { timeoutMs: 1_000 },
  run: () => ({ left: 7 }),
});

const agents = {
  desk: { instructions: 'DESK', consults: ['stock', 'advice'] },
  stock: { instructions: 'STOCK', tools: [stock], consults: ['advice'] },
  advice: { instructions: 'ADVICE', consults: ['stock'] },
};

const agentOf = ({ messages }: StandInRequest) =>
  ['DESK', 'STOCK', 'ADVICE'].find((name) => messages[0]?.content?.includes(name));
const toolsOf = (request: StandInRequest) => request.tools.map((tool) => tool.function.name);
const resultsOf = ({ messages }: StandInRequest) =>
  messages.filter(({ role }) => role === 'tool').map(({ content }) => content ?? '');
const ask = (agent: string, question = 'What is there?') => ({ name: `ask_${agent}`, args: { question } });
const newestTurn = async (engine: TestEngine, id: string) =>
  (await createTurns(engine.db).list(id, { limit: 1 })).items[0];

test('several agents are asked at once, each in a loop of its own that the customer does not see', async (t) => {
  const [stockGate, adviceGate] = [openGate(), openGate()];
  const engine = await startTestEngine(t, {
    assistant: { agents },
    script: (request) => {
      const results = resultsOf(request);
      if (agentOf(request) === 'STOCK')
        return results.length === 0
          ? { toolCalls: [{ name: 'stock', args: { what: 'jackets' } }] }
          : { text: ['Seven ', stockGate, 'are left.'] };
      if (agentOf(request) === 'ADVICE') return { text: ['Take ', adviceGate, 'the blue one.'] };
      return results.length === 0
        ? { toolCalls: [ask('stock', 'How many jackets?'), ask('advice', 'Which colour?')] }
        : { text: `I heard ${results.join(' and ')}` };
    },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'My secret wish is a jacket');
  await Promise.all([stockGate.reached, adviceGate.reached]);
  for (const gate of [adviceGate, stockGate]) gate.release();
  const all = await engine.transcriptWhen(id, isAnswered);
  assert.deepEqual(
    all.slice(1).map(({ text }) => text),
    ['I heard {"answer":"Seven are left."} and {"answer":"Take the blue one."}'],
    'in the order asked, and nothing else was said',
  );
  const asked = engine.model.requests.filter((request) => agentOf(request) !== 'DESK');
  assert.equal(asked.length, 3);
  for (const request of asked) {
    assert.doesNotMatch(JSON.stringify(request.messages), /secret wish|DESK/);
    assert.ok(!toolsOf(request).includes('follow_up'));
  }
  assert.match(JSON.stringify(asked[0]?.messages), /How many jackets|Which colour/);

  const turn = await newestTurn(engine, id);
  const steps = turn?.steps ?? [];
  const questions = steps.filter(({ kind }) => kind === 'agent');
  assert.deepEqual(questions.map(({ component }) => component).sort(), ['advice', 'stock']);
  const tool = steps.find(({ kind }) => kind === 'tool');
  assert.equal(tool?.parentId, questions.find(({ component }) => component === 'stock')?.id);
  const costs = steps.map(({ costMicroUsd = 0 }) => costMicroUsd);
  const { costMicroUsd } = (await engine.handle(id).query('conversation')) as { costMicroUsd: number };
  assert.equal(
    costMicroUsd,
    costs.reduce((sum, cost) => sum + cost, 0),
    'all on one account',
  );
});

test('an effect of an asked agent waits for its decision as state, and whoever asked hears what came of it', async (t) => {
  const ran: string[] = [];
  const pay = defineTool({
    name: 'pay',
    description: 'Pays back.',
    input: z.object({ order: z.string(), cents: z.int() }),
    output: z.object({ paid: z.int() }),
    effect: 'keyed',
    effectKey: ({ order }) => order,
    approval: {},
    run: ({ order, cents }) => {
      ran.push(`${order} ${cents}`);
      return { paid: cents };
    },
  });
  const engine = await startTestEngine(t, {
    assistant: { agents: { ...agents, stock: { instructions: 'STOCK', tools: [pay] } } },
    script: (request) => {
      const results = resultsOf(request);
      if (agentOf(request) === 'STOCK')
        return results.length === 0
          ? { toolCalls: [{ name: 'pay', args: { order: 'A-1', cents: 9_900 } }] }
          : { text: `So far: ${results.join()}` };
      return results.length === 0 ? { toolCalls: [ask('stock')] } : { text: `I heard ${results.join()}` };
    },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Money back');
  const approval = await eventually(() => engine.db.selectFrom('approvals').selectAll().executeTakeFirst());
  await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'note'));
  const before = await newestTurn(engine, id);
  assert.equal(before?.outcome, 'waiting_approval');
  assert.deepEqual(ran, []);
  assert.match(JSON.stringify(engine.model.requests.at(-1)?.messages.at(-1)), /awaiting decision/);
  await engine.restartWorker();

  const { id: by } = await testOperator(engine.db, 'approver');
  const word = { approvalId: approval.id, version: 1, decision: 'approve', by };
  const args = { order: 'A-1', cents: 5_000 };
  await engine.handle(id).signal('decideApproval', { ...word, args });
  const all = await engine.transcriptWhen(id, isAnswered);
  assert.deepEqual(ran, ['A-1 5000'], 'as a person has changed it');
  assert.match(all.at(-1)?.text ?? '', /So far.*"did":\[\{"tool":"pay".*"result":\{"paid":5000\}/);
  assert.equal(all[0]?.disposition, 'answered');
});

test('questions end at their bounds: no third one down, no more than so many, and never without an answer', async (t) => {
  const engine = await startTestEngine(t, {
    assistant: { agents },
    script: (request) => {
      const results = resultsOf(request);
      const offered = toolsOf(request);
      if (agentOf(request) === 'DESK')
        return results.length === 0
          ? { toolCalls: Array.from({ length: agentBounds.questionsPerTurnMax }, () => ask('stock')) }
          : { text: `${results.filter((result) => result.includes('answer"')).length} answered.` };
      if (offered.includes('ask_advice')) return { toolCalls: [ask('advice')] };
      assert.ok(!offered.some((name) => name.startsWith('ask_')), 'an agent at the bottom asks nobody');
      return { text: 'That is all I know.' };
    },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  const all = await engine.transcriptWhen(id, isAnswered);
  const { length } = engine.model.requests.filter((request) => agentOf(request) === 'ADVICE');
  assert.equal(length, 0, 'all questions were used up by the first');
  assert.equal(all.at(-1)?.text, `${agentBounds.questionsPerTurnMax} answered.`);
  assert.equal(
    engine.model.requests.length,
    2 + agentBounds.questionsPerTurnMax * agentBounds.roundsPerQuestionMax,
  );
});

test('a question two down is answered two down; an agent that fails costs its answer and no more', async (t) => {
  const engine = await startTestEngine(t, {
    assistant: { agents },
    script: (request) => {
      const results = resultsOf(request);
      if (agentOf(request) === 'ADVICE') {
        assert.ok(!toolsOf(request).includes('ask_stock'));
        return { status: 400 };
      }
      if (results.length > 0) return { text: `${agentOf(request)} heard ${results.join()}` };
      return { toolCalls: [ask(agentOf(request) === 'DESK' ? 'stock' : 'advice')] };
    },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  const all = await engine.transcriptWhen(id, isAnswered);
  assert.match(all.at(-1)?.text ?? '', /^DESK heard .*STOCK heard .*The agent could not answer/);
});

test('what an asked agent makes up does not reach whoever speaks with the customer', async (t) => {
  const engine = await startTestEngine(t, {
    assistant: { agents },
    script: (request) => {
      if (agentOf(request) === 'STOCK') return { text: 'Write to someone@elsewhere.com.' };
      const results = resultsOf(request);
      return results.length === 0 ? { toolCalls: [ask('stock')] } : { text: `I heard ${results.join()}` };
    },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  const all = await engine.transcriptWhen(id, isAnswered);
  assert.match(all.at(-1)?.text ?? '', /The agent could not answer/);
});

test('a takeover ends the questions that are under way', async (t) => {
  const gate = openGate();
  const engine = await startTestEngine(t, {
    assistant: { agents },
    script: (request) =>
      agentOf(request) === 'STOCK' ? { text: ['Well, ', gate, 'seven.'] } : { toolCalls: [ask('stock')] },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  await gate.reached;
  const { id: by } = await testOperator(engine.db, 'operator');
  await engine.handle(id).signal('takeOver', { by });
  const nested = engine.model.requests.find((request) => agentOf(request) === 'STOCK');
  assert.equal(await nested?.ended, 'aborted');
  await eventually(async () =>
    (await newestTurn(engine, id))?.outcome === 'handed_over' ? true : undefined,
  );
  assert.ok(!(await engine.transcript(id)).some(isAnswer));
});
