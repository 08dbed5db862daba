import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatMessage } from '../../../src/console/chat/chat-message.ts';
import { emptyChat } from '../../../src/console/chat/chat-state.ts';
import { createKeptValues } from '../../../src/console/chat/kept-values.ts';
import { customerOf } from '../../../src/console/frame/customer-of.ts';
import { createSeen } from '../../../src/console/frame/seen.ts';
import { unreadIn } from '../../../src/console/frame/unread.ts';
import { forge } from '../../http/support/sign-identity.ts';

const message = (seq: number, from: ChatMessage['from'] = 'assistant'): ChatMessage => ({
  seq,
  id: `${seq}`,
  from,
  kind: 'message',
  channel: 'web',
  text: 'x',
  citations: [],
  at: '',
});
const state = {
  ...emptyChat,
  conversationId: 'c',
  announceAfterSeq: 2,
  messages: [message(1), message(2), message(3), message(4, 'operator')],
};

test('others’ messages after the last one seen are unread', () => {
  assert.equal(unreadIn(state, 1), 3);
  assert.equal(unreadIn(state, 4), 0);
  assert.equal(unreadIn(state, null), 2, 'what was there at first counts as seen');
  assert.equal(unreadIn({ ...state, announceAfterSeq: null }, 1), 0, 'the past is still coming in');
});

test('whoever has answered has read what came before', () => {
  const messages = [message(1), message(2, 'customer'), message(3)];
  assert.equal(unreadIn({ ...state, messages }, 0), 1);
  assert.equal(unreadIn({ ...state, messages: [...messages, message(4, 'customer')] }, 0), 0);
});

test('how far was read is remembered for its conversation only, and never falls', () => {
  const seen = createSeen(createKeptValues(null, ''));
  assert.equal(seen.seqIn('c'), null);
  seen.note({ ...state, announceAfterSeq: null });
  assert.equal(seen.seqIn('c'), null);
  seen.note(state);
  seen.note({ ...state, messages: [message(1)] });
  assert.equal(seen.seqIn('c'), 4);
  assert.equal(seen.seqIn('another'), null);
});

test('a token’s customer is read, and nothing is thrown at what is no token', () => {
  assert.equal(customerOf(forge({ alg: 'HS256' }, { sub: 'Müller-7' }, 'x')), 'Müller-7');
  for (const text of ['', 'a.b.c', '..', 'a.e30.c', `a.${btoa('null')}.c`, `a.${btoa('{"sub":7}')}.c`]) {
    assert.equal(customerOf(text), '');
  }
});
