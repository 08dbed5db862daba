import { given, journalTools, planning, planReply, read, task, withTools } from '../plan/support/plans.ts';
import { testOperator } from '../support/operators.ts';
import { answersAre, pendingApproval, type Scenario } from './scenario.ts';

const tools = () => withTools(journalTools([]));

/** Lives of conversations in which a request was taken apart. */
export const planScenarios: Readonly<Record<string, Scenario>> = {
  plan: {
    script: planning(
      ({ messages }) =>
        messages.at(-1)?.content?.includes('another plan')
          ? planReply([task('other', 'look', [given('what', 'B')])])
          : planReply([
              task('a', 'look', [given('what', 'A')]),
              task('missing', 'fetch', [given('what', 'nothing')]),
              task('b', 'look', [read('what', 'a', '/id')]),
              task('lost', 'look', [read('what', 'missing', '/id')]),
            ]),
      () => ({ text: 'All but one.' }),
    ),
    assistant: tools(),
    async play(engine, id) {
      await engine.say(id, 'A, and what comes of it, and what is missing');
      await engine.transcriptWhen(id, answersAre(1));
    },
  },

  'suspended-plan': {
    script: planning(
      () =>
        planReply([
          task('order', 'look', [given('what', 'A')]),
          task('refund', 'pay_much', [read('id', 'order', '/id'), read('amountCents', 'order', '/total')]),
          task('receipt', 'fetch', [read('what', 'refund', '/receipt')]),
        ]),
      () => ({ text: 'All of it.' }),
    ),
    assistant: tools(),
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': '15' },
    async play(engine, id) {
      await engine.say(id, 'Refund A, and send me the receipt');
      await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'note'));
      const { id: approvalId, version } = await pendingApproval(engine);
      const { id: by } = await testOperator(engine.db, 'approver');
      await engine.handle(id).signal('decideApproval', { approvalId, version, decision: 'approve', by });
      await engine.transcriptWhen(id, answersAre(1));
    },
  },
};
