import type { TestContext } from 'node:test';

/** Undoes what a test has set up, last things first. */
export function cleanupOf(t: TestContext): (undo: () => Promise<unknown> | unknown) => void {
  const undos: (() => Promise<unknown> | unknown)[] = [];
  t.after(async () => {
    const failures: unknown[] = [];
    for (const undo of undos.reverse())
      await Promise.resolve()
        .then(undo)
        .catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  });
  return (undo) => void undos.push(undo);
}
