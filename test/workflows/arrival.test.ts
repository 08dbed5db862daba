import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { createTurns } from '../../src/database/turns.ts';
import { defineTool } from '../../src/registry/baton.ts';
import { openGate } from '../support/gate.ts';
import { startTestEngine } from '../support/test-engine.ts';

const answers = (all: { kind: string }[]) => all.filter((message) => message.kind === 'answer').length;

test('queue: what comes while a turn runs is answered by the next', async (t) => {
  const gate = openGate();
  const engine = await startTestEngine(t, {
    script: (_request, call) => (call === 1 ? { text: ['One. ', gate, 'More.'] } : { text: 'Two.' }),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'first');
  await gate.reached;
  await engine.say(id, 'second');
  gate.release();
  const all = await engine.transcriptWhen(id, (messages) => answers(messages) === 2);
  assert.deepEqual(
    all.map((message) => message.text),
    ['first', 'second', 'One. More.', 'Two.'],
  );
});

test('interrupt: one answer for both messages, and an effect that had started runs to its end, once', async (t) => {
  const started = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const ran: string[] = [];
  const book = defineTool({
    name: 'book',
    description: 'Books something.',
    input: z.object({ what: z.string() }),
    output: z.object({ booked: z.string() }),
    effect: 'irreversible',
    run: async ({ what }) => {
      started.resolve();
      await mayEnd.promise;
      ran.push(what);
      return { booked: what };
    },
  });
  const engine = await startTestEngine(t, {
    assistant: { tools: [book], arrival: 'interrupt' },
    script: ({ messages }, call) =>
      call === 1
        ? { toolCalls: [{ name: 'book', args: { what: 'table' } }] }
        : { text: JSON.stringify(messages).includes('booked') ? 'It is booked.' : 'Not booked.' },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'book a table');
  await started.promise;
  await engine.say(id, 'for two');
  mayEnd.resolve();
  const all = await engine.transcriptWhen(id, (messages) => answers(messages) === 1);
  assert.deepEqual(ran, ['table']);
  assert.equal(all.at(-1)?.text, 'It is booked.');
  assert.deepEqual(
    all.filter((message) => message.from === 'customer').map((message) => message.disposition),
    ['answered', 'answered'],
  );
  const { items } = await createTurns(engine.db).list(id, { limit: 10 });
  assert.deepEqual(
    items.map((turn) => turn.outcome),
    ['answered', 'interrupted'],
  );
});

test('quiet closes the case and ends the run; writing again opens both', async (t) => {
  const engine = await startTestEngine(t, {
    assistant: { idleCloseMs: 1_000 },
    script: () => ({ text: 'Yes.' }),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  await engine.handle(id).result();
  const row = await engine.db
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  assert.equal(row.status, 'closed');
  await engine.say(id, 'Me again');
  const all = await engine.transcriptWhen(id, (messages) => answers(messages) === 2);
  assert.equal(all.length, 4);
});
