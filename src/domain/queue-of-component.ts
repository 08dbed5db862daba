/** The task queue of a component whose calls are limited, beside that of the conversations. */
export const queueOfComponent = (taskQueue: string, component: string): string => `${taskQueue}:${component}`;

/** How many calls of a component there may be. */
export interface QueueLimit extends CallLimits {
  readonly component: string;
}

/** Absent: as many as are asked for. */
export interface CallLimits {
  /** A second, of all workers together. */
  readonly ratePerSecond?: number | undefined;
  /** At once, of each worker. */
  readonly concurrency?: number | undefined;
}

/** Whether a component's calls have a task queue of their own. */
export const isLimited = ({ ratePerSecond, concurrency }: CallLimits): boolean =>
  ratePerSecond !== undefined || concurrency !== undefined;
