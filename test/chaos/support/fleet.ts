import { type Baton, startBaton } from '../../support/baton-process.ts';

/** Two processes of each service, on a database and a Temporal that they share. */
export async function startFleet(env: Readonly<Record<string, string>>, undo: (stop: () => unknown) => void) {
  const down = new Set<Baton>();

  async function start(service: 'http' | 'worker'): Promise<Baton> {
    const baton = await startBaton({ ...env, SERVICES: service });
    undo(() => baton.stop());
    return baton;
  }

  // The first one migrates the database by itself, as a rollout would have it.
  const first = await start('http');
  const second = await start('http');
  const workers = [await start('worker'), await start('worker')] as const;
  const doorOf = (preferred: Baton) => {
    const other = preferred === first ? second : first;
    return (down.has(preferred) ? other : preferred).http;
  };
  return {
    doors: [first, second] as const,
    workers,
    /** Of its two doors, the one to post at and the one to read at: never the same while both are up. */
    first: { post: () => doorOf(first), read: () => doorOf(second) },
    second: { post: () => doorOf(second), read: () => doorOf(first) },
    async kill(victim: Baton): Promise<void> {
      await victim.kill9Group();
      down.add(victim);
    },
    async startAgain(victim: Baton): Promise<void> {
      await victim.startAgain();
      down.delete(victim);
    },
  };
}
