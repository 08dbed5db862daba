import type { ApprovalPolicy } from './approval.ts';

/** What running a tool does to the world. */
export const effects = ['read', 'keyed', 'irreversible'] as const;
export type Effect = (typeof effects)[number];

/** How a component's calls run: batched into the workflow task, or an activity of its own. */
export type Run = 'local' | 'durable';

/** Time and attempts that a component's calls may take. */
export interface CallPolicy {
  readonly timeoutMs: number;
  readonly attempts: number;
  readonly run: Run;
}

/** One tool call that a model asked for, checked and ready to be run or to wait for a person. */
export interface CallOrder {
  /** Ours, stable over retries: turn, round and position. */
  readonly callId: string;
  readonly tool: string;
  /** Plain words for the Temporal UI. */
  readonly summary: string;
  readonly effect: Effect;
  readonly policy: CallPolicy;
  /** Set when a person must decide first. */
  readonly approval?: ApprovalPolicy & { readonly reason: string };
}

/** How a tool call ended, as the history keeps it; the result itself stands in the database. */
export interface CallOutcome {
  readonly callId: string;
  readonly outcome: 'done' | 'repeated' | 'failed' | 'unknown';
  /** The beginning of the result, for the reader of the history. */
  readonly preview: string;
}
