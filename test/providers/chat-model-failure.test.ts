import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { inspect } from 'node:util';
import type { ModelErrorKind } from '../../src/domain/model-error.ts';
import { ModelError } from '../../src/domain/model-error.ts';
import { createChatModel } from '../../src/providers/chat-model.ts';
import { startStandInModel } from '../support/stand-in-model.ts';
import type { Reply } from '../support/stand-in-reply.ts';
import { apiKey, modelAgainst, optionsWith, question } from './model-call.ts';

/** The error that a reply ends in; a silence that has to be waited out is made short. */
async function failureOf(t: TestContext, reply: Reply, gapTimeoutMs = 10_000): Promise<ModelError> {
  const { ask, vendor } = await modelAgainst(t, () => reply);
  const error = await ask({ gapTimeoutMs }).then(
    () => assert.fail('it answered'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof ModelError, inspect(error));
  assert.ok(await vendor.requests[0]?.ended, 'the request is over for the vendor too');
  return error;
}

const byStatus: readonly (readonly [number, ModelErrorKind])[] = [
  [400, 'invalid'],
  [401, 'invalid'],
  [402, 'exhausted'],
  [403, 'invalid'],
  [404, 'invalid'],
  [408, 'transient'],
  [409, 'transient'],
  [413, 'invalid'],
  [422, 'invalid'],
  [429, 'rate_limited'],
  [500, 'transient'],
  [503, 'transient'],
  [529, 'transient'],
];
for (const [status, kind] of byStatus)
  test(`status ${status} is ${kind}`, async (t) => {
    const error = await failureOf(t, { status });
    assert.equal(error.kind, kind);
    assert.equal(error.status, status);
    assert.equal(error.hadOutput, false);
  });

const byCode: readonly (readonly [number, string, ModelErrorKind])[] = [
  [429, 'insufficient_quota', 'exhausted'],
  [400, 'content_filter', 'refused'],
  [400, 'context_length_exceeded', 'invalid'],
  [400, 'constructor', 'invalid'],
];
for (const [status, code, kind] of byCode)
  test(`status ${status} with code ${code} is ${kind}`, async (t) => {
    const error = await failureOf(t, { status, body: { error: { message: 'no', code } } });
    assert.equal(error.kind, kind);
  });

test('a vendor is asked once: retries belong to others', async (t) => {
  const { ask, vendor } = await modelAgainst(t, () => ({ status: 500 }));
  await assert.rejects(ask());
  assert.equal(vendor.requests.length, 1);
});

test('a rate limit says when to come again', async (t) => {
  const error = await failureOf(t, { status: 429, headers: { 'retry-after': '7' } });
  assert.equal(error.retryAfterMs, 7_000);
});

test('nobody listening is unavailable', async () => {
  const vendor = await startStandInModel(() => ({ text: 'ok' }));
  await vendor.stop();
  const model = createChatModel({ baseUrl: vendor.baseUrl, apiKey });
  await assert.rejects(model.complete(question, optionsWith([])), { kind: 'unavailable', hadOutput: false });
});

const unusable: Readonly<Record<string, Reply>> = {
  'a page with status 200': { raw: '<html>Welcome</html>', contentType: 'text/html' },
  'a page that claims to be a stream': { raw: '<html>Welcome</html>' },
  'an answer in one piece': { raw: '{"choices":[]}', contentType: 'application/json' },
  'an empty stream': { raw: '' },
  'a chunk that is no JSON': { events: ['{"choices": [{"del'] },
  'a chunk that is no object': { events: ['[1, 2]'] },
  'a chunk of another shape': { events: [{ choices: 'none' }] },
  'an end without a finish': { text: 'Well, ', unfinished: true },
  'a cut before any text': { text: 'Well, ', cutAfter: 0 },
  'a cut in the middle': { text: ['Well, ', 'I ', 'think'], cutAfter: 2 },
  'an end mark without a finish': { events: [{ choices: [{ delta: { content: 'Well' } }] }, '[DONE]'] },
  'nothing said': { text: '' },
  'nothing but space': { text: ' \n ' },
  'an error inside the stream': { events: [{ error: { message: 'overloaded', code: 'server_error' } }] },
  'a finish by error': { text: 'Well, ', finishReason: 'error' },
  'one chunk of a megabyte': { events: [{ choices: [{ delta: { content: 'x'.repeat(1_000_000) } }] }] },
  'a megabyte without a line end': { raw: 'x'.repeat(1_000_000) },
  'binary noise': { raw: Buffer.from([0, 255, 254, 10, 10, 200]) },
};
for (const [name, reply] of Object.entries(unusable))
  test(`${name} is transient`, async (t) => {
    assert.equal((await failureOf(t, reply)).kind, 'transient');
  });

test('an error inside the stream is sorted by its code', async (t) => {
  const begun = { choices: [{ delta: { content: 'Well' } }] };
  const limited = await failureOf(t, { events: [begun, { error: { code: 429, message: 'slow down' } }] });
  assert.equal(limited.kind, 'rate_limited');
  assert.equal(limited.hadOutput, true);
});

const silences: Readonly<Record<string, Reply>> = {
  'before the headers': { hang: 'before-headers' },
  'in the middle': { hang: 'mid-stream' },
  'under a drip of bytes': { drip: 'data', everyMs: 5 },
  'under keep-alive comments': { drip: ': wait\n\n', everyMs: 5 },
};
for (const [name, reply] of Object.entries(silences))
  test(`silence ${name} ends the call`, async (t) => {
    const error = await failureOf(t, reply, 150);
    assert.equal(error.kind, 'transient');
    assert.match(error.message, /silent/);
  });

test('a refusal is no answer, and what it cost is known', async (t) => {
  const usage = { inputTokens: 9, outputTokens: 3 };
  const error = await failureOf(t, { refusal: "I can't help with that.", usage });
  assert.equal(error.kind, 'refused');
  assert.deepEqual(error.usage, usage);
  assert.doesNotMatch(error.message, /help/);
});

test('an answer that the content filter stopped is refused', async (t) => {
  assert.equal((await failureOf(t, { text: 'Well, ', finishReason: 'content_filter' })).kind, 'refused');
});

test("neither key nor prompt nor the vendor's words are in the error, nor in its log", async (t) => {
  const body = { error: { message: `Bad key ${apiKey} for "Where is my order?" ${'x'.repeat(10_000)}` } };
  const error = await failureOf(t, { status: 401, body });
  const shown = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);
  for (const secret of [apiKey, 'Where is', 'Bad key']) assert.ok(!shown.includes(secret), secret);
  assert.match(error.detail ?? '', /Bad key … for/);
  assert.ok((error.detail ?? '').length <= 500);
});

test('the debug log is told the reason', async (t) => {
  const vendor = await startStandInModel(() => ({ status: 503, body: { error: { message: 'overloaded' } } }));
  t.after(() => vendor.stop());
  const lines: object[] = [];
  const log = { debug: (fields: object) => lines.push(fields) };
  const model = createChatModel({ baseUrl: vendor.baseUrl, apiKey, log });
  await assert.rejects(model.complete(question, optionsWith([])));
  assert.deepEqual(lines, [{ model: 'small', kind: 'transient', detail: '503 overloaded' }]);
});
