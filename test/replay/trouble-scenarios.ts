import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { createPauses } from '../../src/database/pauses.ts';
import { eventually } from '../support/eventually.ts';
import { openGate } from '../support/gate.ts';
import { testOperator } from '../support/operators.ts';
import type { TestEngine } from '../support/test-engine.ts';
import { textIn } from '../support/text-in.ts';
import { answersAre, pay, pendingApproval, type Scenario, tool } from './scenario.ts';

const isNoted = (all: readonly { kind: string }[]) => all.some(({ kind }) => kind === 'note');

const toldDelay: Scenario = {
  script: ({ messages }) =>
    messages.at(-1)?.role === 'tool'
      ? { text: 'There it is.' }
      : { toolCalls: [{ name: 'look', args: { what: 'A-1' } }] },
  assistant: {
    tools: [
      tool('look', 'durable', {
        policy: { timeoutMs: 20_000, run: 'durable' },
        run: () => setTimeout(7_000, { found: 'A-1' }),
      }),
    ],
    turnDeadlineMs: 4_000,
  },
  async play(engine, id) {
    await engine.say(id, 'Where is it?');
    await engine.transcriptWhen(id, isNoted);
    await engine.transcriptWhen(id, answersAre(1));
  },
};

/** Lives of conversations in which something was slow, broken, stopped or changed. */
export const troubleScenarios: Readonly<Record<string, Scenario>> = {
  'told-delay': toldDelay,
  /** The same, since what the deadline found is recorded. */
  'told-delay-recorded': toldDelay,

  rescue: {
    script: () => ({ text: 'Hello.' }),
    async play(engine, id) {
      await sql`alter table turns rename column trigger to away`.execute(engine.db);
      await engine.say(id, 'Hello?');
      await engine.transcriptWhen(id, isNoted);
      await sql`alter table turns rename column away to trigger`.execute(engine.db);
      const { id: by } = await testOperator(engine.db, 'operator');
      await engine.handle(id).signal('handBack', { by, note: 'It is mended.' });
      await engine.say(id, 'And now?');
      await engine.transcriptWhen(id, answersAre(1));
    },
  },

  'pause-and-resume': {
    script: (_request, call) => ({ text: call === 1 ? ['Once upon. ', openGate()] : 'The whole answer.' }),
    async play(engine, id) {
      await engine.say(id, 'Tell me');
      await engine.model.arrived(1);
      await paused(engine, '*', async () => {
        await eventually(async () => (await isTurnOver(engine, id)) || undefined);
        await engine.say(id, 'Still there?');
        await stoodStill(engine, id, 1);
      });
      await engine.transcriptWhen(id, answersAre(1));
      await paused(engine, 'desk', async () => {
        await engine.say(id, 'And now?');
        await stoodStill(engine, id, 2);
      });
      await engine.transcriptWhen(id, answersAre(2));
      await createPauses(engine.db).pause({ scope: 'desk', manner: 'hand_over', by: 'jo' });
      await engine.components().refresh();
      await engine.say(id, 'Hello?');
      await engine.transcriptWhen(id, isNoted);
    },
  },

  'pinned-manifest': {
    script: ({ messages }) =>
      messages.some(({ role }) => role === 'tool')
        ? { text: 'Done.' }
        : { toolCalls: [{ name: 'pay', args: { what: 'A-1' } }] },
    assistant: { tools: [pay({})] },
    async play(engine, id) {
      await engine.say(id, 'Pay');
      const { id: approvalId, version } = await pendingApproval(engine);
      await engine.transcriptWhen(id, isNoted);
      engine.reconfigure({ tools: [pay({})], instructions: 'Be brief.' });
      await engine.restartWorker();
      const { id: by } = await testOperator(engine.db, 'approver');
      await engine.handle(id).signal('decideApproval', { approvalId, version, decision: 'approve', by });
      await engine.transcriptWhen(id, answersAre(1));
    },
  },
};

/** While the assistant is paused; then it goes on, and whoever waits is rung for. */
async function paused(engine: TestEngine, scope: string, meanwhile: () => Promise<unknown>): Promise<void> {
  const pauses = createPauses(engine.db);
  await pauses.pause({ scope, manner: 'wait', by: 'jo' });
  await engine.components().refresh();
  await meanwhile();
  await pauses.resume(scope, 'jo');
  await engine.components().refresh();
  for (const waiting of await pauses.waiting(['desk'], { limit: 10 })) await engine.doorbell.wakeUp(waiting);
}

/** The workflow was told so often that it is to wait. */
async function stoodStill(engine: TestEngine, id: string, times: number): Promise<void> {
  const told = async () => textIn(await engine.history(id)).match(/"isPaused":true/g) ?? [];
  await eventually(async () => (await told()).length >= times || undefined);
}

async function isTurnOver({ db }: TestEngine, conversationId: string): Promise<boolean> {
  const open = db.selectFrom('turns').select('id').where('conversation_id', '=', conversationId);
  return (await open.where('outcome', 'is', null).executeTakeFirst()) === undefined;
}
