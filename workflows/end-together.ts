/** Calls that were made at once. */
export interface Group {
  running: number;
  hasResults: boolean;
  /** In the order in which the calls were made. */
  readonly releases: (() => void)[];
}

/**
 * Makes the call and tells what came of it when the last of the group has ended, to whoever called first first: the one
 * that ends last waits for its turn like the others, because in a replay another may be the last. `close` is called then,
 * before anybody is told.
 */
export async function endTogether<T>(group: Group, call: () => Promise<T>, close: () => void): Promise<T> {
  const { promise: released, resolve } = Promise.withResolvers<void>();
  group.releases.push(resolve);
  group.running += 1;
  const settling = Promise.allSettled([call()]);
  void settling.then(() => {
    group.hasResults = true;
    group.running -= 1;
    if (group.running > 0) return;
    close();
    for (const release of group.releases) release();
  });
  await released;
  const [settled] = await settling;
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}
