import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { defineTool } from '../../src/registry/baton.ts';
import { testOperator } from '../support/operators.ts';
import { startTestEngine } from '../support/test-engine.ts';

const answers = (count: number) => (all: { kind: string }[]) =>
  all.filter((message) => message.kind === 'answer').length === count;

test('an effect without a key of its own holds for the case, one with a key for the customer; far ends can tell them apart', async (t) => {
  const ran: { tool: string; key: string; conversationId: string }[] = [];
  const effect = (name: string, own: object) =>
    defineTool({
      name,
      description: `Does ${name}.`,
      input: z.object({ order: z.string() }),
      output: z.object({ done: z.boolean() }),
      effect: 'keyed',
      run: (_args, { effectKey, conversationId }) => {
        ran.push({ tool: name, key: effectKey, conversationId });
        return { done: true };
      },
      ...own,
    });
  const tools = [effect('note', {}), effect('pay', { effectKey: ({ order }: { order: string }) => order })];
  const engine = await startTestEngine(t, {
    assistant: { tools },
    script: ({ messages }) =>
      messages.at(-1)?.role === 'tool'
        ? { text: 'Done.' }
        : { toolCalls: tools.map(({ name }) => ({ name, args: { order: 'A-1' } })) },
  });
  const { id: by } = await testOperator(engine.db, 'operator');
  const [anna, ben] = [await engine.openConversation(), await engine.openConversation()];

  await engine.say(anna, 'Do it');
  await engine.transcriptWhen(anna, answers(1));
  await engine.say(anna, 'Do it again');
  await engine.transcriptWhen(anna, answers(2));
  assert.deepEqual(ran.map(({ tool }) => tool).sort(), ['note', 'pay'], 'once in a case');

  await engine.handle(anna).signal('close', { by, reason: 'solved' });
  await engine.handle(anna).result();
  await engine.say(anna, 'Something new: do it');
  await engine.transcriptWhen(anna, answers(3));
  assert.deepEqual(
    ran.slice(2).map(({ tool }) => tool),
    ['note'],
    'a new case is a new note, and no new payment',
  );

  await engine.say(ben, 'Do it');
  await engine.transcriptWhen(ben, answers(1));
  assert.equal(ran.length, 5);
  assert.equal(new Set(ran.map(({ key }) => key)).size, 5, 'no two effects share a key');
  const cases = await engine.db
    .selectFrom('cases')
    .select(['number', 'outcome', 'closed_reason'])
    .where('conversation_id', '=', anna)
    .orderBy('number')
    .execute();
  assert.deepEqual(cases, [
    { number: 1, outcome: 'closed_by_operator', closed_reason: 'solved' },
    { number: 2, outcome: null, closed_reason: null },
  ]);
});
