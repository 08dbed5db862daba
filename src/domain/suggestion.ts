/** What a draft for an operator is asked for with. */
export interface SuggestionRequest {
  readonly conversationId: string;
  /** A UUID of its own: the same one again is the same draft. */
  readonly suggestionId: string;
  /** Who asked for it. */
  readonly operatorId: string;
}

/** A draft, or why there is none; in words for operators. */
export type SuggestionOutcome =
  | { readonly outcome: 'written'; readonly text: string }
  | { readonly outcome: 'none'; readonly why: string };

export const suggestionWorkflowIdOf = (suggestionId: string) => `suggestion-${suggestionId}`;
