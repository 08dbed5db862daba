import { type NativeConnection, Worker } from '@temporalio/worker';
import type { Activities } from '../../activities/index.ts';
import type { QueueLimit } from '../domain/queue-of-component.ts';
import { startLimitedWorkers } from './limited-workers.ts';
import { taskQueue as defaultTaskQueue } from './task-queue.ts';
import { workflowBundle } from './workflow-bundle.ts';

interface WorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: Activities;
  readonly taskQueue?: string;
  /** How long running activities may take to end once the worker stops. */
  readonly drainMs?: number;
  /** The workflows' code; missing: ours. */
  readonly workflowCode?: { readonly code: string };
  /** Components whose calls wait in a queue of their own. */
  readonly limits?: readonly QueueLimit[];
}

/** A worker that polls. */
export interface RunningWorker {
  isPolling(): boolean;
  /** Resolves when it has stopped by itself, which it shouldn't. */
  readonly stopped: Promise<Error | undefined>;
  /** Lets what runs finish, within its bound, and stops. */
  stop(): Promise<void>;
}

/** Works on conversations until it is stopped. Resolves when it polls. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { connection, namespace, activities, taskQueue = defaultTaskQueue } = options;
  const { limits = [], drainMs = 12_000 } = options;
  const shared = { connection, namespace, activities, taskQueue };
  const worker = await Worker.create({
    ...shared,
    workflowBundle: options.workflowCode ?? (await workflowBundle()),
    // A worker that dies holds up its conversations this long, and no longer.
    stickyQueueScheduleToStartTimeout: '2 seconds',
    // Cancellations reach an activity with its heartbeats.
    maxHeartbeatThrottleInterval: '1 second',
    defaultHeartbeatThrottleInterval: '1 second',
    shutdownGraceTime: drainMs,
    shutdownForceTime: drainMs + 3_000,
    maxCachedWorkflows: 2_000,
  });
  const workers = [worker, ...(await startLimitedWorkers({ ...shared, limits, drainMs }))];
  const runs = workers.map((one) =>
    one.run().then(
      () => undefined,
      (error: Error) => error,
    ),
  );
  return {
    isPolling: () => workers.every((one) => one.getState() === 'RUNNING'),
    stopped: Promise.race(runs),
    async stop() {
      for (const one of workers) if (one.getState() === 'RUNNING') one.shutdown();
      await Promise.all(runs);
    },
  };
}
