import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { Embedder } from '../../src/domain/embedder.ts';
import { startIngestion } from '../../src/knowledge/ingest/ingestion.ts';
import { createKnowledge } from '../../src/knowledge/search/knowledge.ts';
import { createEmbedder } from '../../src/providers/embeddings.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { silentLog } from '../support/silent-log.ts';
import { type EmbeddingReply, startStandInEmbeddings } from '../support/stand-in-embeddings.ts';
import type { Script } from '../support/stand-in-model.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const folder = new URL('../knowledge/fixture', import.meta.url).pathname;

/** An assistant that knows a shop's help pages, which are taken in by their words alone. */
async function startDesk(t: TestContext, script: Script, embedder?: Embedder) {
  const log = silentLog();
  const engine = await startTestEngine(t, {
    knowledge: (db) => createKnowledge({ db, embedderFor: () => embedder, log }),
    assistant: { knowledge: { help: { folder, passages: 3 } } },
    script,
  });
  const bases = [{ assistant: 'desk', base: 'help', folder }];
  const ingestion = startIngestion({ db: engine.db, bases, embedderFor: () => undefined, log });
  await ingestion.settled();
  await ingestion.stop();
  return engine;
}

async function answerTo(engine: TestEngine, text: string) {
  const id = await engine.openConversation();
  await engine.say(id, text);
  const messages = await engine.transcriptWhen(id, (all) => all.some(({ from }) => from === 'assistant'));
  assert.equal(messages.at(-1)?.kind, 'answer', JSON.stringify(messages));
  const steps = await engine.db.selectFrom('steps').select(['kind', 'component', 'outcome']).execute();
  const retrievals = steps.filter(({ kind }) => kind === 'retrieval').map(({ outcome }) => outcome);
  return { text: messages.at(-1)?.text ?? '', retrievals, steps };
}

test('a search that fails is told to the model, which answers and says so', async (t) => {
  const engine = await startDesk(t, ({ messages }) => {
    const result = messages.findLast(({ role }) => role === 'tool')?.content;
    if (result === undefined)
      return { toolCalls: [{ name: 'search_knowledge', args: { query: 'returns' } }] };
    return { text: `I could not look that up: ${JSON.parse(result ?? '').error}` };
  });
  await sql`alter table knowledge_bases rename to lost_for_a_while`.execute(engine.db);
  const { text, retrievals, steps } = await answerTo(engine, 'How many days do I have to return things?');
  assert.match(text, /could not be reached/);
  assert.match(engine.model.requests[0]?.messages[0]?.content ?? '', /documents can't be searched/);
  assert.deepEqual(retrievals, ['not searched', 'not searched']);
  assert.ok(steps.some((step) => step.component === 'search_knowledge' && step.outcome === 'failed'));
});

test('a question like an earlier one is answered from what that one found, and the trace says so', async (t) => {
  const script: Script = ({ messages }) => ({
    text: /30 days from/.exec(messages[0]?.content ?? '')?.[0] ?? '…',
  });
  const engine = await startDesk(t, script);
  const before = await answerTo(engine, 'How many days do I have to return things?');
  assert.deepEqual(before.retrievals, ['3 passages']);
  await sql`alter table knowledge_bases rename to lost_for_a_while`.execute(engine.db);
  const { text, retrievals } = await answerTo(engine, 'how many days do I have to return two things');
  assert.equal(text, '30 days from');
  assert.match(
    retrievals.join(),
    /3 passages kept from an earlier question, because it could not be searched/,
  );
});

test('a search that works again is told of nothing else', async (t) => {
  const engine = await startDesk(t, ({ messages }) => {
    const result = messages.findLast(({ role }) => role === 'tool')?.content;
    if (result === undefined)
      return { toolCalls: [{ name: 'search_knowledge', args: { query: 'days to return' } }] };
    return { text: 'You have 30 days.' };
  });
  const { retrievals } = await answerTo(engine, 'How many days do I have to return things?');
  assert.deepEqual(retrievals, ['3 passages', '3 passages']);
  const [first, second] = engine.model.requests;
  assert.doesNotMatch(first?.messages[0]?.content ?? '', /can't be searched/);
  assert.match(second?.messages.at(-1)?.content ?? '', /30 days from the day/);
});

const outages: readonly [name: string, reply: EmbeddingReply][] = [
  ['fails', { status: 500 }],
  ['hangs', 'hang'],
];
for (const [name, reply] of outages)
  test(`a vendor of embeddings that ${name} costs no passage, and the trace says so`, async (t) => {
    const vendor = await startStandInEmbeddings(() => reply);
    cleanupOf(t)(() => vendor.stop());
    const access = { model: 'stand-in', dimensions: 4, baseUrl: vendor.baseUrl, apiKey: 'test' };
    const script: Script = ({ messages }) => ({
      text: /30 days from/.exec(messages[0]?.content ?? '')?.[0] ?? '',
    });
    const engine = await startDesk(t, script, createEmbedder(access));
    const { text, retrievals } = await answerTo(engine, 'How many days do I have to return things?');
    assert.equal(text, '30 days from');
    assert.deepEqual(retrievals, ['3 passages, by words alone']);
    assert.equal(vendor.requests.length, 1);
  });
