/** The durable exchange with one customer; one entity workflow. */
export interface Conversation {
  readonly id: string;
  readonly assistant: string;
  readonly customer: { readonly id: string; readonly name?: string };
  readonly status: ConversationStatus;
  readonly needs: readonly Need[];
  /** What happens next, in words an operator reads. */
  readonly nextStep: string;
  readonly costMicroUsd: number;
  readonly workflowId: string;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
  /** Whose it is among the operators; absent: nobody's. */
  readonly assignee?: { readonly id: string; readonly email: string };
  /** Since when the customer waits for an answer (ISO 8601, UTC); absent: nothing of theirs is open. */
  readonly waitingSince?: string;
  /** Messages that the operator who asks has not seen; absent where nobody in particular asks. */
  readonly unread?: number;
}

export const conversationStatuses = ['open', 'with_operator', 'closed'] as const;
export type ConversationStatus = (typeof conversationStatuses)[number];

export const needs = ['approval', 'operator'] as const;
/** What a conversation waits for from a person. */
export type Need = (typeof needs)[number];

/** Who may answer now. */
export type Controller = 'assistant' | 'operator';

/** What the customer's page shows of the conversation. */
export type ChatState = 'idle' | 'working' | 'waiting_approval' | 'with_operator' | 'closed';

/** The workflow that conducts a conversation. */
export const workflowIdOf = (conversationId: string) => `conversation-${conversationId}`;
