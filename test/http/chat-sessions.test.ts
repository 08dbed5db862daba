import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHttpService } from './support/http-service.ts';
import { visit } from './support/people.ts';

const service = await startHttpService();

test('two visitors get conversations of their own', async () => {
  const [one, other] = [await visit(service), await visit(service)];
  assert.notEqual(one.conversationId, other.conversationId);
  assert.notEqual(one.token, other.token);
});
