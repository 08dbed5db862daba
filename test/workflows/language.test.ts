import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { createConversations } from '../../src/database/conversations.ts';
import { defineTool } from '../../src/registry/baton.ts';
import { testOperator } from '../support/operators.ts';
import { startTestEngine } from '../support/test-engine.ts';

const refund = defineTool({
  name: 'refund',
  description: 'Refund',
  input: z.object({}),
  output: z.object({}),
  effect: 'keyed',
  approval: { role: 'approver' },
  run: () => ({}),
});

const assistant = {
  tools: [refund],
  escalation: { message: { en: 'A colleague takes over.', de: 'Eine Kollegin übernimmt.' } },
  messages: {
    waitingForApproval: { en: 'A colleague has to agree.', de: 'Eine Kollegin muss zustimmen.' },
    takenOver: { en: 'A person is here.', de: 'Ein Mensch ist da.' },
  },
};

const asksForRefund = () => ({ toolCalls: [{ name: 'refund', args: {} }] });
const isNote = ({ kind }: { kind: string }) => kind === 'note';

test("what the product itself says is said in the customer's language, and a short word doesn't change it", async (t) => {
  let calls = 0;
  const engine = await startTestEngine(t, {
    assistant,
    script: () => (calls++ === 0 ? { text: 'Gern.' } : asksForRefund()),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Guten Tag, ich habe eine Frage zu meiner letzten Bestellung bei Ihnen.');
  await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'answer'));
  assert.equal(await createConversations(engine.db).language(id), 'de');
  await engine.say(id, 'ok refund A-1001');
  const messages = await engine.transcriptWhen(id, (all) => all.some(isNote));
  assert.equal(messages.find(isNote)?.text, 'Eine Kollegin muss zustimmen.');
  assert.equal(await createConversations(engine.db).language(id), 'de');
  assert.match(engine.model.requests.at(-1)?.messages[0]?.content ?? '', /language, German/);
});

test('a takeover by signal is told in the same language', async (t) => {
  const engine = await startTestEngine(t, { assistant, script: () => ({ text: 'Gern.' }) });
  const id = await engine.openConversation();
  await engine.say(id, 'Guten Tag, ich habe eine Frage zu meiner letzten Bestellung bei Ihnen.');
  await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'answer'));
  const { id: by } = await testOperator(engine.db, 'operator');
  await engine.handle(id).signal('takeOver', { by });
  const messages = await engine.transcriptWhen(id, (all) => all.some(isNote));
  assert.equal(messages.find(isNote)?.text, 'Ein Mensch ist da.');
});

test('who clearly goes on in another language is answered in that', async (t) => {
  const engine = await startTestEngine(t, { assistant, script: () => ({ text: 'Fine.' }) });
  const id = await engine.openConversation();
  await engine.say(id, 'Guten Tag, ich habe eine Frage zu meiner letzten Bestellung bei Ihnen.');
  await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'answer'));
  await engine.say(id, 'Sorry, could we please continue this conversation in English instead?');
  await engine.transcriptWhen(id, (all) => all.filter(({ kind }) => kind === 'answer').length === 2);
  assert.equal(await createConversations(engine.db).language(id), 'en');
});
