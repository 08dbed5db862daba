import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';

/** Stands in for the workflows' own policies: the engine's chores too are activities of their own. */
export { modelCall, toolCall } from '../../workflows/policies.ts';

export const chore = (summary: string) =>
  proxyActivities<Activities>({ startToCloseTimeout: '10 seconds', summary });
