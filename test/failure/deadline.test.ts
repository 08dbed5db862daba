import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { defineTool } from '../../src/registry/baton.ts';
import { startTestEngine } from '../support/test-engine.ts';

const answered = (all: readonly { kind: string }[]) => all.some(({ kind }) => kind === 'answer');
const noted = (all: readonly { kind: string }[]) => all.some(({ kind }) => kind === 'note');

test('a tool that outlasts the deadline has the customer told, in their language, and is waited for', async (t) => {
  const slow = defineTool({
    name: 'look',
    description: 'Looks it up.',
    input: z.object({}),
    output: z.object({ found: z.string() }),
    effect: 'read',
    policy: { timeoutMs: 20_000, run: 'durable' },
    run: async () => {
      await sleep(7_500);
      return { found: 'it' };
    },
  });
  const engine = await startTestEngine(t, {
    assistant: { tools: [slow], turnDeadlineMs: 4_000 },
    script: ({ messages }) =>
      messages.at(-1)?.role === 'tool'
        ? { text: 'Hier ist sie.' }
        : { toolCalls: [{ name: 'look', args: {} }] },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Guten Tag, wo ist meine Bestellung? Ich warte schon seit einer Woche darauf.');
  const all = await engine.transcriptWhen(id, answered);
  assert.match(all[1]?.text ?? '', /^Einige unserer Systeme/);
  assert.deepEqual(
    all.map(({ kind }) => kind),
    ['message', 'note', 'answer'],
  );
});

test('a bug of ours in the middle of a turn, or before any, ends with a person and a word to the customer', async (t) => {
  const engine = await startTestEngine(t, { script: () => ({ text: 'Hello.' }) });
  const breaks = [
    // Read before a model is asked.
    {
      broken: sql`alter table turn_passages rename to away`,
      mended: sql`alter table away rename to turn_passages`,
    },
    // Written by the opening of a turn.
    {
      broken: sql`alter table turns rename column trigger to away`,
      mended: sql`alter table turns rename column away to trigger`,
    },
  ];
  for (const { broken, mended } of breaks) {
    const id = await engine.openConversation();
    await broken.execute(engine.db);
    await engine.say(id, 'Hello?');
    const all = await engine.transcriptWhen(id, noted);
    await mended.execute(engine.db);
    assert.match(all[1]?.text ?? '', /^Sorry, /);
    assert.equal(all[0]?.disposition, 'handed_over');
    assert.equal(all[0]?.reason, 'the assistant could not answer');
    assert.doesNotMatch(all[1]?.text ?? '', /error|relation|column/i);
  }
});
