import { checkAgents } from './check-agents.ts';
import { checkCitations } from './check-citations.ts';
import { checkEffects } from './check-effects.ts';
import { checkGrowth } from './check-growth.ts';
import { checkLeaks } from './check-leaks.ts';
import { checkMessages } from './check-messages.ts';
import { checkPlans } from './check-plans.ts';
import { checkSilence } from './check-silence.ts';
import { checkSpending } from './check-spending.ts';
import type { Evidence } from './evidence.ts';

export interface Verdict {
  /** A line for each invariant. */
  readonly counts: readonly string[];
  readonly violations: readonly string[];
}

/**
 * Holds the invariants against what is in the tables, what customers could read, what vendors counted and what the
 * histories say. It shares no code with the product: a mistake there can't hide itself here.
 */
export async function checkStorm(evidence: Evidence): Promise<Verdict> {
  const findings = [
    ...(await checkMessages(evidence)),
    await checkLeaks(evidence),
    await checkEffects(evidence),
    await checkPlans(evidence),
    await checkAgents(evidence),
    await checkCitations(evidence),
    await checkSpending(evidence),
    await checkSilence(evidence),
    await checkGrowth(evidence),
  ];
  return {
    counts: findings.map(
      ({ about, looked, violations, note }) =>
        `${about}: ${looked} looked at, ${violations.length} broken${note ? `; ${note}` : ''}`,
    ),
    violations: findings.flatMap(({ about, violations }) => violations.map((one) => `${about}: ${one}`)),
  };
}
