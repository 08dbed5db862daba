import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { loadAssistants } from '../../src/registry/load-assistants.ts';
import { AssistantError } from '../../src/registry/mistake.ts';
import { assistantsFolder, assistantText } from './folders.ts';

/** What is wrong with an assistant's text: its message's lines, from the field on. */
async function mistakesIn(t: TestContext, text: string): Promise<string[]> {
  const folder = await assistantsFolder(t, { 'desk/assistant.ts': text });
  const error: unknown = await loadAssistants(folder, {}).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return [];
  assert.ok(error instanceof AssistantError, String(error));
  return error.message.replaceAll(`${folder}/desk/assistant.ts: `, '').split('\n');
}

test('a fallback names a model that is there, and a cap says what it caps', async (t) => {
  const unpriced = `{ model: 'm', contextTokens: 1_000, outputTokensMax: 100 }`;
  const text = (budget: string, fallback = '[]') =>
    assistantText({ models: `{ small: { ...${unpriced}, fallback: ${fallback} } }`, budget });
  const fine = '{ turn: { tokens: 1, costMicroUsd: 5 }, case: { tokens: 5 }, downgradeAt: 0.5 }';
  assert.deepEqual(await mistakesIn(t, text(fine)), []);
  assert.deepEqual(await mistakesIn(t, text(fine, `['backup']`)), [
    'models.small.fallback[0]: expected one of small, got backup',
  ]);
  assert.deepEqual(await mistakesIn(t, text('{ turn: {}, day: { tokens: 1 }, downgradeAt: 2 }')), [
    'budget.turn: expected costMicroUsd, tokens, or both',
    'budget.downgradeAt: Too big: expected number to be <=1',
    'budget.day: unknown field, expected one of turn, case, customerDay, assistantDay, downgradeAt',
  ]);
  assert.deepEqual(await mistakesIn(t, text('{ case: { costMicroUsd: 5 } }')), [
    'budget.case: expected tokens, because no model has a price to count its money by',
  ]);
});
