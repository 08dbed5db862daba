import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';

/** Stands in for the workflows' own policies: what is local there is an activity of its own too. */
export * from '../../workflows/policies.ts';

const durable = (summary: string) =>
  proxyActivities<Activities>({ startToCloseTimeout: '10 seconds', summary });

export const chore = durable;
export const understanding = durable;
export const retrieval = durable;
