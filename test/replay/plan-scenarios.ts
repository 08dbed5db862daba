import { createCallbacks } from '../../src/database/callbacks.ts';
import {
  asksAgain,
  estimating,
  given,
  journalTools,
  planning,
  planReply,
  read,
  task,
  withTools,
} from '../plan/support/plans.ts';
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

  'plan-elsewhere': {
    script: planning(
      (request) =>
        asksAgain(request)
          ? planReply([task('parts', 'fetch', [read('what', 'offer', '/offer')])])
          : planReply(
              [
                task('offer', 'estimate', [given('what', 'A')]),
                task('repair', 'fetch', [read('what', 'offer', '/offer')]),
              ],
              true,
            ),
      () => ({ text: 'The offer, the repair and the parts.' }),
    ),
    assistant: withTools([...journalTools([]), estimating([])]),
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': '15' },
    async play(engine, id) {
      await engine.say(id, 'Have A mended, and whatever comes of it');
      await engine.transcriptWhen(id, answersAre(1));
      const { id: work } = await engine.db.selectFrom('callbacks').select('id').executeTakeFirstOrThrow();
      await createCallbacks(engine.db).complete(work, { status: 'done', output: { offer: 'O-1' } });
      await engine.handle(id).signal('wakeUp');
      await engine.transcriptWhen(id, answersAre(2));
    },
  },
};
