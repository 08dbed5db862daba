import { test } from 'node:test';
import { assertSilentTakeover } from '../start/support/assert-silent-takeover.ts';
import { openConsole } from '../start/support/console.ts';
import { throwDice } from '../start/support/dice.ts';
import { setStage } from '../start/support/stage.ts';
import { openVisit } from '../start/support/visitor.ts';
import type { WrittenTool } from '../start/support/write-assistant.ts';
import { eventually } from '../support/eventually.ts';
import { testDatabase } from '../support/postgres.ts';
import { testTemporal } from '../support/temporal.ts';
import { createAims } from './support/aims.ts';
import { assertEffectsOnce } from './support/assert-effects-once.ts';
import { startFleet } from './support/fleet.ts';
import { type Job, startJob } from './support/job.ts';
import { createWorkScript, wish } from './support/work-script.ts';
import { startWriter, type Writer } from './support/writer.ts';

test('two of each service: whichever dies, what was accepted is answered once and in order', async (t) => {
  const dice = throwDice(t);
  const tool: WrittenTool = { name: `do_${dice.word()}`, field: dice.word(), effect: 'keyed' };
  const aims = createAims();
  const stage = await setStage(t, {
    tools: [tool],
    settings: { settleMs: 0, door: { answersPer10s: 1000, messagesPerMinute: 1_000_000 } },
    script: createWorkScript({ fieldOf: () => tool.field, delayMs: 10, aims }),
    react: () => aims.reach('tool'),
  });
  const database = await testDatabase();
  stage.undo(() => database.drop());
  const temporal = await testTemporal();
  stage.undo(() => temporal.release());
  const shared = { DATABASE_URL: database.url, TEMPORAL_ADDRESS: temporal.address };
  const fleet = await startFleet({ ...stage.env, ...shared }, stage.undo);

  await t.test('a takeover at one door silences the assistant at the other', async () => {
    const console = await openConsole(fleet.doors[0].http);
    for (let round = 0; round < 6; round += 1) {
      const visitor = await openVisit(fleet.first);
      stage.undo(() => visitor.leave());
      const question = wish(dice.word(), []);
      await assertSilentTakeover({ visitor, console, question, afterMs: dice.between(0, 200) });
    }
  });

  const jobs: Job[] = [];
  const writers: Writer[] = [];
  for (const doors of [fleet.first, fleet.second]) {
    const [visitor, hurried] = [await openVisit(doors), await openVisit(doors)];
    stage.undo(() => Promise.all([visitor.leave(), hurried.leave()]));
    jobs.push(startJob({ name: dice.word(), tools: [tool], visitor, turnsMin: 4, aims }));
    writers.push(startWriter({ name: dice.word(), visitor: hurried, messagesMin: 12 }));
  }
  const answers = () =>
    [...jobs, ...writers].reduce((sum, { visitor }) => sum + visitor.page.answers().length, 0);
  const moreAnswers = async (count: number) => {
    const enough = answers() + count;
    await eventually(() => (answers() >= enough ? true : undefined), 60_000);
  };

  for (const [moment, candidates] of [
    ['stream', fleet.workers],
    ['claim', fleet.doors],
    ['tool', fleet.workers],
    ['any', fleet.doors],
  ] as const) {
    await moreAnswers(4);
    await aims.next(moment);
    const victim = dice.pick(candidates);
    await fleet.kill(victim);
    // The other one goes on alone.
    await moreAnswers(8);
    t.diagnostic(`killed at ${moment}; ${answers()} answers by now`);
    await fleet.startAgain(victim);
  }
  await Promise.all([...jobs, ...writers].map((one) => one.finish()));

  const console = await openConsole(fleet.doors[0].http);
  const transcriptOf = (conversationId: string) =>
    console.all(`/v1/conversations/${conversationId}/messages`);
  for (const { visitor, assertAnswered } of jobs) {
    assertAnswered(await transcriptOf(visitor.conversationId));
    await assertEffectsOnce(temporal.address, visitor.conversationId, stage.farEnd);
  }
  for (const { visitor, assertAnswered } of writers) {
    const { conversationId, page } = visitor;
    const messages = await eventually(async () => {
      const all = await transcriptOf(conversationId);
      return all.some(({ disposition }) => disposition === 'pending') ? undefined : all;
    });
    await page.until((shown) => shown.messages.length === messages.length);
    assertAnswered(messages, await console.all(`/v1/conversations/${conversationId}/turns`));
  }
});
