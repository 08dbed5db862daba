import { judge, type RatedCall, withCall } from '../domain/error-rate.ts';

/** How often calls of components fail in this process. */
export function createRates() {
  const calls = new Map<string, RatedCall[]>();
  const saidAtMs = new Map<string, number>();
  return {
    /** What the newest calls say of it, this one included; undefined: nothing that was not said just now. */
    note(id: string, isFault: boolean): 'ok' | 'degraded' | undefined {
      const atMs = Date.now();
      const counted = withCall(calls.get(id) ?? [], { atMs, isFault });
      calls.set(id, counted);
      const judged = judge(counted, atMs);
      if (judged !== 'degraded') return judged;
      if (atMs - (saidAtMs.get(id) ?? 0) < quietMs) return undefined;
      saidAtMs.set(id, atMs);
      return judged;
    },
    /** What was before doesn't count any more. */
    forget(id: string): void {
      calls.delete(id);
      saidAtMs.delete(id);
    },
  };
}

/** So often at most all processes are told that it still holds. */
const quietMs = 5_000;
