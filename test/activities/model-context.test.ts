import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelMessages } from '../../activities/model-context.ts';
import type { ToolCallRow } from '../../src/database/tool-calls.ts';
import type { Message } from '../../src/domain/message.ts';

const said = (from: Message['from'], text: string): Message => ({
  seq: 1,
  id: text,
  from,
  kind: 'message',
  channel: 'web',
  text,
  citations: [],
  at: '2026-11-23T00:00:00.000Z',
});

const call = (fields: Partial<ToolCallRow>): ToolCallRow => ({
  id: 'x',
  conversation_id: 'c',
  turn_id: 't1',
  round: 0,
  position: 0,
  provider_call_id: 'p',
  tool: 'look',
  args: {},
  args_hash: null,
  effect: 'read',
  state: 'done',
  result: { found: 1 },
  task_name: null,
  same_as: null,
  ...fields,
});

const context = {
  name: 'Ada',
  instructions: 'Help.',
  transcript: [said('customer', 'Hi'), said('operator', 'Jo here')],
  waiting: [],
  guidance: null,
  language: undefined,
  passages: [],
  isSuspicious: false,
  today: new Date('2026-11-23T10:00:00Z'),
};

const results = (calls: ToolCallRow[]) =>
  modelMessages({ ...context, calls }).flatMap((message) =>
    message.role === 'tool' ? [message.content] : [],
  );

test('the transcript is read in order, with colleagues told apart from the assistant', () => {
  const [system, user, colleague] = modelMessages({ ...context, calls: [] });
  assert.match(system?.content ?? '', /^You are Ada\. Help\.[\s\S]*Today is 2026-11-23/);
  assert.deepEqual(user, { role: 'user', content: 'Hi' });
  assert.match(colleague?.content ?? '', /colleague.*Jo here/);
});

test('each asked call is followed by its result, round by round', () => {
  const calls = [
    call({ provider_call_id: 'a' }),
    call({ provider_call_id: 'b', position: 1, state: 'waiting', result: null }),
    call({ provider_call_id: 'c', round: 1, state: 'unknown', result: null }),
  ];
  const messages = modelMessages({ ...context, calls }).slice(3);
  assert.deepEqual(
    messages.map((message) => (message.role === 'tool' ? message.toolCallId : message.role)),
    ['assistant', 'a', 'b', 'assistant', 'c'],
  );
  const [done, waiting, unknown] = results(calls);
  assert.equal(done, '{"found":1}');
  assert.match(waiting ?? '', /awaiting decision/);
  assert.match(unknown ?? '', /Nobody can say/);
});

test('a round of which nothing was run is as if it had never been asked for; of a half-run one the rest is told', () => {
  const asked = { state: 'asked', result: null } as const;
  assert.deepEqual(results([call(asked), call({ ...asked, position: 1 })]), []);
  const [, rest] = results([call({}), call({ ...asked, position: 1 })]);
  assert.match(rest ?? '', /not run/);
});

test('what waits for a colleague, and what a colleague said when handing back, is told', () => {
  const waiting = [{ tool: 'refund', args: { cents: 5 } }];
  const [system] = modelMessages({ ...context, calls: [], waiting, guidance: 'They want blue.' });
  assert.match(system?.content ?? '', /refund with \{"cents":5\}/);
  assert.match(system?.content ?? '', /They want blue/);
});

test('a model learns beforehand what the customer would have to sign in for', () => {
  const systemOf = (unproved: readonly string[]) =>
    modelMessages({ ...context, calls: [], unproved })[0]?.content ?? '';
  assert.match(systemOf(['my_orders', 'send_invoice']), /these need: my_orders, send_invoice\./);
  assert.doesNotMatch(systemOf([]), /has not proved/);
});

test('passages are numbered as they may be cited, and only there', () => {
  const passages = [{ number: 3, base: 'help', passageId: 'p', title: 'Returns', text: 'Within 30 days.' }];
  const [system] = modelMessages({ ...context, calls: [], passages });
  assert.match(system?.content ?? '', /<passages>\n\[3\] Returns\nWithin 30 days\.\n<\/passages>/);
  assert.doesNotMatch(modelMessages({ ...context, calls: [] })[0]?.content ?? '', /passages/);
});

test("the customer's language is named, and an unknown tag is not", () => {
  const system = (language: string | undefined) =>
    modelMessages({ ...context, calls: [], language })[0]?.content ?? '';
  assert.match(system('de'), /Answer in the customer's language, German,/);
  assert.match(system(undefined), /Answer in the customer's language, in plain text/);
  assert.match(system('qqq'), /Answer in the customer's language, in plain text/);
});

test('words that try to steer the assistant bring a warning', () => {
  const system = (isSuspicious: boolean) =>
    modelMessages({ ...context, calls: [], isSuspicious })[0]?.content ?? '';
  assert.match(system(true), /attempt to give you orders/);
  assert.doesNotMatch(system(false), /attempt to give you orders/);
});
