import { setTimeout as sleep } from 'node:timers/promises';
import type { Baton } from '../../support/baton-process.ts';
import type { Fleet } from '../support/fleet.ts';

/** Starts again whatever ends, as a supervisor does, and keeps every word that all runs have said. */
export function supervise(fleet: Fleet, pauseMs: () => number) {
  const said: string[] = [];
  let isOver = false;
  let starts = 0;
  let missing = 0;
  const members = [...fleet.doors, ...fleet.workers];

  async function watch(baton: Baton): Promise<void> {
    for (;;) {
      const run = baton.process;
      await run.ended;
      said.push(run.stdout(), run.stderr());
      if (isOver) return;
      missing += 1;
      await sleep(pauseMs());
      if (isOver) return;
      starts += 1;
      // It ends again where its servers are away for long: then it is started once more.
      await fleet.startAgain(baton).catch(() => {});
      missing -= 1;
    }
  }

  const watching = Promise.all(members.map(watch));
  return {
    starts: () => starts,
    isWhole: () => missing === 0,
    logs: () => [...said, ...members.flatMap(({ process }) => [process.stdout(), process.stderr()])],
    /** From now on what ends stays down. Resolves when all have. */
    async stop(): Promise<void> {
      isOver = true;
      for (const { process } of members) process.signal('SIGTERM', 'process');
      await watching;
    },
  };
}
