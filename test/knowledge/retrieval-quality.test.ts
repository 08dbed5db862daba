import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { hitRate, measureRetrieval } from '../../src/knowledge/quality/measure-retrieval.ts';
import { questionsShape } from '../../src/knowledge/quality/questions.ts';
import { testKnowledge } from './test-knowledge.ts';

const shopFolder = new URL('../../assistants/shop/', import.meta.url);

const knowledgeFolder = new URL('knowledge', shopFolder).pathname;

async function measure(t: TestContext, folder: string, asked = new URL('questions.json', shopFolder)) {
  const questions = questionsShape.parse(JSON.parse(await readFile(asked, 'utf8')));
  const { search, settled } = await testKnowledge(t, folder);
  await settled();
  const measured = await measureRetrieval(questions, search);
  for (const most of [1, 3, 5]) t.diagnostic(`found among ${most}: ${hitRate(measured, most).toFixed(3)}`);
  return measured;
}

test("by words alone, nine in ten of the customers' questions find their passage among five", async (t) => {
  const measured = await measure(t, knowledgeFolder);
  assert.ok(measured.ranks.length >= 40);
  const missed = measured.ranks.filter(({ rank }) => rank === undefined);
  assert.ok(hitRate(measured, 5) >= 0.9, missed.map(({ question }) => question.question).join('\n'));
  for (const language of ['en', 'de']) assert.ok(hitRate(measured, 5, language) >= 0.9, language);
});

test('that holds for pages whose authors have thought of no keywords', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-knowledge-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await cp(knowledgeFolder, folder, { recursive: true });
  for (const name of (await readdir(folder)).filter((each) => !each.endsWith('.pdf'))) {
    const page = await readFile(join(folder, name), 'utf8');
    await writeFile(join(folder, name), page.replace(/^(keywords:|\s*<meta name="keywords").*\n/m, ''));
  }
  assert.ok(hitRate(await measure(t, folder), 5) >= 0.9);
});

test("another business's questions find theirs, too", async (t) => {
  const folder = new URL('fixture/', import.meta.url);
  const measured = await measure(t, folder.pathname, new URL('questions.json', folder));
  assert.ok(hitRate(measured, 5) >= 0.9);
});
