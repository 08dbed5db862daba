import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createApprovals } from '../../src/database/approvals.ts';
import { createPauses } from '../../src/database/pauses.ts';
import type { PauseManner } from '../../src/domain/component.ts';
import { answersAre, pendingApproval, tool } from '../replay/scenario.ts';
import { eventually } from '../support/eventually.ts';
import { openGate } from '../support/gate.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';
import { textIn } from '../support/text-in.ts';

test('messages to a paused assistant wait, and are answered once when it goes on', async (t) => {
  const engine = await startTestEngine(t, { script: () => ({ text: 'Here I am.' }) });
  const id = await engine.openConversation();
  await pause(engine, 'desk', 'wait');
  await engine.say(id, 'Hello?');
  await engine.say(id, 'Anybody?');
  await stoodStill(engine, id);
  assert.equal(engine.model.requests.length, 0);
  assert.equal((await engine.transcript(id)).length, 2);
  await resume(engine, 'desk');
  const all = await engine.transcriptWhen(id, answersAre(1));
  assert.deepEqual(
    all.filter(({ from }) => from === 'customer').map(({ disposition }) => disposition),
    ['answered', 'answered'],
  );
});

test('a pause cuts an answer that is being written; it is written anew when the assistant goes on', async (t) => {
  const gate = openGate();
  const engine = await startTestEngine(t, {
    script: (_request, call) => ({
      text: call === 1 ? ['Once upon. ', gate, 'A time.'] : 'The whole answer.',
    }),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Tell me');
  await gate.reached;
  await pause(engine, '*', 'wait');
  assert.equal(await engine.model.requests[0]?.ended, 'aborted');
  await stoodStill(engine, id);
  assert.equal((await engine.db.selectFrom('drafts').selectAll().execute()).length, 0);
  await resume(engine, '*');
  const all = await engine.transcriptWhen(id, answersAre(1));
  assert.equal(all.at(-1)?.text, 'The whole answer.');
  assert.equal(all.length, 2);
});

test('an assistant may be paused so that operators get its customers, also in the middle of a turn', async (t) => {
  const gate = openGate();
  const engine = await startTestEngine(t, { script: () => ({ text: ['Once upon. ', gate] }) });
  const [running, later] = [await engine.openConversation(), await engine.openConversation()];
  await engine.say(running, 'Tell me');
  await gate.reached;
  await pause(engine, 'desk', 'hand_over');
  await engine.say(later, 'Hello?');
  for (const id of [running, later]) {
    const all = await engine.transcriptWhen(id, (messages) => messages[0]?.disposition === 'handed_over');
    assert.deepEqual(
      all.map(({ kind }) => kind),
      ['message', 'note'],
    );
    await engine.say(id, 'Still there?');
    const after = await engine.transcriptWhen(id, (messages) => messages[2]?.disposition === 'handed_over');
    assert.equal(after.length, 3, 'the customer is told once');
  }
  assert.equal(engine.model.requests.length, 1);
});

test('a paused tool is not run, and the model is told so', async (t) => {
  let runs = 0;
  const pay = tool('pay', 'durable', {
    effect: 'keyed',
    run: ({ what }: { what: string }) => {
      runs += 1;
      return { found: what };
    },
  });
  const engine = await startTestEngine(t, {
    assistant: { tools: [pay] },
    script: ({ messages }) => {
      const last = messages.at(-1);
      if (last?.role !== 'tool') return { toolCalls: [{ name: 'pay', args: { what: 'a' } }] };
      return { text: last.content ?? '' };
    },
  });
  const id = await engine.openConversation();
  await pause(engine, 'desk/tool/pay', 'hand_over');
  await engine.say(id, 'Pay');
  const all = await engine.transcriptWhen(id, answersAre(1));
  assert.match(all.at(-1)?.text ?? '', /not available at the moment/);
  assert.equal(runs, 0);
  await resume(engine, 'desk/tool/pay');
  await engine.say(id, 'Pay now');
  await engine.transcriptWhen(id, answersAre(2));
  assert.equal(runs, 1);
});

test('what was approved is not carried out before the assistant goes on', async (t) => {
  let runs = 0;
  const pay = tool('pay', 'durable', {
    effect: 'keyed',
    approval: {},
    run: ({ what }: { what: string }) => {
      runs += 1;
      return { found: what };
    },
  });
  const engine = await startTestEngine(t, {
    assistant: { tools: [pay] },
    script: ({ messages }) =>
      messages.some(({ role }) => role === 'tool')
        ? { text: 'Done.' }
        : { toolCalls: [{ name: 'pay', args: { what: 'a' } }] },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Pay');
  const { id: approvalId, version } = await pendingApproval(engine);
  await engine.transcriptWhen(id, (messages) => messages.some(({ kind }) => kind === 'note'));
  await pause(engine, 'desk', 'wait');
  const operator = await engine.db
    .insertInto('operators')
    .values({ id: randomUUID(), email: 'jo@shop.test', password_hash: 'x', role: 'approver' })
    .returning(['id', 'email', 'role'])
    .executeTakeFirstOrThrow();
  await createApprovals(engine.db).decide({
    ...{ approvalId, version, decision: 'approve', by: operator.id },
    role: 'approver',
  });
  await stoodStill(engine, id);
  assert.equal(runs, 0);
  await resume(engine, 'desk');
  await engine.transcriptWhen(id, answersAre(1));
  assert.equal(runs, 1);
});

async function pause(engine: TestEngine, scope: string, manner: PauseManner): Promise<void> {
  await createPauses(engine.db).pause({ scope, manner, by: 'jo' });
  await engine.components().refresh();
}

/** Takes the pause away and rings for what waits, as the HTTP service does. */
async function resume(engine: TestEngine, scope: string): Promise<void> {
  const pauses = createPauses(engine.db);
  await pauses.resume(scope, 'jo');
  await engine.components().refresh();
  for (const waiting of await pauses.waiting(['desk'], { limit: 10 })) await engine.doorbell.wakeUp(waiting);
}

/** The workflow has asked, was told of the pause, and has nothing more to do. */
async function stoodStill(engine: TestEngine, id: string): Promise<void> {
  const isTold = async () =>
    /"isPaused":true|paused_wait/.test(textIn(await engine.history(id))) || undefined;
  await eventually(isTold);
  await engine.handle(id).query('conversation');
}
