import { type Client, WorkflowFailedError } from '@temporalio/client';
import type { suggestion } from '../../workflows/suggestion.ts';
import { livePriority } from '../domain/priorities.ts';
import {
  type SuggestionOutcome,
  type SuggestionRequest,
  suggestionWorkflowIdOf,
} from '../domain/suggestion.ts';
import { taskQueue as defaultTaskQueue } from './task-queue.ts';

/** Whose models write it. */
export type DraftWish = SuggestionRequest & { readonly assistant: string };

/** An operator waits no longer than this for a draft. */
const draftMs = 27_000;

/** Has drafts written by whichever worker is free, and waits for them. Rejects when Temporal doesn't answer in time. */
export function createDraftWriter(client: Client, taskQueue = defaultTaskQueue) {
  return async ({ assistant, ...request }: DraftWish): Promise<SuggestionOutcome> => {
    try {
      return await client.withDeadline(Date.now() + draftMs, () =>
        client.workflow.execute<typeof suggestion>('suggestion', {
          workflowId: suggestionWorkflowIdOf(request.suggestionId),
          taskQueue,
          args: [request],
          workflowExecutionTimeout: draftMs,
          priority: livePriority(assistant),
          staticSummary: 'A draft of an answer for an operator',
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowFailedError)) throw error;
      return { outcome: 'none', why: 'No draft came of it; try again.' };
    }
  };
}
