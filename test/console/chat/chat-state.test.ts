import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatMessage } from '../../../src/console/chat/chat-message.ts';
import {
  type ChatEvent,
  type ChatState,
  emptyChat,
  hasEarlier,
  missingAfter,
  reduceChat,
} from '../../../src/console/chat/chat-state.ts';
import { viewOf } from '../../../src/console/chat/chat-view.ts';

const after = (events: readonly ChatEvent[], state: ChatState = emptyChat) =>
  events.reduce(reduceChat, state);

const said = (seq: number, more: Partial<ChatMessage> = {}): ChatMessage => ({
  seq,
  id: `m${seq}`,
  from: 'assistant',
  kind: 'note',
  channel: 'web',
  text: `text ${seq}`,
  citations: [],
  at: '2026-11-01T10:00:00.000Z',
  ...more,
});
const message = (seq: number, more: Partial<ChatMessage> = {}): ChatEvent => ({
  type: 'message',
  message: said(seq, more),
});
const answer = (seq: number, turnId: string) => message(seq, { kind: 'answer', turnId });
const status = (state: ChatState['status']['state']): ChatEvent => ({
  type: 'status',
  status: { state, nextStep: '' },
});
const delta = (turnId: string, attempt: number, offset: number, text: string): ChatEvent => ({
  type: 'delta',
  delta: { turnId, attempt, offset, text },
});
const written = (id: string): ChatEvent => ({
  type: 'written',
  outgoing: { id, text: 'hello', at: '2026-11-01T10:00:00.000Z' },
});
const draftText = (state: ChatState) => state.draft?.text ?? null;

test('deltas grow a draft; repeated, overlapping and late ones double nothing', () => {
  const grown = after([delta('t', 1, 0, 'Hel'), delta('t', 1, 3, 'lo'), delta('t', 1, 3, 'lo')]);
  assert.equal(draftText(grown), 'Hello');
  assert.equal(draftText(after([delta('t', 1, 0, 'Hel'), delta('t', 1, 2, 'llo wor')], grown)), 'Hello wor');
});

test('a delta beyond a gap adds nothing until the whole draft comes', () => {
  const gapped = after([delta('t', 1, 0, 'Hel'), delta('t', 1, 5, ' world')]);
  assert.equal(draftText(gapped), 'Hel');
  assert.equal(draftText(after([delta('t', 1, 0, 'Hello world')], gapped)), 'Hello world');
});

test('joining midway shows no fragment', () => {
  const joined = after([status('working'), delta('t', 1, 9, 'middle')]);
  assert.deepEqual(viewOf(joined), [{ key: 'turn:t', kind: 'working', mayBeOver: false }]);
});

test('a higher attempt discards the lower, and the lower stays away', () => {
  const second = after([delta('t', 1, 0, 'First try'), delta('t', 2, 0, 'Sec')]);
  assert.equal(draftText(second), 'Sec');
  assert.equal(draftText(after([delta('t', 1, 9, ' goes on'), delta('t', 2, 3, 'ond')], second)), 'Second');
});

test('an answer takes the place and the key of its draft', () => {
  const drafted = after([delta('t', 1, 0, 'text')]);
  const before = viewOf(drafted);
  const shown = viewOf(
    after([answer(1, 't'), delta('t', 1, 4, ' late'), delta('t', 2, 0, 'again')], drafted),
  );
  assert.equal(shown.length, 1);
  assert.equal(shown[0]?.kind, 'message');
  assert.equal(shown[0]?.key, before[0]?.key);
});

test('a note leaves its turn’s draft alone', () => {
  const noted = after([delta('t', 1, 0, 'text'), message(1, { kind: 'note', turnId: 't' })]);
  assert.equal(draftText(noted), 'text');
});

test('below a finished answer the sign of work holds back until more is known', () => {
  const answered = after([status('working'), delta('t', 1, 0, 'text'), answer(1, 't')]);
  assert.deepEqual(viewOf(answered).at(-1), { key: 'working:1', kind: 'working', mayBeOver: true });
  const queued = message(2, { from: 'customer', kind: 'message' });
  assert.deepEqual(viewOf(after([queued], answered)).at(-1), {
    key: 'working',
    kind: 'working',
    mayBeOver: false,
  });
  assert.equal(viewOf(after([status('idle')], answered)).at(-1)?.kind, 'message');
});

