import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workflowBundle } from '../../src/temporal/workflow-bundle.ts';
import { answersAre, pay, pendingApproval } from '../replay/scenario.ts';
import { historiesOf } from '../support/histories.ts';
import { testOperator } from '../support/operators.ts';
import type { StandInRequest } from '../support/stand-in-model.ts';
import { startTestEngine } from '../support/test-engine.ts';

const saysHello = ({ messages }: StandInRequest) => messages.at(-1)?.content?.includes('Hello?') === true;

test('a run that the workflows’ new code can’t replay is begun anew: the customer hears, and what waits still waits', async (t) => {
  const paid: string[] = [];
  const engine = await startTestEngine(t, {
    assistant: {
      settleMs: 50,
      tools: [{ ...pay({}), run: ({ what }: { what: string }) => ({ found: String(paid.push(what)) }) }],
    },
    // The third failure comes ten seconds after the first.
    patience: { newMs: 15_000, claimedMs: 15_000 },
    script: (request) => {
      if (saysHello(request)) return { text: 'I am here.' };
      if (request.messages.at(-1)?.role === 'tool') return { text: 'It is paid.' };
      return { toolCalls: [{ name: 'pay', args: { what: 'A-1' } }] };
    },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Pay A-1.');
  const approval = await pendingApproval(engine);
  const [before] = await historiesOf(engine.client, engine.handle(id).workflowId);

  const { code } = await workflowBundle();
  engine.changeWorkflows(code.replaceAll(/delayMs > 0/g, 'delayMs > 1e9'));
  await engine.restartWorker();
  await engine.say(id, 'Hello?');
  await engine.transcriptWhen(id, answersAre(1));
  assert.ok(engine.log.lines.some((line) => line.includes('a run could not go on')));
  const [after] = await historiesOf(engine.client, engine.handle(id).workflowId);
  assert.notDeepEqual(after?.events?.[0], before?.events?.[0]);

  const { id: by } = await testOperator(engine.db, 'approver');
  const decision = {
    approvalId: approval.id,
    version: approval.version,
    decision: 'approve',
    by,
    reason: '',
  };
  await engine.handle(id).signal('decideApproval', decision);
  await engine.transcriptWhen(id, answersAre(2));
  assert.deepEqual(paid, ['A-1']);
});
