import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Knowledge } from '../../src/domain/knowledge.ts';
import { startIngestion } from '../../src/knowledge/ingest/ingestion.ts';
import { createKnowledge } from '../../src/knowledge/search/knowledge.ts';
import { defineTool } from '../../src/registry/baton.ts';
import { haveOverlapped, localTimes } from '../support/local-times.ts';
import { silentLog } from '../support/silent-log.ts';
import type { Script } from '../support/stand-in-model.ts';
import { startTestEngine } from '../support/test-engine.ts';

const slowMs = 200;
const lookUp = (name: string) =>
  defineTool({
    name,
    description: name,
    input: z.object({}),
    output: z.object({ found: z.string() }),
    effect: 'read',
    policy: { timeoutMs: 1_000 },
    run: () => sleep(slowMs, { found: `the ${name}` }),
  });

const folder = new URL('../knowledge/fixture', import.meta.url).pathname;
const slow = (knowledge: Knowledge): Knowledge => ({
  search: async (query) => {
    await sleep(slowMs);
    return await knowledge.search(query);
  },
});

const daysStatement = 'You have 30 days from the day on which your parcel arrived to send articles back.';
const moneyStatement =
  'We refund within five working days after the parcel has reached our warehouse, always to the means of payment with which you paid.';

/** Asks for all parts at once; then says what came, with the number of the passage in which each statement stands. */
const script: Script = ({ messages }) => {
  const results = messages.flatMap(({ role, content }) =>
    role === 'tool' ? [JSON.parse(content ?? '')] : [],
  );
  if (results.length === 0) {
    const search = {
      name: 'search_knowledge',
      args: { query: 'days to send articles back, refund within working days' },
    };
    return { toolCalls: [{ name: 'order', args: {} }, search, { name: 'stock', args: {} }] };
  }
  const [order, { passages }, stock] = results;
  const numberOf = (statement: string) =>
    passages.find(({ text }: { text: string }) => text.replace(/\s+/g, ' ').includes(statement)).n;
  return {
    text: `${order.found}, ${stock.found}. ${daysStatement} [${numberOf(daysStatement)}] ${moneyStatement} [${numberOf(moneyStatement)}] And this [99].`,
  };
};

test('three parts are looked up at once, each is answered, and each citation leads to what holds the statement', async (t) => {
  const log = silentLog();
  const engine = await startTestEngine(t, {
    assistant: { tools: ['order', 'stock'].map(lookUp), knowledge: { help: { folder, passages: 5 } } },
    knowledge: (db) => slow(createKnowledge({ db, embedderFor: () => undefined, log })),
    script,
  });
  const bases = [{ assistant: 'desk', base: 'help', folder }];
  const ingestion = startIngestion({ db: engine.db, bases, embedderFor: () => undefined, log });
  await ingestion.settled();
  await ingestion.stop();

  const id = await engine.openConversation();
  await engine.say(id, 'Where is it, is there more, and until when may I send it back?');
  const messages = await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'answer'));
  const answer = messages.at(-1);
  assert.equal(answer?.text, `the order, the stock. ${daysStatement} ${moneyStatement} And this.`);
  const passages = answer?.citations.map(({ passage }) => passage.replace(/\s+/g, ' ')) ?? [];
  assert.equal(passages.length, 2, 'one for each statement, none for a number that names nothing');
  assert.ok(passages[0]?.includes(daysStatement), passages[0]);
  assert.ok(passages[1]?.includes(moneyStatement), passages[1]);

  const times = localTimes(await engine.history(id), 'runTool');
  assert.equal(times.length, 3);
  assert.ok(haveOverlapped(times), JSON.stringify(times));
});
