import { test } from 'node:test';
import { assertSilentTakeover } from '../start/support/assert-silent-takeover.ts';
import { openConsole } from '../start/support/console.ts';
import { throwDice } from '../start/support/dice.ts';
import { setStage } from '../start/support/stage.ts';
import { openVisit } from '../start/support/visitor.ts';
import type { WrittenTool } from '../start/support/write-assistant.ts';
import { testDatabase } from '../support/postgres.ts';
import { testTemporal } from '../support/temporal.ts';
import { createAims } from './support/aims.ts';
import { assertNothingLost } from './support/assert-nothing-lost.ts';
import { assertStopped } from './support/assert-stopped.ts';
import { startFleet } from './support/fleet.ts';
import { createLoad } from './support/load.ts';
import { createWorkScript, wish } from './support/work-script.ts';

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

  await t.test('a pause at one door stops the assistant everywhere, and nothing is lost', async () => {
    const console = await openConsole(fleet.doors[0].http);
    for (let round = 0; round < 3; round += 1) {
      const [visitor, late] = [await openVisit(fleet.first), await openVisit(fleet.second)];
      stage.undo(() => Promise.all([visitor.leave(), late.leave()]));
      const stopped = { visitor, late, console, stage, tool, temporalAddress: temporal.address, dice };
      const { wasCut } = await assertStopped(stopped);
      t.diagnostic(`round ${round}: ${wasCut ? 'cut in the middle' : 'it had been answered'}`);
    }
  });

  const load = createLoad();
  for (const doors of [fleet.first, fleet.second]) {
    const [visitor, hurried] = [await openVisit(doors), await openVisit(doors)];
    stage.undo(() => Promise.all([visitor.leave(), hurried.leave()]));
    load.addJob({ name: dice.word(), tools: [tool], visitor, turnsMin: 4, aims });
    load.addWriter({ name: dice.word(), visitor: hurried, messagesMin: 12 });
  }

  for (const [moment, candidates] of [
    ['stream', fleet.workers],
    ['claim', fleet.doors],
    ['tool', fleet.workers],
    ['any', fleet.doors],
  ] as const) {
    await load.moreAnswers(4);
    await aims.next(moment);
    const victim = dice.pick(candidates);
    await fleet.kill(victim);
    // The other one goes on alone.
    await load.moreAnswers(8);
    t.diagnostic(`killed at ${moment}; ${load.answers()} answers by now`);
    await fleet.startAgain(victim);
  }
  await load.finish();

  const console = await openConsole(fleet.doors[0].http);
  const { farEnd } = stage;
  await assertNothingLost(load, { console, temporalAddress: temporal.address, farEnd });
});
