import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Announcement,
  readDraft,
  readMessage,
  type Spoken,
} from '../../../src/console/chat/announcement.ts';
import type { ChatMessage } from '../../../src/console/chat/chat-message.ts';

test('a draft is read sentence by sentence as it grows, and the answer only what is left', () => {
  const heard = listen(['It left', ' today. It comes', ' tomorrow', ' at 9. Any', ' questions?'], {
    text: 'It left today. It comes tomorrow at 9. Any questions?',
  });
  assert.deepEqual(heard, ['assistant: It left today.', 'It comes tomorrow at 9. Any questions?']);
});

test('an answer that says something else than its draft is read as a whole', () => {
  assert.deepEqual(listen(['First try. And'], { text: 'Second try.' }), [
    'assistant: First try.',
    'assistant: Second try.',
  ]);
});

test('what was read to its end is not read again', () => {
  assert.deepEqual(listen(['One. Two.\n'], { text: 'One. Two.\n' }), ['assistant: One. Two.']);
});

test('marks that format are not read', () => {
  assert.deepEqual(listen([], { text: '**Now** see [the page](https://a.example):\n\n- `one`\n- two' }), [
    'assistant: Now see the page:\none\ntwo',
  ]);
});

test('a note between leaves the draft where it was', () => {
  const draft = readDraft({ turnId: 't', attempt: 1, text: 'One. Two' }, null);
  const note = readMessage(answer({ kind: 'note', text: 'Wait.' }), draft.spoken);
  assert.equal(note.announcement?.text, 'Wait.');
  assert.equal(readMessage(answer({ text: 'One. Two.' }), note.spoken).announcement?.text, 'Two.');
});

function listen(pieces: readonly string[], last: Partial<ChatMessage>): string[] {
  const heard: (Announcement | null)[] = [];
  let spoken: Spoken | null = null;
  let text = '';
  for (const piece of pieces) {
    text += piece;
    const reading = readDraft({ turnId: 't', attempt: 1, text }, spoken);
    heard.push(reading.announcement);
    spoken = reading.spoken;
  }
  heard.push(readMessage(answer(last), spoken).announcement);
  return heard.flatMap((one) =>
    one === null ? [] : [one.from === null ? one.text : `${one.from}: ${one.text}`],
  );
}

const answer = (fields: Partial<ChatMessage>): ChatMessage => ({
  seq: 1,
  id: 'a',
  from: 'assistant',
  kind: 'answer',
  channel: 'web',
  text: '',
  citations: [],
  turnId: 't',
  at: '',
  ...fields,
});
