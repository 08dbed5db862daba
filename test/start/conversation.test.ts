import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Script, StandInRequest } from '../support/stand-in-model.ts';
import { openConsole } from './support/console.ts';
import { throwDice } from './support/dice.ts';
import { signalByCli } from './support/signal-by-cli.ts';
import { setStage } from './support/stage.ts';
import type { WrittenTool } from './support/write-assistant.ts';

/** What the customer said last. */
const asked = ({ messages }: StandInRequest) =>
  messages.findLast((message) => message.role === 'user')?.content ?? '';

const results = ({ messages }: StandInRequest) => messages.filter((message) => message.role === 'tool');

test('a started Baton, through its doors', async (t) => {
  const dice = throwDice(t);
  const read = (run: 'local' | 'durable'): WrittenTool => ({
    name: `look_${dice.word()}`,
    field: dice.word(),
    effect: 'read',
    run,
  });
  const [local, durable] = [read('local'), read('durable')];
  const guarded: WrittenTool = {
    name: `change_${dice.word()}`,
    field: dice.word(),
    effect: 'keyed',
    needsApproval: true,
  };
  const scripts = new Map<string, Script>();
  /** Calls that wait for one another: none is answered before all are there. */
  const meeting = createMeeting();
  const stage = await setStage(t, {
    tools: [local, durable, guarded],
    settings: { settleMs: 0, door: { answersPer10s: 1000, messagesPerMinute: 1_000_000 } },
    script: (request, call) => scripts.get(asked(request))?.(request, call) ?? { text: 'Pardon?' },
    react: ({ tool }) => (tool === guarded.name ? undefined : meeting.come()),
  });
  const { baton, openVisit } = await stage.start();

  for (const tool of [local, durable]) {
    await t.test(`${tool.run} tool calls overlap, and go back to the model as it asked`, async () => {
      const question = dice.word();
      const keys = [dice.word(), dice.word(), dice.word()];
      const ids = keys.map(() => `call_${dice.word()}`);
      const calls = keys.map((key, at) => ({
        name: tool.name,
        args: { [tool.field]: key },
        id: ids[at] ?? '',
      }));
      scripts.set(question, (request) =>
        results(request).length === 0
          ? { toolCalls: calls }
          : { text: `#1 Found. #2 ${results(request).map(({ tool_call_id }) => tool_call_id)}. #3 All.` },
      );
      meeting.expect(keys.length);
      const visitor = await openVisit();
      await visitor.say(question);
      await visitor.page.until(({ messages }) => messages.some(({ kind }) => kind === 'answer'));
      assert.deepEqual(visitor.page.answers(), [`#1 Found. #2 ${ids}. #3 All.`]);
      assert.deepEqual(
        keys.map((key) => stage.farEnd.with(key).length),
        [1, 1, 1],
      );
      assert.deepEqual(visitor.page.faults, []);
    });
  }

  await t.test('an answer comes in pieces, and then once as a whole', async () => {
    const question = dice.word();
    const text = Array.from({ length: 8 }, (_, at) => `#${at} ${dice.word()} ${dice.word()}.`).join(' ');
    scripts.set(question, () => ({ text, delayMs: 10 }));
    const visitor = await openVisit();
    await visitor.say(question);
    await visitor.page.until(({ messages }) => messages.some(({ kind }) => kind === 'answer'));
    await visitor.page.until(({ status }) => status.state === 'idle');
    const kinds = visitor.page.heard.map(({ event, data }) => (event === 'message' ? data.kind : event));
    const pieces = visitor.page.heard.filter(({ event }) => event === 'delta').map(({ data }) => data.text);
    assert.ok(pieces.length > 2, `${pieces.length} pieces`);
    assert.equal(pieces.join(''), text);
    assert.deepEqual(
      kinds.filter((kind) => kind === 'message' || kind === 'answer' || kind === 'note'),
      ['message', 'answer'],
    );
    assert.ok(kinds.lastIndexOf('delta') < kinds.indexOf('answer'));
    assert.deepEqual(visitor.page.answers(), [text]);
    assert.deepEqual(visitor.page.faults, []);
  });

  for (const by of ['HTTP', "Temporal's CLI"] as const) {
    await t.test(`an approval waits over a kill, and ${by} decides it once`, async () => {
      const [question, key] = [dice.word(), dice.word()];
      scripts.set(question, (request) =>
        results(request).some(({ content }) => content?.includes('receipt'))
          ? { text: `#1 Done with ${key}.` }
          : { toolCalls: [{ name: guarded.name, args: { [guarded.field]: key } }] },
      );
      const visitor = await openVisit();
      await visitor.say(question);
      await visitor.page.until(({ status }) => status.state === 'waiting_approval');
      if (by === 'HTTP') await baton.kill9Group();
      else await baton.kill9Everything();
      await baton.startAgain();
      assert.deepEqual(stage.farEnd.with(key), []);

      const console = await openConsole(baton.http);
      const { conversationId } = visitor;
      const pending = await console.get('/v1/approvals?state=pending');
      const approval = pending.items.find(
        (one: { conversationId: string }) => one.conversationId === conversationId,
      );
      assert.deepEqual(approval.args, { [guarded.field]: key });
      const word = { version: approval.version, decision: 'approve' };
      if (by === 'HTTP') {
        const path = `/v1/approvals/${approval.id}/decision`;
        assert.equal((await console.post(path, word)).state, 'approved');
        await assert.rejects(console.post(path, word), /409/);
      } else {
        const signal = { ...word, approvalId: approval.id, by: console.operatorId };
        await signalByCli(baton.temporal, conversationId, 'decideApproval', signal);
        await signalByCli(baton.temporal, conversationId, 'decideApproval', signal);
      }
      await visitor.page.until(({ messages }) => messages.some(({ kind }) => kind === 'answer'));
      assert.deepEqual(visitor.page.answers(), [`#1 Done with ${key}.`]);
      assert.equal(stage.farEnd.with(key).length, 1);
      assert.deepEqual(visitor.page.faults, []);
      const messages = await console.all(`/v1/conversations/${conversationId}/messages`);
      assert.deepEqual(messages.map((message) => message.disposition).filter(Boolean), ['answered']);
    });
  }
});

/** Lets none go before as many have come as are expected. */
function createMeeting() {
  let missing = 0;
  let all = Promise.withResolvers<void>();
  return {
    expect(count: number): void {
      missing = count;
      all = Promise.withResolvers<void>();
    },
    come(): Promise<void> {
      missing -= 1;
      if (missing <= 0) all.resolve();
      return all.promise;
    },
  };
}
