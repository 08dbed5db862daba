/** A running call that a pause may cut. */
interface Halt {
  readonly signal: AbortSignal;
  /** The call is over. */
  close(): void;
}

/** The running calls of this process, so that a pause reaches them. */
export function createHalts() {
  const running = new Set<{ scopes: readonly string[]; reason: Error; controller: AbortController }>();
  return {
    /** `reason`: what the call's signal aborts with. */
    open(scopes: readonly string[], reason: Error): Halt {
      const entry = { scopes, reason, controller: new AbortController() };
      running.add(entry);
      return { signal: entry.controller.signal, close: () => void running.delete(entry) };
    },

    /** Cuts what runs in any of these scopes. */
    halt(paused: Pick<ReadonlyMap<string, unknown>, 'has' | 'size'>): void {
      if (paused.size === 0) return;
      for (const { scopes, reason, controller } of running)
        if (scopes.some((scope) => paused.has(scope))) controller.abort(reason);
    },
  };
}
