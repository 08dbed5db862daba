import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createControl } from '../../src/database/control.ts';
import { createConversations } from '../../src/database/conversations.ts';
import { eventually } from '../support/eventually.ts';
import { testOperator } from '../support/operators.ts';
import { startTestEngine } from '../support/test-engine.ts';

test('a person who does not answer in the promised time is noted, over a restart; their answer settles it', async (t) => {
  const engine = await startTestEngine(t, {
    assistant: { escalation: { message: 'A colleague answers by {by}.', firstAnswerMs: 1_500 } },
    script: () => ({ text: 'never asked' }),
  });
  const { get } = createConversations(engine.db);
  const id = await engine.openConversation();
  await engine.say(id, 'I want to talk to a person');
  const [, note] = await engine.transcriptWhen(id, (all) => all.length === 2);
  assert.match(note?.text ?? '', /^A colleague answers by .*\d\d:\d\d/);
  assert.match((await get(id))?.nextStep ?? '', /promised by \d{4}-/);
  await engine.restartWorker(100);
  await eventually(async () => /overdue/.test((await get(id))?.nextStep ?? '') || undefined);

  const operator = await testOperator(engine.db, 'operator');
  await createControl(engine.db).takeOver({ conversationId: id, by: operator.id, text: 'Here.' });
  assert.match((await get(id))?.nextStep ?? '', /overdue/, 'taking over is no answer');
  const message = { conversationId: id, id: randomUUID(), operatorId: operator.id, text: 'Hello, Jo here.' };
  await engine.messages.fromOperator(message);
  assert.doesNotMatch((await get(id))?.nextStep ?? '', /overdue|promised/);
});

test('an answer in time is never called late', async (t) => {
  const engine = await startTestEngine(t, {
    assistant: { escalation: { firstAnswerMs: 1_500 } },
    script: () => ({ text: 'never asked' }),
  });
  const { get } = createConversations(engine.db);
  const id = await engine.openConversation();
  await engine.say(id, 'I want to talk to a person');
  await engine.transcriptWhen(id, (all) => all.length === 2);
  const operator = await testOperator(engine.db, 'operator');
  await createControl(engine.db).takeOver({ conversationId: id, by: operator.id, text: 'Here.' });
  await engine.messages.fromOperator({
    conversationId: id,
    id: randomUUID(),
    operatorId: operator.id,
    text: 'Hello, Jo here.',
  });
  await eventually(async () => {
    const { events } = await engine.history(id);
    const fired = events?.filter((event) => event.timerFiredEventAttributes).length ?? 0;
    return fired > 0 || undefined;
  });
  assert.doesNotMatch((await get(id))?.nextStep ?? '', /overdue|promised/);
});
