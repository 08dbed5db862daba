import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLexicon } from '../../src/knowledge/search/lexicon.ts';
import { planQuestion } from '../../src/knowledge/search/plan-question.ts';
import { foldWord, wordsOf } from '../../src/knowledge/words.ts';
import { longestStallMs } from '../support/loop-stalls.ts';

const lexiconOf = (text: string, configuration = 'german') =>
  createLexicon(
    [configuration],
    [...new Set(wordsOf(text).map(foldWord))].map((word) => ({ configuration, word, passages: 1 })),
  );

/** What a question would be looked for by, but for its own words; guesses end in a question mark. */
async function waysTo(question: string, made: ReturnType<typeof lexiconOf>): Promise<string[]> {
  const lexicon = await made;
  const own = new Set([...wordsOf(question), ...wordsOf(question).map(foldWord)]);
  return (await planQuestion(question, lexicon))
    .filter(({ word }) => !own.has(word))
    .map(({ word, isGuess }) => `${word}${isGuess ? '?' : ''}`)
    .sort();
}

test('a German word is looked for in the forms that its stemmer takes for others', async () => {
  const lexicon = lexiconOf('liefern Lieferung Lieferschein ausgezahlt auszuzahlen Karte Karton');
  assert.deepEqual(await waysTo('liefert', lexicon), ['liefern', 'lieferung']);
  assert.deepEqual(await waysTo('auszahlen', lexicon), ['ausgezahlt', 'auszuzahlen']);
  assert.deepEqual(await waysTo('karte', lexicon), []);
});

test('a compound that stands nowhere is looked for by its parts, also by one that is known in no form', async () => {
  const lexicon = lexiconOf('Versand kostenlos Adresse ändern Kosten');
  assert.deepEqual(await waysTo('Versandkosten', lexicon), ['kosten?', 'kostenlos?', 'versand?']);
  assert.deepEqual(await waysTo('Adressänderung', lexicon), ['adresse?', 'anderung?', 'andern?'].sort());
});

test('a word is looked for in the compounds that hold it', async () => {
  assert.deepEqual(await waysTo('Frist', lexiconOf('Rückgabefrist Firma')), ['ruckgabefrist']);
});

test('a slip is a guess, and a word that stands there is not corrected', async () => {
  const lexicon = lexiconOf('refund returns return form', 'english');
  assert.deepEqual(await waysTo('retrun', lexicon), ['return?']);
  assert.deepEqual(await waysTo('form', lexicon), []);
  assert.deepEqual(await waysTo('from', lexiconOf('flour', 'english')), []);
});

test('numbers and codes are looked for just so', async () => {
  assert.deepEqual(await waysTo('A-1001 42', lexiconOf('1002 43')), []);
});

test('a hundred thousand words that all look alike hold nobody up', async () => {
  const letters = (count: number) =>
    Array.from({ length: count }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('');
  const alike = () => `wort${letters(5 + Math.floor(Math.random() * 8))}`;
  const rows = Array.from({ length: 100_000 }, () => ({
    ...{ configuration: 'german', word: alike(), passages: 1 },
  }));
  const { stallMs } = await longestStallMs(async () => {
    const lexicon = await createLexicon(['german'], rows);
    for (const letter of ['', letters(40)])
      await planQuestion(Array.from({ length: 32 }, () => alike() + letter).join(' '), lexicon);
  });
  assert.ok(stallMs < 200, `${stallMs} ms`);
});

test('what is written with a hyphen is also looked up as one word', () => {
  assert.deepEqual(wordsOf('a pre-order by E‑Mail, size 10-12, A-1001'), [
    ...['a', 'pre', 'order', 'preorder', 'by', 'e', 'mail', 'email', 'size', '10', '12', 'a', '1001'],
  ]);
});
