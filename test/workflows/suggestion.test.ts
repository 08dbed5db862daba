import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createTurns } from '../../src/database/turns.ts';
import { createDraftWriter } from '../../src/temporal/draft-writer.ts';
import { eventually } from '../support/eventually.ts';
import { testOperator } from '../support/operators.ts';
import type { StandInRequest } from '../support/stand-in-model.ts';
import { startTestEngine } from '../support/test-engine.ts';

const isDraft = ({ messages }: StandInRequest) => messages[0]?.content?.includes('Draft what they might');

test('a draft for an operator rests on what was said, is paid for, and reaches the customer only if it is sent', async (t) => {
  let isDown = false;
  const engine = await startTestEngine(t, {
    script: (request) => {
      if (!isDraft(request)) return { text: 'Hello.' };
      return isDown ? { status: 401 } : { text: 'Your parcel is there on [day of delivery] [1].' };
    },
  });
  const suggest = createDraftWriter(engine.client, engine.taskQueue);
  const { id: operatorId } = await testOperator(engine.db, 'operator');
  const conversationId = await engine.openConversation();
  const wish = () => ({ conversationId, operatorId, assistant: 'desk', suggestionId: randomUUID() });
  assert.deepEqual(await suggest(wish()), {
    outcome: 'none',
    why: 'Nothing was said yet that could be answered.',
  });

  await engine.say(conversationId, 'Where is my parcel A-17?');
  await engine.transcriptWhen(conversationId, (all) => all.some(({ kind }) => kind === 'answer'));
  await engine.handle(conversationId).signal('takeOver', { by: operatorId });
  await engine.say(conversationId, 'And when does it come?');
  const before = await engine.transcriptWhen(conversationId, (all) =>
    all.every(({ disposition }) => disposition !== 'pending'),
  );
  const asked = wish();
  const text = 'Your parcel is there on [day of delivery].';
  assert.deepEqual(await suggest(asked), { outcome: 'written', text });
  const told = engine.model.requests.filter(isDraft);
  assert.match(told[0]?.messages[1]?.content ?? '', /A-17[\s\S]*Customer: And when does it come\?/);
  assert.deepEqual(told[0]?.tools, [], 'it can do nothing');

  assert.deepEqual(await engine.transcript(conversationId), before, 'nothing was said to the customer');
  const [turn] = (await createTurns(engine.db).list(conversationId, { limit: 1 })).items;
  const step = turn?.steps.find(({ outcome }) => outcome === 'drafted for an operator');
  assert.ok((step?.costMicroUsd ?? 0) > 0, 'the trace tells of it and of its cost');
  const { call_id } = await eventually(() =>
    engine.db
      .selectFrom('reservations')
      .select('call_id')
      .where('call_id', 'like', `%:suggestion:${asked.suggestionId}`)
      .executeTakeFirst(),
  );
  assert.ok(call_id);
  const [kept] = await engine.db.selectFrom('suggestions').select(['text', 'operator_id']).execute();
  assert.deepEqual(kept, { text, operator_id: operatorId });

  isDown = true;
  const none = await suggest(wish());
  assert.equal(none.outcome, 'none', 'with every model down an operator is told so, and writes');
});
