import assert from 'node:assert/strict';
import { type Baton, startBaton } from '../../support/baton-process.ts';

export type Fleet = Awaited<ReturnType<typeof startFleet>>;

/** Two processes of each service, on a database and a Temporal that they share. */
export async function startFleet(env: Readonly<Record<string, string>>, undo: (stop: () => unknown) => void) {
  const down = new Set<Baton>();

  async function start(service: 'http' | 'worker'): Promise<Baton> {
    const baton = await startBaton({ ...env, SERVICES: service });
    undo(() => baton.stop());
    return baton;
  }

  // All at once, as supervisors start them: each of them migrates the database and prepares the namespace.
  const started = await Promise.allSettled([start('http'), start('http'), start('worker'), start('worker')]);
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  const [first, second, ...workers] = started.map((one) => (one as PromiseFulfilledResult<Baton>).value) as [
    Baton,
    Baton,
    Baton,
    Baton,
  ];
  const doorOf = (preferred: Baton) => {
    const other = preferred === first ? second : first;
    return (down.has(preferred) ? other : preferred).http;
  };
  return {
    doors: [first, second] as const,
    workers: workers as readonly [Baton, Baton],
    /** Of its two doors, the one to post at and the one to read at: never the same while both are up. */
    first: { post: () => doorOf(first), read: () => doorOf(second) },
    second: { post: () => doorOf(second), read: () => doorOf(first) },
    async kill(victim: Baton): Promise<void> {
      await victim.kill9Group();
      down.add(victim);
    },
    /** As a deployment does it: asks it to stop, waits until it has, and starts it again. */
    async restart(victim: Baton): Promise<void> {
      const { process } = victim;
      process.signal('SIGTERM', 'process');
      down.add(victim);
      assert.equal(await process.ended, 0, process.stderr());
      await victim.startAgain();
      down.delete(victim);
    },
    async startAgain(victim: Baton): Promise<void> {
      await victim.startAgain();
      down.delete(victim);
    },
  };
}
