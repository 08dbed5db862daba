import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTurns } from '../../src/database/turns.ts';
import type { AssistantDefinition } from '../../src/registry/baton.ts';
import type { Reply } from '../support/stand-in-reply.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const model = (name: string, fallback: string[] = []) => ({
  model: name,
  contextTokens: 32_000,
  outputTokensMax: 200,
  baseUrlEnv: 'MODEL_URL',
  apiKeyEnv: 'MODEL_KEY',
  priceMicroUsdPerMillionTokens: { input: 1_000_000, output: 1_000_000 },
  fallback,
});
const models: Partial<AssistantDefinition> = {
  models: { large: model('primary', ['backup']), backup: model('backup') },
  turnDeadlineMs: 20_000,
};

const canary = 'CANARY-7f3';
const failures: Readonly<Record<string, { reply: Reply; state: string }>> = {
  'an error': { reply: { status: 500, body: { error: { message: canary } } }, state: 'released' },
  'a refusal': { reply: { text: '', refusal: `I can't, ${canary}.` }, state: 'settled' },
  'an empty answer': { reply: { text: '' }, state: 'settled' },
  'a cut in the middle': {
    reply: { text: 'This is the beginning. It goes on and on.', cutAfter: 6 },
    state: 'forfeited',
  },
  // The last: after it nobody asks that model for an hour.
  'no capacity': {
    reply: { status: 429, headers: { 'retry-after': '3600' }, body: { error: { message: canary } } },
    state: 'released',
  },
};

const isOver = (all: readonly { disposition?: unknown; from: string }[]) =>
  all.every(({ from, disposition }) => from !== 'customer' || disposition !== 'pending');

async function stepsOf(engine: TestEngine, id: string) {
  const { items } = await createTurns(engine.db).list(id, { limit: 1 });
  return items[0]?.steps ?? [];
}

test('whatever way a model fails, the customer reads one whole answer of the next', async (t) => {
  const engine = await startTestEngine(t, {
    assistant: models,
    script({ model: asked, messages }) {
      if (asked === 'backup') return { text: 'All of it. From the backup.' };
      return failures[messages.at(-1)?.content ?? '']?.reply ?? { text: 'Fine.' };
    },
  });
  for (const [what, { state }] of Object.entries(failures)) {
    // One that answers most of the time is not given up as a whole.
    for (let times = 0; times < 8; times += 1)
      await engine.components().guarded('desk/model/large', async () => 'well');
    const id = await engine.openConversation();
    await engine.say(id, what);
    const all = await engine.transcriptWhen(id, isOver);
    assert.deepEqual(
      all.map(({ kind, text }) => [kind, text]),
      [
        ['message', what],
        ['answer', 'All of it. From the backup.'],
      ],
      what,
    );
    const steps = await stepsOf(engine, id);
    const fallback = steps.find(({ kind }) => kind === 'fallback');
    assert.deepEqual([fallback?.component, fallback?.outcome], ['backup', 'backup'], what);
    assert.deepEqual(
      steps.filter(({ kind }) => kind === 'model').map(({ component }) => component),
      ['primary', 'backup'],
      what,
    );
    const rows = await engine.db
      .selectFrom('reservations')
      .select(['component', 'state', 'outcome'])
      .where('conversation_id', '=', id)
      .orderBy('attempt')
      .execute();
    assert.equal(rows[0]?.state, state, what);
    assert.deepEqual(rows.at(-1), { component: 'backup', state: 'settled', outcome: 'answered' }, what);
    const told = JSON.stringify([all, steps, await engine.db.selectFrom('steps').selectAll().execute()]);
    assert.ok(!told.includes(canary), `${what}: the vendor's words stay out`);
  }
});

