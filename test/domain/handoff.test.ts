import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentBounds, handOffToolName } from '../../src/domain/agents.ts';
import {
  callsForAgent,
  handoffResult,
  mayHandOff,
  reachableAgents,
  routeAfter,
} from '../../src/domain/handoff.ts';

const agent = { instructions: '', tools: [], knowledge: [], handoffs: [], consults: [] };
const price = { model: 'm', contextTokens: 1_000, outputTokensMax: 100 };
const assistant = {
  agents: { desk: agent, orders: { ...agent, tier: 'large' } },
  models: { small: price, large: price },
  tier: 'large',
};

let rounds = 0;
const call = (tool: string, fields: object = {}) =>
  ({ turn_id: 't1', round: rounds++, tool, effect: 'read', state: 'done', result: null, ...fields }) as const;
const handoff = (from: string, to: string, fields: object = {}) =>
  call(handOffToolName(to), { result: handoffResult({ from, to }), ...fields });
const namesOf = (calls: readonly { tool: string }[]) => calls.map(({ tool }) => tool);

test('a handoff leads to the other agent, with its own tier where it has one', () => {
  const route = { agent: 'desk', tier: 'small', reason: 'x' };
  assert.deepEqual(routeAfter(assistant, route, { from: 'desk', to: 'orders' }), {
    agent: 'orders',
    tier: 'large',
    reason: 'handed off by desk',
  });
  assert.equal(routeAfter(assistant, route, { from: 'orders', to: 'desk' }).tier, 'small');
});

test('who gets a turn reads notes and effects, not what others looked up', () => {
  const calls = [call('look'), call('pay', { effect: 'keyed' }), handoff('desk', 'orders'), call('find')];
  assert.deepEqual(namesOf(callsForAgent(calls, 'orders')), ['pay', 'hand_off_to_orders', 'find']);
});

test('who gets a turn back reads its own look-ups again', () => {
  const calls = [call('look'), handoff('desk', 'orders'), call('find'), handoff('orders', 'desk')];
  assert.deepEqual(namesOf(callsForAgent(calls, 'desk')), ['look', 'hand_off_to_orders', 'hand_off_to_desk']);
});

test('what was looked up beside a handoff was read by nobody, so it goes along', () => {
  const calls = [
    call('look'),
    call('count', { round: 90 }),
    handoff('desk', 'orders', { round: 90 }),
    call('find', { turn_id: 't2', round: 90 }),
    handoff('orders', 'desk', { turn_id: 't2' }),
  ];
  assert.deepEqual(namesOf(callsForAgent(calls, 'advice')), [
    'count',
    'hand_off_to_orders',
    'hand_off_to_desk',
  ]);
});

test('without a handoff nothing is left out, whatever a tool gives or is called', () => {
  const calls = [call('look', { result: { handedOff: { from: 'a', to: 'b' } } }), call('find')];
  assert.deepEqual(callsForAgent(calls, 'desk'), calls);
  const refused = [call('look'), handoff('desk', 'orders', { state: 'failed' }), call('find')];
  assert.deepEqual(callsForAgent(refused, 'desk'), refused);
});

test("only so many handoffs fit a turn; an earlier turn's don't count", () => {
  const hops = (count: number, fields: object = {}) =>
    Array.from({ length: count }, () => handoff('desk', 'orders', fields));
  assert.equal(mayHandOff(hops(agentBounds.hopsPerTurnMax - 1), 't1'), true);
  assert.equal(mayHandOff(hops(agentBounds.hopsPerTurnMax), 't1'), false);
  assert.equal(mayHandOff(hops(agentBounds.hopsPerTurnMax, { turn_id: 't0' }), 't1'), true);
  assert.equal(mayHandOff(hops(9, { state: 'failed' }), 't1'), true);
});

test('a turn may come to whoever it can be passed on to, over however many hops, and nobody else', () => {
  const agents = {
    desk: { ...agent, handoffs: ['orders'] },
    orders: { ...agent, handoffs: ['desk', 'advice'] },
    advice: agent,
    lonely: agent,
  };
  assert.deepEqual(reachableAgents(agents, 'desk'), ['desk', 'orders', 'advice']);
  assert.deepEqual(reachableAgents(agents, 'advice'), ['advice']);
});
