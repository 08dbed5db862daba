import type { ChatState } from './conversation.ts';

/**
 * What processes tell each other about a conversation. A hint is never the truth: rows are, and whoever
 * misses a hint finds them a moment later.
 */
export type Hint =
  | { readonly kind: 'message'; readonly conversationId: string; readonly seq: number }
  | {
      readonly kind: 'delta';
      readonly conversationId: string;
      readonly turnId: string;
      readonly attempt: number;
      /** In UTF-16 units from the draft's beginning. */
      readonly offset: number;
      readonly text: string;
    }
  | {
      readonly kind: 'status';
      readonly conversationId: string;
      readonly state: ChatState;
      /** Rises with each change of the conversation's state, so that an older hint isn't taken for news. */
      readonly version: number;
      readonly nextStep: string;
    }
  /** What operators see of it has changed, and the customer sees nothing of that. */
  | { readonly kind: 'changed'; readonly conversationId: string };

/** Something was paused, or goes on: every process looks up what. */
export interface PausesHint {
  readonly kind: 'pauses';
}
