import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createSuggestions } from '../../src/database/suggestions.ts';
import { startHttpService } from './support/http-service.ts';
import { employ, type TestOperator, visit } from './support/people.ts';

const service = await startHttpService();
const { app, db } = service;
const ada = await employ(service, 'operator');
const bob = await employ(service, 'operator');

const post = (who: TestOperator, conversationId: string, act: string, payload: object = {}) =>
  app.inject({
    method: 'POST',
    url: `/v1/conversations/${conversationId}/${act}`,
    headers: who.writes,
    payload,
  });

test('a draft is for whoever has taken over, and reaches nobody by itself', async () => {
  const { conversationId } = await visit(service);
  assert.equal((await post(ada, conversationId, 'suggestion')).statusCode, 409);
  await post(ada, conversationId, 'take-over');
  const made = await post(ada, conversationId, 'suggestion');
  assert.equal(made.statusCode, 200, made.body);
  assert.equal(made.json().suggestion.text, 'A draft.');
  const said = await service.rows.messages.last(conversationId, 10);
  assert.deepEqual(
    said.map(({ kind }) => kind),
    ['note'],
  );
});

test('what an operator sends after a draft is noted with it, once, and of nobody else', async () => {
  const { conversationId } = await visit(service);
  await post(ada, conversationId, 'take-over');
  const draft = { id: randomUUID(), conversationId, text: 'A draft.' };
  await createSuggestions(db).save({ ...draft, operatorId: ada.id });
  const foreign = { id: randomUUID(), conversationId, text: 'Another.' };
  await createSuggestions(db).save({ ...foreign, operatorId: bob.id });
  const sent = [randomUUID(), randomUUID(), randomUUID()];
  for (const [at, suggestionId] of [draft.id, draft.id, foreign.id].entries()) {
    const answer = await post(ada, conversationId, 'messages', {
      id: sent[at],
      text: 'Hello.',
      suggestionId,
    });
    assert.equal(answer.statusCode, 202, answer.body);
  }
  const kept = await db.selectFrom('suggestions').select(['id', 'message_id']).execute();
  assert.deepEqual(
    new Map(kept.map(({ id, message_id }) => [id, message_id])),
    new Map([
      [draft.id, sent[0] ?? null],
      [foreign.id, null],
    ]),
  );
});
