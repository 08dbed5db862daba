import type { ApprovalPolicy } from './approval.ts';

/** What running a tool does to the world. */
export const effects = ['read', 'keyed', 'irreversible'] as const;
export type Effect = (typeof effects)[number];

/** What became of a tool call so far. */
export type CallState = 'asked' | 'waiting' | 'running' | 'done' | 'failed' | 'rejected' | 'unknown';

/** How a component's calls run: batched into the workflow task, or an activity of its own. */
export type Run = 'local' | 'durable';

/** Time and attempts that a component's calls may take. */
export interface CallPolicy {
  readonly timeoutMs: number;
  readonly attempts: number;
  readonly run: Run;
  /** Calls a second, of all workers together. */
  readonly ratePerSecond?: number;
  /** Calls at once, of each worker. */
  readonly concurrency?: number;
}

/** How one call runs. */
export interface OrderPolicy extends Pick<CallPolicy, 'timeoutMs' | 'attempts' | 'run'> {
  /** The component whose own task queue it waits in; absent: that of the conversations. */
  readonly queue?: string;
}

/** An agent that is turned to: given the turn, or asked while it stays whose it is. */
export interface TurnsTo {
  readonly agent: string;
  readonly how: 'handoff' | 'question';
}

/** One tool call, checked and ready to be run or to wait for a person. */
export interface CallOrder {
  /** Ours, stable over retries: turn, round and position. */
  readonly callId: string;
  readonly tool: string;
  /** As the tool takes them; they stand in the history, so that its reader sees what was done. */
  readonly args: unknown;
  /** SHA-256 of what it takes, where that is too large for the history: then it is read from the call's row. */
  readonly argsDigest?: string;
  /** The turn that asked for it, where that is not the one that runs it. */
  readonly askedInTurnId?: string;
  /** The step of the trace that it belongs to. */
  readonly stepId?: string;
  /** Plain words for the Temporal UI. */
  readonly summary: string;
  readonly effect: Effect;
  readonly policy: OrderPolicy;
  /** The agent whose call it is, where that isn't the one that has the turn. */
  readonly agent?: string;
  /** Set when it turns to another agent: then the workflow conducts it. */
  readonly turnsTo?: TurnsTo;
  /** Set when a person must decide first. */
  readonly approval?: ApprovalPolicy & { readonly reason: string };
  /** The person's word that allows it. */
  readonly approvalId?: string;
}

/** How a tool call ended, as the history keeps it; the result itself stands in the database. */
export interface CallOutcome {
  /** Its name, for the reader of the history: what a quick read was asked is not written there. */
  readonly tool: string;
  /**
   * `repeated`: done before, the recorded result was given. `running`: begun, its result comes later. `unknown`: nobody
   * can say whether it happened.
   */
  readonly outcome: 'done' | 'repeated' | 'running' | 'failed' | 'unknown';
  /** The beginning of the result, for the reader of the history. */
  readonly preview: string;
  /** SHA-256 of the result's canonical JSON, where other tasks may read it. */
  readonly digest?: string;
}
