import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openConsole } from '../start/support/console.ts';
import { throwDice } from '../start/support/dice.ts';
import { setStage } from '../start/support/stage.ts';

const messagesTotal = 18;
const eventsTotal = 6;
/** After so many messages Baton is killed, with its database and Temporal every other time. */
const killsAfter = [5, 10, 15];

test('killed while messages join turns and events come in, each is taken by one turn and answered', async (t) => {
  const dice = throwDice(t);
  const look = { name: 'look', field: 'what', effect: 'read', run: 'durable' } as const;
  const stage = await setStage(t, {
    tools: [look],
    settings: {
      arrival: 'steer',
      settleMs: 20,
      turnDeadlineMs: 600_000,
      door: { answersPer10s: 1_000, messagesPerMinute: 1_000_000 },
    },
    // Two rounds of looking, so that something can join before either model call after them.
    script: ({ messages }) =>
      messages.filter((message) => message.role === 'tool').length < 2
        ? { toolCalls: [{ name: 'look', args: { what: 'it' } }] }
        : { text: 'That is so.' },
    react: () => sleep(dice.between(50, 250)),
  });
  const { baton, openVisit } = await stage.start();
  const visitor = await openVisit();
  const path = `/v1/conversations/${visitor.conversationId}`;

  async function tell(id: string): Promise<void> {
    for (let attempt = 1; attempt <= 100; attempt += 1) {
      const told = openConsole(baton.http).then((console) =>
        console.post(`${path}/events`, { id, type: 'order.shipped', data: { id } }),
      );
      if (await told.then(Boolean, () => false)) return;
      await sleep(200);
    }
    throw new Error(`${id} was not accepted`);
  }

  const ids: string[] = [];
  const telling: Promise<void>[] = [];
  for (let number = 1; number <= messagesTotal; number += 1) {
    ids.push(await visitor.say(`message ${number}`));
    if (number % 3 === 0) telling.push(tell(`e-${number / 3}`));
    await sleep(dice.between(0, 300));
    if (!killsAfter.includes(number)) continue;
    await baton.kill9(number % 2 === 0 ? 'everything' : 'group');
    await baton.startAgain();
  }
  await Promise.all(telling);

  const console = await openConsole(baton.http);
  const settled = async () => {
    const before = await console.all(`${path}/turns`);
    const messages = await console.all(`${path}/messages`);
    const events = await console.all(`${path}/events`);
    const turns = await console.all(`${path}/turns`);
    const isOver =
      // Read one after the other: a turn that ended in between would show without its answer.
      before.length === turns.length &&
      before.every(({ outcome }) => outcome !== null) &&
      messages.every(({ disposition }) => disposition !== 'pending') &&
      events.every(({ state }) => state !== 'waiting');
    return isOver ? { messages, events, turns } : undefined;
  };
  const giveUpAt = Date.now() + 90_000;
  let found = await settled();
  while (!found && Date.now() < giveUpAt) {
    await sleep(300);
    found = await settled();
  }
  assert.ok(found, 'it comes to an end');
  const { messages, events, turns } = found;
  const said = messages.filter(({ from }) => from === 'customer');
  assert.deepEqual(
    said.map(({ id }) => id),
    ids,
  );
  assert.ok(said.every(({ disposition }) => disposition === 'answered'));
  const answered = turns.filter(({ outcome }) => outcome === 'answered');
  const claimed = answered.flatMap(({ messageSeqs }) => messageSeqs).toSorted((a, b) => a - b);
  assert.deepEqual(
    claimed,
    said.map(({ seq }) => seq),
    'each message is of one answered turn',
  );
  assert.equal(events.length, eventsTotal);
  const answeredIds = new Set(answered.map(({ id }) => id));
  assert.ok(
    events.every(({ state, turnId }) => state === 'taken' && answeredIds.has(turnId)),
    'each event is of one answered turn',
  );
  const answers = messages.filter(({ kind }) => kind === 'answer').map(({ turnId }) => turnId);
  assert.deepEqual(answers.toSorted(), [...answeredIds].toSorted(), 'each answered turn has one answer');
  const joined = answered.filter(({ messageSeqs }) => messageSeqs.length > 1).length;
  t.diagnostic(`${turns.length} turns, ${joined} with more than one message`);
});
