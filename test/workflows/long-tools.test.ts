import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { createEvents } from '../../src/database/events.ts';
import { createTurns } from '../../src/database/turns.ts';
import { type CallbackToolDefinition, defineTool, ToolRefusal } from '../../src/registry/baton.ts';
import { callBack } from '../support/call-back.ts';
import { eventually } from '../support/eventually.ts';
import { testOperator } from '../support/operators.ts';
import type { Script } from '../support/stand-in-model.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const answers = (all: { kind: string; text: string }[]) =>
  all.filter(({ kind }) => kind === 'answer').map(({ text }) => text);
const answersAre = (count: number) => (all: { kind: string; text: string }[]) =>
  answers(all).length === count;

/** Asks for an estimate when the customer does, and else says what it was told last. */
const script: Script = ({ messages }) => {
  const { role, content } = messages.at(-1) ?? {};
  if (role === 'user' && content?.includes('estimate'))
    return { toolCalls: [{ name: 'estimate', args: { article: 'coat' } }] };
  return { text: role === 'user' ? 'Sure.' : `Told: ${content}` };
};

type Changes = Partial<Pick<CallbackToolDefinition, 'effect' | 'callbackWithinMs'>> & {
  readonly run?: (attempt: number) => void;
};

async function start(t: TestContext, { run = () => {}, ...changes }: Changes = {}, options: object = {}) {
  const urls: string[] = [];
  const keys: string[] = [];
  const estimate = defineTool({
    name: 'estimate',
    description: 'Has the workshop look at it.',
    input: z.object({ article: z.string() }),
    output: z.object({ priceCents: z.int() }),
    effect: 'keyed',
    effectKey: ({ article }) => article,
    completes: 'callback',
    policy: { timeoutMs: 500 },
    run: (_args, { callback, effectKey, attempt }) => {
      urls.push(callback.url);
      keys.push(effectKey);
      run(attempt);
    },
    ...changes,
  });
  const engine = await startTestEngine(t, {
    assistant: { tools: [estimate], idleCloseMs: 200 },
    patience: { newMs: 200, claimedMs: 60_000 },
    script,
    ...options,
  });
  return { engine, urls, keys, id: await engine.openConversation() };
}

const newestTurn = async (engine: TestEngine, id: string) =>
  (await createTurns(engine.db).list(id, { limit: 1 })).items[0];
const callsOf = (engine: TestEngine) =>
  engine.db.selectFrom('tool_calls').selectAll('tool_calls').orderBy('id').execute();
const rowsIn = (engine: TestEngine) =>
  engine.db
    .selectFrom('tool_calls')
    .innerJoin('turns', 'turns.id', 'turn_id')
    .select(['state', 'result'])
    .orderBy('turns.number')
    .execute();

