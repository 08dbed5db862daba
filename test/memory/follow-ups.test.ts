import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { createFollowUps } from '../../src/database/follow-ups.ts';
import { createTurns } from '../../src/database/turns.ts';
import { defineTool } from '../../src/registry/baton.ts';
import { eventually } from '../support/eventually.ts';
import { testOperator } from '../support/operators.ts';
import type { StandInRequest } from '../support/stand-in-model.ts';
import type { Reply } from '../support/stand-in-reply.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';
import { summaryReply, summing } from './support/summaries.ts';

const answersAre = (count: number) => (all: { kind: string }[]) =>
  all.filter((message) => message.kind === 'answer').length === count;

/** Calls the tool that the customer's last word names as JSON, and answers with its result or with what happened. */
const obeying = (onResult: (result: string) => Promise<void> | void = () => {}) =>
  summing(
    () => summaryReply('They wrote.'),
    ({ messages }: StandInRequest): Reply | Promise<Reply> => {
      const last = messages.at(-1);
      const text = last?.content ?? '';
      if (last?.role === 'tool') return answered(text);
      if (last?.role === 'system') return { text: `Re: ${text.split('\n\n')[0]}` };
      if (!text.startsWith('{')) return { text: 'I see.' };
      const { tool, ...args } = JSON.parse(text);
      return { toolCalls: [{ name: tool, args }] };

      async function answered(result: string): Promise<Reply> {
        await onResult(result);
        return { text: result };
      }
    },
  );

const promise = (rest: object) => JSON.stringify({ tool: 'follow_up', about: 'your parcel', ...rest });
const rowsOf = (engine: TestEngine, id: string) =>
  engine.db
    .selectFrom('follow_ups')
    .selectAll()
    .where('conversation_id', '=', id)
    .orderBy('number')
    .execute();
/** What was promised for long is due soon: nobody waits for days in a test. */
const makeDueIn = (engine: { db: TestEngine['db'] }, ms: number) =>
  engine.db
    .updateTable('follow_ups')
    .set({ due_at: new Date(Date.now() + ms) })
    .execute();
const nextStepOf = async (engine: TestEngine, id: string) =>
  ((await engine.handle(id).query('conversation')) as { nextStep: string }).nextStep;

test('what is promised for a time is written then, by a timer; the case stays open for it', async (t) => {
  let engineOf: TestEngine | undefined;
  const engine = await startTestEngine(t, {
    assistant: { idleCloseMs: 1_000 },
    // As soon as the tool has written it, before the turn has ended.
    script: obeying(async () => void (engineOf && (await makeDueIn(engineOf, 3_000)))),
  });
  engineOf = engine;
  const id = await engine.openConversation();
  await engine.say(id, promise({ after: { days: 2 } }));
  await engine.transcriptWhen(id, answersAre(1));
  assert.match(await nextStepOf(engine, id), /follow-up/i);
  const all = await engine.transcriptWhen(id, answersAre(2));
  assert.equal(
    all.at(-1)?.text,
    'Re: What happened: it is time to write to the customer, as you promised, about: your parcel',
  );
  const [turn] = (await createTurns(engine.db).list(id, { limit: 9 })).items;
  assert.equal(turn?.trigger, 'timer');
  // With nothing left to write, quiet closes the case as ever.
  await engine.handle(id).result();
  const timers = (await engine.history(id)).events?.flatMap((event) =>
    event.timerStartedEventAttributes ? [event.userMetadata?.summary?.data?.toString()] : [],
  );
  assert.ok(
    timers?.some((summary) => summary?.includes('as the assistant has promised')),
    String(timers),
  );
});

test('what is promised on an event is in the turn that the event opens, and only on that event', async (t) => {
  const engine = await startTestEngine(t, { script: obeying() });
  const id = await engine.openConversation();
  await engine.say(id, promise({ onEvent: 'order.shipped', after: { days: 30 } }));
  await engine.transcriptWhen(id, answersAre(1));
  await engine.handle(id).signal('receiveEvent', { id: 'e-1', type: 'order.packed', data: {} });
  await engine.transcriptWhen(id, answersAre(2));
  assert.doesNotMatch(engine.model.requests.at(-1)?.messages.at(-1)?.content ?? '', /your parcel/);
  assert.equal((await createFollowUps(engine.db).open(id)).length, 1);
  await engine.handle(id).signal('receiveEvent', { id: 'e-2', type: 'order.shipped', data: { nr: 7 } });
  await engine.transcriptWhen(id, answersAre(3));
  assert.match(
    engine.model.requests.at(-1)?.messages.at(-1)?.content ?? '',
    /What happened: order\.shipped\n\{"nr":7\}\n\nYou promised the customer to write when this happens, about: your parcel/,
  );
  assert.deepEqual(await createFollowUps(engine.db).open(id), []);
});

