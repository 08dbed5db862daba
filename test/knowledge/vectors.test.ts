import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createKnowledgeVectors } from '../../src/database/knowledge-vectors.ts';
import { createEmbedder } from '../../src/providers/embeddings.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { eventually } from '../support/eventually.ts';
import { noVectors, startPostgresWithVectors } from '../support/postgres-with-vectors.ts';
import { type EmbeddingScript, meaningOf, startStandInEmbeddings } from '../support/stand-in-embeddings.ts';
import { testKnowledge } from './test-knowledge.ts';

const dimensions = 8;
const byTopic = meaningOf(dimensions, [/giraffe|long neck/i, /lion|mane/i]);

async function vendorOf(t: TestContext, script: EmbeddingScript) {
  const vendor = await startStandInEmbeddings(script);
  cleanupOf(t)(() => vendor.stop());
  const embedder = (model: string) =>
    createEmbedder({ model, dimensions, baseUrl: vendor.baseUrl, apiKey: 'test' });
  return { vendor, embedder };
}

async function folderOf(t: TestContext, pages: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'baton-vectors-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const [number, text] of pages.entries()) await writeFile(join(folder, `${number}.md`), text);
  return folder;
}

const giraffes = '# Giraffes\n\nThey eat acacia leaves.\n';
const animals = [giraffes, '# Lions\n\nThey sleep all day.\n', '# Tickets\n\nChildren pay half.\n'];
const inputs = (vendor: { requests: readonly { input: readonly string[] }[] }) =>
  vendor.requests.flatMap(({ input }) => input);

async function findsByMeaning(t: TestContext, databaseUrl?: string) {
  const { embedder } = await vendorOf(t, byTopic);
  const options = { embedder: embedder('one'), ...(databaseUrl !== undefined && { databaseUrl }) };
  const knowledge = await testKnowledge(t, await folderOf(t, animals), options);
  await knowledge.settled();
  const { passages, meaning } = await knowledge.find('what suits a long neck?');
  assert.equal(meaning, 'compared');
  assert.deepEqual(
    passages.map(({ title, places }) => [title, places.words, places.meaning?.score.toFixed(4)]),
    [
      ['Giraffes', undefined, '1.0000'],
      ['Tickets', undefined, '0.0100'],
      ['Lions', undefined, '0.0001'],
    ],
  );
  const [both] = (await knowledge.find('giraffes, long neck', 1)).passages;
  assert.deepEqual([both?.title, both?.places.words?.rank, both?.places.meaning?.rank], ['Giraffes', 1, 1]);
  return await createKnowledgeVectors(knowledge.db).hasExtension();
}

test('what shares no word with the question is found by its meaning, exactly, in memory', async (t) => {
  assert.equal(await findsByMeaning(t), false);
});

test('the same by pgvector', async (t) => {
  const postgres = await startPostgresWithVectors();
  if (!postgres) return t.skip(noVectors);
  cleanupOf(t)(() => postgres.stop());
  assert.equal(await findsByMeaning(t, postgres.url), true);
});

test('passages are embedded in batches, each text once, and what stays the same never again', async (t) => {
  const { vendor, embedder } = await vendorOf(t, byTopic);
  const pages = Array.from({ length: 150 }, (_, at) => `# Page ${at}\n\nIt tells of matter ${at}.\n`);
  const folder = await folderOf(t, pages);
  const { settled } = await testKnowledge(t, folder, { embedder: embedder('one') });
  await settled();
  assert.ok(vendor.requests.every(({ input }) => input.length <= 64));
  assert.equal(inputs(vendor).length, 150);
  assert.equal(new Set(inputs(vendor)).size, 150);
  assert.ok(vendor.requests.length < 20, `${vendor.requests.length} requests`);
  await writeFile(join(folder, '7.md'), '# Page 7\n\nIt tells of something else.\n');
  await settled();
  assert.deepEqual(inputs(vendor).slice(150), ['Page 7\n\nIt tells of something else.']);
});

test('a vendor that asks to be left alone is, for as long as it says; words alone serve meanwhile', async (t) => {
  let calls = 0;
  const { vendor, embedder } = await vendorOf(t, (request, call) => {
    calls = call;
    return call <= 2 ? { status: 429, headers: { 'retry-after-ms': '200' } } : byTopic(request, call);
  });
  const folder = await folderOf(t, animals);
  const { db, find, settled } = await testKnowledge(t, folder, { embedder: embedder('one') });
  await settled();
  const vectors = () => db.selectFrom('knowledge_vectors').select('key').execute();
  assert.match((await find('acacia leaves')).passages[0]?.text ?? '', /acacia/);
  await eventually(async () => ((await vectors()).length === 3 ? true : undefined));
  assert.ok(calls >= 3 && inputs(vendor).length >= 3);
});

test('vectors of other dimensions than asked for are not taken, and the log says which came', async (t) => {
  const { embedder } = await vendorOf(t, ({ input }) => ({ vectors: input.map(() => [1, 2, 3]) }));
  const folder = await folderOf(t, animals);
  const { db, log, find, settled } = await testKnowledge(t, folder, { embedder: embedder('one') });
  await settled();
  assert.deepEqual(await db.selectFrom('knowledge_vectors').select('key').execute(), []);
  const { passages, meaning } = await find('acacia leaves');
  assert.equal(meaning, 'failed');
  assert.match(passages[0]?.text ?? '', /acacia/);
  assert.ok(log.lines.some((line) => /words alone/.test(line)));
});

test('with another model every passage is embedded anew, and what the one before made goes', async (t) => {
  const { vendor, embedder } = await vendorOf(t, byTopic);
  const folder = await folderOf(t, animals);
  const first = await testKnowledge(t, folder, { embedder: embedder('one') });
  await first.settled();
  await first.stop();
  const before = vendor.requests.length;
  await first.startAnother(embedder('two')).settled();
  const later = vendor.requests.slice(before);
  assert.deepEqual([...new Set(later.map(({ model }) => model))], ['two']);
  assert.equal(later.flatMap(({ input }) => input).length, 3);
  const models = await first.db.selectFrom('knowledge_vectors').select('model').execute();
  assert.deepEqual(
    models.map(({ model }) => model),
    ['two', 'two', 'two'],
  );
});
