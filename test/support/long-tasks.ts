import type { Frame, Page } from 'playwright-core';

interface Tasks {
  longTasksMs: number[];
}

/** Notes from now on how long every task of 50 ms and more takes there. */
export const watchLongTasks = (place: Page | Frame): Promise<void> =>
  place.evaluate(() => {
    const longTasksMs: number[] = [];
    Object.assign(globalThis, { longTasksMs });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasksMs.push(duration);
    }).observe({ entryTypes: ['longtask'] });
  });

/** The longest since the last time it was asked, in milliseconds; 0 when there was none. */
export const longestTaskMs = (place: Page | Frame): Promise<number> =>
  place.evaluate(() => {
    const { longTasksMs } = globalThis as unknown as Tasks;
    return Math.max(0, ...longTasksMs.splice(0));
  });
