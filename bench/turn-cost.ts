import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { costPerTurn, historyOf } from './support/history-cost.ts';
import { allModes, type Mode } from './support/modes.ts';
import { type Measured, reportOf } from './support/report.ts';
import { type Stage, setStage } from './support/stage.ts';
import { measureTakeovers } from './support/takeover.ts';

/** What durability costs a turn, and how soon a takeover counts. Prints the results and keeps them in results.md. */
const turns = { warmUp: 5, measured: 40 };
const takeoverCount = 20;
/** For what follows an answer to be over. */
const quietMs = 1_000;

const loadBefore = loadavg()[0] ?? 0;
const stage = await setStage();
try {
  const measured = await measureTurns(stage, await allModes(stage));
  const takeovers = await measureTakeovers(stage, takeoverCount);
  const report = await reportOf(stage, { measured, takeovers, loadBefore });
  await writeFile(join(import.meta.dirname, 'results.md'), report);
  console.log(report);
} finally {
  await stage.strike();
}

/** One turn of each mode after the other, each round beginning with another one. */
async function measureTurns(stage: Stage, modes: readonly Mode[]): Promise<Measured[]> {
  const turnsMs = new Map(modes.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < turns.warmUp; round += 1) for (const mode of modes) await mode.takeTurn();
  const before = await historiesOf(stage, modes);
  for (let round = 0; round < turns.measured; round += 1) {
    for (let each = 0; each < modes.length; each += 1) {
      const mode = modes[(round + each) % modes.length];
      if (mode) turnsMs.get(mode.name)?.push(await timed(mode));
    }
  }
  const after = await historiesOf(stage, modes);
  return modes.map(({ name }) => {
    const [from, to] = [before.get(name), after.get(name)];
    const history = from && to && costPerTurn(from, to, turns.measured);
    return { name, turnsMs: turnsMs.get(name) ?? [], ...(history && { history }) };
  });
}

async function timed(mode: Mode): Promise<number> {
  const startedAt = performance.now();
  await mode.takeTurn();
  return performance.now() - startedAt;
}

async function historiesOf(stage: Stage, modes: readonly Mode[]) {
  await sleep(quietMs);
  const found = modes.flatMap(({ name, conversationId }) =>
    conversationId ? [{ name, conversationId }] : [],
  );
  return new Map(
    await Promise.all(
      found.map(async (mode) => [mode.name, await historyOf(stage, mode.conversationId)] as const),
    ),
  );
}
