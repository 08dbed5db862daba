/** What was started and has to be stopped again, last first. */
export interface Undo {
  add(step: () => unknown): void;
  /** Starts something that is stopped even when its start is still under way. Rejects once all is being stopped. */
  bringUp<Started>(start: () => Promise<Started>, stop: (started: Started) => unknown): Promise<Started>;
  /** Stops everything; what can't be stopped doesn't keep the rest. Repeatable. */
  run(): Promise<void>;
}

export function createUndo(): Undo {
  const steps: (() => unknown)[] = [];
  let running: Promise<void> | undefined;
  async function runAll(): Promise<void> {
    for (let step = steps.pop(); step; step = steps.pop()) {
      try {
        await step();
      } catch (error) {
        console.error('could not be stopped:', error);
      }
    }
  }
  return {
    add: (step) => void steps.push(step),
    async bringUp(start, stop) {
      if (running) throw new Error('everything is being stopped');
      const starting = start();
      steps.push(async () => {
        const started = await starting.catch(() => undefined);
        if (started !== undefined) await stop(started);
      });
      return await starting;
    },
    run() {
      running ??= runAll();
      return running;
    },
  };
}

/** After Ctrl-C too nothing is left running. */
export function undoOnSignals(undo: Undo): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      // What is cut off by it fails on the way, which is no news.
      process.on('unhandledRejection', () => {});
      process.on('uncaughtException', () => {});
      void undo.run().then(() => process.exit(130));
    });
}
