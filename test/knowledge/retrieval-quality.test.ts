import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { z } from 'zod';
import { testKnowledge } from './test-knowledge.ts';

const questions = z.array(
  z.object({
    question: z.string(),
    language: z.enum(['en', 'de']),
    document: z.string(),
    passage: z.string(),
  }),
);

const shopFolder = new URL('../../assistants/shop/', import.meta.url);

test("by words alone, most customers' questions find their passage among five", async (t) => {
  const asked = questions.parse(JSON.parse(await readFile(new URL('questions.json', shopFolder), 'utf8')));
  assert.ok(asked.length >= 40, `${asked.length} questions`);
  const { search, settled } = await testKnowledge(t, new URL('knowledge', shopFolder).pathname);
  await settled();
  const ranks = await Promise.all(
    asked.map(async ({ question, passage }) => {
      const found = await search(question, 5);
      return found.findIndex(({ text }) => plain(text).includes(plain(passage)));
    }),
  );
  for (const most of [1, 3, 5]) t.diagnostic(`found among ${most}: ${shareWithin(ranks, most).toFixed(3)}`);
  const missed = asked.filter((_, index) => ranks[index] === -1).map(({ question }) => question);
  assert.ok(shareWithin(ranks, 5) >= 0.85, missed.join('\n'));
  for (const language of ['en', 'de']) {
    const own = ranks.filter((_, index) => asked[index]?.language === language);
    assert.ok(shareWithin(own, 5) >= 0.8, language);
  }
});

const shareWithin = (ranks: readonly number[], most: number) =>
  ranks.filter((rank) => rank >= 0 && rank < most).length / ranks.length;

const plain = (text: string) => text.replace(/\s+/g, ' ').toLowerCase();
