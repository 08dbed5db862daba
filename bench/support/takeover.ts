import { setTimeout as sleep } from 'node:timers/promises';
import { openBus } from '../../src/bus/bus.ts';
import { testOperator } from '../../test/support/operators.ts';
import { openConversation, say } from './modes.ts';
import { longQuestion } from './scenario.ts';
import { queues, type Stage } from './stage.ts';

/** What an operator's takeover in the middle of an answer takes, counted from the call; ms. */
export interface Takeover {
  /** The last piece of the answer that another process was told of; 0: none after the call. */
  readonly lastDeltaMs: number;
  /** The call has returned: from here on nothing may come. */
  readonly returnedMs: number;
  /** The workflow has taken note. */
  readonly workflowKnowsMs: number;
  /** The model's connection is closed. */
  readonly modelCutMs: number;
  /** Pieces told after the call had returned. */
  readonly lateDeltas: number;
}

const assistant = 'local';

/** One conversation, taken over while it streams and handed back, again and again. */
export async function measureTakeovers(stage: Stage, count: number): Promise<Takeover[]> {
  const conversationId = await openConversation(stage, assistant);
  const by = (await testOperator(stage.db, 'operator')).id;
  // What a second HTTP process would hear.
  const elsewhere = await openBus(stage.postgresUrl);
  const taken: Takeover[] = [];
  for (let each = 0; each < count; each += 1)
    taken.push(await takeOverOnce(stage, elsewhere, conversationId, by));
  await elsewhere.close();
  return taken;
}

async function takeOverOnce(
  stage: Stage,
  elsewhere: Stage['bus'],
  conversationId: string,
  by: string,
): Promise<Takeover> {
  const { control, bus, model } = stage;
  const deltasAt: number[] = [];
  const stop = elsewhere.subscribe(conversationId, (hint) => {
    if (hint.kind === 'delta') deltasAt.push(performance.now());
  });
  await say(stage, { conversationId, assistant, text: longQuestion }, queues.asConfigured);
  while (deltasAt.length < 20) await sleep(5);
  const request = model.requests.at(-1);
  const modelCut = request?.ended.then(() => performance.now());

  const calledAt = performance.now();
  const taken = await control.takeOver({ conversationId, by, text: 'A person is here.' });
  if (taken.outcome !== 'taken') throw new Error('the conversation was not taken over');
  const doorbell = stage.doorbellOf(queues.asConfigured);
  const knows = workflowSees(stage, conversationId, taken.fence);
  await doorbell.takeOver({ conversationId, assistant, by, fence: taken.fence });
  await bus.barrier(5_000);
  const returnedAt = performance.now();

  const workflowKnowsAt = await knows;
  const modelCutAt = (await modelCut) ?? 0;
  await sleep(100);
  stop();
  const given = await control.handBack({ conversationId, by });
  if (given.outcome !== 'handed_back') throw new Error('the conversation was not handed back');
  const back = workflowSees(stage, conversationId, given.fence);
  await doorbell.handBack({ conversationId, assistant, by, fence: given.fence });
  await back;
  return {
    lastDeltaMs: Math.max(0, Math.max(...deltasAt) - calledAt),
    returnedMs: returnedAt - calledAt,
    workflowKnowsMs: workflowKnowsAt - calledAt,
    modelCutMs: modelCutAt - calledAt,
    lateDeltas: deltasAt.filter((at) => at > returnedAt).length,
  };
}

/** When the workflow has noted the fence in the database. */
async function workflowSees({ db }: Stage, conversationId: string, fence: number): Promise<number> {
  for (;;) {
    const { fence_seen } = await db
      .selectFrom('conversations')
      .select('fence_seen')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow();
    if (fence_seen >= fence) return performance.now();
    await sleep(2);
  }
}
