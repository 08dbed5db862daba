import { MockActivityEnvironment } from '@temporalio/testing';
import { sql } from 'kysely';
import { type Asked, type AskingParts, askModel } from '../../../activities/models/ask-model.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { createPurse } from '../../../src/database/purse.ts';
import { createSteps } from '../../../src/database/steps.ts';
import { ModelError, OverBudget } from '../../../src/domain/model-error.ts';
import { createChatModel } from '../../../src/providers/chat-model.ts';
import { testRegistry } from '../../support/test-registry.ts';

/**
 * A process that asks its share of the calls, ten at a time, and says of each that was refused what had been spent by
 * then. What another process, killed before, had under way counts as spent: `killed:` begins the ids of its calls.
 */
const [url = '', modelUrl = '', turnId = '', conversationId = '', name = '', count = '0', cap = '0'] =
  process.argv.slice(2);
const db = openDatabase(url, { connectionsMax: 12 });
const price = { input: 1_000_000, output: 1_000_000 };
const registry = testRegistry(
  {
    models: {
      large: {
        ...{
          model: 'stand-in',
          contextTokens: 32_000,
          outputTokensMax: 200,
          priceMicroUsdPerMillionTokens: price,
        },
        ...{ baseUrlEnv: 'MODEL_URL', apiKeyEnv: 'MODEL_KEY' },
      },
    },
    budget: {
      assistantDay: { costMicroUsd: Number(cap) },
      case: { costMicroUsd: 1_000_000_000 },
      downgradeAt: 1,
    },
  },
  modelUrl,
);
const dependencies: AskingParts = {
  modelFor: () => createChatModel({ baseUrl: modelUrl, apiKey: 'test-key' }),
  purse: createPurse(db),
  steps: createSteps(db),
  components: { stateOf: () => 'ok', guarded: (_id, call) => call(new AbortController().signal) },
};

const calls = Array.from({ length: Number(count) }, (_, index) => index);
await Promise.all(Array.from({ length: 10 }, work));
await db.destroy();

async function work(): Promise<void> {
  for (let index = calls.shift(); index !== undefined; index = calls.shift()) await conclude(index);
}

/** Asks until there is an answer or a refusal, as an activity's retries do. */
async function conclude(index: number): Promise<void> {
  for (let tries = 0; tries < 4; tries += 1) {
    const error = await ask(index).then(
      () => undefined,
      (failure: unknown) => failure,
    );
    if (error === undefined) return;
    if (error instanceof OverBudget) return await report();
    if (!(error instanceof ModelError) || error.next?.kind !== 'ask') throw error;
  }
}

function ask(index: number): Promise<Asked> {
  const content = `Call ${index}. ${'word '.repeat(60 + ((index * 37) % 80))}`;
  return new MockActivityEnvironment().run(() =>
    askModel(dependencies, {
      callId: `${name}:${index}`,
      turn: { conversationId, turnId },
      ...{ assistant: registry.default, tier: 'large' },
      request: ({ model, outputTokensMax }) => ({
        ...{ model, outputTokensMax, tools: [] },
        messages: [{ role: 'user', content }],
      }),
      until: AbortSignal.timeout(30_000),
    }),
  );
}

async function report(): Promise<void> {
  const { rows } = await sql<{ spent: number }>`
    select coalesce(sum(cost_micro_usd), 0)::bigint as spent from reservations
    where state in ('settled', 'forfeited') or call_id like 'killed:%'`.execute(db);
  console.log(`refused ${rows[0]?.spent}`);
}
