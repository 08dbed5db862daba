import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ConversationFacts, projectionOf } from '../../src/domain/projection.ts';

const facts: ConversationFacts = {
  controller: 'assistant',
  controlledBy: null,
  closedReason: null,
  pendingApprovals: [],
  working: false,
};

const cases: [string, Partial<ConversationFacts>, [string, string[], string, RegExp]][] = [
  ['idle', {}, ['open', [], 'idle', /customer writes/]],
  ['a turn under way', { working: true }, ['open', [], 'working', /answering/]],
  [
    'an approval',
    { pendingApprovals: ['pay'] },
    ['open', ['approval'], 'waiting_approval', /^Decide on pay$/],
  ],
  [
    'two',
    { pendingApprovals: ['pay', 'ship'] },
    ['open', ['approval'], 'waiting_approval', /pay and 1 more/],
  ],
  ['both', { working: true, pendingApprovals: ['pay'] }, ['open', ['approval'], 'working', /answering/]],
  [
    'handed over',
    { controller: 'operator' },
    ['with_operator', ['operator'], 'with_operator', /must take over/],
  ],
  [
    'handed over, with the reason',
    { controller: 'operator', handedOverBecause: 'they asked for a person' },
    ['with_operator', ['operator'], 'with_operator', /^An operator must take over: they asked for a person$/],
  ],
  [
    'taken over, an approval open',
    { controller: 'operator', controlledBy: 'jo@example.com', pendingApprovals: ['pay'] },
    ['with_operator', ['approval'], 'with_operator', /jo@example.com/],
  ],
  [
    'an answer promised',
    { controller: 'operator', promised: { answerBy: '2026-11-25T17:00:00.000Z', isOverdue: false } },
    ['with_operator', ['operator'], 'with_operator', /take over, promised by 2026-11-25 17:00 UTC$/],
  ],
  [
    'a promise broken',
    {
      controller: 'operator',
      controlledBy: 'jo@example.com',
      promised: { answerBy: '2026-11-25T17:00:00.000Z', isOverdue: true },
    },
    ['with_operator', [], 'with_operator', /jo@example.com answers the customer: overdue/],
  ],
  [
    'models that are out',
    { awaitsModelUntil: '2026-11-25T17:00:00.000Z' },
    ['open', [], 'idle', /^No model can be reached; .* after 2026-11-25 17:00 UTC$/],
  ],
  ['closed', { closedReason: 'done', pendingApprovals: ['pay'] }, ['closed', [], 'closed', /Closed: done/]],
];

for (const [name, change, [status, needs, chatState, nextStep]] of cases) {
  test(`people see: ${name}`, () => {
    const shown = projectionOf({ ...facts, ...change });
    assert.deepEqual([shown.status, shown.needs, shown.chatState], [status, needs, chatState]);
    assert.match(shown.nextStep, nextStep);
  });
}

test('what the assistant has promised to write is next, after whatever a person has to do', () => {
  const facts = {
    controller: 'assistant',
    controlledBy: null,
    closedReason: null,
    pendingApprovals: [],
    working: false,
  } as const;
  const dueAt = '2026-11-30T09:30:00.000Z';
  assert.equal(
    projectionOf({ ...facts, followUp: { dueAt } }).nextStep,
    "The customer writes, or the assistant's follow-up on 2026-11-30 at 09:30 UTC",
  );
  assert.equal(
    projectionOf({ ...facts, followUp: { onEvent: 'order.shipped' } }).nextStep,
    "The customer writes, or the assistant's follow-up when order.shipped happens",
  );
  const working = projectionOf({ ...facts, work: 'estimate', followUp: { dueAt } });
  assert.equal(working.nextStep, 'The customer writes, or estimate reports its end');
  const waiting = projectionOf({ ...facts, pendingApprovals: ['pay'], followUp: { dueAt } });
  assert.equal(waiting.nextStep, 'Decide on pay');
});
