import type { ComponentState } from '../component.ts';

/** A component that might do a task, as it is now. */
export interface Candidate {
  readonly name: string;
  readonly capabilities: readonly string[];
  readonly state: ComponentState;
  /** Whether the customer has proved who they are as far as it asks. */
  readonly isProved: boolean;
}

/** A component that a plan may not use, and why, for the trace. */
export interface Withheld {
  readonly name: string;
  readonly because: string;
}

/**
 * What a plan may be made of: what serves, and of what serves less well only what nothing else can do. The customer is
 * never promised what can't be had.
 */
export function offerOf(candidates: readonly Candidate[]): {
  readonly offered: readonly string[];
  readonly withheld: readonly Withheld[];
} {
  const withheld = candidates.flatMap((candidate) => {
    const because = reasonAgainst(candidate, candidates);
    return because === undefined ? [] : [{ name: candidate.name, because }];
  });
  const names = new Set(withheld.map(({ name }) => name));
  return { offered: candidates.map(({ name }) => name).filter((name) => !names.has(name)), withheld };
}

function reasonAgainst(candidate: Candidate, candidates: readonly Candidate[]): string | undefined {
  const { state, isProved, capabilities } = candidate;
  if (!isProved) return 'the customer has not proved who they are as far as it asks';
  if (state === 'down' || state === 'paused') return `it is ${state}`;
  if (state === 'ok') return undefined;
  const others = candidates.filter((other) => other.state === 'ok' && other.isProved);
  const stands = capabilities.map((capability) =>
    others.find((other) => other.capabilities.includes(capability)),
  );
  const [first] = stands;
  return first && stands.every(Boolean) ? `it is degraded, and ${first.name} can do the same` : undefined;
}
