import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createControl } from '../../src/database/control.ts';
import { createTurns } from '../../src/database/turns.ts';
import { testOperator } from '../support/operators.ts';
import { startTestEngine } from '../support/test-engine.ts';

const model = (name: string, pricePerToken: number) => ({
  model: name,
  contextTokens: 32_000,
  outputTokensMax: 1_000,
  baseUrlEnv: 'MODEL_URL',
  apiKeyEnv: 'MODEL_KEY',
  priceMicroUsdPerMillionTokens: { input: pricePerToken * 1_000_000, output: pricePerToken * 1_000_000 },
});
const capMicroUsd = 40_000;
const prices: Readonly<Record<string, number>> = { maxi: 4, mini: 2 };

test('near its cap a case gets the small model, then a short context, then a person, told once', async (t) => {
  let spent = 0;
  const engine = await startTestEngine(t, {
    assistant: {
      models: { small: model('mini', 2), large: model('maxi', 4) },
      budget: { case: { costMicroUsd: capMicroUsd }, downgradeAt: 0.5 },
      door: { answersPer10s: 1_000 },
    },
    script({ model: asked }) {
      const usage = { inputTokens: 1_400, outputTokens: 100 };
      spent += 1_500 * (prices[asked] ?? 0);
      return { text: 'Yes.', usage };
    },
  });
  const id = await engine.openConversation();
  const say = async (text: string) => {
    await engine.say(id, text);
    return await engine.transcriptWhen(id, (all) =>
      all.every(({ from, disposition }) => from !== 'customer' || disposition !== 'pending'),
    );
  };
  let all = await say('Question 0');
  for (let question = 1; question < 40 && all.at(-1)?.kind === 'answer'; question += 1)
    all = await say(`Question ${question}`);

  const asked = engine.model.requests.map((request) => request.model);
  assert.ok(asked.lastIndexOf('maxi') < asked.indexOf('mini'), asked.join());
  assert.ok(spent <= capMicroUsd, `${spent}`);
  assert.ok(spent >= 0.7 * capMicroUsd, `${spent} could have been more`);
  const shortest = engine.model.requests.at(-1)?.raw.max_tokens;
  assert.ok(Number(shortest) < 1_000, `asked for ${shortest} at last`);
  const customers = all.filter(({ from }) => from === 'customer');
  assert.equal(customers.at(-1)?.reason, 'the budget of this case is used up');
  const { items } = await createTurns(engine.db).list(id, { limit: 50 });
  const budgets = items.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'budget')).reverse();
  assert.deepEqual(
    [...new Set(budgets.map(({ outcome }) => outcome))],
    ['small model', 'short context', 'nothing left'],
  );
  assert.ok(budgets.every(({ component }) => component === 'case'));

  // Handed back, the case still has nothing left: operators get it again, and the customer hears nothing new.
  const notes = all.filter(({ kind }) => kind === 'note').length;
  assert.equal(notes, 1);
  const { id: by } = await testOperator(engine.db, 'operator');
  const control = createControl(engine.db);
  await control.takeOver({ conversationId: id, by, text: 'Jo here.' });
  await engine.handle(id).signal('takeOver', { by });
  await engine.handle(id).signal('handBack', { by });
  const after = await say('Question again');
  assert.equal(after.filter(({ from }) => from === 'customer').at(-1)?.disposition, 'handed_over');
  assert.equal(after.filter(({ kind }) => kind === 'note').length, notes + 1, 'Jo, and nobody else');
  assert.equal(engine.model.requests.length, asked.length);
});
