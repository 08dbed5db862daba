import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTurn } from '../support/stand-in-model.ts';
import { startTestEngine } from '../support/test-engine.ts';

test('a message is answered once, and its disposition says so', async (t) => {
  const engine = await startTestEngine(t, { script: inTurn({ text: 'Hello. How can I help?' }) });
  const id = await engine.openConversation();
  await engine.say(id, 'Hi');
  const messages = await engine.transcriptWhen(id, (all) => all.some((message) => message.kind === 'answer'));
  assert.deepEqual(
    messages.map(({ from, kind, text, disposition }) => ({ from, kind, text, disposition })),
    [
      { from: 'customer', kind: 'message', text: 'Hi', disposition: 'answered' },
      { from: 'assistant', kind: 'answer', text: 'Hello. How can I help?', disposition: null },
    ],
  );
});
