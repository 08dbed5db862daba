import {
  ActivityCancellationType,
  type ActivityOptions,
  type LocalActivityOptions,
  proxyActivities,
  proxyLocalActivities,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { backgroundPriority } from '../src/domain/priorities.ts';
import { queueOfComponent } from '../src/domain/queue-of-component.ts';
import type { OrderPolicy } from '../src/domain/tool.ts';
import { inBatch } from './local-batch.ts';

/**
 * How long a call may wait for a worker that is free. The turn's own watch calls it late long before; this is for a
 * queue that nobody serves.
 */
const queueMsMax = 3_600_000;

/**
 * Every policy by which the workflow calls activities. `local` is batched into a workflow task that happens anyway and
 * may repeat after a crash, so it is for idempotent chores and quick reads; `durable` is recorded before and after.
 */
const policies = {
  /** The engine's own writes, idempotent: they outlast a database that is down. */
  chore: {
    startToCloseTimeout: '10 seconds',
    localRetryThreshold: '10 seconds',
    retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
  },
  /** A model that sorts, by the quick one's pace; the activity itself does without it before it takes long. */
  understanding: {
    startToCloseTimeout: '6 seconds',
    localRetryThreshold: '10 seconds',
    retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
  },
  /** A look into the knowledge; the activity itself goes on without it before it takes long. */
  retrieval: {
    startToCloseTimeout: '5 seconds',
    localRetryThreshold: '10 seconds',
    retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
  },
  /**
   * A model that answers: streaming, with heartbeats. The activity itself keeps to the turn's deadline, because only
   * the time counts in which somebody was at work. It tells of itself each second, so that half of that again may be
   * late before its worker counts as dead: asking twice costs a call, and waiting costs the customer. How often which
   * model is asked, `failurePolicy` says; the attempts here only bound it.
   */
  model: {
    scheduleToStartTimeout: queueMsMax,
    heartbeatTimeout: '2500 milliseconds',
    retry: {
      initialInterval: '300 milliseconds',
      backoffCoefficient: 2,
      maximumInterval: '5 seconds',
      maximumAttempts: 40,
    },
    cancellationType: ActivityCancellationType.TRY_CANCEL,
  },
  /** A summary, which nobody waits for: it gives itself up after half a minute, and is tried again after a later turn. */
  summary: {
    priority: backgroundPriority,
    scheduleToStartTimeout: queueMsMax,
    startToCloseTimeout: '45 seconds',
    heartbeatTimeout: '5 seconds',
    retry: {
      initialInterval: '1 second',
      backoffCoefficient: 2,
      maximumInterval: '10 seconds',
      maximumAttempts: 4,
    },
    cancellationType: ActivityCancellationType.TRY_CANCEL,
  },
  /** A draft that an operator waits for: it gives itself up soon, and another model is asked once. */
  suggestion: {
    scheduleToCloseTimeout: '25 seconds',
    startToCloseTimeout: '15 seconds',
    retry: { initialInterval: '200 milliseconds', maximumAttempts: 2 },
    cancellationType: ActivityCancellationType.TRY_CANCEL,
  },
  /** A tool run on its own. */
  tool: {
    scheduleToStartTimeout: queueMsMax,
    heartbeatTimeout: '5 seconds',
    retry: { initialInterval: '300 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
    cancellationType: ActivityCancellationType.TRY_CANCEL,
  },
  /** A quick read. */
  localTool: {
    localRetryThreshold: '5 seconds',
    retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '1 second' },
  },
} as const satisfies Record<string, ActivityOptions | LocalActivityOptions>;

/** The engine's own writes. `summary`: what the Temporal UI shows. */
export const chore = (summary: string) => local({ ...policies.chore, summary });

export function understanding(summary: string, queue?: string): Pick<Activities, 'understand'> {
  if (queue === undefined) return local({ ...policies.understanding, summary });
  const { startToCloseTimeout, retry } = policies.understanding;
  return proxyActivities<Activities>({ startToCloseTimeout, retry, summary, ...inQueue(queue) });
}

export const retrieval = (summary: string) => local({ ...policies.retrieval, summary });

/** A model call whose attempts may take this long each. One whose rate is limited waits in a queue of its own. */
export const modelCall = (summary: string, allowanceMs: number, queue?: string) =>
  proxyActivities<Activities>({
    ...policies.model,
    startToCloseTimeout: allowanceMs + modelGraceMs,
    scheduleToCloseTimeout: queueMsMax + totalAllowances * allowanceMs,
    summary,
    ...inQueue(queue),
  });

/** The activity ends by its own deadline first, which is at least a few seconds away. */
const modelGraceMs = 10_000;

/** Attempts have to end by the turn's deadline, which is given anew after a time in which nobody was at work. */
const totalAllowances = 10;

export const suggestionCall = (summary: string, queue?: string) =>
  proxyActivities<Activities>({ ...policies.suggestion, summary, ...inQueue(queue) });

export const summaryCall = (summary: string, queue?: string) =>
  proxyActivities<Activities>({ ...policies.summary, summary, ...inQueue(queue) });

/** One tool call, by the tool's own policy. One whose rate is limited waits in a queue of its own. */
export function toolCall(summary: string, policy: OrderPolicy): Pick<Activities, 'runTool'> {
  const own = { startToCloseTimeout: policy.timeoutMs + graceMs, summary };
  if (policy.run === 'local') {
    const retry = { ...policies.localTool.retry, maximumAttempts: policy.attempts };
    return local({ ...policies.localTool, ...own, retry });
  }
  const retry = { ...policies.tool.retry, maximumAttempts: Math.max(policy.attempts, crashAttempts) };
  // All attempts, and the longest waits between them.
  const scheduleToCloseTimeout =
    queueMsMax + retry.maximumAttempts * (own.startToCloseTimeout + tenSecondsMs);
  const queue = inQueue(policy.queue);
  return proxyActivities<Activities>({ ...policies.tool, ...own, ...queue, scheduleToCloseTimeout, retry });
}

/** Local activities, which end together where they run together. */
function local(options: LocalActivityOptions): Activities {
  const activities = proxyLocalActivities<Record<string, (input: unknown) => Promise<unknown>>>(options);
  const call = (name: string) => (input: unknown) => inBatch(async () => await activities[name]?.(input));
  return new Proxy({} as Activities, { get: (_, name) => call(String(name)) });
}

/** A queue that no worker takes from, as after a change of the assistant, gives its calls back. */
const inQueue = (
  component: string | undefined,
): Pick<ActivityOptions, 'taskQueue' | 'scheduleToStartTimeout'> =>
  component === undefined
    ? {}
    : {
        taskQueue: queueOfComponent(workflowInfo().taskQueue, component),
        scheduleToStartTimeout: '2 minutes',
      };

/** The tool's own timeout ends it first; this much later the activity is given up. */
const graceMs = 1_000;

const tenSecondsMs = 10_000;

/** A worker that dies uses up an attempt; the effect ledger keeps an effect from running again. */
const crashAttempts = 3;
