import { httpBounds } from '../http-bounds.ts';
import { notReady, tooMany } from '../problem.ts';

/** How many streams are open, in all and for each session. */
export function createStreamSlots() {
  const bySession = new Map<string, number>();
  let taken = 0;

  /** Takes a place; returns how to give it back. @throws 429 for the session's limit, 503 for the process's. */
  return function take(sessionHash: string): () => void {
    const ofSession = bySession.get(sessionHash) ?? 0;
    if (ofSession >= httpBounds.streamsPerSessionMax) throw tooMany(httpBounds.retryAfterMs);
    if (taken >= httpBounds.streamsMax) throw notReady(httpBounds.retryAfterMs);
    bySession.set(sessionHash, ofSession + 1);
    taken += 1;
    return () => {
      taken -= 1;
      const left = (bySession.get(sessionHash) ?? 1) - 1;
      if (left > 0) bySession.set(sessionHash, left);
      else bySession.delete(sessionHash);
    };
  };
}
