/** A place where a scripted stream waits until the test lets it go on. */
export interface Gate {
  /** Resolves when the stream has come to the gate. */
  readonly reached: Promise<void>;
  /** Lets this and every later stream pass. */
  release(): void;
  /** What the stream waits for. */
  pass(): Promise<void>;
}

export function openGate(): Gate {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  return {
    reached: reached.promise,
    release: released.resolve,
    pass() {
      reached.resolve();
      return released.promise;
    },
  };
}
