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
  const instead = standInFor({ capabilities }, candidates);
  return instead && `it is ${state}, and ${instead} can do the same`;
}

/**
 * What a model that answers is not offered, because it isn't well and another can do the same. What nobody else can do
 * stays: the model is told when its call comes to nothing.
 */
export function replacedIn(candidates: readonly Omit<Candidate, 'isProved'>[]): Withheld[] {
  const asIfProved = candidates.map((candidate) => ({ ...candidate, isProved: true }));
  return asIfProved.flatMap(({ name, state, capabilities }) => {
    const instead = state === 'ok' ? undefined : standInFor({ capabilities }, asIfProved);
    return instead === undefined ? [] : [{ name, because: `it is ${state}, and ${instead} can do the same` }];
  });
}

/** The name of what serves well and can do the first of these, where all of them can be done without it. */
function standInFor(
  { capabilities }: Pick<Candidate, 'capabilities'>,
  candidates: readonly Candidate[],
): string | undefined {
  const others = candidates.filter((other) => other.state === 'ok' && other.isProved);
  const stands = capabilities.map((capability) =>
    others.find((other) => other.capabilities.includes(capability)),
  );
  return stands.every(Boolean) ? stands[0]?.name : undefined;
}
