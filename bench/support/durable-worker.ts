import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type NativeConnection, Worker } from '@temporalio/worker';
import type { Activities } from '../../activities/index.ts';

const root = join(import.meta.dirname, '../..');

/** A worker like the product's whose workflows run every chore as a durable activity. Returns how to stop it. */
export async function startDurableWorker(options: {
  connection: NativeConnection;
  activities: Activities;
  taskQueue: string;
}): Promise<() => Promise<void>> {
  const worker = await Worker.create({
    ...options,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: join(root, 'workflows/index.ts'),
      logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
      webpackConfigHook: (config) => ({
        ...config,
        resolve: {
          ...config.resolve,
          alias: {
            ...config.resolve?.alias,
            './policies.ts$': fileURLToPath(import.meta.resolve('./durable-policies.ts')),
          },
        },
      }),
    }),
    stickyQueueScheduleToStartTimeout: '2 seconds',
    maxHeartbeatThrottleInterval: '1 second',
    defaultHeartbeatThrottleInterval: '1 second',
  });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
  };
}
