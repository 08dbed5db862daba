import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { detectLanguage } from '../../src/language/detect-language.ts';
import { chatMessages, names, otherLanguages, tooShort } from './chat-messages.ts';

const languages = Object.keys(chatMessages);
const all = Object.entries(chatMessages).flatMap(([language, texts]) =>
  texts.map((text) => ({ language, text })),
);

test('what customers write is told by its language, or not at all', () => {
  const wrong = all.filter(({ language, text }) => ![language, undefined].includes(detectLanguage([text])));
  const unsure = all.filter(({ text }) => detectLanguage([text]) === undefined);
  assert.deepEqual(wrong, []);
  assert.ok(unsure.length <= all.length * 0.05, JSON.stringify(unsure));
});

test('a language beyond the common ones is told too', () => {
  for (const [language, text] of otherLanguages) assert.equal(detectLanguage([text]), language, text);
});

test('a whole sentence changes a kept language, nearly always', () => {
  const missed = all.flatMap(({ language, text }) =>
    languages
      .filter((kept) => kept !== language && detectLanguage([text], kept) !== language)
      .map((kept) => ({ kept, text, found: detectLanguage([text], kept) })),
  );
  const changed = missed.filter(({ found }) => found !== undefined);
  assert.ok(missed.length <= all.length * (languages.length - 1) * 0.05, `${missed.length}`);
  assert.deepEqual(changed, []);
});

test('a kept language stays through its own messages', () => {
  const flips = all.filter(({ language, text }) => {
    const found = detectLanguage([text], language);
    return found !== undefined && found !== language;
  });
  assert.deepEqual(flips, []);
});

test('very short messages, names and addresses never change a kept language', () => {
  for (const kept of languages) {
    for (const text of [...tooShort, ...names]) {
      const found = detectLanguage([text], kept);
      assert.ok(found === undefined || found === kept, `${kept} → ${found} by ${text}`);
    }
    const found = detectLanguage(tooShort.slice(0, 4), kept);
    assert.ok(found === undefined || found === kept, `${kept} → ${found}`);
  }
});

test('the newest text decides; where it is too short, the ones before it do', () => {
  const german = 'mein paket ist immer noch nicht da';
  const english = 'my parcel still has not arrived';
  assert.equal(detectLanguage([german, english]), 'de');
  assert.equal(detectLanguage([english, german]), 'en');
  assert.equal(detectLanguage(['ok', german]), 'de');
  assert.equal(detectLanguage(['ok', german], 'en'), 'de');
});

test('a kept language with a region stays as it is', () => {
  assert.equal(detectLanguage(['mein paket ist immer noch nicht da'], 'de-CH'), 'de-CH');
  assert.equal(detectLanguage(['my parcel still has not arrived'], 'de-CH'), 'en');
});

test('nothing tells nothing', () => {
  assert.equal(detectLanguage([]), undefined);
  assert.equal(detectLanguage(['', '   ', '...'], 'de'), undefined);
});

test('whatever is written, the answer is a short tag or none', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 12 }), (texts) => {
      assert.match(detectLanguage(texts) ?? 'en', /^[a-z]{2,3}$/);
    }),
  );
});
