import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from '../../seam/random.ts';
import { eventually } from '../../support/eventually.ts';
import type { Fleet } from '../support/fleet.ts';
import type { Servers } from './servers.ts';

type Victim = 'worker' | 'http' | 'temporal' | 'postgres';
const victims: readonly Victim[] = ['worker', 'postgres', 'http', 'temporal'];

/** Kills one thing after the other with `kill -9`, at moments that the seed says, until the work is over. */
export async function strike(options: {
  readonly chance: Chance;
  readonly fleet: Fleet;
  readonly servers: Servers;
  /** The next one dies when what died before is back. */
  readonly isWhole: () => boolean;
  readonly killsMax: number;
  readonly isOver: () => boolean;
}): Promise<Record<Victim, number>> {
  const { chance, fleet, servers, isWhole, killsMax, isOver } = options;
  const kills = { worker: 0, http: 0, temporal: 0, postgres: 0 };
  const first = chance.between(0, victims.length - 1);
  for (let kill = 0; kill < killsMax; kill += 1) {
    await eventually(() => isOver() || isWhole() || undefined, backMs);
    await sleep(chance.between(...pauseMs));
    if (isOver()) break;
    const victim = victims[(first + kill) % victims.length] ?? 'worker';
    kills[victim] += 1;
    if (victim === 'worker') await fleet.kill(chance.pick(fleet.workers));
    else if (victim === 'http') await fleet.kill(chance.pick(fleet.doors));
    else {
      await servers[victim].kill();
      await sleep(chance.between(...downMs));
      await servers[victim].startAgain();
    }
  }
  return kills;
}

const pauseMs = [200, 1_500] as const;
const backMs = 60_000;
const downMs = [200, 2_500] as const;
