import type { ModelUsage } from './model.ts';
import type { Next } from './next-model.ts';
import type { PurseScope } from './purse/budget.ts';

/**
 * What a caller decides on when a model call failed:
 * - `transient`: ask again soon.
 * - `rate_limited`: ask again after `retryAfterMs`.
 * - `unavailable`: nobody is there; nothing was sent. Ask again, or elsewhere.
 * - `refused`: the model or its filter won't answer this. Ask elsewhere.
 * - `invalid`: this request or our configuration is wrong. Never the same again.
 * - `exhausted`: the account has no money left. Never the same again before somebody pays.
 * - `bug`: ours.
 */
export type ModelErrorKind =
  | 'transient'
  | 'rate_limited'
  | 'unavailable'
  | 'refused'
  | 'invalid'
  | 'exhausted'
  | 'bug';

export interface ModelErrorFacts {
  readonly hadOutput: boolean;
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  /** False: the request never left. */
  readonly wasSent?: boolean | undefined;
  readonly usage?: ModelUsage | undefined;
  readonly detail?: string | undefined;
}

/** A model call that gave no answer. Its message names no key, no prompt and nothing that the vendor wrote. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly kind: ModelErrorKind;
  /** Whether the vendor had begun to answer; if so, or if no `status` came, it may bill what it did. */
  readonly hadOutput: boolean;
  /** The HTTP status, where the vendor refused with one. */
  readonly status?: number;
  readonly retryAfterMs?: number;
  /** Whether the vendor may have had the request. */
  readonly wasSent: boolean;
  /** Who is asked next, once that is settled. */
  next?: Next;
  /** What the vendor says that it billed, where it says so in spite of failing. */
  readonly usage?: ModelUsage;
  // Private, so that no logger or serializer that walks an error's properties meets the vendor's words.
  readonly #detail: string | undefined;

  constructor(kind: ModelErrorKind, message: string, facts: ModelErrorFacts) {
    super(message);
    this.kind = kind;
    this.hadOutput = facts.hadOutput;
    this.wasSent = facts.wasSent ?? true;
    if (facts.status !== undefined) this.status = facts.status;
    if (facts.retryAfterMs !== undefined) this.retryAfterMs = facts.retryAfterMs;
    if (facts.usage) this.usage = facts.usage;
    this.#detail = facts.detail?.slice(0, detailTextMax);
  }

  /** The vendor's own words, shortened: for debug logs only, they may repeat the prompt. */
  get detail(): string | undefined {
    return this.#detail;
  }
}

const detailTextMax = 500;

/** A call that was not made, because its worst case doesn't fit what is left of a budget. */
export class OverBudget extends ModelError {
  readonly scope: PurseScope;

  constructor(scope: PurseScope) {
    super('exhausted', `${scope}: nothing is left of its budget`, { hadOutput: false, wasSent: false });
    this.scope = scope;
    this.next = { kind: 'give up', because: 'exhausted' };
  }
}