test('work goes on elsewhere while the customer writes on; its end, told after a restart, opens a turn', async (t) => {
  const { engine, id, urls } = await start(
    t,
    {},
    {
      dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': '20' },
    },
  );
  await engine.say(id, 'An estimate, please');
  const [first] = answers(await engine.transcriptWhen(id, answersAre(1)));
  assert.match(first ?? '', /"status":"started"/);
  assert.match(urls[0] ?? '', /^https:\/\/baton\.test\/webhooks\/tools\/[\w-]{36}\.[\w-]{43}$/);
  const steps = (await newestTurn(engine, id))?.steps ?? [];
  assert.equal(steps.find(({ kind }) => kind === 'tool')?.outcome, 'running');

  await engine.say(id, 'And hello');
  await engine.transcriptWhen(id, answersAre(2));
  await engine.say(id, 'The estimate again, please');
  const again = answers(await engine.transcriptWhen(id, answersAre(3)));
  assert.match(again[2] ?? '', /already under way/);
  assert.equal(urls.length, 1, 'begun once');
  const view = (await engine.handle(id).query('conversation')) as { status: string; nextStep: string };
  assert.equal(view.nextStep, 'The customer writes, or estimate reports its end');
  assert.equal(view.status, 'open', 'a case that waits for work stays open, however quiet it is');

  await engine.restartWorker(() =>
    callBack(engine, urls[0] ?? '', { status: 'done', output: { priceCents: 4_900 } }),
  );
  const all = answers(await engine.transcriptWhen(id, answersAre(4)));
  assert.match(all[3] ?? '', /What happened: tool\.completed\n\{"tool":"estimate".*"priceCents":4900/);
  assert.equal((await newestTurn(engine, id))?.trigger, 'event');
  const [call] = await rowsIn(engine);
  assert.deepEqual(call, { state: 'done', result: { priceCents: 4_900 } });

  await engine.say(id, 'The estimate once more');
  const last = answers(await engine.transcriptWhen(id, answersAre(5)));
  assert.match(last[4] ?? '', /"result":\{"priceCents":4900\},"alreadyDone":true/);
  const history = JSON.stringify(await engine.history(id));
  assert.ok(!history.includes(urls[0]?.split('.').at(-1) ?? '-'), 'no token in the history');
  assert.ok(!engine.log.lines.join().includes(urls[0]?.split('.').at(-1) ?? '-'), 'nor in the log');
});

test('work that failed is told, and may be asked for afresh', async (t) => {
  const { engine, id, urls, keys } = await start(t);
  await engine.say(id, 'An estimate, please');
  await engine.transcriptWhen(id, answersAre(1));
  await callBack(engine, urls[0] ?? '', { status: 'failed', reason: 'The coat is lost.' });
  const all = answers(await engine.transcriptWhen(id, answersAre(2)));
  assert.match(all[1] ?? '', /tool\.failed.*\n.*The coat is lost/);
  await engine.say(id, 'Then the estimate once more');
  await engine.transcriptWhen(id, answersAre(3));
  assert.equal(new Set(urls).size, 2);
  assert.equal(new Set(keys).size, 1);
});

test('work that is overdue is told as such, also when the conversation sleeps; the same is then begun anew', async (t) => {
  const { engine, id, urls } = await start(t, { callbackWithinMs: 1_500 });
  await engine.say(id, 'An estimate, please');
  const all = answers(await engine.transcriptWhen(id, answersAre(2)));
  assert.match(all[1] ?? '', /tool\.overdue.*\n.*nobody knows whether it is done/);
  const late = await callBack(engine, urls[0] ?? '', { status: 'done', output: { priceCents: 1 } });
  assert.deepEqual(late, { outcome: 'conflict', why: 'expired' });
  assert.deepEqual(
    (await callsOf(engine)).map(({ state }) => state),
    ['unknown'],
  );
  await engine.say(id, 'Then the estimate once more');
  const more = answers(await engine.transcriptWhen(id, answersAre(3)));
  assert.match(more[2] ?? '', /"status":"started"/);
  assert.equal(urls.length, 2);
});

test('overdue work that cannot be undone is for a person, also once the case is closed', async (t) => {
  const { engine, id } = await start(t, { effect: 'irreversible', callbackWithinMs: 2_500 });
  await engine.say(id, 'An estimate, please');
  await engine.transcriptWhen(id, answersAre(1));
  const { id: by } = await testOperator(engine.db, 'operator');
  await engine.handle(id).signal('close', { by, reason: 'quiet now' });
  await engine.handle(id).result();
  await eventually(async () =>
    (await newestTurn(engine, id))?.outcome === 'handed_over' ? true : undefined,
  );
  const effects = await engine.db.selectFrom('effects').select('state').execute();
  assert.deepEqual(effects, [{ state: 'unknown' }]);
});

test('while an operator is in control the end of work is only noted', async (t) => {
  const { engine, id, urls } = await start(t);
  await engine.say(id, 'An estimate, please');
  await engine.transcriptWhen(id, answersAre(1));
  const { id: by } = await testOperator(engine.db, 'operator');
  await engine.handle(id).signal('takeOver', { by });
  await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'note'));
  await callBack(engine, urls[0] ?? '', { status: 'done', output: { priceCents: 4_900 } });
  await eventually(async () =>
    (await createEvents(engine.db).list(id, { limit: 1 })).items[0]?.state === 'noted' ? true : undefined,
  );
  assert.equal(answers(await engine.transcript(id)).length, 1);
  assert.deepEqual(
    (await callsOf(engine)).map(({ state }) => state),
    ['done'],
  );
});

test('a start that fails is tried again under the same address; one that refuses has started nothing', async (t) => {
  const { engine, id, urls, keys } = await start(t, {
    run: (attempt) => {
      if (attempt === 1) throw new Error('the workshop is closed');
      throw new ToolRefusal('We do not mend that.');
    },
  });
  await engine.say(id, 'An estimate, please');
  const [answer] = answers(await engine.transcriptWhen(id, answersAre(1)));
  assert.match(answer ?? '', /We do not mend that/);
  assert.deepEqual([urls.length, new Set(urls).size, new Set(keys).size], [2, 1, 1]);
  assert.deepEqual(await engine.db.selectFrom('callbacks').select('id').execute(), []);
  assert.deepEqual(await engine.db.selectFrom('effects').select('state').execute(), []);
});
