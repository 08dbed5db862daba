import assert from 'node:assert/strict';
import { test } from 'node:test';
import { servesInstead } from '../../src/registry/serves-instead.ts';
import { tool } from '../replay/scenario.ts';
import { testRegistry } from '../support/test-registry.ts';

const model = (fallback: string[] = []) => ({
  ...{ model: 'stand-in', contextTokens: 32_000, outputTokensMax: 100, fallback },
  ...{ baseUrlEnv: 'MODEL_URL', apiKeyEnv: 'MODEL_KEY' },
});
const registry = testRegistry(
  {
    models: {
      large: model(['small']),
      small: model(),
      embedding: { model: 'e', dimensions: 2, baseUrlEnv: 'MODEL_URL', apiKeyEnv: 'MODEL_KEY' },
    },
    guardrails: { whenFailing: { 'no-secrets': 'open' } },
    tools: [
      tool('find', 'local', { capabilities: ['find-orders'] }),
      tool('find_slowly', 'durable', { capabilities: ['find-orders'] }),
      tool('pay', 'durable'),
    ],
  },
  'http://127.0.0.1:9',
);

const table: readonly [component: string, serves: string][] = [
  ['desk/model/large', 'the other models: small'],
  ['desk/model/small', 'nothing: messages wait, and go to operators after 10 minutes'],
  ['desk/model/embedding', 'the search by words alone'],
  ['desk/tool/find', 'the tool find_slowly'],
  ['desk/tool/pay', 'nothing: the model is told that it is not available'],
  [
    'desk/knowledge/help',
    'what earlier questions found, else answers without it, which say what could not be looked up',
  ],
  ['desk/guardrail/no-secrets', 'nothing: what it should look at passes unchecked'],
  ['desk/guardrail/no-foreign-data', 'operators: nothing passes unchecked'],
  ['desk/memory/cases', 'nothing'],
  ['gone/model/large', 'nothing'],
];
for (const [component, serves] of table)
  test(`an incident of ${component} says: ${serves}`, () => {
    assert.equal(servesInstead(registry, component), serves);
  });
