import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { z } from 'zod';
import { type ReadDocument, readDocument } from '../../src/knowledge/read/read-document.ts';

const shop = new URL('../../assistants/shop/', import.meta.url);
const names = await readdir(new URL('knowledge/', shop));

/** As the product reads them for its search. */
const documents = new Map<string, ReadDocument>();
for (const name of names) {
  const document = await readDocument(new URL(`knowledge/${name}`, shop).pathname, undefined);
  if (!('isSame' in document)) documents.set(name, document);
}

const questions = z
  .array(
    z.strictObject({
      question: z.string().min(3),
      language: z.enum(['en', 'de']),
      document: z.string(),
      passage: z.string().min(4),
    }),
  )
  .parse(JSON.parse(await readFile(new URL('questions.json', shop), 'utf8')));

const ofLanguage = (language: string) => names.filter((name) => name.includes(`.${language}.`)).sort();

test('each help page is there in English and in German, in all formats, with title and language', () => {
  assert.deepEqual(
    ofLanguage('en').map((name) => name.replace('.en.', '.')),
    ofLanguage('de').map((name) => name.replace('.de.', '.')),
  );
  assert.equal(ofLanguage('en').length + ofLanguage('de').length, names.length);
  assert.ok(ofLanguage('en').filter((name) => name.endsWith('.md')).length >= 15);
  for (const format of ['html', 'pdf']) assert.ok(names.some((name) => name.endsWith(format)));
  const titles = new Set([...documents.values()].map(({ title, language }) => `${language} ${title}`));
  assert.equal(titles.size, names.length);
});

test('each help page is found out to be in the language its name says, and has several sections', async () => {
  for (const [name, { language, url }] of documents) {
    assert.equal(language, name.split('.')[1], name);
    if (name.endsWith('.pdf')) continue;
    assert.match(url ?? '', /^https:\/\/www\.halmundfaden\.example\//);
    const text = await readFile(new URL(`knowledge/${name}`, shop), 'utf8');
    assert.ok([...text.matchAll(/^## |<h2>/gm)].length >= 3, name);
  }
});

test('the words that answer each question stand in one passage of its page, and on no other of the language', () => {
  for (const { question, language, document, passage } of questions) {
    const holding = [...documents].filter(
      ([, page]) =>
        page.language === language && page.passages.some(({ text }) => plain(text).includes(passage)),
    );
    assert.deepEqual(
      holding.map(([name]) => name),
      [document],
      question,
    );
  }
});

test('there are questions enough, half of them in German, and most pages are asked for', () => {
  const german = questions.filter(({ language }) => language === 'de').length;
  assert.ok(questions.length >= 48);
  assert.ok(Math.abs(german - questions.length / 2) <= questions.length / 20);
  assert.equal(new Set(questions.map(({ question }) => question)).size, questions.length);
  const asked = new Set(questions.map(({ document }) => document));
  assert.ok(asked.size >= names.length * 0.9);
});

/** Where a line ends is no matter of the page's words. */
const plain = (text: string) => text.replace(/\s+/g, ' ');
