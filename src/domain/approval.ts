import type { Role } from './operator.ts';

/** A pending human decision on one tool call, with expiry. */
export interface Approval {
  readonly id: string;
  /** Starts at 1 and rises with every change; a decision names the version that it was made on. */
  readonly version: number;
  readonly conversationId: string;
  readonly tool: string;
  readonly args: unknown;
  /** SHA-256 of the canonical arguments, hex: what exactly was approved. */
  readonly argsHash: string;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  readonly state: ApprovalState;
  readonly decidedBy?: { readonly id: string; readonly email: string };
}

export const approvalStates = ['pending', 'approved', 'rejected', 'expired'] as const;
export type ApprovalState = (typeof approvalStates)[number];

/** What a tool demands of an approval. */
export interface ApprovalPolicy {
  readonly role: Role;
  readonly expiresMs: number;
  /** `reject` tells the assistant that nobody allowed it; `escalate` hands the conversation to operators. */
  readonly onExpiry: 'reject' | 'escalate';
}

/** A person's word on an approval. */
export interface Decision {
  readonly approvalId: string;
  readonly version: number;
  readonly decision: 'approve' | 'reject';
  /** Edited arguments, which replace the asked ones. */
  readonly args?: unknown;
  /** Needed to reject; the assistant uses it. */
  readonly reason?: string;
  /** The operator's id. */
  readonly by: string;
}