test('what can not be promised is told to the model; the same promise is one; the customer may take it back', async (t) => {
  const engine = await startTestEngine(t, { script: obeying() });
  const id = await engine.openConversation();
  let answers = 0;
  const reply = async (text: string): Promise<string> => {
    await engine.say(id, text);
    answers += 1;
    return (await engine.transcriptWhen(id, answersAre(answers))).at(-1)?.text ?? '';
  };
  assert.match(await reply(promise({})), /Say when/);
  assert.match(await reply(promise({ after: { hours: 0.001 } })), /between one minute and 365 days/);
  assert.match(await reply(promise({ after: { days: 365, hours: 1 } })), /between one minute and 365 days/);
  assert.match(await reply(promise({ after: { days: -1 } })), /Wrong arguments/);
  assert.match(await reply(promise({ onEvent: 'Order Shipped' })), /Wrong arguments/);
  assert.equal((await rowsOf(engine, id)).length, 0);
  assert.match(await reply(promise({ after: { days: 1 } })), /"number":1/);
  assert.match(await reply(promise({ after: { hours: 24 } })), /"number":1/);
  assert.match(engine.model.requests.at(-1)?.messages[0]?.content ?? '', /- 1: on 20.*: your parcel/);
  assert.match(await reply(JSON.stringify({ tool: 'cancel_follow_up', number: 2 })), /not open any more/);
  assert.match(await reply(JSON.stringify({ tool: 'cancel_follow_up', number: 1 })), /"cancelled":1/);
  const [row] = await rowsOf(engine, id);
  assert.ok(row?.ended_at);
  const followUps = createFollowUps(engine.db);
  for (let number = 1; number <= 20; number += 1)
    await followUps.promise({ conversationId: id, about: `thing ${number}`, onEvent: 'x' });
  assert.match(await reply(promise({ after: { days: 1 } })), /No more than 20/);
});

test('an operator who closes the case ends what was promised; one in control is left to write it', async (t) => {
  const engine = await startTestEngine(t, { script: obeying() });
  const { id: by } = await testOperator(engine.db, 'operator');
  const [closed, taken] = [await engine.openConversation(), await engine.openConversation()];
  for (const id of [closed, taken]) {
    await engine.say(id, promise({ after: { days: 1 } }));
    await engine.transcriptWhen(id, answersAre(1));
  }
  await engine.handle(closed).signal('close', { by, reason: 'solved' });
  await engine.handle(closed).result();
  assert.equal((await rowsOf(engine, closed))[0]?.ended_reason, 'closed: solved');
  await engine.handle(taken).signal('takeOver', { by });
  await engine.transcriptWhen(taken, (all) => all.some((message) => message.kind === 'note'));
  await makeDueIn(engine, -5_000);
  await engine.doorbell.wakeUp({ conversationId: taken, assistant: 'desk' });
  const row = await eventually(async () => {
    const [found] = await rowsOf(engine, taken);
    return found?.ended_at ? found : undefined;
  });
  assert.equal(row.ended_reason, 'an operator was in control');
  assert.equal((await engine.transcript(taken)).length, 3, 'nothing was said');
  assert.equal((await engine.transcript(closed)).length, 2);
});

test('a promise outlasts continue-as-new, a restart and a terminated run', async (t) => {
  const engine = await startTestEngine(t, {
    script: obeying(),
    patience: { newMs: 200, claimedMs: 1_000 },
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': '10' },
  });
  const [continued, terminated] = [await engine.openConversation(), await engine.openConversation()];
  for (const id of [continued, terminated]) {
    await engine.say(id, promise({ after: { days: 1 } }));
    await engine.transcriptWhen(id, answersAre(1));
    await engine.say(id, 'Fine.');
    await engine.transcriptWhen(id, answersAre(2));
  }
  const first = (await engine.history(continued)).events?.[0]?.workflowExecutionStartedEventAttributes;
  assert.ok(first?.continuedExecutionRunId, 'it was continued');
  await engine.handle(terminated).terminate('a test');
  await engine.restartWorker(() => makeDueIn(engine, 500));
  for (const id of [continued, terminated]) {
    const all = await engine.transcriptWhen(id, answersAre(3));
    assert.match(all.at(-1)?.text ?? '', /as you promised, about: your parcel/);
  }
  for (const id of [continued, terminated]) {
    const turns = (await createTurns(engine.db).list(id, { limit: 9 })).items;
    assert.deepEqual(
      turns.map((turn) => turn.trigger),
      ['timer', 'message', 'message'],
    );
  }
});

test("an author's tool of that name is the one that is used", async (t) => {
  const asked: string[] = [];
  const own = defineTool({
    name: 'follow_up',
    description: 'Ours.',
    input: z.object({ about: z.string() }),
    output: z.object({ noted: z.boolean() }),
    effect: 'read',
    run: ({ about }) => {
      asked.push(about);
      return { noted: true };
    },
  });
  const engine = await startTestEngine(t, { assistant: { tools: [own] }, script: obeying() });
  const id = await engine.openConversation();
  await engine.say(id, promise({}));
  await engine.transcriptWhen(id, answersAre(1));
  assert.deepEqual(asked, ['your parcel']);
  const names = engine.model.requests[0]?.tools.map((each) => each.function.name) ?? [];
  assert.equal(names.filter((name) => name === 'follow_up').length, 1);
});
