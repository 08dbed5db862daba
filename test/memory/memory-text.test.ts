import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extractSummary } from '../../activities/memory/extract-summary.ts';
import { factsLine, missingFacts } from '../../activities/memory/facts.ts';
import { fitPassages, fitTranscript, resultTextMaxima } from '../../activities/memory/fit.ts';
import { memoryParts } from '../../activities/memory/memory-text.ts';
import { readSummary, summaryRequest } from '../../activities/memory/summary-request.ts';
import { whatHappened } from '../../activities/memory/what-happened.ts';
import { modelMessages } from '../../activities/model-context.ts';
import type { DueSummary } from '../../src/database/memory.ts';
import type { ToolCallRow } from '../../src/database/tool-calls.ts';
import { bounds } from '../../src/domain/bounds.ts';
import { waitMsOf } from '../../src/domain/follow-up.ts';
import type { Message } from '../../src/domain/message.ts';
import { tokenSharesOf } from '../../src/domain/token-shares.ts';

const due = (fields: Partial<DueSummary> = {}): DueSummary => ({
  conversationId: 'c',
  caseNumber: 1,
  isClosed: false,
  summary: null,
  fromSeq: 0,
  toSeq: 2,
  lines: [
    { seq: 1, from: 'customer', text: 'Order A-1001 cost 49,90 € (paid 2026-11-02).' },
    { seq: 2, from: 'assistant', text: 'You get it back by Friday.' },
  ],
  ...fields,
});

test('numbers that a summary forgot are kept, letter by letter, and none twice', () => {
  const texts = ['A-1001, a-1001; 49,90€ ("2026-11-02")', 'call +43 1 234, see #77 or v2.0.'];
  assert.deepEqual(missingFacts('About A-1001.', texts), [
    'v2.0',
    '#77',
    '234',
    '+43',
    '2026-11-02',
    '49,90€',
  ]);
  assert.deepEqual(missingFacts('', ['no numbers here', '7 ))) 5']), []);
  assert.ok(missingFacts('', [Array.from({ length: 500 }, (_, n) => `x${n}`).join(' ')]).length <= 30);
  assert.equal(factsLine([]), '');
});

test('a summary is read strictly, cut to its bound and mended', () => {
  assert.match(
    readSummary('{"summary":"They want money."}', due()),
    /^They want money\.\nAlso named: .*A-1001/,
  );
  for (const wrong of ['', 'text', '{}', '{"summary":7}', '{"summary":"  "}', '[]', 'null'])
    assert.throws(() => readSummary(wrong, due()), { name: 'ModelError' });
  const long = readSummary(JSON.stringify({ summary: 'Word word. '.repeat(2_000) }), due());
  assert.ok(long.length <= bounds.summaryTextMax);
  assert.match(long, /A-1001/);
});

test('a request for a summary has the one before and one line an utterance', () => {
  const { messages } = summaryRequest(
    'm',
    due({ summary: 'Old.', lines: [{ seq: 3, from: 'operator', text: 'a\nb' }] }),
  );
  assert.equal(messages[1]?.content, 'Summary so far:\nOld.\n\nNew lines:\nColleague: a b');
});

test('an extract says what the customer came with, what they were told last, and every number', () => {
  const text = extractSummary(due({ summary: 'Before: B-2.' }));
  assert.match(text, /Before: B-2\.[\s\S]*The customer wrote: Order A-1001[\s\S]*told last: You get it back/);
});

const message = (seq: number, text: string, fields: object = {}): Message & { joinedRound?: number } => ({
  seq,
  id: String(seq),
  from: 'customer',
  kind: 'message',
  channel: 'web',
  text,
  citations: [],
  at: '2026-11-23T00:00:00.000Z',
  ...fields,
});

test('the newest messages that fit are shown, counted in bytes; those of the turn always', () => {
  const texts = ['x'.repeat(300), 'ä'.repeat(150), 'short'];
  const all = texts.map((text, index) => message(index + 1, text));
  const shown = (tokens: number) => fitTranscript(all, 't', tokens).map(({ seq }) => seq);
  assert.deepEqual(shown(300), [1, 2, 3]);
  assert.deepEqual(shown(120), [2, 3]);
  assert.deepEqual(shown(20), [3]);
  assert.deepEqual(shown(0), []);
  const own = all.map((each) => ({ ...each, turnId: 't' }));
  assert.equal(fitTranscript(own, 't', 0).length, 3);
});

test('passages and results keep to their part of the window', () => {
  const passage = (number: number) => ({
    number,
    base: 'b',
    passageId: String(number),
    title: '',
    text: 'x'.repeat(300),
  });
  assert.deepEqual(
    fitPassages([1, 2, 3].map(passage), 200).map(({ number }) => number),
    [1, 2],
  );
  assert.equal(fitPassages([passage(1)], 0).length, 1);
  const calls = ['a', 'b'].map(
    (id) => ({ id, result: { text: 'x'.repeat(9_000) } }) as unknown as ToolCallRow,
  );
  const maxima = resultTextMaxima(calls, 3_500);
  assert.ok((maxima.get('b') ?? 0) > 9_000, 'the newest is shown whole');
  assert.ok((maxima.get('a') ?? 0) < 1_500);
  assert.ok((maxima.get('a') ?? 0) >= 500);
});

