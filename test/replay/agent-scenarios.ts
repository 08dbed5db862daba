import { createCallbacks } from '../../src/database/callbacks.ts';
import { wanting } from '../support/classification.ts';
import { testOperator } from '../support/operators.ts';
import { answersAre, pay, pendingApproval, type Scenario, tool } from './scenario.ts';

/** Lives of conversations in which agents turn to each other. */
export const agentScenarios: Readonly<Record<string, Scenario>> = {
  handoff: {
    script: wanting('other', ({ messages }) => {
      if (messages[0]?.content?.includes('Orders.')) return { text: 'Orders here.' };
      const [look, pass] = [
        { name: 'look', args: { what: 'A-1' } },
        { name: 'hand_off_to_orders', args: { reason: 'Theirs.', note: 'A-1.' } },
      ];
      return { toolCalls: [pass, look] };
    }),
    assistant: {
      agents: {
        desk: { tools: [tool('look', 'local')], handoffs: ['orders'] },
        orders: { instructions: 'Orders.' },
      },
      intents: { other: { description: 'Else', agent: 'desk', tier: 'large' } },
    },
    async play(engine, id) {
      await engine.say(id, 'Where might it be?');
      await engine.transcriptWhen(id, answersAre(1));
    },
  },
  question: {
    script: ({ messages }) => {
      const isAsked = messages[0]?.content?.includes('Orders.');
      if (messages.at(-1)?.role === 'tool') return { text: 'That is all.' };
      return isAsked
        ? { toolCalls: ['look', 'pay'].map((name) => ({ name, args: { what: 'A-1' } })) }
        : {
            toolCalls: ['orders', 'advice'].map((name) => ({
              name: `ask_${name}`,
              args: { question: 'Why?' },
            })),
          };
    },
    assistant: {
      agents: {
        desk: { consults: ['orders', 'advice'] },
        orders: { instructions: 'Orders.', tools: [tool('look', 'local'), pay({})] },
        advice: { instructions: 'Advice.', tools: [] },
      },
    },
    async play(engine, id) {
      await engine.say(id, 'Where might it be?');
      const { id: approvalId, version } = await pendingApproval(engine);
      await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'note'));
      const { id: by } = await testOperator(engine.db, 'approver');
      await engine.handle(id).signal('decideApproval', { approvalId, version, decision: 'approve', by });
      await engine.transcriptWhen(id, answersAre(1));
    },
  },

  callback: {
    script: ({ messages }) =>
      messages.at(-1)?.content === 'Start'
        ? { toolCalls: [{ name: 'start', args: { what: 'A-1' } }] }
        : { text: 'Well.' },
    assistant: {
      tools: [tool('start', 'durable', { effect: 'keyed', completes: 'callback', run: () => {} })],
    },
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': '20' },
    async play(engine, id) {
      await engine.say(id, 'Start');
      await engine.transcriptWhen(id, answersAre(1));
      const { id: work } = await engine.db.selectFrom('callbacks').select('id').executeTakeFirstOrThrow();
      await createCallbacks(engine.db).complete(work, { status: 'done', output: { found: 'A-1' } });
      await engine.handle(id).signal('wakeUp');
      await engine.transcriptWhen(id, answersAre(2));
    },
  },

  'callback-overdue': {
    script: ({ messages }) =>
      messages.at(-1)?.content === 'Start'
        ? { toolCalls: [{ name: 'start', args: { what: 'A-1' } }] }
        : { text: 'Well.' },
    assistant: {
      tools: [
        tool('start', 'durable', {
          ...{
            effect: 'irreversible',
            policy: { timeoutMs: 500 },
            completes: 'callback',
            callbackWithinMs: 1_500,
          },
          run: () => {},
        }),
      ],
    },
    async play(engine, id) {
      await engine.say(id, 'Start');
      await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'note'));
    },
  },
};
