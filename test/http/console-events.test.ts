import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/eventually.ts';
import { startHttpService } from './support/http-service.ts';
import { employ, say, visit } from './support/people.ts';

const service = await startHttpService();
const base = await service.listen();

/** Reads an operator's stream until told to stop. */
async function follow(cookie: string) {
  const stop = new AbortController();
  const response = await fetch(`${base}/v1/operator/events`, { headers: { cookie }, signal: stop.signal });
  assert.equal(response.status, 200);
  const state = { text: '', isOver: false };
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) state.text += decoder.decode(chunk, { stream: true });
  })()
    .catch(() => {})
    .finally(() => {
      state.isOver = true;
    });
  return { state, stop: () => stop.abort() };
}

test("an operator's page is told which conversation has changed, and nothing of what was said", async () => {
  const viewer = await employ(service, 'viewer');
  const visitor = await visit(service);
  const stream = await follow(viewer.cookie);
  await eventually(() => stream.state.text.startsWith(': ') || undefined);
  await say(service, visitor, 'a very private thing');
  await eventually(() => stream.state.text.includes(`"${visitor.conversationId}"`) || undefined);
  assert.doesNotMatch(stream.state.text, /private/);
  stream.stop();
});

test('the stream of who has logged out ends', async () => {
  const viewer = await employ(service, 'viewer');
  const stream = await follow(viewer.cookie);
  const url = '/v1/operator/logout';
  const left = await service.app.inject({ method: 'POST', url, headers: viewer.writes, payload: {} });
  assert.equal(left.statusCode, 204);
  await eventually(() => stream.state.isOver || undefined);
});

test('many changes of one moment travel together', async () => {
  const viewer = await employ(service, 'viewer');
  const visitors = await Promise.all(Array.from({ length: 5 }, () => visit(service)));
  const stream = await follow(viewer.cookie);
  await eventually(() => stream.state.text.startsWith(': ') || undefined);
  await Promise.all(visitors.flatMap((visitor) => [1, 2, 3].map((n) => say(service, visitor, `no. ${n}`))));
  await eventually(
    () => visitors.every(({ conversationId }) => stream.state.text.includes(conversationId)) || undefined,
  );
  assert.ok(stream.state.text.split('event: changed').length - 1 < 15, stream.state.text);
  stream.stop();
});
