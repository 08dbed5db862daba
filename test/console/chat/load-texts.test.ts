import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadTexts } from '../../../src/console/chat/load-texts.ts';

test('a visitor reads the first language of their wishes that there is', async () => {
  const cases: readonly [wishes: string[], language: string, locale: string][] = [
    [['de'], 'de', 'de'],
    [['de-at'], 'de', 'de-AT'],
    [['pt-BR', 'FR'], 'fr', 'fr'],
    [['es-MX', 'en'], 'es', 'es-MX'],
    [['it-CH'], 'it', 'it-CH'],
    [['nl'], 'nl', 'nl'],
    [['en-GB', 'de'], 'en', 'en-GB'],
    [['zh', 'ja'], 'en', 'en'],
    [[], 'en', 'en'],
    [['', 'den', 'x', '../german', 'constructor', 'toString', '<b>', 'fr_FR'], 'en', 'en'],
  ];
  for (const [wishes, language, locale] of cases) {
    const texts = await loadTexts(wishes);
    assert.deepEqual([texts.language, texts.locale], [language, locale], wishes.join());
  }
});

test('every language says everything, in words of its own', async () => {
  const english = await loadTexts(['en']);
  for (const language of ['de', 'fr', 'es', 'it', 'nl']) {
    const texts = await loadTexts([language]);
    assert.deepEqual(wordsOf(texts).length, wordsOf(english).length, language);
    for (const word of wordsOf(texts)) assert.doesNotMatch(word, /undefined|NaN|\$\{/, language);
    const same = wordsOf(texts).filter((word) => word !== '' && wordsOf(english).includes(word));
    // Short words that two languages share.
    const shared = ['WhatsApp', 'Conversation', 'Sources', 'Assistant', 'Offline', '8', '1'];
    assert.deepEqual(
      same.filter((word) => !shared.includes(word)),
      [],
      language,
    );
  }
});

/** Every text, those for a number with one and with many. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [String(value(1)), String(value(8))];
  return Object.entries(value as object)
    .filter(([key]) => key !== 'language' && key !== 'locale')
    .flatMap(([, one]) => wordsOf(one));
}