for (const state of ['idle', 'waiting_approval', 'with_operator', 'closed'] as const) {
  test(`status ${state} ends the draft for good`, () => {
    const ended = after([
      status('working'),
      delta('t', 1, 0, 'cut'),
      status(state),
      delta('t', 1, 0, 'cut short'),
    ]);
    assert.deepEqual(viewOf(ended), []);
  });
}

test('after a takeover no turn’s text is shown, not even a new one’s', () => {
  assert.deepEqual(viewOf(after([status('with_operator'), delta('unheard', 1, 0, 'late word')])), []);
});

test('a new turn’s draft is not pushed away by the turn before', () => {
  const next = after([
    delta('t1', 1, 0, 'interrupted'),
    delta('t2', 1, 0, 'new'),
    delta('t1', 1, 11, ' straggler'),
  ]);
  assert.deepEqual([next.draft?.turnId, next.draft?.text], ['t2', 'new']);
});

test('a written message becomes its row under one key, whichever of row and acceptance is first', () => {
  const row = message(1, { id: 'a', from: 'customer', kind: 'message' });
  const accepted: ChatEvent = { type: 'accepted', id: 'a', seq: 1 };
  for (const events of [
    [row, accepted],
    [accepted, row],
    [accepted, row, row, written('a')],
  ]) {
    const shown = viewOf(after([written('a'), ...events]));
    assert.deepEqual(
      shown.map(({ key, kind }) => [key, kind]),
      [['a', 'message']],
    );
  }
});

test('an unsent message stands above the draft, where its row will be', () => {
  const shown = viewOf(after([delta('t', 1, 0, 'text'), written('a')]));
  assert.deepEqual(
    shown.map(({ kind }) => kind),
    ['outgoing', 'draft'],
  );
});

test('a hole in the transcript is noticed and closed by a page, also over deleted rows', () => {
  const holed = after([message(4), message(5), status('idle'), message(9)]);
  assert.equal(missingAfter(holed), 5);
  const filled = after([{ type: 'page', afterSeq: 5, items: [said(7), said(9)] }], holed);
  assert.equal(missingAfter(filled), null);
  assert.deepEqual(
    filled.messages.map(({ seq }) => seq),
    [4, 5, 7, 9],
  );
});

test('an accepted message that never shows up is missing', () => {
  const lost = after([message(1), status('idle'), written('a'), { type: 'accepted', id: 'a', seq: 2 }]);
  assert.equal(missingAfter(lost), 1);
});

test('the first message lost on an empty page is missing too', () => {
  assert.equal(missingAfter(after([status('idle'), message(2)])), 0);
});

test('earlier pages go on until the beginning is reached', () => {
  const opened = after([message(250), message(251), status('idle')]);
  assert.ok(hasEarlier(opened));
  const pageOf = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => said(from + i));
  const more = after([{ type: 'page', afterSeq: 149, items: pageOf(150, 249) }], opened);
  assert.ok(hasEarlier(more));
  assert.equal(missingAfter(more), null);
  const none = after([{ type: 'page', afterSeq: 49, items: pageOf(150, 249) }], more);
  assert.ok(!hasEarlier(none), 'everything before was deleted');
});

test('what others say is read out once when it is new, and the past and own words never', () => {
  const spoken = after([
    message(5),
    message(6),
    status('idle'),
    message(7, { from: 'customer' }),
    delta('t', 1, 0, 'draft'),
    answer(8, 't'),
    answer(8, 't'),
    { type: 'page', afterSeq: 0, items: [said(1), said(2)] },
  ]);
  assert.deepEqual(
    spoken.announcements.map(({ from, text }) => [from, text]),
    [['assistant', 'text 8']],
  );
});

test('another conversation starts empty and takes only the unsent along', () => {
  const old = after([{ type: 'session', conversationId: 'one' }, message(1), written('a'), written('b')]);
  const next = after(
    [
      { type: 'accepted', id: 'b', seq: 2 },
      { type: 'session', conversationId: 'two' },
    ],
    old,
  );
  assert.deepEqual(
    viewOf(next).map(({ key }) => key),
    ['a'],
  );
  assert.equal(after([{ type: 'session', conversationId: 'one' }], old), old);
});
