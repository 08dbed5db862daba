import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Database, migrate, openDatabase } from '../../src/database/open-database.ts';
import { createPurse } from '../../src/database/purse.ts';
import { OverBudget } from '../../src/domain/model-error.ts';
import { createChatModel } from '../../src/providers/chat-model.ts';
import type { AssistantDefinition } from '../../src/registry/baton.ts';
import { embeddersOf } from '../../src/start/knowledge-part.ts';
import { addModelProbes } from '../../src/start/model-probes.ts';
import { paidEmbedders } from '../../src/start/paid-embedders.ts';
import { openTurnWithCall } from '../activities/support/open-turn.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { startStandInEmbeddings } from '../support/stand-in-embeddings.ts';
import { startStandInModel } from '../support/stand-in-model.ts';
import { testRegistry } from '../support/test-registry.ts';
import { untroubledComponents } from '../support/untroubled-components.ts';

let postgres: TestDatabase;
let db: Database;
before(async () => {
  postgres = await testDatabase();
  db = openDatabase(postgres.url);
  await migrate(db);
});
after(async () => {
  await db.destroy();
  await postgres.drop();
});

const embedding = { model: 'stand-in', dimensions: 2, baseUrlEnv: 'MODEL_URL', apiKeyEnv: 'MODEL_KEY' };
const price = { priceMicroUsdPerMillionTokens: { input: 1_000_000 } };
const large = {
  ...{ model: 'stand-in', contextTokens: 32_000, outputTokensMax: 100 },
  ...{ baseUrlEnv: 'MODEL_URL', apiKeyEnv: 'MODEL_KEY' },
  priceMicroUsdPerMillionTokens: { input: 2_000_000, output: 3_000_000 },
};
const soon = () => AbortSignal.timeout(10_000);

async function withEmbedder(
  t: Parameters<typeof cleanupOf>[0],
  definition: Partial<AssistantDefinition>,
  inputTokens?: number,
) {
  const vendor = await startStandInEmbeddings(({ input }) => ({
    vectors: input.map(() => [1, 0]),
    ...(inputTokens !== undefined && { inputTokens }),
  }));
  cleanupOf(t)(() => vendor.stop());
  const registry = testRegistry(definition, vendor.baseUrl);
  const vendors = embeddersOf(registry, undefined);
  const parts = { registry, vendors, components: untroubledComponents, purse: createPurse(db) };
  const embedder = paidEmbedders(parts)(registry.default.id);
  assert.ok(embedder);
  return { vendor, embedder };
}

const purses = async (like: string) =>
  await db
    .selectFrom('purses')
    .select(['cost_micro_usd as cost', 'tokens', 'unpriced_tokens as unpriced'])
    .where('scope', 'like', like)
    .execute();

test('what is embedded is set aside before and settled after, and what its cap does not hold is not asked', async (t) => {
  const { vendor, embedder } = await withEmbedder(
    t,
    {
      id: 'priced',
      models: { large, embedding: { ...embedding, ...price } },
      budget: { assistantDay: { costMicroUsd: 30 } },
    },
    7,
  );
  assert.equal((await embedder.embed(['a question'], soon())).length, 1);
  assert.deepEqual(await purses('assistant:priced:%'), [{ cost: 7, tokens: 7, unpriced: 0 }]);
  await assert.rejects(
    embedder.embed(['a question that is too long for it'], soon()),
    (error) => error instanceof OverBudget && error.scope === 'assistantDay',
  );
  assert.equal(vendor.requests.length, 1);
});

test('an unknown price is held by tokens, or counts by the dearest known one, and never as nothing', async (t) => {
  const { embedder } = await withEmbedder(
    t,
    {
      id: 'unpriced',
      models: { large, embedding },
      budget: { assistantDay: { costMicroUsd: 100 } },
    },
    // The vendor does not say what it took: all that was set aside counts.
  );
  await embedder.embed(['a question'], soon());
  const tokens = Buffer.byteLength('["a question"]');
  assert.deepEqual(await purses('assistant:unpriced:%'), [{ cost: 0, tokens, unpriced: tokens }]);
  // 14 tokens by 3 each are 42 of 100.
  await assert.rejects(embedder.embed(['another question'], soon()), OverBudget);
});

test('a question is embedded for its turn, and a document for the day alone', async (t) => {
  const { embedder } = await withEmbedder(
    t,
    {
      models: { large, embedding: { ...embedding, ...price } },
      budget: { turn: { tokens: 1_000 }, case: { tokens: 1_000 }, assistantDay: { tokens: 1_000 } },
    },
    5,
  );
  const { turnId } = (await openTurnWithCall(db, {})).turn;
  await embedder.embed(['a question'], soon(), { turnId });
  await embedder.embed(['a document'], soon());
  assert.equal((await purses(`turn:${turnId}`))[0]?.tokens, 5);
  assert.equal((await purses('assistant:desk:%'))[0]?.tokens, 10);
});

test('a model that is down is tried on the purse, and not tried for what the day has not left', async (t) => {
  const model = await startStandInModel(() => ({ text: 'pong', usage: { inputTokens: 3, outputTokens: 1 } }));
  cleanupOf(t)(() => model.stop());
  const probesOf = (costMicroUsd: number) => {
    const registry = testRegistry(
      { id: `probed-${costMicroUsd}`, models: { large }, budget: { assistantDay: { costMicroUsd } } },
      model.baseUrl,
    );
    const probes: (() => Promise<unknown>)[] = [];
    addModelProbes({
      ...{ registry, purse: createPurse(db), components: { addProbe: (_, call) => void probes.push(call) } },
      modelFor: ({ baseUrl, apiKey }) => createChatModel({ baseUrl, apiKey: apiKey ?? '' }),
    });
    return probes;
  };
  for (const probe of probesOf(10_000)) await probe();
  assert.deepEqual(await purses('assistant:probed-10000:%'), [{ cost: 9, tokens: 4, unpriced: 0 }]);
  for (const probe of probesOf(10)) await assert.rejects(probe(), OverBudget);
  assert.equal(model.requests.length, 1);
});
