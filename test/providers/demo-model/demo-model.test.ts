import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createChatModel } from '../../../src/providers/chat-model.ts';
import { startDemoModel } from '../../../src/providers/demo-model/demo-model.ts';
import { optionsWith, question } from '../model-call.ts';
import { shopTools } from './shop-tools.ts';

async function demo(t: TestContext, wordDelayMs = 0) {
  const model = await startDemoModel({ wordDelayMs });
  t.after(() => model.stop());
  const post = (body: string, path = '/chat/completions') =>
    fetch(model.baseUrl + path, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  return { ...model, post };
}

test('it streams word by word through our own client', async (t) => {
  const { baseUrl } = await demo(t);
  const texts: string[] = [];
  const model = createChatModel({ baseUrl, apiKey: 'none' });
  const answer = await model.complete(question, optionsWith(texts));
  assert.ok(texts.length > 5);
  assert.equal(texts.join(''), answer.text);
  assert.equal(answer.finishReason, 'stop');
  assert.ok((answer.usage?.inputTokens ?? 0) > 0);
});

test('it asks for tools through our own client', async (t) => {
  const { baseUrl } = await demo(t);
  const model = createChatModel({ baseUrl, apiKey: 'none' });
  const tools = shopTools.map(({ function: { name, description, parameters } }) => ({
    name,
    description,
    inputSchema: parameters,
  }));
  const messages = [{ role: 'user', content: 'Where is A-1001?' }] as const;
  const { toolCalls } = await model.complete({ ...question, messages, tools }, optionsWith([]));
  assert.deepEqual(
    toolCalls.map(({ name, argumentsText }) => [name, argumentsText]),
    [['find_order', '{"orderId":"A-1001"}']],
  );
});

test('it answers in one piece where no stream is wanted', async (t) => {
  const { post } = await demo(t);
  const response = await post(
    JSON.stringify({ model: 'demo', messages: [{ role: 'user', content: 'Hello' }] }),
  );
  const body = (await response.json()) as { choices: { message: { content: string } }[] };
  assert.match(body.choices[0]?.message.content ?? '', /^Hello!/);
});

test('a client that leaves in the middle does no harm', async (t) => {
  const { baseUrl } = await demo(t, 5);
  const model = createChatModel({ baseUrl, apiKey: 'none' });
  const gone = new Error('gone');
  await assert.rejects(
    model.complete(question, optionsWith([], { onText: () => Promise.reject(gone) })),
    gone,
  );
  assert.ok((await model.complete(question, optionsWith([]))).text);
});

const badBodies: Readonly<Record<string, string>> = {
  'no JSON': '{"model":',
  'an empty body': '',
  'no messages': '{"model":"demo","messages":[]}',
  'no model': '{"messages":[{"role":"user","content":"Hi"}]}',
  'an unknown role': '{"model":"demo","messages":[{"role":"king","content":"Hi"}]}',
  'a number as content': '{"model":"demo","messages":[{"role":"user","content":1}]}',
  'a tool without a name':
    '{"model":"demo","messages":[{"role":"user","content":"Hi"}],"tools":[{"type":"function","function":{}}]}',
};
for (const [what, body] of Object.entries(badBodies))
  test(`${what} is a 400 in OpenAI's shape`, async (t) => {
    const { post } = await demo(t);
    const response = await post(body);
    assert.equal(response.status, 400);
    const { error } = (await response.json()) as { error: Record<string, unknown> };
    assert.equal(error.type, 'invalid_request_error');
    assert.equal(typeof error.message, 'string');
  });

test('what is not there is a 404, and the wrong method a 405', async (t) => {
  const { baseUrl, post } = await demo(t);
  assert.equal((await post('{}', '/embeddings')).status, 404);
  assert.equal((await post('{}', '/constructor')).status, 404);
  const wrong = await fetch(`${baseUrl}/chat/completions`);
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers.get('allow'), 'POST');
  assert.equal((await fetch(`${baseUrl}/models`)).status, 200);
});

test('a body beyond the limit is refused', async (t) => {
  const { post } = await demo(t);
  // The server stops reading, so a client may see the broken connection before the answer.
  const status = await post('x'.repeat(9_000_000)).then(
    (response) => response.status,
    () => 413,
  );
  assert.equal(status, 413);
});

test('a taken port is an error, and stopping twice is none', async (t) => {
  const { baseUrl, stop } = await demo(t);
  await assert.rejects(startDemoModel({ port: Number(new URL(baseUrl).port) }), { code: 'EADDRINUSE' });
  await stop();
  await stop();
});
