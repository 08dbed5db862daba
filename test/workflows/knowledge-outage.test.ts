import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createKnowledge } from '../../src/knowledge/search/knowledge.ts';
import { silentLog } from '../support/silent-log.ts';
import { startTestEngine } from '../support/test-engine.ts';

const shopKnowledge = new URL('../../assistants/shop/knowledge', import.meta.url).pathname;

test('a search that fails is told to the model, which answers all the same', async (t) => {
  const engine = await startTestEngine(t, {
    knowledge: (db) => createKnowledge({ db, embedderFor: () => undefined, log: silentLog() }),
    assistant: { knowledge: { help: { folder: shopKnowledge } } },
    script: ({ messages }) => {
      const result = messages.findLast(({ role }) => role === 'tool')?.content;
      if (result === undefined)
        return { toolCalls: [{ name: 'search_knowledge', args: { query: 'returns' } }] };
      return { text: `I could not look that up: ${JSON.parse(result ?? '').error}` };
    },
  });
  await sql`alter table knowledge_bases rename to lost_for_a_while`.execute(engine.db);
  const id = await engine.openConversation();
  await engine.say(id, 'How long may I return things?');
  const messages = await engine.transcriptWhen(id, (all) => all.some(({ from }) => from === 'assistant'));
  assert.deepEqual(
    messages.map(({ kind }) => kind),
    ['message', 'answer'],
  );
  assert.match(messages.at(-1)?.text ?? '', /could not be reached/);
});
