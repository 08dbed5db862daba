import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { handOffTools } from '../../activities/agents/agent-tools.ts';
import { agentOf } from '../../src/domain/route.ts';
import { decide } from '../../src/providers/demo-model/decide.ts';
import { loadAssistants } from '../../src/registry/load-assistants.ts';

const folder = fileURLToPath(new URL('../../assistants', import.meta.url));
const { default: shop } = await loadAssistants(folder, {});

/** The agent to which the demo model hands off, where it is this one and a customer writes this. */
function handsOffTo(name: string, text: string): string | undefined {
  const agent = agentOf(shop, { agent: name, tier: '', reason: '' });
  const own = agent.tools.flatMap((tool) => shop.tools.get(tool) ?? []);
  const tools = [...handOffTools(shop, agent), ...own].map(({ name, description, inputSchema }) => ({
    type: 'function' as const,
    function: { name, description, parameters: inputSchema },
  }));
  const move = decide({ model: 'demo', messages: [{ role: 'user', content: text }], tools });
  const call =
    move.kind === 'call' ? move.calls.find((each) => each.name.startsWith('hand_off_to_')) : undefined;
  return call?.name.replace('hand_off_to_', '');
}

const misplaced: readonly [at: string, text: string, to: string][] = [
  ['desk', 'where is my parcel', 'orders'],
  ['desk', 'cancel my order A-1005', 'orders'],
  ['desk', 'Ich möchte A-1004 zurückschicken', 'orders'],
  ['desk', 'do you have the rain jacket in M', 'advice'],
  ['desk', 'was kostet der wollmantel', 'advice'],
  ['advice', 'Please refund 100 euros of order A-1004', 'orders'],
  ['advice', 'Termin zur Stilberatung in Wien', 'desk'],
  ['orders', 'can i book a styling appointment in berlin', 'desk'],
];

for (const [at, text, to] of misplaced)
  test(`${at} hands "${text}" off to ${to}`, () => assert.equal(handsOffTo(at, text), to));

test('whoever has what they are asked for keeps it', () => {
  assert.equal(handsOffTo('orders', 'Where is my order A-1001?'), undefined);
  assert.equal(handsOffTo('orders', 'do you have the rain jacket in M'), undefined);
  assert.equal(handsOffTo('advice', 'habt ihr wollschals'), undefined);
  assert.equal(handsOffTo('desk', 'is there a fitting slot on saturday'), undefined);
  assert.equal(handsOffTo('desk', 'Hallo'), undefined);
});