test('a vendor that has nothing left is not asked before it says so, by anybody; its answer came whole', async (t) => {
  const rest = { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '2s' };
  const engine = await startTestEngine(t, {
    assistant: { ...models, models: { large: model('primary') } },
    script: (_request, call) => ({ text: `Answer ${call}.`, ...(call === 1 && { headers: rest }) }),
  });
  const [first, second] = [await engine.openConversation(), await engine.openConversation()];
  await engine.say(first, 'Hello');
  await engine.transcriptWhen(first, isOver);
  await engine.say(second, 'Hello?');
  const all = await engine.transcriptWhen(second, isOver);
  assert.equal(all.at(-1)?.text, 'Answer 2.');
  const [one, two] = engine.model.requests;
  const waitedMs = (two?.startedAt ?? 0) - (one?.endedAt ?? 0);
  assert.ok(waitedMs >= 1_900, `asked again after ${waitedMs} ms`);
  assert.equal(engine.model.requests.length, 2);
  // Where another one is there, nobody waits.
  engine.reconfigure({ ...models, models: { large: model('primary', ['spare']), spare: model('spare') } });
  await engine.restartWorker();
  await engine.db
    .updateTable('reservations')
    .set({ retry_at: new Date(Date.now() + 3_600_000) })
    .execute();
  await engine.say(first, 'And now?');
  await engine.transcriptWhen(first, isOver);
  assert.equal(engine.model.requests.at(-1)?.model, 'spare');
});

test('a model that hangs leaves the next one time within the deadline; its socket is closed', async (t) => {
  const engine = await startTestEngine(t, {
    assistant: { ...models, turnDeadlineMs: 12_000 },
    script: ({ model: asked }) => (asked === 'backup' ? { text: 'Here.' } : { hang: 'mid-stream' }),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  const all = await engine.transcriptWhen(id, isOver);
  assert.equal(all.at(-1)?.text, 'Here.');
  for (const request of engine.model.requests.filter(({ model: asked }) => asked === 'primary'))
    assert.equal(await request.ended, 'aborted');
});

test('tools that there are not and arguments that are no JSON are told to the model, which goes on', async (t) => {
  const odd: Reply = {
    toolCalls: [
      { name: 'no_such_tool', args: {} },
      { name: 'follow_up', args: '{"about": ' },
    ],
  };
  const engine = await startTestEngine(t, {
    assistant: models,
    script: ({ messages }) => (messages.at(-1)?.role === 'tool' ? { text: 'Sorted out.' } : odd),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  const all = await engine.transcriptWhen(id, isOver);
  assert.deepEqual(
    all.map(({ text }) => text),
    ['Hello', 'Sorted out.'],
  );
});

test('a model that asks for nothing but tools that there are not is told so twice, then another is asked', async (t) => {
  const lost: Reply = { toolCalls: [{ name: 'no_such_tool', args: {} }] };
  const engine = await startTestEngine(t, {
    assistant: models,
    script: ({ model: asked }) => (asked === 'backup' ? { text: 'From the backup.' } : lost),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  const all = await engine.transcriptWhen(id, isOver);
  assert.deepEqual(
    all.map(({ text }) => text),
    ['Hello', 'From the backup.'],
  );
  assert.deepEqual(
    engine.model.requests.map(({ model: asked }) => asked),
    ['primary', 'primary', 'primary', 'backup'],
  );
  const fallback = (await stepsOf(engine, id)).find(({ kind }) => kind === 'fallback');
  assert.equal(fallback?.component, 'backup');
});

test('when nobody can answer, the customer hears an apology in their language, once, and operators why', async (t) => {
  const engine = await startTestEngine(t, {
    assistant: models,
    script: () => ({ status: 402, body: { error: { message: canary } } }),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Guten Tag, wo ist meine Bestellung? Ich warte schon seit einer Woche darauf.');
  const all = await engine.transcriptWhen(id, isOver);
  assert.equal(all.length, 2);
  assert.match(all[1]?.text ?? '', /^Entschuldigung, /);
  assert.deepEqual(
    [all[0]?.disposition, all[0]?.reason],
    ['handed_over', "the model's account has no money left"],
  );
  assert.ok(!JSON.stringify(all).includes(canary));
});

test('who asks for a person gets one though every model is down, and none is asked', async (t) => {
  const engine = await startTestEngine(t, {
    script: () => ({ hang: 'before-headers' }),
    assistant: {
      ...models,
      agents: { desk: {} },
      intents: { other: { description: 'Anything', agent: 'desk', tier: 'large' } },
    },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'I want to talk to a human.');
  const all = await engine.transcriptWhen(id, isOver);
  assert.deepEqual([all[0]?.disposition, all[0]?.reason], ['handed_over', 'the customer asked for a person']);
  assert.equal(all.length, 2);
  assert.equal(engine.model.requests.length, 0);
});
