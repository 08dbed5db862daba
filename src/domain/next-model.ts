import { type FailureKind, failurePolicy, isFailureKind } from './failure-policy.ts';

/** One attempt at a call, as it is remembered. */
export interface Attempt {
  /** The model that was asked, by its name among the assistant's. */
  readonly component: string;
  /** `answered`, or why not; null: nobody told, because its process died. */
  readonly outcome: string | null;
  /** When its vendor may be asked again, ms since the epoch, where the vendor says. */
  readonly retryAtMs?: number;
}

/** Who is asked next, or that nobody is. */
export type Next =
  | {
      readonly kind: 'ask';
      readonly tier: string;
      /** Whether it is asked at once, because the last one to fail was another. */
      readonly isAnother: boolean;
      /** When its vendor may be asked again, ms since the epoch, where the vendor says. */
      readonly atMs?: number;
    }
  | { readonly kind: 'give up'; readonly because: FailureKind };

/**
 * Who is asked next, after these attempts at the call: a pure function of what stands in the database, so that it is
 * the same for whoever goes on with the call after a crash. Each model of the chain has its turn; when all had it, the
 * one that may be asked first, or else failed least, is asked again for as long as its failures may pass.
 */
export function nextModel(chain: readonly string[], past: readonly Attempt[]): Next {
  const failed = past.flatMap(({ component, outcome }) =>
    isFailureKind(outcome) ? [{ component, kind: outcome }] : [],
  );
  const last = failed.at(-1);
  const failuresOf = (tier: string) => failed.filter(({ component }) => component === tier);
  const ask = (tier: string): Next =>
    last === undefined || last.component === tier
      ? again(tier, past)
      : { kind: 'ask', tier, isAnother: true };
  const isStuck = last && !failurePolicy[last.kind].elsewhere;
  const tiers = isStuck ? [last.component] : chain;
  if (past.length >= attemptsMax) return { kind: 'give up', because: last?.kind ?? 'transient' };

  const fresh = tiers.find((tier) => {
    const failures = failuresOf(tier);
    const kind = failures.at(-1)?.kind;
    return kind === undefined || failures.length <= failurePolicy[kind].again;
  });
  if (fresh !== undefined) return ask(fresh);
  const patient = tiers.filter((tier) => {
    const failures = failuresOf(tier);
    const kind = failures.at(-1)?.kind;
    return kind !== undefined && failures.length <= failurePolicy[kind].alone;
  });
  // Whoever may be asked before the others, then whoever failed least.
  const waitOf = (tier: string) => past.findLast(({ component }) => component === tier)?.retryAtMs ?? 0;
  const [least] = patient.sort(
    (a, b) => waitOf(a) - waitOf(b) || failuresOf(a).length - failuresOf(b).length,
  );
  if (least === undefined) return { kind: 'give up', because: last?.kind ?? 'invalid' };
  return again(least, past);
}

function again(tier: string, past: readonly Attempt[]): Next {
  const atMs = past.findLast(({ component }) => component === tier)?.retryAtMs;
  return { kind: 'ask', tier, isAnother: false, ...(atMs !== undefined && { atMs }) };
}

/** Of one call, those that a crash cut included. */
const attemptsMax = 25;
