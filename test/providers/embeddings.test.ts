import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { ModelError } from '../../src/domain/model-error.ts';
import { createEmbedder } from '../../src/providers/embeddings.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { type EmbeddingScript, startStandInEmbeddings } from '../support/stand-in-embeddings.ts';

async function embedderAgainst(t: TestContext, script: EmbeddingScript) {
  const vendor = await startStandInEmbeddings(script);
  cleanupOf(t)(() => vendor.stop());
  const embedder = createEmbedder({
    ...{ model: 'stand-in', dimensions: 2, baseUrl: vendor.baseUrl, apiKey: 'a-key' },
  });
  const embed = (texts: readonly string[], signal = AbortSignal.timeout(5_000)) =>
    embedder.embed(texts, signal);
  return { vendor, embed };
}

/** As long as the text, so that each can be told. */
const lengths: EmbeddingScript = ({ input }) => ({ vectors: input.map((text) => [text.length, 1]) });

test('texts go in one request as OpenAI wants them, and vectors come in their order', async (t) => {
  const { vendor, embed } = await embedderAgainst(t, lengths);
  // The vendor sends them the other way round.
  assert.deepEqual(await embed(['a', 'bb', 'ccc']), [
    Float32Array.of(1, 1),
    Float32Array.of(2, 1),
    Float32Array.of(3, 1),
  ]);
  assert.deepEqual(vendor.requests, [
    { model: 'stand-in', input: ['a', 'bb', 'ccc'], encoding_format: 'float', dimensions: 2 },
  ]);
  assert.deepEqual(await embed([]), []);
  assert.equal(vendor.requests.length, 1);
});

test('a server that refuses to be told the dimensions is asked without, from then on', async (t) => {
  const { vendor, embed } = await embedderAgainst(t, (request, call) =>
    request.dimensions === undefined ? lengths(request, call) : { status: 400 },
  );
  await embed(['a']);
  await embed(['b']);
  assert.deepEqual(
    vendor.requests.map(({ dimensions }) => dimensions),
    [2, undefined, undefined],
  );
});

const faults: readonly [name: string, script: EmbeddingScript, facts: Partial<ModelError>][] = [
  [
    'a 429 says when to ask again',
    () => ({ status: 429, headers: { 'retry-after': '7' } }),
    { kind: 'rate_limited', retryAfterMs: 7_000 },
  ],
  ['a 500 may pass', () => ({ status: 500 }), { kind: 'transient' }],
  ['other dimensions are no vectors of ours', () => ({ vectors: [[1, 2, 3]] }), { kind: 'invalid' }],
  ['a vector too few is no answer', () => ({ vectors: [] }), { kind: 'invalid' }],
  [
    'an answer of another shape may pass',
    () => ({ status: 200, body: { data: [{ index: 0, embedding: 'AAAA' }] } }),
    { kind: 'transient' },
  ],
  [
    'an answer without end is cut off',
    () => ({ status: 200, body: { data: 'x'.repeat(11_000_000) } }),
    { kind: 'transient' },
  ],
];
for (const [name, script, facts] of faults)
  test(`${name}, and nobody asks twice`, async (t) => {
    const { vendor, embed } = await embedderAgainst(t, script);
    const error = await embed(['a']).then(
      () => assert.fail('it answered'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ModelError, String(error));
    for (const [field, value] of Object.entries(facts)) assert.equal(error[field as 'kind'], value);
    assert.doesNotMatch(error.message, /a-key/);
    assert.equal(vendor.requests.length, 1);
  });

test('a vendor that hangs is left when the caller has waited long enough', async (t) => {
  const { embed } = await embedderAgainst(t, () => 'hang');
  await assert.rejects(embed(['a'], AbortSignal.timeout(50)), ModelError);
});
