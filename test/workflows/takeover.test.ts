import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createControl } from '../../src/database/control.ts';
import { createDrafts } from '../../src/database/drafts.ts';
import { createNotes } from '../../src/database/notes.ts';
import { eventually } from '../support/eventually.ts';
import { type Gate, openGate } from '../support/gate.ts';
import { testOperator } from '../support/operators.ts';
import { startTestEngine } from '../support/test-engine.ts';

const heldAnswer = (gate: Gate, never: Gate) => ({
  text: ['First sentence. ', 'Second ', gate, 'sentence. ', never, 'Third sentence.'],
});

for (const by of ['console', 'signal'] as const) {
  test(`takeover by ${by} in the middle of a stream: not one more word of the assistant`, async (t) => {
    const gate = openGate();
    const engine = await startTestEngine(t, { script: () => heldAnswer(gate, openGate()) });
    const id = await engine.openConversation();
    const operator = await testOperator(engine.db, 'operator');
    await engine.say(id, 'Hello');
    await gate.reached;
    const drafts = createDrafts(engine.db);
    const draft = await eventually(async () =>
      (await drafts.current(id))?.text ? drafts.current(id) : undefined,
    );
    assert.equal(draft?.text, 'First sentence. ');

    if (by === 'signal') await engine.handle(id).signal('takeOver', { by: operator.id });
    else
      await createControl(engine.db).takeOver({
        conversationId: id,
        by: operator.id,
        text: 'A person is here.',
      });
    await engine.transcriptWhen(id, (all) => all.some((message) => message.kind === 'note'));
    gate.release();
    await engine.say(id, 'Are you a person?');
    const after = await engine.transcriptWhen(id, (all) =>
      all.every((message) => message.disposition !== 'pending'),
    );
    assert.deepEqual(
      after.map((message) => [message.from, message.kind, message.disposition]),
      [
        ['customer', 'message', 'handed_over'],
        ['assistant', 'note', null],
        ['customer', 'message', 'handed_over'],
      ],
    );
    assert.equal(await drafts.current(id), undefined);
    // The vendor's socket is closed: what nobody will read isn't paid for.
    assert.equal(await engine.model.requests[0]?.ended, 'aborted');
    assert.equal(engine.model.requests.length, 1);
  });
}

test('after hand back the assistant answers again, knowing what the operator said', async (t) => {
  const engine = await startTestEngine(t, { script: () => ({ text: 'At your service.' }) });
  const id = await engine.openConversation();
  const operator = await testOperator(engine.db, 'operator');
  await engine.say(id, 'Hello');
  await engine.transcriptWhen(id, (all) => all.some((message) => message.kind === 'answer'));
  await engine.handle(id).signal('takeOver', { by: operator.id });
  await engine.transcriptWhen(id, (all) => all.some((message) => message.kind === 'note'));
  await engine.messages.fromOperator({
    conversationId: id,
    id: 'op-1',
    operatorId: operator.id,
    text: 'Hi, Jo here.',
  });
  const note = { id: randomUUID(), text: 'canary-note', by: operator.id };
  await createNotes(engine.db).add({ conversationId: id, ...note });
  await engine.handle(id).signal('handBack', { by: operator.id, note: 'They want the blue one.' });
  await eventually(async () => {
    const view = (await engine.handle(id).query('conversation')) as { status: string };
    return view.status === 'open' ? view : undefined;
  });
  await engine.say(id, 'And now?');
  await engine.transcriptWhen(id, (all) => all.filter((message) => message.kind === 'answer').length === 2);
  const asked = JSON.stringify(engine.model.requests.at(-1)?.messages);
  assert.match(asked, /Jo here/);
  assert.match(asked, /blue one/);
  assert.doesNotMatch(asked, /canary-note/, 'what operators note for each other no model reads');
});

test('a model that cannot answer hands over: the customer hears one note, and no failure', async (t) => {
  const engine = await startTestEngine(t, {
    script: () => ({ status: 401, body: { error: { message: 'canary-secret-failure' } } }),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  const after = await engine.transcriptWhen(id, (all) => all[0]?.disposition === 'handed_over');
  assert.deepEqual(
    after.map((message) => [message.from, message.kind]),
    [
      ['customer', 'message'],
      ['assistant', 'note'],
    ],
  );
  assert.doesNotMatch(JSON.stringify(after), /canary/);
  assert.doesNotMatch(JSON.stringify(await engine.history(id)), /canary/);
});
