import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openConsole } from '../start/support/console.ts';
import { type Dice, throwDice } from '../start/support/dice.ts';
import { setStage } from '../start/support/stage.ts';
import type { WrittenTool } from '../start/support/write-assistant.ts';
import type { Baton } from '../support/baton-process.ts';
import { eventually } from '../support/eventually.ts';
import { type Aims, createAims, moments } from './support/aims.ts';
import { assertEffectsOnce } from './support/assert-effects-once.ts';
import { type Job, startJob } from './support/job.ts';
import { createWorkScript } from './support/work-script.ts';

const turnsMin = 5;
const kills = 10;
/** What each end takes along; the polite one is a deployment's SIGTERM. */
const scopes = ['group', 'everything', 'group', 'politely'] as const;

test('killed at any moment, what was accepted is answered once, and no effect is done twice', async (t) => {
  const dice = throwDice(t);
  const tools = [
    makeTool(dice, 'read', 'local'),
    makeTool(dice, 'read', 'durable'),
    makeTool(dice, 'keyed', 'durable'),
    makeTool(dice, 'irreversible', 'durable'),
  ];
  const aims = createAims();
  const stage = await setStage(t, {
    tools,
    settings: {
      settleMs: 50,
      turnDeadlineMs: 600_000,
      door: { answersPer10s: 1000, messagesPerMinute: 1_000_000 },
    },
    script: createWorkScript({
      fieldOf: (name) => tools.find((tool) => tool.name === name)?.field ?? '',
      delayMs: 15,
      aims,
    }),
    react: async () => {
      aims.reach('tool');
      await sleep(60);
    },
    replied: () => aims.reach('result'),
  });
  const { baton, openVisit } = await stage.start();

  // Each conversation leans on one tool; the last two on all of them at once, and on none.
  const jobs: Job[] = [];
  for (const own of [...tools.map((tool) => [tool]), tools, []]) {
    const visitor = await openVisit();
    jobs.push(startJob({ name: dice.word(), tools: own, visitor, turnsMin, aims, handBack }));
  }

  /** Where nobody can say whether an irreversible effect happened, a person takes over; here they give it back. */
  async function handBack(conversationId: string): Promise<void> {
    const console = await openConsole(baton.http);
    await console.post(`/v1/conversations/${conversationId}/hand-back`, { note: 'It is looked into.' });
  }

  await killAgainAndAgain(t, { dice, baton, jobs, aims });
  await Promise.all(jobs.map((job) => job.finish()));

  const console = await openConsole(baton.http);
  const durable = { calls: 0, retried: 0 };
  for (const { visitor, assertAnswered } of jobs) {
    assertAnswered(await console.all(`/v1/conversations/${visitor.conversationId}/messages`));
    const { calls, retried } = await assertEffectsOnce(baton.temporal, visitor.conversationId, stage.farEnd);
    durable.calls += calls;
    durable.retried += retried;
  }
  const { length: runs } = stage.farEnd.arrivals;
  t.diagnostic(`${answersOf(jobs)} answers, ${runs} runs at the far end, durable ${JSON.stringify(durable)}`);
});

async function killAgainAndAgain(
  t: TestContext,
  { dice, baton, jobs, aims }: { dice: Dice; baton: Baton; jobs: readonly Job[]; aims: Aims },
): Promise<void> {
  const broken = Promise.race(jobs.map((job) => job.broken));
  broken.catch(() => {});
  const first = dice.between(0, moments.length);
  for (let kill = 1; kill <= kills; kill += 1) {
    // So that the work goes on between two kills.
    const enough = answersOf(jobs) + dice.between(3, 7);
    await Promise.race([eventually(() => (answersOf(jobs) >= enough ? true : undefined), 90_000), broken]);
    const moment = moments[(first + kill) % moments.length] ?? 'any';
    await aims.next(moment);
    await sleep(dice.between(0, 30));
    const scope = scopes[kill % scopes.length] ?? 'group';
    t.diagnostic(`end ${kill}: ${scope}, at ${moment}, after ${answersOf(jobs)} answers`);
    if (scope === 'politely') await baton.shutDown();
    else await baton.kill9(scope);
    await baton.startAgain();
  }
}

const answersOf = (jobs: readonly Job[]) =>
  jobs.reduce((sum, { visitor }) => sum + visitor.page.answers().length, 0);

const makeTool = (
  dice: Dice,
  effect: WrittenTool['effect'],
  run: NonNullable<WrittenTool['run']>,
): WrittenTool => ({ name: `do_${dice.word()}`, field: dice.word(), effect, run });
