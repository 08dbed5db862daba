import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { bounds } from '../../src/domain/bounds.ts';
import { openGate } from '../support/gate.ts';
import { modelAgainst } from './model-call.ts';

test('text comes piece by piece and whole, with its usage', async (t) => {
  const { ask, texts } = await modelAgainst(t, () => ({
    text: ['It is ', 'on its way.'],
    usage: { inputTokens: 12, outputTokens: 5 },
  }));
  assert.deepEqual(await ask(), {
    text: 'It is on its way.',
    toolCalls: [],
    finishReason: 'stop',
    usage: { inputTokens: 12, outputTokens: 5 },
  });
  assert.deepEqual(texts, ['It is ', 'on its way.']);
});

test('a piece is told before the next one is sent', async (t) => {
  const gate = openGate();
  const told = Promise.withResolvers<string>();
  const { ask } = await modelAgainst(t, () => ({ text: ['First. ', gate, 'Second.'] }));
  const answer = ask({ onText: async (text) => told.resolve(text) });
  assert.equal(await told.promise, 'First. ');
  gate.release();
  assert.equal((await answer).text, 'First. Second.');
});

test('a slow listener is waited for, in order, and is no silence of the vendor', async (t) => {
  const { ask } = await modelAgainst(t, () => ({ text: ['a', 'b', 'c'] }));
  const log: string[] = [];
  await ask({
    gapTimeoutMs: 200,
    onText: async (text) => {
      log.push(`begin ${text}`);
      await sleep(300);
      log.push(`end ${text}`);
    },
  });
  assert.deepEqual(log, ['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c']);
});

test('the request says what the vendor needs to know', async (t) => {
  const { ask, vendor } = await modelAgainst(t, () => ({ text: 'ok' }));
  await ask(
    {},
    {
      messages: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'Refund it' },
        {
          role: 'assistant',
          content: '',
          toolCalls: [{ id: 'call_1', name: 'refund', argumentsText: '{"id":1}' }],
        },
        { role: 'tool', toolCallId: 'call_1', content: 'done' },
      ],
      tools: [{ name: 'refund', description: 'Refunds.', inputSchema: { type: 'object' } }],
      temperature: 0,
    },
  );
  const { raw, headers } = vendor.requests[0] ?? assert.fail('nothing came');
  assert.equal(headers.authorization, 'Bearer sk-test-0123456789');
  assert.deepEqual(raw, {
    model: 'small',
    messages: [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'Refund it' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'refund', arguments: '{"id":1}' } }],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'done' },
    ],
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: 100,
    temperature: 0,
    tools: [
      {
        type: 'function',
        function: { name: 'refund', description: 'Refunds.', parameters: { type: 'object' } },
      },
    ],
  });
});

test('no tools, no temperature: neither is sent', async (t) => {
  const { ask, vendor } = await modelAgainst(t, () => ({ text: 'ok' }));
  await ask();
  assert.equal('tools' in (vendor.requests[0]?.raw ?? {}), false);
  assert.equal('temperature' in (vendor.requests[0]?.raw ?? {}), false);
});

test('an answer that is too long is cut at a sentence, and its socket closed', async (t) => {
  const gate = openGate();
  const sentence = `${'word '.repeat(199)}end. `;
  const { ask, texts, vendor } = await modelAgainst(t, () => ({
    text: [...Array<string>(20).fill(sentence), gate],
  }));
  const answer = await ask();
  assert.equal(answer.finishReason, 'length');
  assert.ok(answer.text.length <= bounds.answerTextMax);
  assert.ok(answer.text.endsWith('end.'));
  assert.ok(texts.join('').startsWith(answer.text));
  assert.equal(await vendor.requests[0]?.ended, 'aborted');
});

test('what the vendor cut at its own limit says so', async (t) => {
  const { ask } = await modelAgainst(t, () => ({ text: 'Well, it', finishReason: 'length' }));
  assert.equal((await ask()).finishReason, 'length');
});

test('calls one after the other share connections', async (t) => {
  const { ask, vendor } = await modelAgainst(t, () => ({ text: 'ok' }));
  for (let call = 0; call < 6; call++) {
    await ask();
    await sleep(10);
  }
  assert.ok(vendor.connections() <= 2, `${vendor.connections()} connections for 6 calls`);
});

test('an answer that finished is kept though its usage never comes', async (t) => {
  const { ask } = await modelAgainst(t, () => ({
    events: [{ choices: [{ delta: { content: 'Done.' }, finish_reason: 'stop' }] }],
  }));
  const answer = await ask();
  assert.equal(answer.text, 'Done.');
  assert.equal(answer.usage, undefined);
});

test('usage that cannot be read is no usage, and costs no answer', async (t) => {
  const { ask } = await modelAgainst(t, () => ({
    events: [
      { choices: [{ delta: { content: 'Done.' }, finish_reason: 'stop' }], usage: { prompt_tokens: -1 } },
    ],
  }));
  assert.deepEqual(await ask(), { text: 'Done.', toolCalls: [], finishReason: 'stop' });
});
