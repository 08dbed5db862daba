import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openGate } from '../support/gate.ts';
import { startTestEngine } from '../support/test-engine.ts';

test('a turn that nobody worked on past its deadline is answered when somebody does again', async (t) => {
  const gate = openGate();
  const engine = await startTestEngine(t, {
    assistant: { turnDeadlineMs: 1_500 },
    script: (_request, call) => (call === 1 ? { text: ['Once upon. ', gate] } : { text: 'Here I am again.' }),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  await gate.reached;
  await engine.restartWorker(3_000);
  // Where the machine is slow, they are told before that it takes longer.
  const all = await engine.transcriptWhen(id, (messages) => messages.at(-1)?.kind === 'answer');
  assert.equal(all.at(-1)?.text, 'Here I am again.');
  assert.equal(all[0]?.disposition, 'answered');
});

test('a model that hangs past the deadline hands over', async (t) => {
  const engine = await startTestEngine(t, {
    assistant: { turnDeadlineMs: 1_500 },
    script: () => ({ hang: 'before-headers' }),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  const all = await engine.transcriptWhen(id, ([first]) => first?.disposition === 'handed_over');
  assert.equal(all.at(-1)?.kind, 'note');
});
