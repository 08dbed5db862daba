import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wantsPerson } from '../../src/domain/wants-person.ts';
import { chatMessages, names, tooShort } from '../language/chat-messages.ts';
import { hostileTexts, millisecondsOf, stallMsMax } from './hostile-texts.ts';
import { asking, notAsking } from './person-messages.ts';

test('asking for a person is heard, in nine languages', () => {
  assert.ok(asking.length >= 80);
  assert.deepEqual(
    asking.filter((text) => !wantsPerson(text)),
    [],
  );
});

test('speaking of persons is not asking for one', () => {
  const ordinary = [...notAsking, ...Object.values(chatMessages).flat(), ...names, ...tooShort];
  assert.deepEqual(ordinary.filter(wantsPerson), []);
});

test('case, punctuation and what cannot be seen make no difference', () => {
  for (const text of asking) {
    assert.ok(wantsPerson(text.toUpperCase()), text);
    assert.ok(wantsPerson(`...  ${text.replaceAll(' ', '  ')}!!`), text);
    assert.ok(wantsPerson(text.replaceAll('a', 'a\u200b')), text);
  }
});

test('a request is heard within a long complaint', () => {
  const complaint = `${'my parcel is late, again. '.repeat(200)}`;
  assert.ok(!wantsPerson(complaint));
  assert.ok(wantsPerson(`${complaint}please connect me to an agent. ${complaint}`));
});

test('hostile input takes time in proportion to its length, and not much', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof wantsPerson(text) === 'boolean'));
  const words =
    'talk to a real mit einem echten parler avec un hablar con i want a mag ik z czlowiekiem not'.split(' ');
  for (const [name, text] of hostileTexts(words)) {
    const took = millisecondsOf(() => wantsPerson(text));
    assert.ok(took < stallMsMax, `${name}: ${took} ms`);
  }
});
