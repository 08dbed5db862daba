import { isGrpcServiceError } from '@temporalio/client';
import proto from '@temporalio/proto';
import { type NativeConnection, Worker } from '@temporalio/worker';
import type { Activities } from '../../activities/index.ts';
import { type QueueLimit, queueOfComponent } from '../domain/queue-of-component.ts';

interface Options {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: Activities;
  readonly taskQueue: string;
  readonly limits: readonly QueueLimit[];
  readonly drainMs: number;
}

/**
 * One worker for each limited component, which takes its calls from a queue of their own. How many there may be a
 * second, over all workers, Temporal itself sees to.
 */
export async function startLimitedWorkers({ limits, ...options }: Options): Promise<readonly Worker[]> {
  return await Promise.all(limits.map((limit) => startLimited(limit, options)));
}

async function startLimited(limit: QueueLimit, options: Omit<Options, 'limits'>): Promise<Worker> {
  const { connection, namespace, activities, drainMs } = options;
  const { component, ratePerSecond, concurrency } = limit;
  const taskQueue = queueOfComponent(options.taskQueue, component);
  await limitRate(connection, { namespace, taskQueue, ratePerSecond });
  return await Worker.create({
    ...{ connection, namespace, taskQueue, activities },
    maxHeartbeatThrottleInterval: '1 second',
    defaultHeartbeatThrottleInterval: '1 second',
    shutdownGraceTime: drainMs,
    shutdownForceTime: drainMs + 3_000,
    maxConcurrentActivityTaskExecutions: concurrency ?? concurrencyDefault,
    // For servers that know no configuration of queues; where they do, that holds.
    ...(ratePerSecond !== undefined && { maxTaskQueueActivitiesPerSecond: ratePerSecond }),
  });
}

const concurrencyDefault = 100;

/** Sets the queue's rate at the server, where it outlasts every worker; undefined takes it away. */
async function limitRate(
  { workflowService }: NativeConnection,
  queue: { namespace: string; taskQueue: string; ratePerSecond: number | undefined },
): Promise<void> {
  const { namespace, taskQueue, ratePerSecond } = queue;
  const rateLimit = ratePerSecond === undefined ? null : { requestsPerSecond: ratePerSecond };
  try {
    await workflowService.updateTaskQueueConfig({
      ...{ namespace, taskQueue, identity: 'baton' },
      taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
      updateQueueRateLimit: { rateLimit, reason: "the component's policy" },
    });
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== unimplemented) throw error;
  }
}

/** gRPC's code: an older server. */
const unimplemented = 12;
