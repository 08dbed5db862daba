import { proxyActivities } from '@temporalio/workflow';
import { backgroundPriority } from '../../../src/domain/priorities.ts';

interface Work {
  readonly label: string;
  readonly queue: string;
  /** Whether nobody waits for it. */
  readonly isBackground: boolean;
}

/** Has one activity done, with the priority that it has itself, or as background work. */
export async function queuedWork({ label, queue, isBackground }: Work): Promise<void> {
  const { note } = proxyActivities<{ note(label: string): Promise<void> }>({
    taskQueue: queue,
    startToCloseTimeout: '1 minute',
    ...(isBackground && { priority: backgroundPriority }),
  });
  await note(label);
}
