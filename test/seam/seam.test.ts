import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { employ, type TestOperator } from '../http/support/people.ts';
import { eventually } from '../support/eventually.ts';
import { violationsOf } from './check.ts';
import { openEvidence } from './evidence.ts';
import { plansOf } from './plan.ts';
import { type Played, play } from './play.ts';
import { chanceOf } from './random.ts';
import { type Stage, startStage } from './stage.ts';

/**
 * Between any two steps of a message's way a process may die, a call may never happen, or happen and not be heard of.
 * Each seed is a run of conversations in which that happens, on two HTTP services and two workers, while operators
 * take over, hand back and close; then every message must have come to one end, once, and no word after a takeover.
 *
 *     BATON_SEAM_SEEDS=1-200 node test/run.ts test/seam     more seeds, or one again: BATON_SEAM_SEEDS=17
 *     BATON_SEAM_CONVERSATIONS=30                           more conversations in each
 */
const seeds = seedsOf(process.env.BATON_SEAM_SEEDS ?? '1-8');
const conversations = Number(process.env.BATON_SEAM_CONVERSATIONS ?? 12);
/** How many seeds share the stage at a time: most of a run is waiting. */
const seedsAtOnce = 4;

let stage: Stage;
let operators: [TestOperator, TestOperator];
before(async () => {
  stage = await startStage();
  operators = [await employ(stage.services[0], 'operator'), await employ(stage.services[1], 'operator')];
});

after(() => stage.stop());

for (let first = 0; first < seeds.length; first += seedsAtOnce) {
  const together = seeds.slice(first, first + seedsAtOnce);
  test(`seeds ${together.join(', ')}: every message ends once, and nobody talks over an operator`, async () => {
    const plans = together.flatMap((seed) => plansOf(seed, conversations));
    const [played] = await Promise.all([
      Promise.all(plans.map((plan) => play(stage, plan, operators))),
      disturbWorkers(together),
    ]);
    assert.deepEqual(await judge(played), []);
  });
}

/** Now the one and now the other worker dies, as far as its answers go. */
async function disturbWorkers(together: readonly number[]): Promise<void> {
  const chance = chanceOf('workers', ...together);
  for (const _ of together) {
    await sleep(chance.between(100, 1_500));
    chance.pick(stage.workers).loseAnswers();
  }
}

async function judge(played: readonly Played[]): Promise<string[]> {
  const evidence = await openEvidence(stage.postgresUrl);
  try {
    await stage.book.settled();
    const ids = played.map(({ conversationId }) => conversationId);
    await eventually(async () => (await evidence.restless(ids)) === 0 || undefined, restMs).catch(() => {});
    // What would come too often comes now; and the pages look for what no hint told them of.
    await sleep(1_500);
    const violations: string[] = [];
    for (const one of played) {
      one.close();
      const found = violationsOf(one, await evidence.of(one.conversationId));
      if (found.length > 0)
        violations.push(...found, `faults: ${stage.book.happened(one.conversationId).join(', ')}`);
    }
    return violations;
  } finally {
    await evidence.close();
  }
}

/** The longest that a message may take after the last fault; the checker names what is still pending then. */
const restMs = 45_000;

function seedsOf(text: string): number[] {
  const [first = 1, last = first] = text.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
