import type { SuggestionOutcome, SuggestionRequest } from '../src/domain/suggestion.ts';
import { inModelQueue } from './model-queue.ts';
import { suggestionCall } from './policies.ts';

/** One draft of an answer, which an operator asked for. The conversation goes on beside it and knows nothing of it. */
export async function suggestion(request: SuggestionRequest): Promise<SuggestionOutcome> {
  return await inModelQueue((queue) =>
    suggestionCall('The model drafts an answer for an operator', queue).suggestAnswer({
      ...request,
      ...(queue !== undefined && { queue }),
    }),
  );
}
