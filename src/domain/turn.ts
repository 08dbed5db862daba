/** Handling the customer's new message or messages, through to one outcome. */
export interface Turn {
  readonly id: string;
  readonly trigger: Trigger;
  readonly messageSeqs: readonly number[];
  readonly intent: string | null;
  readonly route: Route | null;
  /** Names the configuration that the turn ran under. */
  readonly manifestHash: string;
  readonly steps: readonly Step[];
  /** Null while the turn runs. */
  readonly outcome: TurnOutcome | null;
}

/** What opens a turn. */
export type Trigger = 'message' | 'decision' | 'expiry' | 'timer' | 'event';

export type TurnOutcome = 'answered' | 'waiting_approval' | 'handed_over' | 'interrupted' | 'closed';

/** The agent and model tier chosen for a turn. */
export interface Route {
  readonly agent: string;
  /** Who answers, as far as that was known. */
  readonly tier: string;
  /** The tier that should, where it is another: it is asked again once it can be. */
  readonly wanted?: string;
  readonly reason: string;
}

/** One thing that a turn did, as the trace shows it. */
export interface Step {
  readonly id: string;
  readonly parentId?: string;
  readonly kind: StepKind;
  readonly component: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly attempts: number;
  readonly outcome: string;
  readonly tokens?: { readonly input: number; readonly output: number };
  readonly costMicroUsd?: number;
}

export const stepKinds = [
  'guardrail',
  'intent',
  'retrieval',
  'model',
  'fallback',
  'budget',
  'tool',
  'plan',
  'task',
  'handoff',
  'agent',
  'approval',
  'memory',
  'commit',
  'control',
] as const;
export type StepKind = (typeof stepKinds)[number];
