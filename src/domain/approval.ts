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
  /** As the assistant asked for it, where a person has changed it. */
  readonly askedArgs?: unknown;
  /** The rule that asks for a decision, in words. */
  readonly reason: string;
  readonly policy: Pick<ApprovalPolicy, 'role' | 'onExpiry'>;
  readonly why: ApprovalGround;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  /** When operators were told that it is about to expire; ISO 8601, UTC. */
  readonly remindedAt?: string;
  readonly state: ApprovalState;
  readonly decidedBy?: { readonly id: string; readonly email: string };
}

/** What led to the call, as far as it is known. */
export interface ApprovalGround {
  /** What the customer wrote last before it. */
  readonly words?: string;
  /** What the plan has it for. */
  readonly purpose?: string;
  /** What another agent was asked, which then asked for it. */
  readonly question?: string;
}

export const approvalStates = ['pending', 'approved', 'rejected', 'expired'] as const;
export type ApprovalState = (typeof approvalStates)[number];

/** What a tool demands of an approval. */
export interface ApprovalPolicy {
  readonly role: Role;
  readonly expiresMs: number;
  /** `reject` tells the assistant that nobody allowed it; `escalate` hands the conversation to operators. */
  readonly onExpiry: 'reject' | 'escalate';
  /** How long before its expiry operators are reminded. Absent in histories from before they were. */
  readonly remindMs?: number;
}

/** When three quarters of the time have passed. */
export const remindMsDefault = (expiresMs: number) => Math.floor(expiresMs / 4);

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
