import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openGate } from '../support/gate.ts';
import type { StandInRequest } from '../support/stand-in-model.ts';
import { startApart } from './support/apart.ts';
import { assertSilence, hearFirstWords, type TakenTalk, takeOver } from './support/assert-silent-takeover.ts';
import { openConsole } from './support/console.ts';
import { throwDice } from './support/dice.ts';
import { setStage } from './support/stage.ts';
import { openVisit } from './support/visitor.ts';

/** How the worker fares while operators take over, and in how many conversations at once. */
const waves = [
  ['is well', 40],
  ['is held up', 30],
  ['is dead', 30],
] as const;

/** Takeovers come so long after the first words at most; the answer streams for longer. */
const momentMsMax = 1_200;
const sentences = 40;
const sentenceMs = 60;

const asked = ({ messages }: StandInRequest) =>
  messages.findLast(({ role }) => role === 'user')?.content ?? '';

test('a hundred takeovers at any moment of an answer: not a word of the assistant once the call has returned', async (t) => {
  const dice = throwDice(t);
  const never = openGate();
  const stage = await setStage(t, {
    tools: [],
    settings: { settleMs: 0, door: { sessionsPerMinute: 1_000 } },
    script: () => ({
      text: [...Array.from({ length: sentences }, (_, at) => `#${at} so it is. `), never],
      delayMs: sentenceMs,
    }),
  });
  const { http, worker } = await startApart(stage.env, stage.undo);
  const doors = { post: () => http.http, read: () => http.http };
  const console = await openConsole(http.http);

  for (const [how, together] of waves) {
    await t.test(`${together} at once while the worker ${how}`, async () => {
      // Drawn beforehand: the seed gives the same moments, whoever comes first.
      const moments = Array.from({ length: together }, () => dice.between(0, momentMsMax));
      const struckAtMs = dice.between(0, momentMsMax / 2);
      const talks = await Promise.all(
        moments.map(async (afterMs, at): Promise<TakenTalk & { afterMs: number }> => {
          const visitor = await openVisit(doors);
          stage.undo(() => visitor.leave());
          return { visitor, console, question: `${how} ${at}`, afterMs };
        }),
      );
      await Promise.all(talks.map(hearFirstWords));
      const struck = sleep(struckAtMs).then(() => strike(how));
      const taken = await Promise.all(
        talks.map(async (talk) => {
          await sleep(talk.afterMs);
          return await takeOver(talk);
        }),
      );
      await struck;
      if (how === 'is dead') await worker.startAgain();
      await Promise.all(talks.map((talk, at) => assertSilence(talk, taken[at]?.heard ?? 0)));
      const requests = stage.model.requests.filter((request) => asked(request).startsWith(how));
      const ends = await Promise.all(requests.map(({ ended }) => ended));
      assert.deepEqual(new Set(ends), new Set(['aborted']), 'nobody pays for what nobody reads');
      for (const { visitor } of talks) await visitor.leave();
    });
  }

  async function strike(how: (typeof waves)[number][0]): Promise<void> {
    if (how === 'is dead') await worker.kill9Group();
    if (how !== 'is held up') return;
    worker.process.signal('SIGSTOP', 'group');
    await sleep(momentMsMax);
    worker.process.signal('SIGCONT', 'group');
  }
});
