import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLexicon } from '../../src/knowledge/search/lexicon.ts';
import { planQuestion } from '../../src/knowledge/search/plan-question.ts';
import { foldWord, wordsOf } from '../../src/knowledge/words.ts';

const lexiconOf = (text: string, configuration = 'german') =>
  createLexicon(
    [configuration],
    [...new Set(wordsOf(text).map(foldWord))].map((word) => ({ configuration, word, passages: 1 })),
  );

/** What a question would be looked for by, but for its own words; guesses end in a question mark. */
function waysTo(question: string, lexicon: ReturnType<typeof lexiconOf>): string[] {
  const own = new Set([...wordsOf(question), ...wordsOf(question).map(foldWord)]);
  return planQuestion(question, lexicon)
    .filter(({ word }) => !own.has(word))
    .map(({ word, isGuess }) => `${word}${isGuess ? '?' : ''}`)
    .sort();
}

test('a German word is looked for in the forms that its stemmer takes for others', () => {
  const lexicon = lexiconOf('liefern Lieferung Lieferschein ausgezahlt auszuzahlen Karte Karton');
  assert.deepEqual(waysTo('liefert', lexicon), ['liefern', 'lieferung']);
  assert.deepEqual(waysTo('auszahlen', lexicon), ['ausgezahlt', 'auszuzahlen']);
  assert.deepEqual(waysTo('karte', lexicon), []);
});

test('a compound that stands nowhere is looked for by its parts, also by one that is known in no form', () => {
  const lexicon = lexiconOf('Versand kostenlos Adresse ändern Kosten');
  assert.deepEqual(waysTo('Versandkosten', lexicon), ['kosten?', 'kostenlos?', 'versand?']);
  assert.deepEqual(waysTo('Adressänderung', lexicon), ['adresse?', 'anderung?', 'andern?'].sort());
});

test('a word is looked for in the compounds that hold it', () => {
  assert.deepEqual(waysTo('Frist', lexiconOf('Rückgabefrist Firma')), ['ruckgabefrist']);
});

test('a slip is a guess, and a word that stands there is not corrected', () => {
  const lexicon = lexiconOf('refund returns return form', 'english');
  assert.deepEqual(waysTo('retrun', lexicon), ['return?']);
  assert.deepEqual(waysTo('form', lexicon), []);
  assert.deepEqual(waysTo('from', lexiconOf('flour', 'english')), []);
});

test('numbers and codes are looked for just so', () => {
  assert.deepEqual(waysTo('A-1001 42', lexiconOf('1002 43')), []);
});

test('what is written with a hyphen is also looked up as one word', () => {
  assert.deepEqual(wordsOf('a pre-order by E‑Mail, size 10-12, A-1001'), [
    ...['a', 'pre', 'order', 'preorder', 'by', 'e', 'mail', 'email', 'size', '10', '12', 'a', '1001'],
  ]);
});
