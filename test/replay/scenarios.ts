import { setTimeout } from 'node:timers/promises';
import { longText, smallWindow } from '../memory/support/summaries.ts';
import { wanting } from '../support/classification.ts';
import { eventually } from '../support/eventually.ts';
import { openGate } from '../support/gate.ts';
import { testOperator } from '../support/operators.ts';
import type { Script } from '../support/stand-in-model.ts';
import { agentScenarios } from './agent-scenarios.ts';
import { failureScenarios } from './failure-scenarios.ts';
import { planScenarios } from './plan-scenarios.ts';
import { answersAre, pay, pendingApproval, type Scenario, tool } from './scenario.ts';
import { troubleScenarios } from './trouble-scenarios.ts';

/** Asks for these tools at once, then answers. */
const asking =
  (...names: string[]): Script =>
  ({ messages }) =>
    messages.at(-1)?.role === 'tool'
      ? { text: 'Done. That is all.' }
      : { toolCalls: names.map((name) => ({ name, args: { what: 'A-1' } })) };

export const scenarios: Readonly<Record<string, Scenario>> = {
  ...agentScenarios,
  ...failureScenarios,
  ...planScenarios,
  ...troubleScenarios,

  'tool-calls': {
    script: asking('look', 'fetch'),
    assistant: { tools: [tool('look', 'local'), tool('fetch', 'durable')] },
    async play(engine, id) {
      await engine.say(id, 'Where is it?');
      await engine.transcriptWhen(id, answersAre(1));
    },
  },

  // What stands under `failed-read-handed-over` is of when a quick read that failed ended the turn.
  'failed-read': {
    script: asking('look'),
    assistant: { tools: [tool('look', 'local', { run: () => Promise.reject(new Error('down')) })] },
    async play(engine, id) {
      await engine.say(id, 'Where is it?');
      await engine.transcriptWhen(id, answersAre(1));
    },
  },

  interrupt: {
    script: (_request, call) => (call === 1 ? { text: ['Well. ', openGate()] } : { text: 'For both.' }),
    assistant: { arrival: 'interrupt' },
    async play(engine, id) {
      await engine.say(id, 'First');
      await engine.model.arrived(1);
      await engine.say(id, 'Second');
      await engine.transcriptWhen(id, answersAre(1));
    },
  },

  'suspended-approval': {
    script: asking('pay'),
    assistant: { tools: [pay({})] },
    async play(engine, id) {
      await engine.say(id, 'Pay');
      const { id: approvalId, version } = await pendingApproval(engine);
      const { id: by } = await testOperator(engine.db, 'approver');
      await engine.transcriptWhen(id, (all) => all.some((message) => message.kind === 'note'));
      await engine.handle(id).signal('decideApproval', { approvalId, version, decision: 'approve', by });
      await engine.transcriptWhen(id, answersAre(1));
    },
  },

  'waiting-approval': {
    script: asking('pay'),
    assistant: { tools: [pay({})] },
    async play(engine, id) {
      await engine.say(id, 'Pay');
      await engine.transcriptWhen(id, (all) => all.some((message) => message.kind === 'note'));
    },
  },

  expiry: {
    script: asking('pay'),
    assistant: { tools: [pay({ expiresMs: 500 })] },
    async play(engine, id) {
      await engine.say(id, 'Pay');
      await engine.transcriptWhen(id, answersAre(1));
    },
  },

  reminder: {
    script: asking('pay'),
    assistant: { tools: [pay({ expiresMs: 3_600_000, remindMs: 3_599_500 })] },
    async play(engine, id) {
      await engine.say(id, 'Pay');
      await eventually(async () => (await pendingApproval(engine)).remindedAt);
    },
  },

  'takeover-hand-back-close': {
    script: (_request, call) => (call === 1 ? { text: ['Well. ', openGate()] } : { text: 'Here again.' }),
    async play(engine, id) {
      const { id: by } = await testOperator(engine.db, 'operator');
      await engine.say(id, 'Hello');
      await engine.model.arrived(1);
      await engine.handle(id).signal('takeOver', { by });
      await engine.transcriptWhen(id, (all) => all.some((message) => message.kind === 'note'));
      await engine.handle(id).signal('handBack', { by, note: 'Be brief.' });
      await engine.say(id, 'And now?');
      await engine.transcriptWhen(id, answersAre(1));
      await engine.handle(id).signal('close', { by, reason: 'solved' });
      await engine.handle(id).result();
    },
  },

  'hand-over': {
    script: () => ({ status: 401 }),
    async play(engine, id) {
      await engine.say(id, 'Hello');
      await engine.transcriptWhen(id, (all) => all[0]?.disposition === 'handed_over');
    },
  },

  'continue-as-new': {
    script: asking('look'),
    assistant: { tools: [tool('look', 'local')] },
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': '20' },
    async play(engine, id) {
      for (let turn = 1; turn <= 3; turn += 1) {
        await engine.say(id, `Question ${turn}`);
        await engine.transcriptWhen(id, answersAre(turn));
      }
    },
  },

  'quiet-close': {
    script: () => ({ text: 'Hello.' }),
    assistant: { idleCloseMs: 300 },
    async play(engine, id) {
      await engine.say(id, 'Hello');
      await engine.handle(id).result();
    },
  },

  'long-run': {
    script: () => ({ text: 'Yes. ' }),
    assistant: { settleMs: 0, door: { answersPer10s: 1_000 } },
    async play(engine, id) {
      const runOf = async () => (await engine.handle(id).describe()).runId;
      await engine.say(id, 'Go on');
      const first = await runOf();
      for (let said = 1; (await runOf()) === first; said += 1) {
        await engine.transcriptWhen(id, answersAre(said));
        await engine.say(id, 'Go on');
      }
    },
  },

  understanding: {
    script: wanting('order_status', asking('look')),
    assistant: {
      agents: { desk: {}, orders: { tools: [tool('look', 'local')] } },
      intents: {
        order_status: { description: 'Where it is', agent: 'orders', tier: 'large' },
        other: { description: 'Else', agent: 'desk', tier: 'large' },
      },
    },
    async play(engine, id) {
      await engine.say(id, 'Where might it be?');
      await engine.transcriptWhen(id, answersAre(1));
      await engine.say(id, 'I want to talk to a human.');
      await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'note'));
    },
  },

  event: {
    script: ({ messages }) => ({ text: `Re: ${messages.at(-1)?.content?.slice(0, 29)}.` }),
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': '30' },
    async play(engine, id) {
      await engine.say(id, 'Hello');
      await engine.transcriptWhen(id, answersAre(1));
      const event = { id: 'e-1', type: 'order.shipped', data: { order: 'A-1' } };
      for (const told of [event, event, { ...event, type: 'Nonsense!' }])
        await engine.handle(id).signal('receiveEvent', told);
      await engine.transcriptWhen(id, answersAre(2));
      await engine.handle(id).signal('receiveEvent', { ...event, id: 'e-2' });
      await engine.transcriptWhen(id, answersAre(3));
    },
  },

  'follow-up': {
    script: ({ messages }) => {
      const { role, content } = messages.at(-1) ?? {};
      if (role !== 'user' || content !== 'Write to me tomorrow') return { text: 'Done.' };
      return { toolCalls: [{ name: 'follow_up', args: { about: 'A-1', after: { days: 1 } } }] };
    },
    assistant: { idleCloseMs: 300 },
    async play(engine, id) {
      await engine.say(id, 'Write to me tomorrow');
      await engine.transcriptWhen(id, answersAre(1));
      await engine.db
        .updateTable('follow_ups')
        .set({ due_at: new Date(Date.now() + 1_000) })
        .execute();
      await engine.handle(id).signal('wakeUp');
      await engine.transcriptWhen(id, answersAre(2));
      await engine.handle(id).result();
    },
  },

  steer: {
    script: ({ messages }, call) =>
      call === 1 ? { toolCalls: [{ name: 'wait', args: { what: 'A-1' } }] } : { text: `${messages.length}.` },
    assistant: {
      arrival: 'steer',
      tools: [tool('wait', 'durable', { run: () => setTimeout(800, { found: 'A-1' }) })],
    },
    async play(engine, id) {
      await engine.say(id, 'First');
      await engine.model.arrived(1);
      await engine.say(id, 'Second');
      await engine.transcriptWhen(id, answersAre(1));
    },
  },

  summary: {
    script: ({ raw }) =>
      'response_format' in raw ? { text: '{"summary":"They wrote a lot."}' } : { text: 'I see.' },
    assistant: smallWindow,
    async play(engine, id) {
      for (let turn = 1; turn <= 6; turn += 1) {
        await engine.say(id, longText(`Part ${turn}`));
        await engine.transcriptWhen(id, answersAre(turn));
      }
      await eventually(async () => {
        const row = await engine.db.selectFrom('cases').select('summary').executeTakeFirst();
        return row?.summary ?? undefined;
      });
      const { id: by } = await testOperator(engine.db, 'operator');
      await engine.handle(id).signal('close', { by, reason: 'solved' });
      await engine.handle(id).result();
    },
  },
};
