import { setTimeout as sleep } from 'node:timers/promises';

/** What other processes tell, as far as this needs it. */
interface Told {
  onPauses(look: () => void): () => void;
  /** Awaited before this process confirms a barrier. */
  onSettle(work: () => Promise<void>): void;
}

interface Looking {
  /** Looks up at once what is paused. */
  refresh(): Promise<void>;
}

/**
 * Has this process look up what is paused as soon as it is told that something is, and confirm no barrier before it
 * knows. Resolves when it knows what stands so far.
 */
export async function followPauses(told: Told, { refresh }: Looking): Promise<void> {
  let looking = Promise.resolve();
  told.onPauses(() => {
    looking = lookUp();
  });
  told.onSettle(() => looking);
  await refresh();

  /** A barrier that is confirmed without would be worth nothing; the one who waits for it gives up by themselves. */
  async function lookUp(): Promise<void> {
    for (const giveUpAt = Date.now() + giveUpMs; ; ) {
      const isKnown = await refresh().then(
        () => true,
        () => false,
      );
      if (isKnown || Date.now() > giveUpAt) return;
      await sleep(againMs, undefined, { ref: false });
    }
  }
}

/** Longer than anybody waits for a barrier; by then the usual look has found it too. */
const giveUpMs = 10_000;
const againMs = 100;
