import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConsole } from '../start/support/console.ts';
import { setStage } from '../start/support/stage.ts';
import type { Visitor } from '../start/support/visitor.ts';
import { eventually } from '../support/eventually.ts';
import { openGate } from '../support/gate.ts';
import type { StandInRequest } from '../support/stand-in-model.ts';

const resultsIn = ({ messages }: StandInRequest) =>
  messages.filter(({ role }) => role === 'tool').map(({ content }) => content ?? '');
const isStock = ({ messages }: StandInRequest) => messages[0]?.content?.includes('You are stock.');
const wantsMending = ({ messages }: StandInRequest) =>
  messages.some(({ role, content }) => role === 'user' && content === 'Mend it');

/** Nothing of it is lost, done twice or left open, whatever the dying worker was at. */
test('a worker dies while one agent answers another, and while long work is being started', async (t) => {
  const [answering, starting] = [openGate(), openGate()];
  const stage = await setStage(t, {
    tools: [
      { name: 'reserve', field: 'what', effect: 'keyed' },
      { name: 'mend', field: 'what', effect: 'keyed', isWork: true },
    ],
    agents: { desk: { consults: ['stock'] }, stock: { consults: [] } },
    settings: {
      turnDeadlineMs: 300_000,
      settleMs: 50,
    },
    script: (request) => {
      const results = resultsIn(request);
      if (isStock(request))
        return results.length === 0
          ? { toolCalls: [{ name: 'reserve', args: { what: 'jacket' } }] }
          : { text: ['One ', answering, 'is kept.'] };
      if (wantsMending(request))
        return results.length === 0 && request.messages.at(-1)?.role === 'user'
          ? { toolCalls: [{ name: 'mend', args: { what: 'coat' } }] }
          : { text: `Mending: ${results.join() || request.messages.at(-1)?.content}` };
      return results.length === 0
        ? { toolCalls: [{ name: 'ask_stock', args: { question: 'Keep one?' } }] }
        : { text: `I heard ${results.join()}` };
    },
    react: ({ tool }) => (tool === 'mend' ? starting.pass() : undefined),
  });
  const { baton, openVisit } = await stage.start();
  const [asking, mending] = [await openVisit(), await openVisit()];
  await asking.say('Keep me a jacket');
  await mending.say('Mend it');
  await Promise.all([answering.reached, starting.reached]);

  await baton.kill9Group();
  for (const gate of [answering, starting]) gate.release();
  await baton.startAgain();
  const [heard] = await answersOf(asking, 1);
  assert.match(heard ?? '', /^I heard .*One is kept\..*"did":\[\{"tool":"reserve"/);
  const [begun] = await answersOf(mending, 1);
  assert.match(begun ?? '', /"status":"started"/);

  assert.equal(stage.farEnd.arrivals.filter(({ tool }) => tool === 'reserve').length, 1);
  const starts = stage.farEnd.arrivals.filter(({ tool }) => tool === 'mend');
  assert.ok(starts.length >= 2, 'nobody could know that it had begun');
  assert.equal(new Set(starts.map(({ effectKey }) => effectKey)).size, 1);
  const paths = new Set(starts.map(({ callbackUrl = '' }) => new URL(callbackUrl).pathname));
  assert.equal(paths.size, 1, 'whoever was asked twice tells its end once');

  const told = await fetch(`${baton.http}${[...paths][0]}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'done', output: { receipt: 'M-1' } }),
  });
  assert.equal(told.status, 200);
  assert.match((await answersOf(mending, 2))[1] ?? '', /"receipt":"M-1"/);

  const console = await openConsole(baton.http);
  for (const { conversationId } of [asking, mending]) {
    const turns = await console.all(`/v1/conversations/${conversationId}/turns`);
    assert.ok(turns.every(({ outcome }) => outcome === 'answered'));
    const messages = await console.all(`/v1/conversations/${conversationId}/messages`);
    const customers = messages.filter(({ from }) => from === 'customer');
    assert.ok(customers.every(({ disposition }) => disposition === 'answered'));
    assert.equal(messages.length - customers.length, turns.length, 'one answer a turn, and nothing else');
  }
});

const answersOf = (visitor: Visitor, count: number) =>
  eventually(() => {
    const answers = visitor.page.answers();
    return answers.length >= count ? answers : undefined;
  }, 90_000);
