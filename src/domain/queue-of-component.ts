/** The task queue of a component whose calls are limited, beside that of the conversations. */
export const queueOfComponent = (taskQueue: string, component: string): string => `${taskQueue}:${component}`;

/** How many calls of a component there may be. */
export interface QueueLimit {
  readonly component: string;
  /** A second, of all workers together. */
  readonly ratePerSecond?: number;
  /** At once, of each worker. */
  readonly concurrency?: number;
}