test('the parts of a window never come to more than the window', () => {
  for (const contextTokens of [1_000, 4_096, 32_000, 1_000_000]) {
    const { transcript, notes, passages, toolResults } = tokenSharesOf({
      contextTokens,
      outputTokensMax: 900,
    });
    assert.ok(transcript + notes + passages + toolResults <= contextTokens - 900);
  }
  assert.equal(tokenSharesOf({ contextTokens: 1_000_000, outputTokensMax: 1_000 }).transcript, 16_000);
});

test('what joined a turn stands before the model call that read it first, after the results that came before', () => {
  const call = (turn_id: string, round: number): ToolCallRow => ({
    id: `${turn_id}:${round}`,
    conversation_id: 'c',
    turn_id,
    round,
    position: 0,
    provider_call_id: `${turn_id}-${round}`,
    tool: 'look',
    args: {},
    args_hash: null,
    effect: 'read',
    state: 'done',
    result: round,
    task_name: null,
    same_as: null,
  });
  const context = {
    name: 'Ada',
    instructions: '',
    calls: [call('t1', 0), call('t1', 1)],
    waiting: [],
    guidance: null,
    language: undefined,
    passages: [],
    isSuspicious: false,
    today: new Date(),
  };
  const transcript = [
    message(1, 'first', { turnId: 't1' }),
    message(2, 'second', { turnId: 't1', joinedRound: 1 }),
    message(3, 'third', { turnId: 't1', joinedRound: 2 }),
    message(4, 'elsewhere', { turnId: 't0', joinedRound: 1 }),
  ];
  const order = modelMessages({ ...context, transcript }).map(({ role, content }) =>
    role === 'user' ? content : role,
  );
  assert.deepEqual(order.slice(1), [
    'first',
    'elsewhere',
    'assistant',
    'tool',
    'second',
    'assistant',
    'tool',
    'third',
  ]);
  const alone = modelMessages({ ...context, calls: [], transcript }).map(({ content }) => content);
  assert.deepEqual(
    alone.slice(1),
    ['first', 'second', 'third', 'elsewhere'],
    'without its calls, as it was said',
  );
});

test('what happened is told as facts; a promise is told with its event', () => {
  assert.equal(whatHappened({ events: [], followUps: [] }, 1_000), undefined);
  const happened = {
    events: [{ id: 'e', type: 'order.shipped', data: { order: 'A-1' } }],
    followUps: [
      { number: 1, about: 'the parcel', onEvent: 'order.shipped' },
      { number: 2, about: 'the voucher', dueAt: '2026-11-30T09:30:00.000Z' },
    ],
  };
  const text = whatHappened(happened, 1_000);
  assert.match(
    text ?? '',
    /^What happened: order\.shipped\n\{"order":"A-1"\}\n\nYou promised .*: the parcel\n\n/,
  );
  assert.match(text ?? '', /What happened: it is time .*: the voucher/);
  const events = Array.from({ length: 10 }, (_, n) => ({
    id: `${n}`,
    type: 'a',
    data: { text: 'x'.repeat(8_000) },
  }));
  const large = whatHappened({ events, followUps: [] }, 1_000) ?? '';
  assert.ok(large.length < 4_000, `${large.length}: it keeps to its part of the window`);
});

test('notes are bounded by their part of the window', () => {
  const earlier = [1, 2, 3].map((number) => ({
    number,
    openedOn: '2026-11-01',
    closedOn: '2026-11-02',
    outcome: 'quiet' as const,
    summary: 'It was so. '.repeat(500),
  }));
  const parts = memoryParts({ summary: 'Said so. '.repeat(1_000), earlier, openFollowUps: [] }, 300);
  assert.ok(parts.join('').length < 2_500, String(parts.join('').length));
  assert.match(parts[1] ?? '', /- 2026-11-01 to 2026-11-02 \(ended quietly\): It was so\./);
  assert.deepEqual(memoryParts({ summary: null, earlier: [], openFollowUps: [] }, 300), []);
});

test('a wait is between a minute and a year', () => {
  assert.equal(waitMsOf({ hours: 1 / 60 }), 60_000);
  assert.equal(waitMsOf({ days: 1, hours: 1 }), 90_000_000);
  assert.equal(waitMsOf({ days: 365 }), 365 * 86_400_000);
  for (const wrong of [{}, { hours: 0.01 }, { days: 365, hours: 1 }, { days: -1 }, { days: Number.NaN }])
    assert.equal(waitMsOf(wrong), undefined);
});
